#pragma once

#include <cstdint>

namespace stackc::text {

/// The integers that every reader of JSON keeps exactly, also as a double: ±(2^53−1).
inline constexpr int64_t maxSafeInteger = (int64_t{1} << 53) - 1;

} // namespace stackc::text
