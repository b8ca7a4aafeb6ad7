#pragma once
// The order of keys that texts show. A map which a template holds has none of its own: Helm gives its keys in byte
// order. Where the program wrote such a map, into a collection that the chart puts together, its order is found again
// here.

#include "eval/evaluation.h"

namespace stackc::eval {

/// The map, data or object of Kubernetes at that place with its keys in the order in which the program wrote them, the
/// place itself where that is byte order; null where the program wrote them in several orders, or where values
/// decide which there are.
NodeRef inWrittenOrder(Evaluation& in, NodeRef place);

} // namespace stackc::eval
