#pragma once
// The source map of a program: what `stackc trace` looks into.

#include "emit/file_set.h"
#include "inspect/source_map.h"
#include "session/compilation.h"

namespace stackc::session {

/// Of the chart and those that it includes. `chart` has their files, as buildChart makes them. With errors in the sink
/// the map is not whole.
inspect::SourceMap sourceMapOf(Compilation& compilation, const emit::FileSet& chart);

/// The same where the chart is not made yet.
inspect::SourceMap sourceMapOf(Compilation& compilation);

} // namespace stackc::session
