#pragma once
// The checks that evaluation makes along the way.

#include "ir/package.h"

#include <cstddef>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

namespace stackc::eval {

class Checks {
public:
    /// Adds the check unless it is there already.
    void add(ir::Check check);
    /// Adds what the program states, as often as it states it.
    void state(ir::Check check);

    /// What was made so far, which it has no longer.
    std::vector<ir::Check> take() { return std::exchange(*this, Checks()).list_; }

    /// What `evaluate` gives, and the checks that it made, which aren't added. It doesn't see those from before.
    template <typename Evaluate> auto apart(const Evaluate& evaluate) {
        Checks before = std::exchange(*this, Checks());
        auto value = evaluate();
        return std::pair{value, std::exchange(*this, std::move(before)).list_};
    }

private:
    /// What tells checks apart.
    using Key = std::tuple<ir::NodeRef, core::Span, std::vector<std::pair<ir::NodeRef, const ir::Loop*>>>;
    static Key keyOf(const ir::Check& check);

    std::vector<ir::Check> list_;
    std::set<Key> keys_;
};

} // namespace stackc::eval
