#pragma once
// `stackc explain SRC PATH`: where a value of a stack comes from and goes to, or what a field of a resource is made of.

#include "driver/options.h"
#include "session/compilation.h"

namespace stackc::driver {

/// Prints what `options.code` names in the source. Diagnostics are left in the sink. Returns the exit code.
int explainSource(session::Compilation& compilation, const Options& options);

} // namespace stackc::driver
