#pragma once
// Late names and conditions in words.

#include "core/program.h"
#include "ir/node.h"

#include <string>

namespace stackc::graph {

/// A text: `{fullname}-redis`, with what is late in braces: a named template, or the place in the values.
std::string nameText(ir::NodeRef node);

/// A condition, by the places in the values that it reads: `values.ingress.enabled and values.dispatch is raft`. Empty
/// for what always holds. What is longer than a picture bears is cut.
std::string conditionText(const core::Program& program, ir::NodeRef guard);

/// A place: `values.a.b`.
std::string placeText(ir::NodeRef ref);

} // namespace stackc::graph
