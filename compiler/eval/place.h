#pragma once
// Where evaluation is: what holds there, and the loops around.

#include "ir/node.h"
#include "ir/package.h"

#include <cstdint>
#include <vector>

namespace stackc::eval {

using ir::NodeRef;

class Place {
public:
    /// A loop that is around, and what holds around it.
    struct Round {
        NodeRef context;
        const ir::Loop* loop;
    };

    /// Outside of everything. `context`: what holds.
    explicit Place(NodeRef context, uint32_t depth = 0) : context_(context), depth_(depth) {}

    NodeRef context() const { return context_; }
    /// Of a loop that begins here.
    uint32_t depth() const { return depth_; }
    /// Outermost first.
    const std::vector<Round>& rounds() const { return rounds_; }

    bool isAround(const ir::Loop* loop) const;
    /// The loops, each behind what holds around it, and behind them what holds here.
    std::vector<ir::Scope> scopes() const;

private:
    friend class Under;
    friend class Around;

    NodeRef context_;
    uint32_t depth_;
    std::vector<Round> rounds_;
};

} // namespace stackc::eval
