#pragma once
// Choices whose arms are tested in order.

#include "ir/node.h"

#include <vector>

namespace stackc::ir {

/// The value of the first arm whose guard holds: a Choice without arms that are never reached, or the only value that
/// is left. None where no arm is.
NodeRef choiceInOrder(NodeTable& nodes, std::vector<Entry> arms);

} // namespace stackc::ir
