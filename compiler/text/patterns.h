#pragma once
// Regular expressions that several stages go by, in the common subset of RE2 and ECMAScript.

#include <cstdint>
#include <string_view>

namespace stackc::text {

inline constexpr std::string_view dnsLabelPattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";
inline constexpr std::string_view dnsNamePattern =
    R"(^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$)";
/// The Quantities that Stack writes; the Kubernetes API reads more of them (kube/pattern.h).
inline constexpr std::string_view quantityPattern =
    R"(^[0-9]+(\.[0-9]+)?(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]+)?$)";
/// One of the identifiers of a Semver that are parted by dots behind its `-`: a number without zeros before it, or a
/// name. To stand in parentheses.
#define STACKC_SEMVER_IDENTIFIER "0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*"
/// The greatest whole number of IntOrPercent; the least is 0.
inline constexpr std::int64_t greatestPart = 2147483647;
/// The percentages of IntOrPercent.
inline constexpr std::string_view partPattern = "^([0-9]{1,2}|100)%$";

} // namespace stackc::text
