#include "api/clusters.h"

#include <fmt/format.h>
#include <vector>

namespace stackc::api {

namespace {

/// Those that tell ranges apart: of each release the first and a later one, and where the ranges begin.
std::vector<kube::Version> versionsOf(const kube::VersionRange& former, const kube::VersionRange& fresh) {
    constexpr uint32_t last = kube::newestRelease + 4; // what will come
    constexpr uint32_t later = 99;                     // of patches, of which no release has as many
    std::vector<kube::Version> versions{fresh.typical(), former.typical()};
    for (uint32_t minor = last; minor > 0; --minor)
        for (uint32_t patch : {0U, later})
            versions.push_back({1, minor, patch, ""});
    return versions;
}

/// A version that the one admits, and not the other.
std::optional<std::string> admittedByOne(const kube::VersionRange& one, const kube::VersionRange& other) {
    for (const kube::Version& version : versionsOf(one, other))
        if (one.admits(version) && !other.admits(version))
            return "v" + version.text();
    return std::nullopt;
}

std::string shown(const core::ChartInfo& chart) { return chart.kubeVersion.empty() ? "any" : chart.kubeVersion; }

} // namespace

std::optional<std::string> commonVersion(const kube::VersionRange& former, const kube::VersionRange& fresh) {
    for (const kube::Version& version : versionsOf(former, fresh))
        if (former.admits(version) && fresh.admits(version))
            return version.text();
    return std::nullopt;
}

std::optional<Change> changeOfVersions(const core::ChartInfo& former, const core::ChartInfo& fresh) {
    Change change{Area::Cluster, What::Widened, Verdict::Fine, "kubeVersion", shown(former), shown(fresh), {}};
    if (auto lost = admittedByOne(former.kubeRange, fresh.kubeRange)) {
        change.what = What::Narrowed;
        change.verdict = Verdict::Breaks;
        change.witness = Witness{{}, *lost, fmt::format("the chart is not for Kubernetes {}", *lost)};
        return change;
    }
    return admittedByOne(fresh.kubeRange, former.kubeRange) ? std::optional(change) : std::nullopt;
}

} // namespace stackc::api
