#pragma once
// The guards and loops around statements, which become scopes of what they make.

#include "eval/evaluation.h"

namespace stackc::eval {

class Scopes {
public:
    /// Outermost first.
    const std::vector<ir::Scope>& all() const { return all_; }
    /// The same with neighbouring guards as one, and without what is always true.
    std::vector<ir::Scope> merged(Guards& guards) const;

private:
    friend class Within;
    friend class WithinLoop;
    std::vector<ir::Scope> all_;
};

/// Is under a guard for its lifetime.
class Within {
public:
    Within(Evaluation& in, Scopes& scopes, NodeRef guard) : under_(in, guard), scope_(scopes.all_, {guard, nullptr}) {}

private:
    Under under_;
    Pushed<ir::Scope> scope_;
};

/// Is inside a loop for its lifetime.
class WithinLoop {
public:
    WithinLoop(Evaluation& in, Scopes& scopes, const ir::Loop* loop)
        : around_(in, loop), scope_(scopes.all_, {in.yes(), loop}) {}

private:
    Around around_;
    Pushed<ir::Scope> scope_;
};

} // namespace stackc::eval
