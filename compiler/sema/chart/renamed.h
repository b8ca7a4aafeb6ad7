#pragma once
// `@was("old.path")`: where it may stand, and what an old path must not be.

#include "sema/checking.h"

namespace stackc::sema {

/// `types`: those of the values, each with whether it is inside of a list or map.
void renamedRules(Checking& in, const std::set<std::pair<uint32_t, bool>>& types);

} // namespace stackc::sema
