#pragma once
// Values that have another name now, as programs read them.

#include "api/types.h"
#include "ir/node.h"

#include <utility>
#include <vector>

namespace stackc::api {

/// Nodes of the new chart's table, and for each a node that says where its value stood: what both charts read is the
/// same then, under either name. Of `values`, the changes of the values.
std::vector<std::pair<ir::NodeRef, ir::NodeRef>> renamedNodes(const Side& fresh, const std::vector<Finding>& values);

} // namespace stackc::api
