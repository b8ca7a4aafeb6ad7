#pragma once
// Records, maps, objects and lists as the program writes them.

#include "eval/evaluator.h"

namespace stackc::eval {

/// `expr` is a literal with keys. A literal that reads no variable is evaluated once for all places where the same
/// holds.
NodeRef recordExpr(Evaluator& in, const core::RecordExpr& literal, const core::Expr& expr);
NodeRef listExpr(Evaluator& in, const core::ListExpr& list);

} // namespace stackc::eval
