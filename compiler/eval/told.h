#pragma once
// Choices as they were told: what is set over what was there before.

#include "eval/evaluation.h"

namespace stackc::eval {

/// `if guard then (if test then value else before) else before`, as a condition in a condition sets what is there
/// before, is `if guard and test then value else before`; so are several such tests. Else each of them would say all of
/// what is there before twice. Null: `changed` isn't that with something set.
NodeRef chooseChanged(Evaluation& in, NodeRef guard, NodeRef changed, NodeRef before, core::TypeId type);
/// What a choice is where the guard, which names the test of what was set last, holds; else the choice.
NodeRef valueUnder(Evaluation& in, NodeRef choice, NodeRef guard);

} // namespace stackc::eval
