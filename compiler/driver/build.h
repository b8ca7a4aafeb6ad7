#pragma once
// `stackc build`: the files of a build, on the disk.

#include "driver/options.h"
#include "session/compilation.h"

#include <nlohmann/json_fwd.hpp>

namespace stackc::driver {

/// Everything that the options ask for. Prints what it made; diagnostics are left in the sink. Returns the exit code.
/// `result`: `{output, files, removed, missing}`, of files that were written; `missing` is why there are no manifests.
int build(session::Compilation& compilation, const Options& options, nlohmann::ordered_json& result);

} // namespace stackc::driver
