#pragma once
// A patch of a service in an environment: it is moved to the values that the service's attributes are.

#include "sema/expr/edits.h"

namespace stackc::sema {

/// `patch x { … }` in an environment, of a service or a backend.
void environmentPart(Checking& in, core::Environment& env, const ast::PartEntry& part, PathTree& paths);

} // namespace stackc::sema
