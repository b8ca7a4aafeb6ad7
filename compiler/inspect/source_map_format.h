#pragma once
// What the writer and the reader of source maps agree on beside the names of fields.

#include <string_view>

namespace stackc::inspect {

inline constexpr const char* sourceMapMark = "stackcSourceMap"; ///< the field that says what the file is
inline constexpr int sourceMapVersion = 1;                      ///< what it holds: of the format
inline constexpr std::string_view digestMark = "sha256:";

} // namespace stackc::inspect
