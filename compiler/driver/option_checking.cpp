#include "driver/option_commands.h"

#include "driver/option_choice.h"

#include <CLI/CLI.hpp>

namespace stackc::driver {

void addCheck(CLI::App& app, Options& options) {
    CLI::App* check = app.add_subcommand("check", "Type-check a stack and evaluate all its environments");
    check->add_option("source", options.source, "A .stack file, or a folder with a main.stack")->required();
    check->callback([&] { options.command = Command::Check; });
}

void addFormat(CLI::App& app, Options& options) {
    CLI::App* format = app.add_subcommand("fmt", "Rewrite .stack files in the canonical style");
    format->add_flag("--check", options.checkOnly, "Change nothing; fail if a file would change");
    format->add_option("files", options.files, "The files")->required();
    format->callback([&] { options.command = Command::Format; });
}

void addTest(CLI::App& app, Options& options) {
    CLI::App* test = app.add_subcommand("test", "Run the tests of a stack");
    test->add_option("source", options.source, "A .stack file, or a folder with a main.stack")->required();
    test->add_option("--filter", options.test.request.filter, "Run the tests with this in their names only");
    addChoice(*test, "--format", options.test.format,
              {{"text", TestFormat::Text},
               {"json", TestFormat::Json},
               {"junit", TestFormat::Junit},
               {"tap", TestFormat::Tap}},
              "How the results are told: text (the default), json, junit or tap");
    CLI::Option* update =
        test->add_flag("--update", options.test.request.update, "Take snapshots that differ as they are now");
    test->add_flag("--ci", options.test.request.ci, "Write no snapshot: one that is not there fails its test")
        ->excludes(update);
    test->add_flag("--watch", options.test.watch, "Run again whenever a file changes");
    test->add_flag("--coverage{-}", options.test.coverage,
                   "Tell which branches of the chart the tests take, --coverage=FILE in a file");
    addChoice(*test, "--coverage-format", options.test.coverageFormat,
              {{"text", CoverageFormat::Text},
               {"json", CoverageFormat::Json},
               {"lcov", CoverageFormat::Lcov},
               {"cobertura", CoverageFormat::Cobertura}},
              "How that is told: text, json, lcov or cobertura; by default as the file's name ends");
    test->callback([&] {
        options.command = Command::Test;
        options.json = options.test.format == TestFormat::Json;
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

} // namespace stackc::driver
