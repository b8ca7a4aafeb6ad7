#pragma once
// What pods read of a ConfigMap or Secret.

#include "eval/evaluation.h"

namespace stackc::eval {

/// The fields of the object that hold its data, those that are there. What the cluster generates is an empty text in
/// them: it stays as it is. `following`: the patch that says it (see sema/stmt/checksums.h).
NodeRef readData(Evaluation& in, NodeRef object, const core::Statement& following);

} // namespace stackc::eval
