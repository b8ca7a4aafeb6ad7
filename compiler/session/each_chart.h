#pragma once
// The charts of a release, whose values are not known.

#include "inspect/late_chart.h"
#include "session/standing.h"

#include <functional>

namespace stackc::session {

using OnChart = std::function<void(const inspect::LateChart&, const Standing&, Compilation&)>;

/// The chart and those that it includes, which must be compiled. What evaluating them says goes to their sinks.
void eachChart(Compilation& chart, const OnChart& take);

/// Can something be said of the program? Errors are in the sink if not.
bool isReady(Compilation& compilation);

} // namespace stackc::session
