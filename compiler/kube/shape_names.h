#pragma once

#include <array>
#include <string_view>

#include "kube/library.h"

namespace stackc::kube {

// In the order of Shape.
inline constexpr std::array<std::string_view, 11> shapeNames = {
    "Bool", "Int", "Float", "String", "IntOrString", "Quantity", "Time", "Object", "List", "Map", "Open"};

inline std::string_view shapeName(Shape shape) { return shapeNames[static_cast<size_t>(shape)]; }

} // namespace stackc::kube
