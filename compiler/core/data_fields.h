#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace stackc::core {

/// The fields in which ConfigMaps, Secrets and what is like them hold what pods read.
inline constexpr std::array<std::string_view, 3> dataFields{"data", "stringData", "binaryData"};

inline bool isDataField(std::string_view key) {
    return std::find(dataFields.begin(), dataFields.end(), key) != dataFields.end();
}

} // namespace stackc::core
