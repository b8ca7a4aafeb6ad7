#pragma once
// Values that show that a change of the values' types breaks something.

#include "api/oracle.h"
#include "api/types.h"

#include <vector>

namespace stackc::api {

class Witnesses {
public:
    /// What is referred to must outlive it.
    Witnesses(Oracle& oracle, Samples& samples) : oracle_(oracle), samples_(samples) {}

    /// Values that the former chart takes, the fewest first: none, those of its environments, some that are made. Each
    /// has what the chart needs. Empty where none were found.
    const std::vector<Json>& bases();

    /// The change with the smallest values that the former chart takes and the new one refuses there, if some were
    /// found: then it breaks them.
    Change shown(const Finding& finding);

private:
    /// The change with the smallest values that show it as these do.
    Change broken(Change change, Json values, const Place& place);
    bool isShown(const Json& values, const Place& place);

    Oracle& oracle_;
    Samples& samples_;
    std::vector<Json> bases_;
    bool areMade_ = false;
};

} // namespace stackc::api
