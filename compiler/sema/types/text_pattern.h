#pragma once
// A regular expression for the texts that an expression can have.

#include "sema/checking.h"

namespace stackc::sema {

/// A pattern from `^` to `$`, in the syntax of types, that all texts of the expression match: what is written out as it
/// is, what is put in by the patterns of its type. Empty where nothing is known of them, or where it would be very
/// long.
std::string patternOf(const Checking& in, ExprId text);

} // namespace stackc::sema
