#pragma once
// `list["key"]`: one element of a list, addressed by its merge key.

#include "sema/expr/edits.h"
#include "sema/expr/slots.h"

namespace stackc::sema {

/// Reports why `["…"]` can't be followed.
ExprId noElement(Checking& in, TypeId list, Span span);
/// The list of a slot in which the element that the step names is changed.
ExprId amendElement(Checking& in, const Slot& slot, ExprId current, const Edit& edit, size_t step, PathTree& paths);

} // namespace stackc::sema
