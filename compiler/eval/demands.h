#pragma once
// What a test can't hold without: a text can't be in an empty map, and no element counts of an empty list.

#include "core/program.h"
#include "ir/node.h"

namespace stackc::eval {

/// A guard that holds wherever the test does, whatever the values are; null where none is known. What that guard in
/// turn can't hold without isn't said, and neither is that an optional holds something: a chart may read what it holds
/// under that guard alone.
ir::NodeRef demandOf(const core::Program& program, ir::NodeTable& nodes, ir::NodeRef test);

} // namespace stackc::eval
