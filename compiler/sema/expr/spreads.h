#pragma once
// `...x` in an object.

#include "sema/expr/held.h"

namespace stackc::sema {

/// Data may hold no variant: one in what is spread has to be set again behind it.
void refuseSpreadVariants(Checking& in, const ObjectState& state, size_t first);
/// `...x`: its entries come into the object.
void objectSpread(Checking& in, ObjectState& state, const ast::SpreadEntry& entry, Span span);

} // namespace stackc::sema
