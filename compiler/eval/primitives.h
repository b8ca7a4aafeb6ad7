#pragma once
// Operations on values.

#include "eval/evaluation.h"

namespace stackc::eval {

/// The result of an operation: a constant, a guard, or a late node. `expr`, where an expression asks for it, is where
/// E4003, E4006 to E4008 and E5042 are told.
NodeRef primitive(Evaluation& in, core::Op op, std::vector<NodeRef> args, const core::Expr* expr);
/// Equality, with the constant on the right; of a tag and a constant, a test of the variant.
NodeRef compare(Evaluation& in, core::Op op, NodeRef a, NodeRef b);

} // namespace stackc::eval
