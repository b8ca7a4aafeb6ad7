#pragma once
// What is so where users say nothing, before and after.

#include "api/types.h"

#include <string>
#include <vector>

namespace stackc::api {

struct DefaultChange {
    What what; ///< Default; Moved where something is on, or off, by default
    std::string before, after;
};

/// Of a field that both charts have at the place; of records and variants that stand in values.yaml with keys of their
/// own, what is left when their fields are compared. What is Sensitive is not shown.
std::vector<DefaultChange> changedDefaults(const Side& former, const core::Field& from, const Side& fresh,
                                           const core::Field& to, const Place& place);

} // namespace stackc::api
