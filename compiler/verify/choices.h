#pragma once
// What values can be, but for single numbers and texts: each switch on and off, each case, each optional with a value
// and without, each list and map without elements, with one and with several.

#include "core/program.h"
#include "eval/eval.h"
#include "ir/node.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace stackc::verify {

/// A place of the values that has choices, or a whole number, which has none to count.
struct Choice {
    std::string
        path; ///< `ingress.hosts[].paths`; the payload of an optional is below `?`, that of a case below its key
    eval::Fork fork = eval::Fork::Condition; ///< Condition: a Bool; Bound: a number. Arms are those of ways
    uint32_t arms = 2;                       ///< of a number 0
    core::TypeId type;
    core::Span span; ///< where the value is declared
};

/// One of the choices of a place.
using Chosen = std::pair<std::string, uint32_t>;

/// All places of the values type, outer ones first. What holds itself is looked into once.
std::vector<Choice> choicesOf(const core::Program& program);

/// What the values, as `values::decode` gives them, have chosen.
std::set<Chosen> chosenBy(const core::Program& program, ir::NodeRef values);

/// "without a value", "`redis`", "several elements"
std::string wordsOf(const core::Program& program, const Choice& choice, uint32_t arm);

} // namespace stackc::verify
