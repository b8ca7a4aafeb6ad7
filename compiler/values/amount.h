#pragma once
// Quantities as numbers, to be compared: one table and one computation for the evaluator and for charts.

#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace stackc::values {

/// What a quantity begins with.
constexpr const char* amountDigits = R"(^[-+]?[0-9.]*([eE][-+]?[0-9]+)?)";

/// A quantity of 1e100 or more, which a float64 may not hold. The Kubernetes API takes all of 2^63 and more for one
/// amount, so each of them counts as the same.
constexpr const char* amountBeyond = R"(^0*([1-9][0-9]{100}|[^eE]*[1-9][^eE]*[eE][+]?0*[1-9][0-9]{2}).*$)";
constexpr const char* amountForBeyond = "1e100";

/// What each suffix stands for, as charts write it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 16> amountFactors{{{"", "1"},
                                                                                       {"n", "1e-9"},
                                                                                       {"u", "1e-6"},
                                                                                       {"m", "1e-3"},
                                                                                       {"k", "1e3"},
                                                                                       {"M", "1e6"},
                                                                                       {"G", "1e9"},
                                                                                       {"T", "1e12"},
                                                                                       {"P", "1e15"},
                                                                                       {"E", "1e18"},
                                                                                       {"Ki", "1024"},
                                                                                       {"Mi", "1048576"},
                                                                                       {"Gi", "1073741824"},
                                                                                       {"Ti", "1099511627776"},
                                                                                       {"Pi", "1125899906842624"},
                                                                                       {"Ei", "1152921504606847e3"}}};

/// The amount that a quantity's text says, to the 15 digits that are sure in a float64; 0 for what is no quantity. It
/// is what Sprig's `mulf` makes of the digits and the factor: the product of the two as their shortest decimals,
/// rounded.
double amountOf(std::string_view quantity);

} // namespace stackc::values
