#pragma once
// Lists of Kubernetes of which no two elements may have the same key, as containers have names.

#include "eval/evaluation.h"

namespace stackc::eval {

/// Asks of each such list that a resource writes out that its elements have keys of their own, where the values say
/// some of them: an error (E4001) where two have one, a check of the chart where they may. Lists of one key alone are
/// asked.
void askListKeys(Evaluation& in, const core::Statement& resource, NodeRef object, kube::TypeId type);

} // namespace stackc::eval
