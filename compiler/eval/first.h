#pragma once
// The first element of a list.

#include "eval/evaluation.h"

namespace stackc::eval {

/// The first element of a list, as an optional. `expr` asks for it.
NodeRef firstOf(Evaluation& in, NodeRef list, core::TypeId element, const core::Expr& expr);

} // namespace stackc::eval
