#pragma once
// Places of the values: how they are read, and what is below them.

#include "eval/evaluation.h"

#include <string>

namespace stackc::eval {

/// Is it a late place of the values?
bool isPlace(NodeRef node);
/// What the program is a function of.
NodeRef input(Evaluation& in, core::Input input, core::TypeId type);

/// Can it be taken apart into its fields, as a late value of a record type?
bool isExpandable(Evaluation& in, NodeRef node);
/// Such a value as a record of its fields.
NodeRef expand(Evaluation& in, NodeRef ref);
/// The field of a place. `wanted`: its type where that of the place has no declared fields.
NodeRef refField(Evaluation& in, NodeRef ref, const std::string& name, core::TypeId wanted);
/// The field of any value; `expr` reads it.
NodeRef fieldOf(Evaluation& in, NodeRef base, const std::string& name, const core::Expr& expr);
/// What is read of an object of Kubernetes, where -0.0 is kept to be passed on: the integer 0 where an Int is read.
NodeRef asInteger(Evaluation& in, NodeRef value, core::TypeId type);
/// What was found in a field of an object of Kubernetes, as its type has it: no list or map is an empty one, and an
/// optional text that is empty is none, as in values; numbers are as `asInteger` has them.
NodeRef asRead(Evaluation& in, NodeRef value, core::TypeId type);
/// What a map has under a key, which is read where it surely is. E3098 where it may not be.
NodeRef valueOf(Evaluation& in, NodeRef map, const std::string& key, const core::Expr& expr);

/// Does a text stand at the place, which is none of a textual variant?
bool isTextPlace(const Evaluation& in, NodeRef place);
/// What stands at the place of a textual variant, where `""` may stand for a case. `field`: what declares the place, or
/// null in lists and maps.
NodeRef orEmpty(Evaluation& in, NodeRef place, core::TypeId type, const core::Field* field);
/// The place of a textual variant, read as the text that may stand there.
NodeRef textAt(Evaluation& in, NodeRef place, core::TypeId type);
/// Does `""` stand there?
NodeRef isEmptyText(Evaluation& in, NodeRef place, core::TypeId type);

} // namespace stackc::eval
