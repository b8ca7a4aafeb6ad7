#pragma once
// From what users give to the packages of a release: the chart's and those of the charts that it includes.

#include "driver/compilation.h"
#include "driver/options.h"
#include "ir/package.h"

#include <vector>

namespace stackc::driver {

/// The packages of one environment (null: of the defaults), all known, the chart's own first. Included charts whose
/// condition does not hold have none. What the values break goes to the sink, and, where it is judged, what Kubernetes
/// would refuse.
std::vector<ir::Package> resolve(Compilation& compilation, const core::Environment* environment, const Options& options,
                                 bool judged = true);

} // namespace stackc::driver
