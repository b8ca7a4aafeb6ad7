#pragma once
// Which values a node reads.

#include "core/program.h"
#include "ir/node.h"

#include <optional>
#include <set>
#include <string>

namespace stackc::inspect {

/// The path of a place below `values`, as keys of values.yaml: `a.b`, `workers[].image`. Nothing for what is no place
/// of the values; the values as a whole are "".
std::optional<std::string> valuePath(ir::NodeRef place);

/// Adds the paths of all places that the node reads, in what it is and in what it depends on. Whether something is
/// switched on is read at its `enabled`, and which case it is at the key that says so.
void addValuePaths(const core::Program& program, ir::NodeRef node, std::set<std::string>& paths);

/// The path without its last key or element; "" of a key alone.
std::string outerPath(const std::string& path);

/// The path with `[]` for each index.
std::string anyElement(std::string path);

/// Is the path below the other one, or the same?
bool leadsInto(const std::string& path, const std::string& outer);

} // namespace stackc::inspect
