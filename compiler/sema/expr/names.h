#pragma once
// Names, members and the built-in inputs.

#include "sema/checking.h"

namespace stackc::sema {

/// The names of `a.b.c`; nothing if it is something else.
std::optional<std::vector<ast::Name>> pathOf(const Checking& in, ast::ExprId id);
/// A name: a variable, a declaration, an input.
ExprId inferName(Checking& in, const ast::NameRef& ref, Span span);
/// `a.b`: a member of a value, or a name with a path.
ExprId inferMember(Checking& in, const ast::MemberExpr& member, Span span);
/// `values`: the chart's, or what stands for them in their own rules.
ExprId valuesRef(Checking& in, Span span);
/// A component in use where a backend is wanted: its contribution. Invalid if the name means something else.
ExprId contributionOf(Checking& in, const ast::Name& name, Span span);
/// Is the value what a use or service gives, of which a component makes nothing that is contributed?
bool contributesNothing(const Checking& in, ExprId value);

} // namespace stackc::sema
