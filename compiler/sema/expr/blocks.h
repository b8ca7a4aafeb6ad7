#pragma once
// `{ … }` by what is wanted, and amending.

#include "sema/expr/edits.h"

namespace stackc::sema {

/// `{ … }` where a type is expected: a record, an object, a map, or a case with that payload.
ExprId checkBlock(Checking& in, ast::BlockId block, TypeId expected, Span span);
/// The value with what amends it: a block, or the rest of an edit. `paths`: what has been set around.
ExprId amend(Checking& in, TypeId type, ExprId current, const Amendment& amendment, PathTree& paths);

} // namespace stackc::sema
