#pragma once
// What a patch does to the resources that its part leads into.

#include "sema/checking.h"

namespace stackc::sema {

/// The amendments that put `value`, of what is in `part`, in the places that a part has.
std::vector<core::Amendment> amendmentsOf(Checking& in, const std::vector<PartPlace>& places, VarId part, ExprId value);

} // namespace stackc::sema
