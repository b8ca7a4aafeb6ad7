#pragma once
// `stackc verify`: is the chart what the source says?

#include "driver/options.h"
#include "session/compilation.h"

namespace stackc::driver {

/// Renders the chart with the Helms of `options.verify`, compares and prints. Returns the exit code: that of source
/// errors, too, where the chart isn't what the source says.
int verify(session::Compilation& compilation, const Options& options);

} // namespace stackc::driver
