#pragma once
// The built-in functions: which there are, and their calls.

#include "sema/checking.h"

namespace stackc::sema {

/// Is it a name that only calls may have?
bool isBuiltinFunction(std::string_view name);
/// Has the call that many arguments, and no names? Reported if not.
bool arity(Checking& in, const ast::CallExpr& node, const std::string& name, size_t count, Span span);
/// The call of a built-in function, whose arguments are checked.
ExprId builtinCall(Checking& in, const std::string& name, const ast::CallExpr& node, Span span);
/// `capabilities.has(…)` and `capabilities.kubeAtLeast(…)`.
ExprId capability(Checking& in, const ast::Name& name, const ast::CallExpr& node, Span span);

} // namespace stackc::sema
