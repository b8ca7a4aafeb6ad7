#pragma once
// The files of a chart that are no templates.

#include "emit/helm/chart.h"

#include <string>

namespace stackc::emit::helm {

std::string chartYaml(const core::ChartInfo& chart);
std::string helmIgnore();
std::string readme(const core::Program& program, const ChartTexts& texts);
/// What a chart without `notes` says after an installation.
std::string defaultNotes(const core::ChartInfo& chart);

} // namespace stackc::emit::helm
