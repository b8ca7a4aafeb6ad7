#pragma once
// Integer operations: their results stay within ±(2^53−1), shown by intervals.

#include "sema/checking.h"

namespace stackc::sema {

/// The integers of an interval.
TypeId intType(Checking& in, int64_t low, int64_t high);
/// An operation of two integers, whose type follows from theirs; reported where it can leave what integers hold.
ExprId intResult(Checking& in, core::Op op, ExprId a, ExprId b, Span span);

} // namespace stackc::sema
