#pragma once
// Components: what they take, give and contribute.

#include "sema/checking.h"

namespace stackc::sema {

/// The component, with its body. Invalid after a cycle has been reported.
core::ComponentId componentOf(Checking& in, SymbolIndex index, Span use);

} // namespace stackc::sema
