#pragma once
// Lists.

#include "sema/checking.h"

namespace stackc::sema {

/// `[ … ]` where a type is expected.
ExprId checkList(Checking& in, const ast::ListExpr& list, TypeId expected, Span span);
/// `[ … ]` by the types of its items.
ExprId inferList(Checking& in, const ast::ListExpr& list, Span span);

} // namespace stackc::sema
