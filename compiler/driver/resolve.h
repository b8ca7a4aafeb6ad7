#pragma once
// From what users give to the packages of a release: the chart's and those of the charts that it includes.

#include "diag/sink.h"
#include "driver/compilation.h"
#include "driver/options.h"
#include "ir/package.h"

#include <vector>

namespace stackc::driver {

struct Release {
    std::vector<ir::Package>
        packages; ///< the chart's own first; included charts whose condition does not hold have none
    std::vector<std::string> missing; ///< charts from elsewhere that are left out
    diag::Sink generated;             ///< what is wrong with it as manifests alone: secrets that an installation makes
};

/// What one environment (null: the defaults) makes, all known. What the values break goes to the sink, and, where it is
/// judged, what Kubernetes would refuse.
Release resolve(Compilation& compilation, const core::Environment* environment, const Options& options,
                bool judged = true);

} // namespace stackc::driver
