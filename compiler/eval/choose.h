#pragma once
// If guard then a else b, merged as deep as the kinds agree.

#include "eval/evaluation.h"

#include <string>

namespace stackc::eval {

/// The alternatives of a choice, each under a guard that excludes the others'. They have such guards when they are
/// made; in normal form they are tested in order.
const std::vector<Entry>& alternatives(Evaluation& in, NodeRef choice);
/// `a` where the guard holds, else `b`. The type says where the order of keys is seen; without one it isn't.
NodeRef choose(Evaluation& in, NodeRef guard, NodeRef a, NodeRef b, core::TypeId type = {});
/// The value of the arm whose guard holds; the guards exclude each other, and where none holds nobody looks.
NodeRef chooseAll(Evaluation& in, std::vector<Entry> arms, core::TypeId type = {});
/// What one of several arms has in a place of all of them.
struct Part {
    NodeRef guard; ///< of the arm
    const Entry* entry;
};
/// What stands in the place: gives the entry the guard and the value that tell which part is there. `everywhere` says
/// that the parts are those of all arms.
void joinParts(Evaluation& in, const std::vector<Part>& parts, bool everywhere, core::TypeId type, Entry& made);
/// The type of what stands under a key of that type; invalid where the order of keys isn't seen below.
core::TypeId partType(Evaluation& in, core::TypeId type, const std::string& key);

} // namespace stackc::eval
