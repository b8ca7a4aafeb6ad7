#pragma once
// What a late node is where inputs are known.

#include "diag/sink.h"
#include "eval/evaluator.h"

#include <functional>
#include <unordered_map>

namespace stackc::eval {

/// A constant for what reads an input, a place of the values among them: a Ref, Present, TagIs or Tag. Null: not known.
using KnownOf = std::function<NodeRef(NodeRef)>;

/// Of a node with late parts, what is left of it. Texts, numbers, truths and choices are computed as far as is known;
/// lists, records and texts written as YAML or JSON stay as they are.
class Specializer {
public:
    Specializer(const core::Program& program, ir::NodeTable& nodes, KnownOf known)
        : in_(program, nodes, nullptr, unheard_), known_(std::move(known)) {}

    NodeRef of(NodeRef node);

private:
    NodeRef made(NodeRef node);
    NodeRef chosen(NodeRef choice);

    diag::Sink unheard_; ///< what is wrong with a program is said where it is checked
    Evaluator in_;
    KnownOf known_;
    std::unordered_map<NodeRef, NodeRef> made_;
};

} // namespace stackc::eval
