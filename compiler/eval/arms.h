#pragma once
// Truths of choices whose arms are tested in order.

#include "eval/guards.h"

namespace stackc::eval {

/// What `is` says of the arm that a choice is, as a guard; of any other node, what it says of that.
template <typename Is> ir::NodeRef ofArm(Guards& guards, const ir::NodeTable& nodes, ir::NodeRef node, const Is& is) {
    ir::NodeRef known = ir::unshared(node);
    if (known->kind != ir::NodeKind::Choice)
        return is(node);
    ir::NodeRef rest = nodes.boolean(true), found = nodes.boolean(false);
    for (const ir::Entry& arm : known->entries) {
        found = guards.either(found, guards.all({rest, arm.guard, ofArm(guards, nodes, arm.value, is)}));
        rest = guards.both(rest, guards.negate(arm.guard));
    }
    return found;
}

} // namespace stackc::eval
