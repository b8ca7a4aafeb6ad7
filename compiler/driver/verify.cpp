#include "driver/verify.h"

#include "diag/working_on.h"
#include "driver/console.h"
#include "driver/diagnostics.h"
#include "driver/progress.h"
#include "driver/replace_file.h"
#include "driver/temporary_folder.h"
#include "session/chart.h"
#include "session/check.h"
#include "session/resolve.h"
#include "text/files_digest.h"
#include "verify/verify.h"

#include <filesystem>
#include <fmt/format.h>
#include <optional>
#include <system_error>

namespace stackc::driver {

namespace fs = std::filesystem;

namespace {

using text::FilesDigest;

FilesDigest digestOfSource(const session::Compilation& compilation) {
    std::map<std::string, std::string_view> files;
    const source::SourceManager& sources = compilation.sources;
    for (uint32_t i = 0; i < sources.fileCount(); ++i)
        if (source::FileId file(i); sources.writer(file) == source::Writer::Author)
            files[fs::path(sources.path(file)).lexically_relative(compilation.folder).generic_string()] =
                sources.text(file);
    FilesDigest digest;
    for (const auto& [path, text] : files)
        digest.add(path, text);
    return digest;
}

/// The chart in a folder: that folder, or the one of the output folder of a build.
std::string chartIn(const std::string& given, const std::string& name) {
    std::error_code ignored;
    fs::path inner = fs::path(given) / "charts" / name;
    bool isOutput = !fs::exists(fs::path(given) / "Chart.yaml", ignored) && fs::exists(inner / "Chart.yaml", ignored);
    return isOutput ? inner.string() : given;
}

/// Reads a chart; or why it can't be read.
support::Result<FilesDigest> digestOfChart(const std::string& chart) {
    constexpr size_t most = size_t{64} << 20;
    const session::Disk disk;
    FilesDigest digest;
    std::error_code error;
    std::map<std::string, fs::path> files;
    if (!fs::is_directory(chart, error)) {
        files[""] = chart;
    } else {
        if (!fs::exists(fs::path(chart) / "Chart.yaml", error))
            return support::Failure{fmt::format("{} is no chart: it has no Chart.yaml", chart)};
        for (fs::recursive_directory_iterator entry(chart, error), end; !error && entry != end; entry.increment(error))
            if (entry->is_regular_file(error))
                files[entry->path().lexically_relative(chart).generic_string()] = entry->path();
    }
    if (error && error != std::errc::no_such_file_or_directory)
        return support::Failure{fmt::format("can't read {}: {}", chart, error.message())};
    for (const auto& [path, file] : files) {
        session::Reading read = disk.read(file, most);
        if (!read.text)
            return support::Failure{read.error};
        digest.add(path, *read.text);
    }
    return digest;
}

/// Writes the chart of the source below the folder; gives its own folder, or why it can't be written.
support::Result<std::string> writeChart(session::Compilation& compilation, const std::string& folder) {
    for (const auto& [path, bytes] : session::buildChart(compilation)) {
        fs::path file = fs::path(folder) / path;
        std::error_code error;
        fs::create_directories(file.parent_path(), error);
        if (auto failure = replaceFile(file.string(), bytes))
            return support::Failure{*failure};
    }
    return (fs::path(folder) / "charts" / compilation.program.chart.name).string();
}

/// The Helms that are asked for, or the one in PATH.
support::Result<std::vector<verify::Helm>> helmsOf(const VerifyOptions& options) {
    std::vector<verify::Helm> helms;
    for (const std::string& path : options.helms.empty() ? std::vector<std::string>{"helm"} : options.helms) {
        auto helm = verify::helmAt(path);
        if (!helm)
            return support::Failure{helm.error()};
        helms.push_back(std::move(*helm));
    }
    return helms;
}

} // namespace

int verify(session::Compilation& compilation, const Options& options) {
    const VerifyOptions& wanted = options.verify;
    verify::Request request{{}, wanted.samples, wanted.seed, {}, "", wanted.validate, !wanted.chart.empty()};
    if (compilation.sink.hasErrors() || !session::isSound(compilation))
        return Exit::sourceErrors;
    for (const std::string& name : options.request.environments)
        request.environments.push_back(session::environmentNamed(compilation, name));
    if (options.request.environments.empty())
        for (const core::Environment& environment : compilation.program.environments)
            request.environments.push_back(&environment);
    auto helms = helmsOf(wanted);
    if (!helms)
        return tellFault(helms.error());
    request.helms = std::move(*helms);
    const TemporaryFolder folder("stackc-verify");
    if (wanted.chart.empty() && folder.path().empty())
        return tellFault("can't make a folder for the chart in the system's folder of temporary files");
    auto chart = wanted.chart.empty() ? writeChart(compilation, folder.path())
                                      : support::Result(chartIn(wanted.chart, compilation.program.chart.name));
    session::compileParts(compilation);
    if (compilation.sink.hasErrors())
        return Exit::sourceErrors;
    auto digest = chart ? digestOfChart(*chart) : support::Failure{chart.error()};
    if (!digest)
        return tellFault(digest.error());
    request.chart = *chart;
    verify::Certificate certificate;
    {
        const diag::WorkingOn place("what the chart makes of values");
        ProgressLine line;
        certificate = verify::verify(compilation, request, [&line](const std::string& what) { line(what); });
    }
    FilesDigest source = digestOfSource(compilation);
    const verify::Printed printed{STACKC_VERSION, source.text(),   digest->text(),
                                  source.count(), digest->count(), wanted.chart};
    put(options.json ? verify::asJson(certificate, request, printed, compilation)
                     : verify::asText(certificate, request, printed, compilation));
    return certificate.holds() ? Exit::ok : Exit::sourceErrors;
}

} // namespace stackc::driver
