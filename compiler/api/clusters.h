#pragma once
// The versions of Kubernetes that two charts are for.

#include "api/report.h"
#include "core/program.h"
#include "kube/version_range.h"

#include <optional>
#include <string>

namespace stackc::api {

/// A version that both admit: the lowest of the new range, if the former has it; nothing if no known one is in both.
std::optional<std::string> commonVersion(const kube::VersionRange& former, const kube::VersionRange& fresh);

/// What became of the range; nothing if it admits the same versions.
std::optional<Change> changeOfVersions(const core::ChartInfo& former, const core::ChartInfo& fresh);

} // namespace stackc::api
