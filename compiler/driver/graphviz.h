#pragma once
// Graphviz, which makes pictures of its language.

#include <optional>
#include <string>

namespace stackc::driver {

/// The picture, whole, or why there is none.
struct Svg {
    std::optional<std::string> text;
    std::string error;
};

/// Runs the `dot` that is found in PATH.
Svg svgOf(const std::string& dot);

} // namespace stackc::driver
