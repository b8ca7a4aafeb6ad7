#pragma once
// Calls of functions: what was evaluated once isn't evaluated again, and functions marked `@template` become named
// templates.

#include "eval/evaluation.h"

#include <tuple>

namespace stackc::eval {

class Evaluator;

class Calls {
public:
    explicit Calls(Evaluator& in) : in_(in) {}

    /// Has evaluated none for its lifetime, but for named templates.
    class Anew;

    /// The value of a call, `expr`.
    NodeRef value(const core::CallExpr& call, const core::Expr& expr);

private:
    /// What tells calls apart: function, loop depth, context, the loops around with theirs, arguments.
    using Key =
        std::tuple<uint32_t, uint32_t, NodeRef, std::vector<std::pair<NodeRef, const ir::Loop*>>, std::vector<NodeRef>>;

    Key keyOf(const core::CallExpr& call, const std::vector<NodeRef>& args) const;
    NodeRef bodyOf(const core::CallExpr& call, const std::vector<NodeRef>& args);
    NodeRef inPlace(const core::CallExpr& call, const std::vector<NodeRef>& args);
    NodeRef instance(const core::CallExpr& call, const std::vector<NodeRef>& args, const core::Expr& expr);
    NodeRef templateOf(const core::CallExpr& call, const std::vector<NodeRef>& args, const Standalone& body);

    Evaluator& in_;
    std::map<Key, Standalone> known_;
    /// The last named template that a call without checks was, and its context. It holds wherever that does.
    std::map<Key, std::pair<NodeRef, Standalone>> shared_;
    std::map<std::pair<uint32_t, std::vector<NodeRef>>, Standalone> instances_; ///< of named templates
    std::map<std::pair<uint32_t, NodeRef>, NodeRef> bodies_; ///< of those without checks, by function and body
};

class Calls::Anew {
public:
    explicit Anew(Calls& calls) : none_(calls.known_, {}) {}

private:
    Meanwhile<std::map<Key, Standalone>> none_;
};

} // namespace stackc::eval
