#pragma once

#include <string_view>

namespace stackc::text {

/// Does each text that the pattern `narrow` matches match `wide` too? Decided by automata over code points, for
/// patterns as types have them (text/regex.h); false also where it isn't decided: assertions other than `^` and `$` at
/// the ends of a pattern, `\s`, escapes by number, patterns that need too many states.
bool includes(std::string_view wide, std::string_view narrow);

} // namespace stackc::text
