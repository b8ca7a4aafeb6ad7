#pragma once
// `stackc build`: the files of a build, on the disk.

#include "driver/options.h"
#include "session/compilation.h"

namespace stackc::driver {

/// Everything that the options ask for. Prints what it made; diagnostics are left in the sink. Returns the exit code.
int build(session::Compilation& compilation, const Options& options);

} // namespace stackc::driver
