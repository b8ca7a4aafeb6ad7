#pragma once
// Texts that the chart generates.

#include "judge/findings.h"
#include "judge/view.h"

namespace stackc::judge {

/// Each key of each Secret has a text of its own: W5044 where one value is generated for a second one.
void checkGenerated(const ir::Package& package, View& view, Findings& findings);

} // namespace stackc::judge
