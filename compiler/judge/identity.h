#pragma once
// What resources are called, and that no two are called the same.

#include "judge/walk.h"

namespace stackc::judge {

void checkNames(const core::Program& program, const ir::Package& package, View& view, Findings& findings);

} // namespace stackc::judge
