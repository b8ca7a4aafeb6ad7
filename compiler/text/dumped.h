#pragma once

#include <string>
#include <string_view>

namespace stackc::text {

/// A text as `--emit` shows it: in double quotes, on one line.
std::string dumped(std::string_view text);

} // namespace stackc::text
