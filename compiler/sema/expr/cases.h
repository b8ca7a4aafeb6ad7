#pragma once
// Cases of variants and enums: by name (`memory`), applied (`raft { … }`), called (`given("x")`).

#include "sema/checking.h"

namespace stackc::sema {

/// The payload of a case that is only named: a record of defaults. Invalid if it needs more.
ExprId emptyPayload(Checking& in, TypeId payload, Span span);
/// A name where a variant, an enum or a native enum is wanted; invalid if it is no case.
ExprId caseByName(Checking& in, const ast::Name& name, TypeId expected, Span span);
/// Reports that the type has no such case, or that no case has such a text as its key; an error. `otherwise`: what
/// helps where no case is near.
ExprId unknownCase(Checking& in, const ast::Name& name, TypeId expected, const std::string& otherwise = "");
/// `case(value)` where its type is expected; invalid if it is no case.
ExprId caseCalled(Checking& in, const ast::CallExpr& call, TypeId expected, Span span);
/// `name { … }` where a type is expected: a case, or a type by name.
ExprId checkApply(Checking& in, const ast::ApplyExpr& apply, TypeId expected, ExprId current, Span span);
/// `Type { … }`
ExprId inferApply(Checking& in, const ast::ApplyExpr& apply, Span span);

} // namespace stackc::sema
