#pragma once
// A backend in an environment. A chart is one program for all environments, so an environment can't bring code of its
// own: it chooses by the value that the backend chooses by, and what it sets are the values that the backend reads.

#include "sema/expr/edits.h"

namespace stackc::sema {

/// `patch backend { … }` in an environment: chooses it, and sets the values that it reads.
void environmentBackend(Checking& in, core::Environment& env, const ast::PartEntry& part, PathTree& paths);

} // namespace stackc::sema
