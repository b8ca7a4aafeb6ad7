#pragma once
// The order in which backends give what they give, as the source has it: no condition decides it, so that it is one
// order for the chart and for manifests.

#include <string>
#include <vector>

#include "core/program.h"

namespace stackc::eval {

/// The backends that a record names in its field `uses` (or whatever `field` is called), each behind those that it
/// names itself, each once. What is given under other keys doesn't count.
std::vector<std::string> backendOrder(const core::Program& program, core::ExprId user, const std::string& field);

} // namespace stackc::eval
