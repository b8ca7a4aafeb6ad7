#pragma once
// Records, maps, objects and lists as the program writes them.

#include "eval/evaluator.h"

namespace stackc::eval {

/// `expr` is a literal with keys. One that reads no variable is evaluated once for all places where the same holds.
NodeRef recordExpr(Evaluator& in, const core::RecordExpr& literal, const core::Expr& expr);
NodeRef listLiteral(Evaluator& in, const core::ListExpr& list);

} // namespace stackc::eval
