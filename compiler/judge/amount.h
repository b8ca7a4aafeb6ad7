#pragma once
// Quantities and percentages as numbers, to hold them against each other.

#include "ir/node.h"

#include <optional>
#include <string_view>

namespace stackc::judge {

/// A quantity (`500m`, `1Gi`, `1e3`) in billionths, which is as exact as Kubernetes has them. Nothing where it isn't
/// known, or is too large to tell.
std::optional<__int128> billionths(ir::NodeRef quantity);
std::optional<__int128> billionths(std::string_view quantity);
/// The number in `25%`; nothing for what is no such text.
std::optional<int64_t> percent(ir::NodeRef node);
/// Surely 0, or `0%`.
bool isZero(ir::NodeRef node);

} // namespace stackc::judge
