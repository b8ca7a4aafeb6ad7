#pragma once
// `stackc trace`: the source behind what Helm or the API server refuses.

#include "driver/options.h"
#include "session/compilation.h"

namespace stackc::driver {

/// Prints where the source makes what `options.message` names. Diagnostics are left in the sink. Returns the exit code:
/// that of source errors, too, where the message names nothing of the chart.
int trace(session::Compilation& compilation, const Options& options);

} // namespace stackc::driver
