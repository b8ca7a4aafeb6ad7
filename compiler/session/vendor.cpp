#include "session/vendor.h"

#include "kube/version_range.h"
#include "session/file_system.h"
#include "text/json_lookup.h"
#include "text/yaml_reader.h"

#include <filesystem>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <re2/re2.h>

namespace stackc::session {

namespace fs = std::filesystem;

namespace {

constexpr size_t maxFileBytes = size_t{5} << 20; ///< what Helm takes
constexpr size_t maxFiles = 10'000;

/// Why the Chart.yaml is not that of the wanted chart; empty if it is.
std::string mismatch(const std::string& chartYaml, const core::ExternalChart& external, const std::string& wanted) {
    Json info;
    text::YamlError error;
    if (!text::readValues(chartYaml, info, error))
        return fmt::format("Chart.yaml:{}: {}", error.line, error.message);
    const std::string name = text::textAt(info, {"name"}), has = text::textAt(info, {"version"});
    if (name != wanted)
        return fmt::format("it is `{}`", name);
    auto version = kube::Version::parse(has);
    auto range = kube::VersionRange::parseAny(external.version);
    bool isAdmitted = version && range && range->admits(*version);
    return isAdmitted ? "" : fmt::format("its version {} is not {}", has, external.version);
}

/// Fills `files` with what is below the folder, from `inside` of it on; why not, if the folder can't be taken.
std::string readFolder(const FileSystem& system, const fs::path& folder, const fs::path& inside, emit::FileSet& files) {
    Names listed = system.list(inside.empty() ? folder : folder / inside);
    if (!listed)
        return listed.error();
    for (const std::string& name : *listed) {
        fs::path path = inside / name;
        Kind kind = system.kind(folder / path, Links::Tell);
        if (kind == Kind::Link)
            return fmt::format("{} is a link", path.generic_string());
        if (kind == Kind::Folder) {
            if (std::string fault = readFolder(system, folder, path, files); !fault.empty())
                return fault;
            continue;
        }
        if (!emit::isOutputPath(path.generic_string()))
            return fmt::format("the name {} has other characters than letters, digits, `.`, `_` and `-`",
                               path.generic_string());
        Reading read = system.read(folder / path, maxFileBytes);
        if (!read.text)
            return read.error;
        if (read.text->size() > maxFileBytes || files.size() >= maxFiles)
            return "it is too large";
        files[path.generic_string()] = std::move(*read.text);
    }
    return {};
}

fs::path folderOf(const Compilation& compilation, const core::ExternalChart& external) {
    return fs::path(compilation.folder) / "vendor" / external.chart;
}

} // namespace

bool isVendored(const Compilation& compilation, const core::ExternalChart& external) {
    return compilation.files->system->kind(folderOf(compilation, external), Links::Tell) != Kind::Missing;
}

std::optional<emit::FileSet> vendoredChart(Compilation& compilation, const core::ExternalChart& external) {
    if (!isVendored(compilation, external))
        return std::nullopt;
    fs::path folder = folderOf(compilation, external);
    emit::FileSet files;
    const FileSystem& system = *compilation.files->system;
    bool isInside = system.isBelow(folder, compilation.folder.empty() ? "." : compilation.folder);
    std::string fault = isInside ? readFolder(system, folder, "", files) : "it is a link that leads out of the folder";
    if (fault.empty())
        fault = files.contains("Chart.yaml") ? mismatch(files.at("Chart.yaml"), external, external.chart)
                                             : "it has no Chart.yaml";
    if (fault.empty() && external.alias != external.chart) {
        // Not by an `alias` of Chart.yaml: the lint of older Helms looks for the values below the chart's own name.
        std::string& chartYaml = files["Chart.yaml"];
        RE2::Replace(&chartYaml, "(?m)^name:.*$", "name: " + external.alias);
        if (!mismatch(chartYaml, external, external.alias).empty())
            fault = "the name in its Chart.yaml can't be replaced";
    }
    if (!fault.empty())
        compilation.sink.report(diag::Code::E7018, external.span, "vendor/" + external.chart, fault);
    return files;
}

} // namespace stackc::session
