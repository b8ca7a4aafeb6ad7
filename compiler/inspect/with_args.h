#pragma once
// Nodes of other arguments. What was late may be known by these: presence, cases, tags and operations are then what the
// evaluator makes of them, and places what they read.

#include "eval/evaluation.h"

#include <vector>

namespace stackc::inspect {

/// What a node is that has its arguments and no entries, where these stand in their places: one for each that it has.
/// They may be values of the program, or constants as values have them, such as a default of an element. What nothing
/// is known of stays as it is.
ir::NodeRef withArgs(eval::Evaluation& in, ir::NodeRef node, std::vector<ir::NodeRef> args);

} // namespace stackc::inspect
