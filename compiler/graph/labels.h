#pragma once
// What stands in a label, whatever the format.

#include <string>
#include <vector>

namespace stackc::graph {

/// The lines of a label: those that are not empty, then the condition, broken between words. Nothing is escaped.
std::vector<std::string> labelLines(const std::vector<std::string>& lines, const std::string& condition);

} // namespace stackc::graph
