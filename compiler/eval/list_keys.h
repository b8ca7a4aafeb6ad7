#pragma once
// Lists of Kubernetes of which no two elements may have the same key, as containers have names.

#include "eval/evaluator.h"

#include <map>

namespace stackc::eval {

/// What the keys are that elements of such lists are written with and that are no constants, by their expressions.
using WrittenKeys = std::map<core::ExprId, NodeRef>;

/// Those of a resource, where it is evaluated: what they name is something else in another use of a component.
WrittenKeys keysWrittenIn(Evaluator& in, const core::Statement& resource);

/// Asks of each such list that a resource writes out that its elements have keys of their own, where the values say
/// some of them: an error (E4001) where two have one, a check of the chart where they may. Lists of one key alone are
/// asked, and not those of the library, which asks for what it makes itself.
void askListKeys(Evaluation& in, const core::Statement& resource, NodeRef object, const WrittenKeys& keys);

} // namespace stackc::eval
