#pragma once
// Regular expressions that several stages go by, in the common subset of RE2 and ECMAScript.

#include <cstdint>
#include <string_view>

namespace stackc::text {

/// A DNS name, to be put into patterns.
#define STACKC_DNS_NAME R"([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)"
/// What stands behind the `/` of a label's key, in 63 characters.
#define STACKC_QUALIFIED "[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?"

inline constexpr std::string_view dnsLabelPattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";
inline constexpr std::string_view dnsNamePattern = "^" STACKC_DNS_NAME "$";
/// Of the library's LabelKey and LabelValue.
inline constexpr std::string_view labelKeyPattern = "^(" STACKC_DNS_NAME "/)?" STACKC_QUALIFIED "$";
inline constexpr std::string_view labelValuePattern = "^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$";
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
