// stackc: source → syntax → sema → core → eval → ir → emit → files. Each command reads top to bottom here and in
// build.cpp.

#include "diag/timings.h"
#include "diag/working_on.h"
#include "driver/api_diff.h"
#include "driver/build.h"
#include "driver/console.h"
#include "driver/depfile.h"
#include "driver/diagnostics.h"
#include "driver/diff.h"
#include "driver/doc.h"
#include "driver/emit.h"
#include "driver/explain.h"
#include "driver/explain_source.h"
#include "driver/faults.h"
#include "driver/graph.h"
#include "driver/images.h"
#include "driver/import.h"
#include "driver/init.h"
#include "driver/lsp.h"
#include "driver/mcp.h"
#include "driver/migrate.h"
#include "driver/options.h"
#include "driver/package.h"
#include "driver/replace_file.h"
#include "driver/source_map.h"
#include "driver/test.h"
#include "driver/trace.h"
#include "driver/verify.h"
#include "session/check.h"
#include "session/compilation.h"
#include "syntax/format.h"
#include "syntax/source_limit.h"
#include "testing/check_tests.h"
#include "text/yaml_reader.h"

#include <fmt/core.h>
#include <functional>
#include <nlohmann/json.hpp>

namespace stackc::driver {

namespace {

/// What a command prints itself: of a document that is one whole, diagnostics are no part. With errors there is no
/// document, but for a dump, which shows as much as there is.
enum class Prints { Nothing, Document, Dump };

Prints documentIf(bool isPrinted) { return isPrinted ? Prints::Document : Prints::Nothing; }

/// With the tests of the source, where it is only checked.
session::Compiled compileFrom(const Options& options, const std::shared_ptr<const session::FileSystem>& disk) {
    diag::WorkingOn place("reading and checking");
    auto files = std::make_shared<session::Files>(disk);
    files->withTests = options.command == Command::Check;
    return session::compile(options.source, files);
}

/// A command on a compiled source, with what is to be said of it; `result`, which may be null, is what the command did.
int onSource(const Options& options, Prints prints, const std::function<int(session::Compilation&)>& command,
             const session::Json* result = nullptr) {
    auto disk = std::make_shared<session::RecordingDisk>();
    auto compiled = compileFrom(options, disk);
    if (!compiled)
        return tellFault(compiled.error());
    session::Compilation& compilation = **compiled;
    int exit = command(compilation);
    if (exit == Exit::ok && !options.depfile.empty())
        exit = writeDepfile(*disk, options);
    bool isPrinted = prints == Prints::Dump || (prints == Prints::Document && !compilation.sink.hasErrors());
    if (isPrinted)
        tellBeside(options.diagnostics, compilation.sources, compilation.sink);
    else
        tellWith(options.diagnostics, compilation.sources, compilation.sink, result);
    return exit;
}

/// Reads the files that `--set-file` names, each once: a pipe has its text once only. What is wrong with one.
std::string readSetFiles(session::Inputs& inputs) {
    constexpr size_t most = text::YamlLimits().bytes;
    std::string fault;
    auto read = [&](const std::string& path, std::string&) {
        auto [place, isNew] = inputs.setFiles.try_emplace(path);
        session::Reading file = isNew ? session::readInput(path, most) : session::Reading{place->second, "", false};
        if (!file.text)
            fault = file.error;
        else if (file.text->size() > most)
            fault = fmt::format("can't read {}: it has more than {} MiB", path, most >> 20);
        place->second = file.text.value_or("");
        return std::optional(place->second);
    };
    for (const auto& [kind, argument] : inputs.sets) {
        nlohmann::ordered_json unused;
        std::string malformed; // is told where the values are made
        if (kind == values::SetKind::File)
            values::applySet(unused, argument, kind, read, malformed);
    }
    return fault;
}

/// Reads what the options of values name. What can't be read.
std::string readValues(Options& options) {
    session::Inputs& inputs = options.request.inputs;
    for (const std::string& path : options.valueFiles) {
        session::Reading read = session::readInput(path, text::YamlLimits().bytes);
        if (!read.text)
            return read.error;
        inputs.files.push_back({path, std::move(*read.text)});
    }
    return readSetFiles(inputs);
}

/// A command that reads values files.
int runWithValues(Options& options, Prints prints, int (*command)(session::Compilation&, const Options&)) {
    if (std::string fault = readValues(options); !fault.empty())
        return tellFault(fault);
    return onSource(options, prints, [&](session::Compilation& compilation) { return command(compilation, options); });
}

/// The same of one that tells what it did.
int runTelling(Options& options, Prints prints, int (*command)(session::Compilation&, const Options&, session::Json&)) {
    if (std::string fault = readValues(options); !fault.empty())
        return tellFault(fault);
    session::Json result;
    return onSource(
        options, prints, [&](session::Compilation& compilation) { return command(compilation, options, result); },
        &result);
}

/// The message is what the command line or the standard input says.
int runTrace(Options& options) {
    constexpr size_t most = size_t{1} << 20; // what is said behind is no news
    if (options.message.empty()) {
        session::Reading read = session::readInput("-", most);
        if (!read.text)
            return tellFault(read.error);
        options.message = read.text->substr(0, most);
    }
    if (!options.sourceMap.empty())
        return traceByMap(options);
    return onSource(options, Prints::Document, [&](auto& compilation) { return trace(compilation, options); });
}

int runDiff(Options& options) {
    std::string fault = readValues(options);
    return fault.empty() ? diff(options) : tellFault(fault);
}

int check(session::Compilation& compilation) {
    bool isComplete = !compilation.sink.hasErrors();
    session::checkAll(compilation);
    session::checkIncludes(compilation);
    if (isComplete)
        testing::checkTests(compilation);
    return compilation.sink.hasErrors() ? Exit::sourceErrors : Exit::ok;
}

/// Tests that stand among the code are part of the source: nothing is built while something is wrong with one.
int buildSound(session::Compilation& compilation, const Options& options, session::Json& result) {
    if (!compilation.sink.hasErrors())
        testing::checkTests(compilation);
    return build(compilation, options, result);
}

/// Formats each file in place; with --check only tells which would change.
int runFormat(const Options& options) {
    int exit = Exit::ok;
    source::SourceManager sources;
    diag::Sink all;
    for (const std::string& path : options.files) {
        diag::WorkingOn place("the format of " + path);
        session::Reading read = session::Disk().read(path, syntax::maxFileBytes());
        if (!read.text) {
            exit = tellFault(read.error);
            break;
        }
        diag::Sink sink;
        std::string formatted = syntax::format(sources, sources.add(path, *read.text), sink);
        all.append(sink);
        if (sink.hasErrors()) {
            exit = Exit::sourceErrors;
        } else if (formatted == *read.text) {
            continue;
        } else if (options.checkOnly) {
            tellNote(options.diagnostics, "{}: would be reformatted\n", path);
            exit = Exit::sourceErrors;
        } else if (auto failure = replaceFile(path, formatted)) {
            exit = tellFault(*failure);
            break;
        }
    }
    tell(options.diagnostics, sources, all);
    return exit;
}

int runImport(const Options& options) {
    if (options.importKind != ImportKind::Manifests)
        return importTypes(options);
    source::SourceManager sources;
    diag::Sink sink;
    int exit = importManifests(options, sources, sink);
    bool isPrinted = options.importOutput == "-" && exit == Exit::ok;
    (isPrinted ? tellBeside : tell)(options.diagnostics, sources, sink);
    return exit;
}

int runInit(Options& options) {
    std::string target = initTarget(options);
    if (session::Disk().kind(target, session::Links::Tell) != session::Kind::Missing) {
        complain("stackc: {} is there already, and stays as it is\n", target);
        return Exit::usageError;
    }
    if (options.files.empty())
        return init(options);
    options.importOutput = options.folder;
    return runImport(options);
}

int run(Options& options) {
    switch (options.command) {
    case Command::ApiDiff:
        return apiDiff(options);
    case Command::Build:
        return runTelling(options, documentIf(options.output == "-"), buildSound);
    case Command::Check:
        return onSource(options, Prints::Nothing, check);
    case Command::Diff:
        return runDiff(options);
    case Command::Format:
        return runFormat(options);
    case Command::Explain:
        return options.source.empty() ? explain(options) : runWithValues(options, Prints::Document, explainSource);
    case Command::Document:
        return document(options);
    case Command::Graph:
        return onSource(options, documentIf(options.pageOutput == "-"),
                        [&](auto& compilation) { return graph(compilation, options); });
    case Command::Images:
        return onSource(options, documentIf(options.images.output == "-"),
                        [&](auto& compilation) { return images(compilation, options); });
    case Command::Import:
        return runImport(options);
    case Command::Init:
        return runInit(options);
    case Command::Lsp:
        return serve(options);
    case Command::Mcp:
        return serveTools();
    case Command::Migrate:
        return runTelling(options, documentIf(migratesToOutput(options)), migrate);
    case Command::Package:
        return onSource(options, documentIf(options.json),
                        [&](auto& compilation) { return package(compilation, options); });
    case Command::Test:
        return test(options);
    case Command::Verify:
        return onSource(options, Prints::Document, [&](auto& compilation) { return verify(compilation, options); });
    case Command::Complete:
        put(options.script);
        return Exit::ok;
    case Command::Trace:
        return runTrace(options);
    case Command::Emit:
        if (readsTextAlone(options.stage))
            return emitText(options);
        return onSource(options, Prints::Dump,
                        [&](auto& compilation) { return emitStage(compilation, options.stage); });
    case Command::None:
        break;
    }
    return Exit::usageError;
}

void tellTimings() {
    for (const diag::Timing& timing : diag::timings())
        complain("{:9.3f} s  {}{}\n", std::chrono::duration<double>(timing.time).count(),
                 std::string(2 * timing.depth, ' '), timing.what);
}

int runArguments(int argc, const char* const* argv) {
    Options options;
    int exit = Exit::ok;
    if (!parseOptions(argc, argv, options, exit))
        return finish(exit);
    syntax::setMaxFileBytes(options.maxSourceBytes);
    if (options.timings)
        diag::measure();
    {
        diag::WorkingOn place(options.source.empty() ? "the command line" : options.source);
        exit = run(options);
    }
    tellTimings();
    return finish(exit);
}

} // namespace

} // namespace stackc::driver

int main(int argc, char** argv) {
    stackc::driver::holdStreams();
    return stackc::driver::guarded([&] { return stackc::driver::runArguments(argc, argv); });
}
