#pragma once
// The helm backend: prints the residual program as a chart.

#include "diag/sink.h"
#include "emit/file_set.h"
#include "emit/helm/footprint.h"
#include "ir/package.h"
#include "values/renamed.h"

#include <map>
#include <string>
#include <vector>

namespace stackc::emit::helm {

/// An entry of Chart.yaml's `dependencies`.
struct Dependency {
    std::string name, version, repository, alias; ///< no alias: empty
    std::vector<std::string> condition, tags;
};

/// The files that the values stage writes, which the chart takes as they are, and what the chart is made with.
struct ChartTexts {
    std::string valuesYaml; ///< of an included chart what it has itself; empty: nothing
    std::string schemaJson;
    std::map<std::string, std::string> environmentValues; ///< environment's name -> text of values-<name>.yaml
    std::string parameterTables;                          ///< Markdown for the README; may be empty
    std::string alias; ///< of a chart that stands in the one that includes it, which has all of its values; else empty
    std::vector<Dependency> dependencies;
    std::vector<std::string> images;                  ///< what the pods may run, as far as it is known
    std::string mainImage;                            ///< the repository whose tag is the appVersion; empty: none
    std::vector<CustomResource> crds;                 ///< what the chart's own definitions define
    Footprint footprint;                              ///< of the chart and those in it
    bool needsFetching = false;                       ///< not all of them are there
    values::RenamedValues renamed;                    ///< values that had other keys before
    std::vector<const core::ExternalChart*> notTaken; ///< charts from elsewhere that the chart is made without
};

/// Paths are relative to the chart's folder. Residual code that a chart can't express is reported as E6xxx at the span
/// of its document or check (the files are then not to be written); it is never printed as something else.
FileSet emitChart(const ir::Package& package, const ChartTexts& texts, diag::Sink& sink);

} // namespace stackc::emit::helm
