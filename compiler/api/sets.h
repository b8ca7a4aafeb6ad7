#pragma once
// Sets of values to try on two charts.

#include "api/oracle.h"
#include "verify/search.h"

#include <vector>

namespace stackc::api {

/// The sets that `stackc verify` looks for: those that take the branches of a chart, meet its checks and don't. Each is
/// looked for once, where it is asked for.
class Sets {
public:
    /// What is referred to must outlive it.
    Sets(Oracle& oracle, const verify::Progress& progress) : oracle_(oracle), progress_(progress) {}

    /// Of the former chart, those with its environments among them, and of the new one: what the former chart takes.
    const std::vector<Json>& all();

private:
    void add(verify::Stack& stack);

    Oracle& oracle_;
    const verify::Progress& progress_;
    std::vector<Json> sets_;
    bool areFound_ = false;
};

} // namespace stackc::api
