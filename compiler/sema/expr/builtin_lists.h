#pragma once
// Built-in functions over lists: `join`, `unique` and `first`; and `file`, the text of a file of the package.

#include "sema/checking.h"

namespace stackc::sema {

/// `join(list, separator)`
ExprId joinCall(Checking& in, const ast::CallExpr& node, Span span);
/// `unique(list)`
ExprId uniqueCall(Checking& in, const ast::CallExpr& node, Span span);
/// `first(list)`
ExprId firstCall(Checking& in, const ast::CallExpr& node, Span span);
/// `file("path")`
ExprId fileCall(Checking& in, const ast::CallExpr& node, Span span);

} // namespace stackc::sema
