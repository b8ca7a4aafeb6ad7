#pragma once
// The normal form: guards simplified under those around them, choices tested in order.

#include "eval/guards.h"
#include "ir/package.h"

namespace stackc::eval {

/// In every document and check.
void normalize(ir::Package& package, ir::NodeTable& nodes, Guards& guards);
/// In one tree that nothing guards.
ir::NodeRef normalize(ir::NodeRef node, ir::NodeTable& nodes, Guards& guards);

} // namespace stackc::eval
