#pragma once
// Quantities as numbers, to be compared: one computation for the evaluator and for charts.

#include <string>
#include <string_view>

namespace stackc::values {

/// What a quantity begins with.
constexpr const char* amountDigits = R"(^[-+]?[0-9.]*([eE][-+]?[0-9]+)?)";

/// A quantity of 1e100 or more, which a float64 may not hold. The Kubernetes API takes all of 2^63 and more for one
/// amount, so each of them counts as the same.
constexpr const char* amountBeyond = R"(^0*([1-9][0-9]{100}|[^eE]*[1-9][^eE]*[eE][+]?0*[1-9][0-9]{2}).*$)";
constexpr const char* amountForBeyond = "1e100";

/// The amount that a quantity's text says, to the 15 digits that are sure in a float64; 0 for what is no quantity. It
/// is what Sprig's `mulf` makes of the digits and the factor: the product of the two as their shortest decimals,
/// rounded.
double amountOf(std::string_view quantity);

} // namespace stackc::values
