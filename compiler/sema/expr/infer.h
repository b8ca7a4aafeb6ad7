#pragma once
// Expressions: `infer` finds a type, `check` works towards an expected one.

#include "sema/checking.h"

namespace stackc::sema {

/// The expression, by its own type.
ExprId infer(Checking& in, ast::ExprId id);
/// `current` is what the value replaces: the presets of an optional are taken from it.
ExprId check(Checking& in, ast::ExprId id, TypeId expected, ExprId current = {});

} // namespace stackc::sema
