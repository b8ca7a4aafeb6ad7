#pragma once
// The folder `crds` beside a source: custom resource definitions that go along with the chart, as Helm has them.

#include "emit/helm/chart.h"
#include "session/compilation.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace stackc::session {

/// A YAML file of the folder, as it stands in the chart.
struct CrdFile {
    std::string name, text;
    std::vector<Json> definitions;
};
using Crds = std::vector<CrdFile>;

/// What each chart of a release has in its `crds/`: Helm shows a definition as often as charts have it, so that of
/// equal ones there is one only. It stays in a chart that is part of the release whenever another that brings it is;
/// where conditions leave none, it goes to the chart around all that do.
class ReleaseCrds {
public:
    /// The charts with their parts, as far as these are compiled. What can't be part of a chart goes to its sink.
    explicit ReleaseCrds(Compilation& outermost);

    const Crds& of(const Compilation& chart) const { return crds_.at(&chart); }
    /// The definitions of charts that are part of a release. Two different ones of one name are an error in the sink of
    /// the first chart.
    std::vector<Json> of(const std::vector<Compilation*>& charts) const;

private:
    std::map<const Compilation*, Crds> crds_;
};

/// What the definitions define.
std::vector<emit::helm::CustomResource> definedBy(const Crds& crds);

} // namespace stackc::session
