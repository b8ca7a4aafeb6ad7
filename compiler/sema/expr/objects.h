#pragma once
// Objects with entries that may be guarded: Kubernetes objects, maps, contributions, data.

#include "sema/expr/edits.h"
#include "sema/expr/held.h"

namespace stackc::sema {

/// An object on the base of another one, with what amends it. `paths`: what has been set around.
ExprId objectValue(Checking& in, TypeId type, ExprId base, const Amendment& amendment, PathTree& paths);
/// One edit of an object, from that step on.
void objectEdit(Checking& in, ObjectState& state, const Edit& edit, size_t step, PathTree& paths);

} // namespace stackc::sema
