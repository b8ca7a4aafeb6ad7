#pragma once
// Names in messages and queries, held against those that a chart makes, parts of which are late.

#include <cstddef>
#include <string_view>
#include <vector>

namespace stackc::inspect {

/// How well `said` goes by a name of a resource whose late parts stand in braces, `{id}-queue`: 0 where it can't be
/// that; else the more the more letters are outside of braces. What is late may be anything.
size_t likeness(std::string_view name, std::string_view said);

/// The indices of those that are the most alike, in their order; none where all are 0.
std::vector<size_t> likeliest(const std::vector<size_t>& likenesses);

} // namespace stackc::inspect
