#pragma once
// The helm backend: prints the residual program as a chart.

#include "diag/sink.h"
#include "emit/file_set.h"
#include "ir/package.h"

#include <map>
#include <string>
#include <vector>

namespace stackc::emit::helm {

/// The files that the values stage writes; the chart takes them as they are.
struct ChartTexts {
    std::string valuesYaml;
    std::string schemaJson;
    std::map<std::string, std::string> environmentValues; ///< environment's name -> text of values-<name>.yaml
    std::string parameterTables;                          ///< Markdown for the README; may be empty
    bool isPart = false;                   ///< it stands in the chart that includes it, which has all of its values
    std::vector<std::string> partVersions; ///< of the charts that it includes, in their order
};

/// Paths are relative to the chart's folder. Residual code that a chart can't express is reported as E6xxx at the span
/// of its document or check (the files are then not to be written); it is never printed as something else.
FileSet emitChart(const ir::Package& package, const ChartTexts& texts, diag::Sink& sink);

} // namespace stackc::emit::helm
