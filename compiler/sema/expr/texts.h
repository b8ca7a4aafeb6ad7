#pragma once
// Texts that are put together, and what is written as text.

#include "sema/checking.h"

namespace stackc::sema {

/// The text of a constant, in `out`; false after it has been reported as none.
bool constant(Checking& in, ast::ExprId value, std::string& out);
/// A value as the text that interpolation shows; reported if it has none.
ExprId toText(Checking& in, ExprId value, Span span);
/// `"a\\(b)"`
ExprId interpolation(Checking& in, const ast::StringLit& literal, Span span);

} // namespace stackc::sema
