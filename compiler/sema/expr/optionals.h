#pragma once
// Optionals: `none`, `on { … }`, `off { … }`, and what may be amended.

#include "sema/expr/edits.h"

namespace stackc::sema {

/// What an optional holds, or its preset. Of one that isn't written out, as a function's, evaluation knows, where it
/// can: it takes the payload or the preset of what a record begins with.
ExprId currentPayload(Checking& in, ExprId current, Span span);
/// `none`: keeps what the value held as its preset.
ExprId noneValue(Checking& in, TypeId optional, ExprId current, Span span);
/// `on` or `off` alone.
ExprId presetName(Checking& in, bool on, TypeId optional, ExprId current, Span span);
/// `on { … }` or `off { … }`
ExprId preset(Checking& in, const ast::ApplyExpr& apply, TypeId optional, ExprId current, Span span);
/// An optional in which what it holds is amended; reported where it is off.
ExprId amendOptional(Checking& in, TypeId optional, ExprId current, const Amendment& amendment, PathTree& paths);

} // namespace stackc::sema
