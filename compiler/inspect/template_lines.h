#pragma once
// Which field of a resource a line of a chart's template writes.

#include <string>
#include <string_view>
#include <vector>

namespace stackc::inspect {

/// For each line the way to the field, as a query has it: `spec.template.spec.containers[shop].image`. What stands in a
/// named template begins where that is included. Templates are those that stackc writes: a key or an element a line.
std::vector<std::string> fieldsOfLines(std::string_view text);

} // namespace stackc::inspect
