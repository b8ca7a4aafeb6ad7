#pragma once
// Source text as pages show it.

#include <string>
#include <string_view>

namespace stackc::driver {

/// Source in one line: where a line end separates entries, there is a comma instead.
std::string onOneLine(std::string_view source);

/// The comment at the beginning of a file, up to the first other line, without its slashes.
std::string headComment(std::string_view text);

} // namespace stackc::driver
