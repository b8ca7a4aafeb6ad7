#pragma once
// The files of a chart that are no templates.

#include "emit/helm/chart.h"

#include <string>
#include <vector>

namespace stackc::emit::helm {

std::string chartYaml(const core::ChartInfo& chart, const ChartTexts& texts);
/// Helm's lock file for dependencies whose versions are exact; else empty.
std::string chartLock(const std::vector<Dependency>& dependencies);
/// What stands in the place of the values of a chart that another includes.
std::string partValues(const ChartTexts& texts);
std::string readme(const ir::Package& package, const ChartTexts& texts);
/// What a chart without `notes` says after an installation.
std::string defaultNotes(const core::ChartInfo& chart);

} // namespace stackc::emit::helm
