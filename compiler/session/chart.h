#pragma once
// The chart of a program, as files.

#include "emit/file_set.h"
#include "session/compilation.h"
#include "session/crds.h"

namespace stackc::session {

/// The chart as a package, and in the sink what is wrong with it, whatever the values are. `isPart`: the outer chart is
/// asked what Kubernetes would refuse.
ir::Package chartPackage(Compilation& compilation, bool isPart = false);

/// The chart's files below charts/<chart>/ . Nothing, and errors in the sink, where something can't be printed.
emit::FileSet buildChart(Compilation& compilation);

/// The same of a chart whose parts are compiled, with what each has in its `crds/`.
emit::FileSet buildChart(Compilation& compilation, const ReleaseCrds& crds);

} // namespace stackc::session
