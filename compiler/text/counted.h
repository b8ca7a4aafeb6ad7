#pragma once
// Numbers of things, in messages.

#include <cstddef>
#include <string>
#include <string_view>

namespace stackc::text {

/// `1 element`, `2 elements`.
inline std::string counted(std::size_t count, std::string_view one, std::string_view many) {
    return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

} // namespace stackc::text
