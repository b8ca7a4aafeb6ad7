#include "driver/option_commands.h"

#include "driver/option_choice.h"
#include "driver/option_inputs.h"

#include <CLI/CLI.hpp>

namespace stackc::driver {

void addDiff(CLI::App& app, Options& options) {
    CLI::App* diff = app.add_subcommand("diff", "Tell what changes in each environment between two states of a stack");
    diff->add_option(
            "sides", options.diff.sides,
            "The old state and the new one: sources, git:REV, git:REV:PATH, or output folders of builds; of one, "
            "the other is the last commit or, for a revision, the current folder")
        ->required()
        ->expected(1, 2);
    addChoice(*diff, "--format", options.diff.format,
              {{"text", DiffFormat::Text},
               {"markdown", DiffFormat::Markdown},
               {"json", DiffFormat::Json},
               {"sarif", DiffFormat::Sarif}},
              "How it is told: text (the default), markdown, json or sarif");
    addChoice(
        *diff, "--fail-on", options.diff.failOn, {{"any", FailOn::Any}, {"replaced", FailOn::Replaced}},
        "Exit with 1 if anything changes (any), or if something can't be changed in place or loses data (replaced)");
    addInputs(*diff, options);
    diff->callback([&] { options.command = Command::Diff; });
}

void addApiDiff(CLI::App& app, Options& options) {
    CLI::App* apiDiff =
        app.add_subcommand("api-diff", "Tell what changed for those who use a chart, and which version is due");
    apiDiff
        ->add_option("sides", options.apiDiff.sides,
                     "The former state and the new one: sources, git:REV or git:REV:PATH; of one, the other is the "
                     "last commit or, for a revision, the current folder")
        ->required()
        ->expected(1, 2);
    addChoice(*apiDiff, "--format", options.apiDiff.format,
              {{"text", ApiDiffFormat::Text}, {"markdown", ApiDiffFormat::Markdown}, {"json", ApiDiffFormat::Json}},
              "How it is told: text (the default), markdown or json");
    apiDiff->add_option("--witness", options.apiDiff.witnesses,
                        "A folder for values files that the former chart takes and the new one breaks");
    apiDiff->add_flag("--changes", options.apiDiff.changes, "Print what may stand in the chart's `changes` instead");
    apiDiff->add_flag("--strict", options.apiDiff.strict, "Count what may break something as if it did");
    apiDiff->callback([&] { options.command = Command::ApiDiff; });
}

void addExplain(CLI::App& app, Options& options) {
    CLI::App* explain = app.add_subcommand(
        "explain", "Explain the code of a diagnostic, a type of Kubernetes or of the library, or a value of a stack");
    explain
        ->add_option_function<std::vector<std::string>>(
            "what",
            [&options](const std::vector<std::string>& names) {
                options.code = names.back();
                if (names.size() == 2)
                    options.source = names.front();
            },
            "A code such as E3004, a type or field such as k8s.core.v1.Pod.spec or std.Ingress, or a kind; or a source "
            "and a value or field of it, such as replicaCount or Deployment/shop.spec.replicas")
        ->required()
        ->expected(1, 2);
    explain->add_option("-C,--folder", options.folder, "The folder of the source, for imported types")
        ->capture_default_str();
    explain->add_option("--env,-e", options.request.environments, "The environment that the value is looked at in")
        ->expected(1)
        ->allow_extra_args(false);
    addInputs(*explain, options);
    explain->callback([&] { options.command = Command::Explain; });
}

void addGraph(CLI::App& app, Options& options) {
    CLI::App* graph = app.add_subcommand("graph", "Draw what a stack makes, and who reaches whom");
    graph->add_option("source", options.source, "A .stack file, or a folder with a main.stack")->required();
    addChoice(*graph, "--format", options.graphFormat,
              {{"mermaid", GraphFormat::Mermaid},
               {"dot", GraphFormat::Dot},
               {"svg", GraphFormat::Svg},
               {"json", GraphFormat::Json}},
              "What to write: mermaid (the default), dot, svg or json");
    graph
        ->add_option("--env,-e", options.request.environments,
                     "The environment to draw; the chart with its conditions by default")
        ->expected(1)
        ->allow_extra_args(false);
    graph->add_option("-o,--output", options.pageOutput, "The file to write; - prints")->capture_default_str();
    graph->callback([&] { options.command = Command::Graph; });
}

void addDoc(CLI::App& app, Options& options) {
    CLI::App* doc = app.add_subcommand("doc", "Write the reference of the library as Markdown");
    doc->add_option("module", options.code, "A module such as std.network; all by default");
    doc->add_option("-o,--output", options.pageOutput, "The folder to write a page for each module to; - prints")
        ->capture_default_str();
    doc->callback([&] { options.command = Command::Document; });
}

void addImages(CLI::App& app, Options& options) {
    CLI::App* images = app.add_subcommand("images", "List the images that the pods may run, over all branches");
    images->add_option("source", options.source, "A .stack file, or a folder with a main.stack")->required();
    addChoice(*images, "--format", options.images.format,
              {{"text", ImagesFormat::Text}, {"json", ImagesFormat::Json}, {"cyclonedx", ImagesFormat::CycloneDx}},
              "What to write: text (the default), json, or cyclonedx, a bill of materials");
    images->add_option("-o,--output", options.images.output, "The file to write; - prints")->capture_default_str();
    images->callback([&] { options.command = Command::Images; });
}

void addTrace(CLI::App& app, Options& options) {
    CLI::App* trace = app.add_subcommand("trace", "Find the source behind a message of Helm or of the API server");
    trace->add_option("source", options.source, "A .stack file, or a folder with a main.stack; none with --source-map");
    trace->add_option("--source-map", options.sourceMap,
                      "What `stackc build --source-map` wrote, instead of the source; - for the standard input");
    trace->add_option_function<std::vector<std::string>>(
        "message",
        [&options](const std::vector<std::string>& words) {
            for (const std::string& word : words)
                options.message += (options.message.empty() ? "" : " ") + word;
        },
        "The message; the standard input by default");
    trace->callback([&] { options.command = Command::Trace; });
}

} // namespace stackc::driver
