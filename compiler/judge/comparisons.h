#pragma once
// What a guard compares. Guards take each comparison by `<` for itself; which of them exclude each other is told here.

#include "core/program.h"
#include "ir/node.h"

#include <functional>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

namespace stackc::judge {

class Comparisons {
public:
    /// Of a guard.
    explicit Comparisons(ir::NodeRef guard);

    /// Is each told by itself, so that what the guards say of all of them is so?
    bool areApart() const { return orders_.empty() || orders_.size() + equals_.size() <= 1; }
    /// A comparison, and whether it holds.
    using Said = std::vector<std::pair<ir::NodeRef, bool>>;
    /// Is there a whole number for each place that is compared with constants, a length for each list and map, and a
    /// version of the cluster, so that `isPossible` of what the comparisons say then? Nothing where something else is
    /// compared, or too much.
    std::optional<bool> holdForSome(const core::TypeTable& types,
                                    const std::function<bool(const Said&)>& isPossible) const;

private:
    void add(ir::NodeRef guard);

    std::unordered_set<ir::NodeRef> seen_;
    std::vector<ir::NodeRef> orders_, equals_;
};

} // namespace stackc::judge
