#pragma once
// Loops over what is known in part, `{ ...values.env, HOST = "x" }`, with what they make of each entry written out. A
// chart has one loop for all; people ask for what is made of one.

#include "ir/package.h"

namespace stackc::inspect {

/// The package with such loops in its resources written out: what a loop makes of an entry that is known, and a loop
/// for each of the others. What is known by that of conditions and places is folded. Scopes, checks and notes stay as
/// they are, but for guards.
ir::Package unrolled(ir::NodeTable& nodes, ir::Package package);

} // namespace stackc::inspect
