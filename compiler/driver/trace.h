#pragma once
// `stackc trace`: the source behind what Helm or the API server refuses.

#include "driver/options.h"
#include "inspect/source_map.h"
#include "session/compilation.h"

namespace stackc::driver {

/// Prints where the source makes what `options.message` names. Returns the exit code: that of source errors, too, where
/// the message names nothing of the chart.
int trace(const inspect::SourceMap& map, const Options& options);

/// The same by the source itself. Diagnostics are left in the sink.
int trace(session::Compilation& compilation, const Options& options);

} // namespace stackc::driver
