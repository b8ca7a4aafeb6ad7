#pragma once
// Constant trees as text.

#include "core/program.h"
#include "ir/node.h"

#include <string>

namespace stackc::eval {

/// Text of a constant tree, byte for byte what the chart's template prints; of one that is longer than a text may be,
/// only its beginning, which is longer as well.
std::string writeText(ir::NodeRef tree, core::TextFormat format);

} // namespace stackc::eval
