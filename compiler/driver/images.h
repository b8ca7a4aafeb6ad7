#pragma once
// `stackc images`: what the pods of a release may run.

#include "driver/options.h"
#include "session/compilation.h"

namespace stackc::driver {

/// Writes the list as the options ask for. Diagnostics are left in the sink. Returns the exit code.
int images(session::Compilation& compilation, const Options& options);

} // namespace stackc::driver
