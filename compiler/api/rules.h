#pragma once
// The checks of two charts, those of their types among them.

#include "api/report.h"
#include "api/sets.h"
#include "api/types.h"

#include <vector>

namespace stackc::api {

/// What is checked now and was not, what is checked no more, and what is checked of values that have another default. A
/// check that reads nothing but values that are new, of `values`, refuses no file of the former chart. Of the others
/// `bases` are tried, which the former chart takes, values that the checks read, each over these, and sets that meet
/// branches of both charts.
std::vector<Change> changesOfRules(Oracle& oracle, Samples& samples, const std::vector<Json>& bases,
                                   const std::vector<Finding>& values, Sets& sets);

} // namespace stackc::api
