#include "driver/options.h"

#include "driver/completion_words.h"
#include "driver/console.h"
#include "driver/superfluous.h"
#include "judge/legal.h"
#include "session/file_system.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fmt/core.h>
#include <re2/re2.h>

#include "text/patterns.h"

namespace stackc::driver {

namespace {

/// Empty, or what is wrong with the argument.
std::string isNamespace(const std::string& text) {
    static const RE2 label(std::string{text::dnsLabelPattern});
    return text.size() <= 63 && RE2::FullMatch(text, label)
               ? ""
               : "`" + text + "` is not a DNS label of at most 63 characters";
}

/// What else a release's name has to be is said where it is used, as the chart's name may be one.
std::string isReleaseName(const std::string& text) { return text.empty() ? "a release has a name" : ""; }

std::string isLabelValue(const std::string& text) {
    const char* expected = judge::labelValue(text);
    return expected == nullptr ? "" : "it is the value of a label: " + std::string(expected);
}

std::string isVersion(const std::string& text) {
    static const RE2 version("v?[0-9]{1,4}\\.[0-9]{1,4}(\\.[0-9]{1,4})?([-+][0-9A-Za-z.+-]+)?");
    return RE2::FullMatch(text, version) ? "" : "`" + text + "` is not a version such as 1.29 or v1.29.3";
}

/// Helm's options of single values, which it takes in the order of their kinds.
void addSets(CLI::App& command, std::vector<session::Inputs::Set>& sets) {
    auto add = [&](values::SetKind kind, const char* name, const char* what) {
        auto take = [&sets, kind](const std::vector<std::string>& arguments) {
            for (const std::string& argument : arguments)
                sets.push_back({kind, argument});
            std::stable_sort(sets.begin(), sets.end(), [](const auto& a, const auto& b) { return a.kind < b.kind; });
        };
        command.add_option_function<std::vector<std::string>>(name, take, what)->allow_extra_args(false);
    };
    add(values::SetKind::Typed, "--set", "A value, a.b=c, as Helm's --set; repeatable");
    add(values::SetKind::Text, "--set-string", "A value that is a string, whatever it looks like; repeatable");
    add(values::SetKind::Json, "--set-json", "A value in JSON, a.b={\"c\": 1}; repeatable");
    add(values::SetKind::File, "--set-file", "A value that is the text of a file, a.b=FILE; repeatable");
    add(values::SetKind::Literal, "--set-literal", "A string up to the end, commas and all; repeatable");
}

/// What a release is made of beside the source.
void addInputs(CLI::App& command, Options& options) {
    command
        .add_option("-f,--values", options.valueFiles,
                    "A values file, merged as Helm does, - for the standard input; repeatable")
        ->allow_extra_args(false);
    addSets(command, options.request.inputs.sets);
    command.add_option("--release", options.request.inputs.release, "The release's name")->check(isReleaseName);
    command.add_option("-n,--namespace", options.request.inputs.ns, "The release's namespace")->check(isNamespace);
    command.add_option("--release-service", options.request.inputs.releaseService, "What release.service is")
        ->check(isLabelValue)
        ->capture_default_str();
    command.add_option("--kube-version", options.request.inputs.kubeVersion, "The cluster's version, 1.29 or v1.29.3")
        ->check(isVersion);
    command
        .add_option("-a,--api-versions", options.request.inputs.apis,
                    "An API of the cluster, group/version; repeatable")
        ->allow_extra_args(false);
}

void addBuild(CLI::App& app, Options& options) {
    CLI::App* build = app.add_subcommand("build", "Compile a stack into a Helm chart and manifests");
    build->add_option("source", options.source, "A .stack file, or a folder with a main.stack")->required();
    build
        ->add_option_function<std::string>(
            "--target",
            [&options](const std::string& name) {
                options.request.target = name == "helm"        ? session::Target::Helm
                                         : name == "manifests" ? session::Target::Manifests
                                                               : session::Target::All;
            },
            "What to make: helm, manifests or all (the default)")
        ->check(CLI::IsMember({"all", "helm", "manifests"}));
    build->add_option("--env,-e", options.request.environments, "An environment to make manifests of; repeatable")
        ->allow_extra_args(false);
    build->add_option("-o,--output", options.output, "The folder to write to; - for one stream of manifests")
        ->capture_default_str();
    build->add_flag("--force", options.force, "Replace files that stackc did not write");
    build->add_option("--depfile", options.depfile, "A file that tells make and ninja what was read");
    build->add_option("--source-map", options.sourceMap,
                      "A file beside the chart by which `stackc trace` finds the source without it");
    addInputs(*build, options);
    build->add_flag("--skip-external", options.request.inputs.skipExternal,
                    "Leave charts from elsewhere out of the manifests");
    build->callback([&] { options.command = Command::Build; });
}

void addDiff(CLI::App& app, Options& options) {
    CLI::App* diff = app.add_subcommand("diff", "Tell what changes in each environment between two states of a stack");
    diff->add_option(
            "sides", options.diff.sides,
            "The old state and the new one: sources, git:REV, git:REV:PATH, or output folders of builds; of one, "
            "the other is the last commit or, for a revision, the current folder")
        ->required()
        ->expected(1, 2);
    diff->add_option_function<std::string>(
            "--format",
            [&options](const std::string& name) {
                options.diff.format = name == "markdown" ? DiffFormat::Markdown
                                      : name == "json"   ? DiffFormat::Json
                                      : name == "sarif"  ? DiffFormat::Sarif
                                                         : DiffFormat::Text;
            },
            "How it is told: text (the default), markdown, json or sarif")
        ->check(CLI::IsMember({"text", "markdown", "json", "sarif"}));
    diff->add_option_function<std::string>(
            "--fail-on",
            [&options](const std::string& what) {
                options.diff.failOn = what == "any" ? FailOn::Any : FailOn::Replaced;
            },
            "Exit with 1 if anything changes (any), or if something can't be changed in place or loses data (replaced)")
        ->check(CLI::IsMember({"any", "replaced"}));
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
    apiDiff
        ->add_option_function<std::string>(
            "--format",
            [&options](const std::string& name) {
                options.apiDiff.format = name == "markdown" ? ApiDiffFormat::Markdown
                                         : name == "json"   ? ApiDiffFormat::Json
                                                            : ApiDiffFormat::Text;
            },
            "How it is told: text (the default), markdown or json")
        ->check(CLI::IsMember({"text", "markdown", "json"}));
    apiDiff->add_option("--witness", options.apiDiff.witnesses,
                        "A folder for values files that the former chart takes and the new one breaks");
    apiDiff->add_flag("--changes", options.apiDiff.changes, "Print what may stand in the chart's `changes` instead");
    apiDiff->add_flag("--strict", options.apiDiff.strict, "Count what may break something as if it did");
    apiDiff->callback([&] { options.command = Command::ApiDiff; });
}

void addOthers(CLI::App& app, Options& options) {
    CLI::App* check = app.add_subcommand("check", "Type-check a stack and evaluate all its environments");
    check->add_option("source", options.source, "A .stack file, or a folder with a main.stack")->required();
    check->callback([&] { options.command = Command::Check; });

    CLI::App* format = app.add_subcommand("fmt", "Rewrite .stack files in the canonical style");
    format->add_flag("--check", options.checkOnly, "Change nothing; fail if a file would change");
    format->add_option("files", options.files, "The files")->required();
    format->callback([&] { options.command = Command::Format; });
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

void addMigrate(CLI::App& app, Options& options) {
    CLI::App* migrate = app.add_subcommand("migrate", "Rewrite values files to the keys that the chart has now");
    migrate->add_option("source", options.source, "A .stack file, or a folder with a main.stack")->required();
    migrate->add_option("-f,--values", options.valueFiles, "A values file, - for the standard input; repeatable")
        ->required()
        ->allow_extra_args(false);
    migrate->add_option("-o,--output", options.migrated,
                        "The file to write; - prints; the values file itself by default");
    migrate->callback([&] { options.command = Command::Migrate; });
}

void addPackage(CLI::App& app, Options& options) {
    CLI::App* package = app.add_subcommand("package", "Make the chart's package, the same bytes on every machine");
    package->add_option("source", options.source, "A .stack file, or a folder with a main.stack")->required();
    package->add_option("-o,--output", options.package.folder, "The folder to write to")->capture_default_str();
    package->add_option("--sign", options.package.key, "A key of gpg: a .prov with its signature, for `helm verify`");
    package->callback([&] { options.command = Command::Package; });
}

void addTest(CLI::App& app, Options& options) {
    CLI::App* test = app.add_subcommand("test", "Run the tests of a stack");
    test->add_option("source", options.source, "A .stack file, or a folder with a main.stack")->required();
    test->add_option("--filter", options.test.request.filter, "Run the tests with this in their names only");
    test->add_option_function<std::string>(
            "--format",
            [&options](const std::string& name) {
                options.json = name == "json";
                options.test.format = name == "json"    ? TestFormat::Json
                                      : name == "junit" ? TestFormat::Junit
                                      : name == "tap"   ? TestFormat::Tap
                                                        : TestFormat::Text;
            },
            "How the results are told: text (the default), json, junit or tap")
        ->check(CLI::IsMember({"text", "json", "junit", "tap"}));
    test->add_flag("--update", options.test.request.update, "Take snapshots that differ as they are now");
    test->add_flag("--watch", options.test.watch, "Run again whenever a file changes");
    test->add_flag("--coverage{-}", options.test.coverage,
                   "Tell which branches of the chart the tests take, --coverage=FILE in a file");
    test->add_option_function<std::string>(
            "--coverage-format",
            [&options](const std::string& name) {
                options.test.coverageFormat = name == "json"        ? CoverageFormat::Json
                                              : name == "lcov"      ? CoverageFormat::Lcov
                                              : name == "cobertura" ? CoverageFormat::Cobertura
                                                                    : CoverageFormat::Text;
            },
            "How that is told: text, json, lcov or cobertura; by default as the file's name ends")
        ->check(CLI::IsMember({"text", "json", "lcov", "cobertura"}));
    test->callback([&] {
        options.command = Command::Test;
        options.test.request.coverage = !options.test.coverage.empty();
    });
}

void addVerify(CLI::App& app, Options& options) {
    CLI::App* verify = app.add_subcommand("verify", "Hold the chart, as Helm renders it, against what the source says");
    verify->add_option("source", options.source, "A .stack file, or a folder with a main.stack")->required();
    verify->add_option("--env,-e", options.request.environments, "An environment to render; repeatable; all by default")
        ->allow_extra_args(false);
    verify->add_option("--helm", options.verify.helms, "A Helm to render with; repeatable; the one in PATH by default")
        ->allow_extra_args(false);
    verify->add_option("--chart", options.verify.chart,
                       "A chart that was made before: its folder, its package, or the output folder of a build");
    verify->add_option("--samples", options.verify.samples, "How many random sets of values")
        ->capture_default_str()
        ->check(CLI::Range(size_t{0}, size_t{100000}));
    verify->add_option("--seed", options.verify.seed, "What the random sets begin with")->capture_default_str();
    verify->add_flag("--validate", options.verify.validate,
                     "Hold what comes out against each release of Kubernetes that kubeVersion admits");
    verify->callback([&] { options.command = Command::Verify; });
}

void addPages(CLI::App& app, Options& options) {
    CLI::App* graph = app.add_subcommand("graph", "Draw what a stack makes, and who reaches whom");
    graph->add_option("source", options.source, "A .stack file, or a folder with a main.stack")->required();
    graph
        ->add_option_function<std::string>(
            "--format",
            [&options](const std::string& name) {
                options.graphFormat = name == "dot"   ? GraphFormat::Dot
                                      : name == "svg" ? GraphFormat::Svg
                                                      : GraphFormat::Mermaid;
            },
            "What to write: mermaid (the default), dot or svg")
        ->check(CLI::IsMember({"mermaid", "dot", "svg"}));
    graph
        ->add_option("--env,-e", options.request.environments,
                     "The environment to draw; the chart with its conditions by default")
        ->expected(1)
        ->allow_extra_args(false);
    graph->add_option("-o,--output", options.pageOutput, "The file to write; - prints")->capture_default_str();
    graph->callback([&] { options.command = Command::Graph; });

    CLI::App* doc = app.add_subcommand("doc", "Write the reference of the library as Markdown");
    doc->add_option("module", options.code, "A module such as std.network; all by default");
    doc->add_option("-o,--output", options.pageOutput, "The folder to write a page for each module to; - prints")
        ->capture_default_str();
    doc->callback([&] { options.command = Command::Document; });
}

void addImages(CLI::App& app, Options& options) {
    CLI::App* images = app.add_subcommand("images", "List the images that the pods may run, over all branches");
    images->add_option("source", options.source, "A .stack file, or a folder with a main.stack")->required();
    images
        ->add_option_function<std::string>(
            "--format",
            [&options](const std::string& name) {
                options.images.format = name == "json"        ? ImagesFormat::Json
                                        : name == "cyclonedx" ? ImagesFormat::CycloneDx
                                                              : ImagesFormat::Text;
            },
            "What to write: text (the default), json, or cyclonedx, a bill of materials")
        ->check(CLI::IsMember({"text", "json", "cyclonedx"}));
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

void addLsp(CLI::App& app, Options& options) {
    CLI::App* lsp = app.add_subcommand("lsp", "Serve an editor: the language server protocol on the standard streams");
    lsp->add_flag_callback(
        "--stdio", [] {}, "The standard streams, which it uses anyway");
    lsp->add_option("--log", options.lspLog, "A file to which it adds a line for each request");
    lsp->callback([&] { options.command = Command::Lsp; });
}

void addCompletion(CLI::App& app, Options& options) {
    CLI::App* completion =
        app.add_subcommand("completion", "Print a script by which a shell completes the command line");
    completion
        ->add_option_function<std::string>(
            "shell",
            [&options, &app](const std::string& name) {
                Shell shell = name == "zsh"          ? Shell::Zsh
                              : name == "fish"       ? Shell::Fish
                              : name == "powershell" ? Shell::PowerShell
                                                     : Shell::Bash;
                options.script = completionScript(shell, commandsOf(app));
            },
            "bash, zsh, fish or powershell")
        ->required()
        ->check(CLI::IsMember({"bash", "zsh", "fish", "powershell"}));
    completion->callback([&] { options.command = Command::Complete; });
}

void addMcp(CLI::App& app, Options& options) {
    app.add_subcommand("mcp", "Be the tools of an agent, over standard input and output")->callback([&] {
        options.command = Command::Mcp;
    });
}

void addInit(CLI::App& app, Options& options) {
    CLI::App* init = app.add_subcommand("init", "Begin a new stack: a service with an Ingress, or what manifests say");
    init->add_option("folder", options.folder, "The folder for its main.stack, which may not be there yet")
        ->capture_default_str();
    init->add_option("--name", options.importName, "The chart's name; the folder's by default");
    init->add_option("--from", options.files, "Manifests, or a folder of them, to make it of; repeatable")
        ->allow_extra_args(false);
    init->callback([&] { options.command = Command::Init; });
}

CLI::App* addImportKind(CLI::App& import, Options& options, ImportKind kind, const char* name, const char* what) {
    CLI::App* command = import.add_subcommand(name, what);
    command->add_option("files", options.files, "The files; - is the standard input")->required();
    command->callback([&options, kind] {
        options.command = Command::Import;
        options.importKind = kind;
    });
    return command;
}

void addImport(CLI::App& app, Options& options) {
    CLI::App* import = app.add_subcommand("import", "Start from what is there: definitions of types, or manifests");
    import->require_subcommand(1);
    auto addTypes = [&](ImportKind kind, const char* name, const char* what) {
        CLI::App* command = addImportKind(*import, options, kind, name, what);
        command->add_option("-o,--output", options.importOutput, "The folder to write modules to; types by default");
        command->add_flag("--all", options.importAll, "Write kinds that are built in as well; they go before those");
        return command;
    };
    addTypes(ImportKind::OpenApi, "openapi", "Types of a cluster's OpenAPI v2 definitions");
    addTypes(ImportKind::Crd, "crd", "Types of CustomResourceDefinitions");
    CLI::App* schemas = addTypes(ImportKind::JsonSchema, "jsonschema", "Types of JSON Schemas of custom resources");
    schemas->add_option("--group", options.schemaGroup, "The API group, for files that do not say it");
    schemas->add_option("--kind", options.schemaKind, "The kind, for a file that does not say it");
    CLI::App* manifests = addImportKind(*import, options, ImportKind::Manifests, "manifests",
                                        "Make a stack of existing manifests; a folder stands for those below it");
    manifests->add_option("-o,--output", options.importOutput,
                          "The folder for main.stack, or a .stack file; - prints; the current folder by default");
    manifests->add_option("--name", options.importName, "The chart's name; the folder's by default");
    manifests->add_option("--kube-version", options.importVersions,
                          "The chart's kubeVersion, a range such as >=1.29.0-0");
    manifests->add_flag("--force", options.force, "Replace the file");
}

DiagnosticsFormat formatOf(const std::string& name) {
    return name == "json"     ? DiagnosticsFormat::Json
           : name == "sarif"  ? DiagnosticsFormat::Sarif
           : name == "github" ? DiagnosticsFormat::GitHub
                              : DiagnosticsFormat::Text;
}

/// With a source map the first word, which elsewhere is the source, begins the message. Empty, or what is wrong.
std::string settleTrace(Options& options) {
    if (options.sourceMap.empty())
        return options.source.empty() ? "`trace` needs a source, or `--source-map`" : "";
    if (!options.source.empty() &&
        session::Disk().kind(options.source, session::Links::Follow) != session::Kind::Missing)
        return "`--source-map` takes the place of `" + options.source + "`: give one of them";
    options.message = options.source + (options.message.empty() ? "" : " ") + options.message;
    options.source.clear();
    return options.sourceMap == "-" && options.message.empty()
               ? "the standard input is the source map: give the message"
               : "";
}

/// Empty, or what doesn't go together in the options of `build`.
std::string settleBuild(const Options& options) {
    bool isStream = options.output == "-";
    if (options.output.empty())
        return "`-o` needs a folder; `-o .` is the current one";
    if (isStream && !options.depfile.empty())
        return "`--depfile` is of a folder: `-o -` writes none";
    if (isStream && options.request.target != session::Target::Manifests)
        return "`-o -` writes one stream of manifests: add `--target manifests`";
    if (isStream && options.request.environments.size() > 1)
        return "`-o -` writes one stream: give one `--env` at most";
    if (!options.sourceMap.empty() && options.request.target == session::Target::Manifests)
        return "`--source-map` is of a chart: `--target manifests` makes none";
    if (options.sourceMap == "-")
        return "`--source-map` is a file: the standard output has what was built";
    return "";
}

} // namespace

bool parseOptions(int argc, const char* const* argv, Options& options, int& exit) {
    CLI::App app{"stackc compiles .stack sources into Helm charts and Kubernetes manifests.", "stackc"};
    app.set_version_flag("--version", "stackc " STACKC_VERSION);
    std::string format = "text";
    // As an option of the program it may stand before or after the command.
    app.fallthrough();
    app.add_option("--format", format, "What is printed, diagnostics among it: text or json")
        ->check(CLI::IsMember({"text", "json"}));
    std::string diagnostics;
    app.add_option("--diagnostics", diagnostics,
                   "How diagnostics are told: text, json, sarif, or github, annotations of a workflow")
        ->check(CLI::IsMember({"text", "json", "sarif", "github"}));
    app.add_option_function<size_t>(
           "--max-source", [&options](size_t mib) { options.maxSourceBytes = mib << 20; },
           "How large a source file may be, in MiB: 16 unless given")
        ->check(CLI::Range(size_t{1}, size_t{1024}));
    app.add_flag("--timings", options.timings, "Tell on the standard error stream how long what took");
    CLI::Option* emit = app.add_option(
        "--emit", options.stage, "Print what a stage made of the source: tokens, ast, types, core, ir or template");
    emit->check(CLI::IsMember({"tokens", "ast", "types", "core", "ir", "template"}));
    // Whatever no command takes falls through to here, so that it can be refused.
    CLI::Option* source = app.add_option("source", "The source, with --emit")->expected(-1)->type_name("TEXT");
    addBuild(app, options);
    addDiff(app, options);
    addApiDiff(app, options);
    addOthers(app, options);
    addExplain(app, options);
    addMigrate(app, options);
    addPackage(app, options);
    addTest(app, options);
    addVerify(app, options);
    addPages(app, options);
    addImages(app, options);
    addInit(app, options);
    addMcp(app, options);
    addTrace(app, options);
    addLsp(app, options);
    addCompletion(app, options);
    addImport(app, options);
    app.require_subcommand(0, 1);
    auto unexpected = [&] {
        std::vector<std::string> words = source->results();
        bool isEmitted = emit->count() > 0 && app.get_subcommands().empty();
        if (isEmitted && words.size() > 1)
            return fmt::format("`{}` is superfluous: `--emit` takes one source", words[1]);
        return superfluous(app, isEmitted ? std::vector<std::string>() : words);
    };
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        // What is wrong else is often a consequence: of a mistyped command every option is wrong.
        if (std::string said = unexpected(); !said.empty() && error.get_exit_code() != 0) {
            complain("stackc: {}\n", said);
            exit = Exit::usageError;
        } else {
            exit = app.exit(error) == 0 ? Exit::ok : Exit::usageError;
        }
        return false;
    }
    std::string said = unexpected();
    options.json = options.json || format == "json";
    options.diagnostics = formatOf(!diagnostics.empty() ? diagnostics : options.json ? "json" : "text");
    if (!options.stage.empty() && options.command == Command::None)
        options.command = Command::Emit;
    if (options.command == Command::Emit && source->count() > 0)
        options.source = source->results().front();
    bool incomplete = options.command == Command::None || (options.command == Command::Emit && options.source.empty());
    std::string wrong = options.command == Command::Build   ? settleBuild(options)
                        : options.command == Command::Trace ? settleTrace(options)
                                                            : "";
    if (!said.empty()) {
        complain("stackc: {}\n", said);
    } else if (emit->count() > 0 && options.command != Command::Emit) {
        complain("stackc: `--emit` stands in the place of a command: `{}` is one\n",
                 app.get_subcommands().front()->get_name());
    } else if (incomplete) {
        complain(std::string_view(app.help()));
    } else if (!wrong.empty()) {
        complain("stackc: {}\n", wrong);
    } else if (options.command == Command::Migrate && !options.migrated.empty() && options.valueFiles.size() > 1) {
        complain("stackc: `-o` of `migrate` is one file: give one `-f`\n");
    } else if (options.test.coverage == "-" && options.test.format != TestFormat::Text) {
        complain("stackc: `--coverage` prints behind results in text: give it a file, `--coverage=FILE`\n");
    } else {
        return true;
    }
    exit = Exit::usageError;
    return false;
}

} // namespace stackc::driver
