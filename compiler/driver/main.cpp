// stackc: source → syntax → sema → core → eval → ir → emit → files. Each command reads top to bottom here and in
// build.cpp.

#include "core/dump.h"
#include "diag/render.h"
#include "driver/build.h"
#include "driver/compilation.h"
#include "driver/explain.h"
#include "driver/files.h"
#include "driver/import.h"
#include "driver/options.h"
#include "syntax/dump.h"
#include "syntax/format.h"
#include "syntax/parser.h"

#include <fmt/core.h>

namespace stackc::driver {

namespace {

void print(const Options& options, const source::SourceManager& sources, const diag::Sink& sink) {
    if (options.json)
        fmt::print("{}", diag::renderJson(sink.sorted(), sources));
    else if (!sink.empty())
        fmt::print(stderr, "{}", diag::renderText(sink.sorted(), sources));
}

int system(const std::string& error) {
    fmt::print(stderr, "stackc: {}\n", error);
    return Exit::systemError;
}

int runBuild(const Options& options) {
    std::string error;
    auto compilation = compile(options.source, error);
    if (compilation == nullptr)
        return system(error);
    int exit = build(*compilation, options);
    print(options, compilation->sources, compilation->sink);
    return exit;
}

int runCheck(const Options& options) {
    std::string error;
    auto compilation = compile(options.source, error);
    if (compilation == nullptr)
        return system(error);
    checkAll(*compilation, options, diag::Code::W6001);
    checkIncludes(*compilation, options, diag::Code::W6001);
    print(options, compilation->sources, compilation->sink);
    return compilation->sink.hasErrors() ? Exit::sourceErrors : Exit::ok;
}

int runEmit(const Options& options) {
    std::string error;
    if (options.stage == "ast") {
        source::SourceManager sources;
        diag::Sink sink;
        auto text = readFile(options.source);
        if (!text)
            return system("can't read " + options.source);
        syntax::Module module = syntax::parse(sources, sources.add(options.source, *text), sink);
        fmt::print("{}", syntax::dump(module));
        print(options, sources, sink);
        return sink.hasErrors() ? Exit::sourceErrors : Exit::ok;
    }
    auto compilation = compile(options.source, error);
    if (compilation == nullptr)
        return system(error);
    if (options.stage == "types") {
        fmt::print("{}", core::dumpTypes(compilation->program));
    } else if (options.stage == "core") {
        fmt::print("{}", core::dump(compilation->program));
    } else if (!compilation->sink.hasErrors() && !reportNotLowered(*compilation, diag::Code::E6001)) {
        fmt::print("{}",
                   ir::dump(eval::evaluate(compilation->program, compilation->nodes, nullptr, compilation->sink)));
    }
    print(options, compilation->sources, compilation->sink);
    return compilation->sink.hasErrors() ? Exit::sourceErrors : Exit::ok;
}

/// Formats each file in place; with --check only tells which would change.
int runFormat(const Options& options) {
    int exit = Exit::ok;
    for (const std::string& path : options.files) {
        auto text = readFile(path);
        if (!text)
            return system("can't read " + path);
        source::SourceManager sources;
        diag::Sink sink;
        std::string formatted = syntax::format(sources, sources.add(path, *text), sink);
        if (sink.hasErrors()) {
            print(options, sources, sink);
            exit = Exit::sourceErrors;
            continue;
        }
        if (formatted == *text)
            continue;
        if (options.checkOnly) {
            fmt::print("{}: would be reformatted\n", path);
            exit = Exit::sourceErrors;
        } else if (!replaceFile(path, formatted)) {
            return system("can't write " + path);
        }
    }
    return exit;
}

int runImport(const Options& options) {
    if (options.importKind != ImportKind::Manifests)
        return importTypes(options);
    source::SourceManager sources;
    diag::Sink sink;
    int exit = importManifests(options, sources, sink);
    print(options, sources, sink);
    return exit;
}

} // namespace

} // namespace stackc::driver

int main(int argc, char** argv) {
    using namespace stackc::driver;
    Options options;
    int exit = Exit::ok;
    if (!parseOptions(argc, argv, options, exit))
        return exit;
    switch (options.command) {
    case Command::Build:
        return runBuild(options);
    case Command::Check:
        return runCheck(options);
    case Command::Format:
        return runFormat(options);
    case Command::Explain:
        return explain(options);
    case Command::Import:
        return runImport(options);
    case Command::Emit:
        return runEmit(options);
    case Command::None:
        break;
    }
    return Exit::usageError;
}
