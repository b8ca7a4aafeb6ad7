#pragma once
// Names in messages and queries, held against those that a chart makes, parts of which are late.

#include <cstddef>
#include <string_view>

namespace stackc::inspect {

/// How well `said` goes by a name of a resource whose late parts stand in braces, `{id}-queue`: 0 where it can't be
/// that; else the more the more letters are outside of braces. What is late may be anything.
size_t likeness(std::string_view name, std::string_view said);

} // namespace stackc::inspect
