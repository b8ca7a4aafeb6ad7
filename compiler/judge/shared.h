#pragma once
// What no two resources may have in common, beside their names: ports of the nodes, and pods.

#include "judge/walk.h"

namespace stackc::judge {

/// E5026 for Services with the same port of the nodes, and for workloads that select the same pods in one namespace.
void checkShared(const ir::Package& package, View& view, Findings& findings);

} // namespace stackc::judge
