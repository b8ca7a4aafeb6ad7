#pragma once
// What expressions show by their form, before anything is known of types.

#include "sema/checking.h"

namespace stackc::sema {

/// Does an expression show its type by itself?
bool inferable(Checking& in, ast::ExprId id);
/// Is it written out (and not computed), so that an optional of it is surely there?
bool isConstruction(Checking& in, ast::ExprId id);
/// Has an alternative of an `if` or `match` the form `none`?
bool mayBeNone(Checking& in, ast::ExprId id);

} // namespace stackc::sema
