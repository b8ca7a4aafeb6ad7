#pragma once
// One function for each of core/builtins.def: the call of it, with as many arguments as it takes and no names.

#include "sema/checking.h"

namespace stackc::sema {

#define FUNCTION(name, ...) ExprId name##Call(Checking& in, const ast::CallExpr& node, Span span);
#define LIBRARY_FUNCTION(name, ...) ExprId name##Call(Checking& in, const ast::CallExpr& node, Span span);
#include "core/builtins.def"

// What several of them need.
inline constexpr const char* asciiHint = "declare it with a pattern of ASCII, as `String(r\"^[ -~]*$\")`";
/// A value as text; reported where it has none.
ExprId stringOf(Checking& in, ExprId value);
/// An argument as text.
ExprId stringArg(Checking& in, const ast::CallExpr& node, size_t index);
/// An argument that has to be a literal text; reported if it is not.
std::optional<std::string> literalArg(Checking& in, const ast::CallExpr& node, size_t index, const std::string& name);

} // namespace stackc::sema
