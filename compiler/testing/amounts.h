#pragma once
// Quantities and durations, which are compared by what they amount to: `1Gi` and `1024Mi`, `90s` and `1m30s`.

#include "testing/value.h"

#include <optional>
#include <utility>

namespace stackc::testing {

/// What two values amount to, in one unit, so that they can be compared; nothing where one of them is no amount. As
/// durations, where one is known to be one; otherwise as quantities, and as durations where they can only be those.
std::optional<std::pair<double, double>> amountsOf(const Value& a, const Value& b);

} // namespace stackc::testing
