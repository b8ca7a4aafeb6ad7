#pragma once
// Two states of a small chart.

#include "api/api.h"

#include <string>

namespace stackc::api {

/// What changed between two sources, which have no errors.
Report between(const std::string& before, const std::string& after);

/// The same of charts that have these values, and checks and the like behind them.
Report ofValues(const std::string& before, const std::string& after);

/// All changes, one a line, each as "breaks: subject: words with {values}".
std::string told(const Report& report);

} // namespace stackc::api
