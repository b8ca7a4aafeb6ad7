#pragma once
// Late maps, objects and lists beside values that spread them or go over them: told in the same way, both are one.

#include "eval/evaluation.h"

#include <vector>

namespace stackc::eval {

/// Is it a record, or a place that has the fields of one?
bool isRecordLike(Evaluation& in, NodeRef node);
/// The record of what is like one.
NodeRef asRecord(Evaluation& in, NodeRef recordLike);
/// Does the record spread the late map or object, or go over it?
bool spreads(Evaluation& in, NodeRef record, NodeRef whole);
/// A late map or object beside a record that spreads it is a record that does so as well, and so are alternatives of
/// such; else it is what it was.
NodeRef asSpreadBeside(Evaluation& in, NodeRef node, NodeRef other);
/// A named template of a record or list beside one that has parts of it is what it holds, and so are such alternatives:
/// one is the other with something changed, and what both have stands once. Else it is what it was. `type`: as of
/// `choose`.
NodeRef asOpenedBeside(Evaluation& in, NodeRef node, NodeRef other, core::TypeId type);
/// A spread beside a loop over the same list is one as well; else it is what it was.
Entry asLoopBeside(Evaluation& in, const Entry& item, const Entry& other);
/// Maps that some of the records spread and others go over are gone over by all.
void spreadAsLoops(Evaluation& in, std::vector<NodeRef>& records);

} // namespace stackc::eval
