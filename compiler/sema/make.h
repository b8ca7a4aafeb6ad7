#pragma once
// Expressions of the core, variables, and the names that are bound to them.

#include "sema/checking.h"

namespace stackc::sema {

/// A variable.
VarId newVar(Checking& in, std::string name, TypeId type);
/// A use of it.
ExprId varRef(Checking& in, VarId var, Span span);
/// Gives a variable a name in what follows.
void bindName(Checking& in, const std::string& name, VarId var, Span span);
/// Gives the name of a `let` its value in what follows.
void bindLet(Checking& in, const ast::Name& name, ExprId value);
/// A field of a record.
ExprId readField(Checking& in, ExprId base, const std::string& name, TypeId type, Span span);
/// `true`, `false`
ExprId makeBool(Checking& in, bool value, Span span);
/// A text of that type.
ExprId makeString(Checking& in, std::string text, TypeId type, Span span);
/// The text, if the expression is one; else null.
const std::string* literalText(const Checking& in, ExprId id);
/// An operation.
ExprId makePrim(Checking& in, core::Op op, std::vector<ExprId> args, TypeId type, Span span);

} // namespace stackc::sema
