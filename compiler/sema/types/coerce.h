#pragma once
// Coercions, made explicit where they change how a value is written.

#include "sema/checking.h"

namespace stackc::sema {

/// Reports that a value of one type stands where another is expected; why, as a note, and what to do, where that is
/// known.
void mismatch(Checking& in, TypeId expected, TypeId found, Span span, const std::string& why = {},
              const std::string& hint = {});
/// The expression as one of the expected type; reported if it doesn't fit.
ExprId coerce(Checking& in, ExprId id, TypeId expected, Span span);
/// An optional with what it holds coerced, where that is another value then.
ExprId coerceHeld(Checking& in, ExprId id, TypeId expected, Span span);
/// A list or map with each element coerced; invalid where that doesn't help.
ExprId coerceElements(Checking& in, ExprId id, TypeId expected, Span span);

} // namespace stackc::sema
