#pragma once
// What an expression's text can be.

#include "sema/checking.h"
#include "sema/types/text_shape.h"

namespace stackc::sema {

/// What the texts of a type are like.
TextShape shapeOfType(const Type& type);
/// What the texts of an expression are like.
TextShape shapeOf(const Checking& in, ExprId id);
/// Can the text of an expression be nothing but a value of the string type?
bool provesText(const Checking& in, ExprId id, TypeId expected);

} // namespace stackc::sema
