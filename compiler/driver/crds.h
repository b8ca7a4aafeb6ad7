#pragma once
// The folder `crds` beside a source: custom resource definitions that go along with the chart, as Helm has them.

#include "driver/compilation.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace stackc::driver {

struct Crds {
    std::vector<std::pair<std::string, std::string>> files; ///< names in the folder, and what they hold, by name
    std::vector<Json> resources;                            ///< what they hold, in that order
};

/// Reads the YAML files of the folder; nothing where there is none, or where it is that of a chart around this one.
/// What can't be part of a chart goes to the sink.
Crds readCrds(Compilation& compilation);

/// The definitions of several charts, each once, in the order of the charts.
class CrdsOfCharts {
public:
    /// Two charts with different definitions of one name are an error in the sink of the first chart.
    std::vector<Json> of(const std::vector<Compilation*>& charts);

private:
    std::map<Compilation*, Crds> read_;
};

} // namespace stackc::driver
