#pragma once
// What an expression's text can be.

#include "sema/checking.h"
#include "sema/types/text_shape.h"

namespace stackc::sema {

/// What the texts of a type are like.
TextShape shapeOfType(const Type& type);
/// What the texts of an expression are like.
TextShape shapeOf(const Checking& in, ExprId id);
/// Does the pattern of a domain, with its lengths, tell alone whether a text belongs to it? Of the others more is
/// asked, or a number may stand for them.
bool isPatternOnly(core::Domain domain);
/// Can the text of an expression be nothing but a value of the string type?
bool provesText(const Checking& in, ExprId id, TypeId expected);

/// Why the text of an expression that is put together is not known to be one of the string type; empty where it isn't
/// put together.
std::string unprovenBecause(const Checking& in, ExprId id, TypeId expected);

} // namespace stackc::sema
