#pragma once
// The files of a chart that are no templates.

#include "emit/helm/chart.h"

#include <string>
#include <vector>

namespace stackc::emit::helm {

/// `partVersions`: of the charts that it includes, in their order.
std::string chartYaml(const core::Program& program, const std::vector<std::string>& partVersions);
/// What stands in the place of the values of a chart that another includes.
std::string partValues(const core::ChartInfo& chart);
std::string helmIgnore();
std::string readme(const core::Program& program, const ChartTexts& texts);
/// What a chart without `notes` says after an installation.
std::string defaultNotes(const core::ChartInfo& chart);

} // namespace stackc::emit::helm
