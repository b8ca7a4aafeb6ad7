#pragma once
// What a service is, of its backends' contributions and its own block.

#include "eval/evaluator.h"

namespace stackc::eval {

/// `defaults ⊕ u1 ⊕ … ⊕ un ⊕ own`: lists append in that order, maps unite, everything else is set by one backend at
/// most and `own` wins. What a late condition contributes keeps the condition as its guard. E4009 where two backends
/// set the same attribute or fixed key, whatever the values; of a key that these give the later backend's holds. E3003
/// where nobody sets what must be, E3033 where a backend is none.
NodeRef merge(Evaluator& in, const core::MergeExpr& merge, const core::Expr& expr);

} // namespace stackc::eval
