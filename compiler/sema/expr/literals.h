#pragma once
// Literals and texts.

#include "sema/checking.h"

namespace stackc::sema {

/// A whole number.
ExprId makeInt(Checking& in, int64_t value, Span span);
/// A literal by its own type.
ExprId inferLiteral(Checking& in, const ast::Expr& expr);
/// A whole number where a type is expected.
ExprId checkInt(Checking& in, int64_t value, TypeId expected, Span span);
/// A number with a fraction where a type is expected.
ExprId checkFloat(Checking& in, const std::string& text, TypeId expected, Span span);
/// A number with a unit, `512Mi`, where a type is expected.
ExprId checkUnit(Checking& in, const std::string& text, TypeId expected, Span span);
/// Is the text a value of the type? Reported if not.
bool validText(Checking& in, const std::string& text, TypeId expected, Span span);
/// A plain text where a type is expected.
ExprId checkText(Checking& in, const std::string& text, TypeId expected, Span span);
/// A plain text where a type of Kubernetes is expected.
ExprId checkNativeText(Checking& in, const std::string& text, TypeId expected, Span span);

} // namespace stackc::sema
