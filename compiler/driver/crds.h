#pragma once
// The folder `crds` beside a source: custom resource definitions that go along with the chart, as Helm has them.

#include "driver/compilation.h"

#include <string>
#include <utility>
#include <vector>

namespace stackc::driver {

struct Crds {
    std::vector<std::pair<std::string, std::string>> files; ///< names in the folder, and what they hold, by name
    std::vector<Json> resources;                            ///< what they hold, in that order
};

/// Reads the YAML files of the folder; nothing where there is none. What can't be part of a chart goes to the sink.
Crds readCrds(Compilation& compilation);

} // namespace stackc::driver
