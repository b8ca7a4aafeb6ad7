#pragma once
// Operators.

#include "sema/checking.h"

namespace stackc::sema {

/// `-x`, `!x`
ExprId unaryExpr(Checking& in, const ast::UnaryExpr& node, Span span);
/// An operation of two operands. `expected`: invalid where nothing is.
ExprId binaryExpr(Checking& in, const ast::BinaryExpr& node, Span span, TypeId expected);
/// Lists append, maps unite (the right one wins): written as spreads.
ExprId combine(Checking& in, ExprId lhs, ExprId rhs, TypeId type, Span span);

} // namespace stackc::sema
