#pragma once
// The charts of a release that a chart may name.

#include <map>
#include <string>
#include <vector>

namespace stackc::sema {

/// What a loader is, too, that knows how the charts that it loads include each other.
struct ChartsAround {
    virtual ~ChartsAround() = default;
    /// What charts of the release are called, by the names that the author of the chart knows them by: the aliases of
    /// those that it includes, which are given, and of those beside it and around it, where it is a part of others.
    virtual std::map<std::string, std::string> calledCharts(const std::vector<std::string>& included) const = 0;
};

} // namespace stackc::sema
