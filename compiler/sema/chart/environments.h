#pragma once
// Environments: layers of values, in which the chain of `extends` comes first.

#include "sema/checking.h"
#include "sema/expr/edits.h"

#include <functional>

namespace stackc::sema {

/// Takes an entry for a service or a backend, with the paths of the values that are set so far.
using PartTaker = std::function<void(const ast::PartEntry&, PathTree&)>;

/// Gives `env` what a block says over the values `base`; a block that is not valid says nothing. Of services and
/// backends `part` says it, after everything else.
void environmentBlock(Checking& in, core::Environment& env, ast::BlockId block, ExprId base, const PartTaker& part);

/// Elaborates the environments, and reports values that one of them doesn't give.
void environments(Checking& in);

} // namespace stackc::sema
