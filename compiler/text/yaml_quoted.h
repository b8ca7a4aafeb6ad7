#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace stackc::text {

/// A double-quoted scalar, whose opening quote stands at `at`, as go-yaml v2 reads it: its escapes, its folding of
/// lines. False, and fills `error`, for what go-yaml refuses.
bool readDoubleQuoted(std::string_view yaml, size_t at, std::string& result, std::string& error);

} // namespace stackc::text
