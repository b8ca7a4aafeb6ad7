#pragma once
// Conditions as plain as they can be said: nothing twice, nothing that follows from what is asked beside it, no
// negation of a group where each of it can be denied in fewer words.

#include "templates/tree.h"

#include <optional>
#include <vector>

namespace stackc::templates {

/// What is known to hold, or not to.
class Truths {
public:
    /// What follows from it, too: the parts of `and`, where it holds, and of `or`, where it doesn't.
    void add(const ExprPtr& condition, bool holds);
    /// Whether the condition holds, where that is known.
    std::optional<bool> of(const ExprPtr& condition) const;
    template <typename Predicate> void forget(Predicate changes) {
        std::erase_if(all_, [&](const Truth& truth) { return changes(truth.condition); });
    }

private:
    struct Truth {
        ExprPtr condition;
        bool holds = false;
        ExprPtr fact; ///< the condition, or its negation where it doesn't hold
    };
    std::vector<Truth> all_;
};

/// The condition as it has to be asked where that much is known; true or false where it needn't be.
ExprPtr plainly(const ExprPtr& condition, const Truths& known);
/// What holds where the condition doesn't.
ExprPtr oppositeOf(const ExprPtr& condition);
/// Says the conditions of a body plainly, those that `ternary` takes included. Each operand of `and` and `or` can be
/// evaluated whatever the others are: before Helm 3.10 all of them are.
void sayPlainly(Body& body);

} // namespace stackc::templates
