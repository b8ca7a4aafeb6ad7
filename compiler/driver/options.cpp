#include "driver/options.h"

#include "driver/console.h"
#include "driver/option_commands.h"
#include "driver/superfluous.h"
#include "session/file_system.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

namespace stackc::driver {

namespace {

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

/// Empty, or what doesn't go together in what was given for the command.
std::string settle(Options& options) {
    switch (options.command) {
    case Command::Build:
        return settleBuild(options);
    case Command::Trace:
        return settleTrace(options);
    case Command::Migrate:
        return !options.migrated.empty() && options.valueFiles.size() > 1
                   ? "`-o` of `migrate` is one file: give one `-f`"
                   : "";
    case Command::Test:
        return options.test.coverage == "-" && options.test.format != TestFormat::Text
                   ? "`--coverage` prints behind results in text: give it a file, `--coverage=FILE`"
                   : "";
    default:
        return "";
    }
}

/// What isn't of one command.
struct Common {
    std::string format = "text";
    std::string diagnostics;       ///< empty: as `format`
    CLI::Option* emit = nullptr;   ///< `--emit`
    CLI::Option* source = nullptr; ///< its source, and whatever no command takes
};

/// As options of the program they may stand before or behind the command.
void addCommon(CLI::App& app, Options& options, Common& common) {
    app.set_version_flag("--version", "stackc " STACKC_VERSION);
    app.fallthrough();
    app.add_option("--format", common.format, "What is printed, diagnostics among it: text or json")
        ->check(CLI::IsMember({"text", "json"}));
    app.add_option("--diagnostics", common.diagnostics,
                   "How diagnostics are told: text, json, sarif, or github, annotations of a workflow")
        ->check(CLI::IsMember({"text", "json", "sarif", "github"}));
    app.add_option_function<size_t>(
           "--max-source", [&options](size_t mib) { options.maxSourceBytes = mib << 20; },
           "How large a source file may be, in MiB: 16 unless given")
        ->check(CLI::Range(size_t{1}, size_t{1024}));
    app.add_flag("--timings", options.timings, "Tell on the standard error stream how long what took");
    common.emit = app.add_option("--emit", options.stage,
                                 "Print what a stage made of the source: tokens, ast, types, core, ir or template");
    common.emit->check(CLI::IsMember({"tokens", "ast", "types", "core", "ir", "template"}));
    // Whatever no command takes falls through to here, so that it can be refused.
    common.source = app.add_option("source", "The source, with --emit")->expected(-1)->type_name("TEXT");
}

/// In the order in which the help has them.
void addCommands(CLI::App& app, Options& options) {
    addBuild(app, options);
    addDiff(app, options);
    addApiDiff(app, options);
    addCheck(app, options);
    addFormat(app, options);
    addExplain(app, options);
    addMigrate(app, options);
    addPackage(app, options);
    addTest(app, options);
    addVerify(app, options);
    addGraph(app, options);
    addDoc(app, options);
    addImages(app, options);
    addInit(app, options);
    addMcp(app, options);
    addTrace(app, options);
    addLsp(app, options);
    addCompletion(app, options);
    addImport(app, options);
    app.require_subcommand(0, 1);
}

/// Empty, or what is to be said of a word that nothing takes.
std::string unexpected(const CLI::App& app, const Common& common) {
    std::vector<std::string> words = common.source->results();
    bool isEmitted = common.emit->count() > 0 && app.get_subcommands().empty();
    if (isEmitted && words.size() > 1)
        return fmt::format("`{}` is superfluous: `--emit` takes one source", words[1]);
    return superfluous(app, isEmitted ? std::vector<std::string>() : words);
}

/// What follows of all that was given together.
void conclude(const Common& common, Options& options) {
    options.json = options.json || common.format == "json";
    options.diagnostics = formatOf(!common.diagnostics.empty() ? common.diagnostics : options.json ? "json" : "text");
    if (!options.stage.empty() && options.command == Command::None)
        options.command = Command::Emit;
    if (options.command == Command::Emit && common.source->count() > 0)
        options.source = common.source->results().front();
}

} // namespace

bool parseOptions(int argc, const char* const* argv, Options& options, int& exit) {
    CLI::App app{"stackc compiles .stack sources into Helm charts and Kubernetes manifests.", "stackc"};
    Common common;
    addCommon(app, options, common);
    addCommands(app, options);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        exit = Exit::usageError;
        // What is wrong else is often a consequence: of a mistyped command every option is wrong.
        if (std::string said = unexpected(app, common); !said.empty() && error.get_exit_code() != 0)
            complain("stackc: {}\n", said);
        else if (app.exit(error) == 0)
            exit = Exit::ok;
        return false;
    }
    conclude(common, options);
    bool incomplete = options.command == Command::None || (options.command == Command::Emit && options.source.empty());
    if (std::string said = unexpected(app, common); !said.empty())
        complain("stackc: {}\n", said);
    else if (common.emit->count() > 0 && options.command != Command::Emit)
        complain("stackc: `--emit` stands in the place of a command: `{}` is one\n",
                 app.get_subcommands().front()->get_name());
    else if (incomplete)
        complain(std::string_view(app.help()));
    else if (std::string wrong = settle(options); !wrong.empty())
        complain("stackc: {}\n", wrong);
    else
        return true;
    exit = Exit::usageError;
    return false;
}

} // namespace stackc::driver
