#pragma once

#include <string_view>

namespace stackc::kube {

// The text of a Quantity, as the Kubernetes API reads it.
inline constexpr std::string_view quantityPattern =
    R"(^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]*)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$)";

// The text of one that is not below 0, as it may be that of what is there.
inline constexpr std::string_view amountPattern =
    R"(^(\+?([0-9]+(\.[0-9]*)?|\.[0-9]*)|-(0+(\.0*)?|\.0*))([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$)";

// A time as RFC 3339 writes it, which is how the Kubernetes API reads one.
inline constexpr std::string_view timePattern =
    R"(^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$)";

// The same of a MicroTime, which has microseconds.
inline constexpr std::string_view microTimePattern =
    R"(^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}(Z|[+-][0-9]{2}:[0-9]{2})$)";

} // namespace stackc::kube
