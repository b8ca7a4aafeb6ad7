#pragma once
// What two charts make of the same values.

#include "api/report.h"
#include "api/sets.h"
#include "api/types.h"

#include <vector>

namespace stackc::api {

struct ResourceChanges {
    std::vector<Change> changes;    ///< what can't be applied to what is there, and what others may miss
    bool differsInPlace = false;    ///< is there more?
    std::vector<std::string> lacks; ///< what is not compared
};

/// `bases` are values that the former chart takes. Others, and another release, are tried where a field that can't be
/// changed in place, or the name or presence of a resource, depends on them in another way than it did; `values` are
/// the changes of these, whose own tries are looked at where what is given is another value now.
ResourceChanges changesOfResources(Oracle& oracle, Samples& samples, const std::vector<Json>& bases,
                                   const std::vector<Finding>& values, Sets& sets);

} // namespace stackc::api
