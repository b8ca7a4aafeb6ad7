#pragma once
// Late names and conditions in words.

#include "core/program.h"
#include "ir/node.h"

#include <string>

namespace stackc::graph {

/// How places and conditions are said.
struct Manner {
    std::string values = "values"; ///< where the chart's values stand: of an included chart below its alias
    bool isSource = false;         ///< conditions as the language has them, whole; else in plain words, cut where long
};

/// A text: `{fullname}-redis`, with what is late in braces: a named template, or the place in the values.
std::string nameText(ir::NodeRef node, const Manner& manner = {});

/// A condition, by the places in the values that it reads: `values.ingress.enabled and values.dispatch is raft`. Empty
/// for what always holds.
std::string conditionText(const core::Program& program, ir::NodeRef guard, const Manner& manner = {});

/// A place: `values.a.b`.
std::string placeText(ir::NodeRef ref, const Manner& manner = {});

} // namespace stackc::graph
