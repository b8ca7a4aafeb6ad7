#pragma once
// `stackc migrate`: values files with the keys that the chart has now.

#include "driver/options.h"
#include "session/compilation.h"

#include <nlohmann/json_fwd.hpp>

namespace stackc::driver {

/// Rewrites each of `options.valueFiles`, whose texts are in `valueTexts`, or prints the one. Tells what it renamed,
/// and where comments could not be kept. What can't be read as values goes to the sink. Returns the exit code.
/// `result`: `{files: [{file, output, renamed: [{from, to}], removed}]}`.
int migrate(session::Compilation& compilation, const Options& options, nlohmann::ordered_json& result);

/// Does it print the values, where it finds them?
bool migratesToOutput(const Options& options);

} // namespace stackc::driver
