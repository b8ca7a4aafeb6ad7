#pragma once

#include <cstdint>
#include <string_view>

namespace stackc::text {

enum class Inclusion : uint8_t { Yes, No, Unknown };

/// Does each text that the pattern `narrow` matches match `wide` too? Decided by automata over code points, for
/// patterns as types have them (text/regex.h). It is unknown for assertions other than `^` and `$` at the ends of a
/// pattern, for escapes by number, and for patterns that need too many states. Throws support::Stopped.
Inclusion inclusion(std::string_view wide, std::string_view narrow);

/// Is it known that it does?
bool includes(std::string_view wide, std::string_view narrow);

} // namespace stackc::text
