#include "driver/test.h"

#include "diag/render.h"
#include "diag/working_on.h"
#include "driver/console.h"
#include "driver/diagnostics.h"
#include "driver/output.h"
#include "driver/replace_file.h"
#include "session/compilation.h"
#include "testing/render.h"

#include <chrono>
#include <filesystem>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <thread>

namespace stackc::driver {

namespace fs = std::filesystem;

namespace {

std::string render(TestFormat format, const source::SourceManager& sources, const testing::Results& results) {
    switch (format) {
    case TestFormat::Json:
        return testing::renderJson(sources, results);
    case TestFormat::Junit:
        return testing::renderJunit(sources, results);
    case TestFormat::Tap:
        return testing::renderTap(sources, results);
    case TestFormat::Text:
        break;
    }
    return testing::renderText(sources, results);
}

CoverageFormat coverageFormat(const TestOptions& options) {
    const std::string end = fs::path(options.coverage).extension().string();
    return options.coverageFormat.value_or(end == ".json"   ? CoverageFormat::Json
                                           : end == ".info" ? CoverageFormat::Lcov
                                           : end == ".xml"  ? CoverageFormat::Cobertura
                                                            : CoverageFormat::Text);
}

std::string renderCoverage(CoverageFormat format, const source::SourceManager& sources,
                           const testing::Coverage& coverage) {
    switch (format) {
    case CoverageFormat::Json:
        return testing::renderCoverageJson(sources, coverage);
    case CoverageFormat::Lcov:
        return testing::renderLcov(sources, coverage);
    case CoverageFormat::Cobertura:
        return testing::renderCobertura(sources, coverage);
    case CoverageFormat::Text:
        break;
    }
    return testing::renderCoverageText(sources, coverage);
}

/// Prints it, or writes it to its file. Why not, if that can't be.
std::optional<std::string> tellCoverage(const TestOptions& options, const source::SourceManager& sources,
                                        const testing::Coverage& coverage) {
    if (options.coverage.empty())
        return std::nullopt;
    std::string text = renderCoverage(coverageFormat(options), sources, coverage);
    if (options.coverage != "-")
        return writeFile(options.coverage, text);
    put("\n{}", text);
    return std::nullopt;
}

/// Writes and removes snapshots. Why not, if that can't be.
std::optional<std::string> keepSnapshots(const std::string& folder, const testing::Results& results) {
    const std::string home = folder.empty() ? "." : folder;
    if (!results.written.empty()) {
        emit::FileSet files;
        for (const auto& [path, text] : results.written)
            files[path] = text;
        if (auto error = addFiles(home, files))
            return error;
    }
    for (const std::string& path : results.removed) {
        std::error_code error;
        if (!fs::remove(fs::path(home) / path, error) && error)
            return fmt::format("can't remove {}: {}", (fs::path(home) / path).string(), error.message());
    }
    return std::nullopt;
}

int runOn(session::Compilation& compilation, const Options& options) {
    testing::Results results = testing::run(compilation, options.test.request);
    bool isWrong = compilation.sink.hasErrors();
    if (isWrong || !compilation.sink.empty())
        (isWrong ? tell : tellBeside)(options.diagnostics, compilation.sources, compilation.sink);
    if (isWrong && options.test.format == TestFormat::Junit && !isOnOutput(options.diagnostics))
        put(testing::renderJunit(compilation.sources, compilation.sink));
    if (isWrong)
        return Exit::sourceErrors;
    put(render(options.test.format, compilation.sources, results));
    if (options.diagnostics == DiagnosticsFormat::GitHub)
        for (const testing::Result& one : results.cases)
            for (const testing::Failure& failure : one.failures)
                complain(diag::renderAnnotation(failure.span, "test " + one.name,
                                                failure.message + (failure.detail.empty() ? "" : "\n" + failure.detail),
                                                compilation.sources));
    if (auto error = tellCoverage(options.test, compilation.sources, results.coverage))
        return tellFault(*error);
    if (auto error = keepSnapshots(compilation.folder, results))
        return tellFault(*error);
    if (results.cases.empty() && !options.test.request.filter.empty()) {
        complain("stackc: no test has `{}` in its name\n", options.test.request.filter);
        return Exit::sourceErrors;
    }
    return results.failed() > 0 ? Exit::sourceErrors : Exit::ok;
}

using Times = std::map<std::string, fs::file_time_type>;

/// When the files of the author were written last, and those beside them: a file of tests may be new.
Times timesOf(const source::SourceManager& sources, const std::string& source) {
    Times times;
    auto add = [&](const fs::path& path) {
        std::error_code error;
        fs::file_time_type time = fs::last_write_time(path, error);
        if (!error)
            times[path.string()] = time;
    };
    for (size_t i = 0; i < sources.fileCount(); ++i)
        if (source::FileId file{static_cast<uint32_t>(i)}; sources.writer(file) == source::Writer::Author)
            add(std::string(sources.path(file)));
    std::error_code error;
    fs::path folder = fs::is_directory(source, error) ? fs::path(source) : fs::path(source).parent_path();
    for (const auto& entry : fs::directory_iterator(folder.empty() ? "." : folder, error))
        if (entry.path().extension() == ".stack")
            add(entry.path());
    return times;
}

session::Compiled compileWithTests(const Options& options, const std::shared_ptr<session::Files>& files) {
    files->withTests = true;
    return session::compile(options.source, files);
}

/// Until the program is ended from outside, or what it says can't be written. A source that is gone while it is saved
/// or checked out is waited for, unless it wasn't there at the start.
int watch(const Options& options) {
    constexpr auto pause = std::chrono::milliseconds(300);
    for (bool isFirst = true;; isFirst = false) {
        auto files = std::make_shared<session::Files>();
        auto compiled = compileWithTests(options, files);
        if (!compiled && isFirst)
            return tellFault(compiled.error());
        Times before = timesOf(files->sources, options.source);
        if (compiled)
            runOn(**compiled, options);
        else
            tellFault(compiled.error());
        put("\nwaiting for a change …\n");
        if (int failed = finish(Exit::ok); failed != Exit::ok)
            return failed;
        while (timesOf(files->sources, options.source) == before)
            std::this_thread::sleep_for(pause);
    }
}

} // namespace

int test(const Options& options) {
    if (options.test.watch)
        return watch(options);
    auto compiled = compileWithTests(options, std::make_shared<session::Files>());
    if (!compiled)
        return tellFault(compiled.error());
    return runOn(**compiled, options);
}

} // namespace stackc::driver
