#pragma once
// What resources name of each other, and of themselves, is there.

#include "judge/findings.h"

namespace stackc::judge {

/// Warns of what is named and is not there. `isChart`: see `Linking`.
void checkLinks(const core::Program& program, const ir::Package& package, bool isChart, View& view, Findings& findings);

} // namespace stackc::judge
