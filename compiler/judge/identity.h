#pragma once
// What resources are called, and that no two are called the same.

#include "judge/walk.h"

namespace stackc::judge {

/// `ns` is the namespace of the release, empty if it isn't known.
void checkNames(const ir::Package& package, const std::string& ns, View& view, Findings& findings);

} // namespace stackc::judge
