#pragma once
// Which integers a late one can be.

#include "core/program.h"
#include "ir/node.h"

#include <unordered_map>

namespace stackc::eval {

/// Inclusive bounds of an integer; wide enough for the result of one operation on ±(2^53−1).
struct Interval {
    __int128 low, high;
};

class Intervals {
public:
    explicit Intervals(const core::Program& program) : program_(program) {}

    /// Bounds of a late integer, from its type and the operations on it.
    Interval of(ir::NodeRef node);

private:
    Interval measure(ir::NodeRef node);

    const core::Program& program_;
    std::unordered_map<ir::NodeRef, Interval> known_;
};

} // namespace stackc::eval
