#pragma once
// What resources are called, and that no two are called the same.

#include "judge/walk.h"

namespace stackc::judge {

/// Of an API version; empty for the core group.
std::string groupOf(const std::string& apiVersion);

void checkNames(const core::Program& program, const ir::Package& package, View& view, Findings& findings);

} // namespace stackc::judge
