#pragma once
// JSON as nodes, where no type of the program says more.

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "ir/node.h"

namespace stackc::values {

/// The integer that a number of JSON is: one within int64, or a float without a fraction within ±2^53. None for what
/// else there is.
std::optional<int64_t> integerOf(const nlohmann::ordered_json& json);

/// `ir::Node::index` of the Records that `plainNode` makes: their data are passed on as they are given, as a chart
/// does.
constexpr uint32_t givenRecord = 1;

/// Any JSON as nodes: objects sorted by key, integral numbers within ±(2^53−1) and all int64 as Int. Null is None.
ir::NodeRef plainNode(ir::NodeTable& nodes, const nlohmann::ordered_json& json);

} // namespace stackc::values
