#pragma once
// `stackc graph`: a picture of what a stack makes.

#include "driver/options.h"
#include "session/compilation.h"

namespace stackc::driver {

/// Writes the picture that the options ask for: of the chart, with its conditions, or of what an environment makes.
/// Diagnostics are left in the sink. Returns the exit code.
int graph(session::Compilation& compilation, const Options& options);

} // namespace stackc::driver
