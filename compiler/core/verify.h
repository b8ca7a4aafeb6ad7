#pragma once
// The invariant of a checked program: what an expression gives is a value of the type that it has, in the form that
// values of the type have. Refinements are left to the checker's proofs. It is written without them, so that what the
// checker takes in error is found. What `verify` finds is a fault of the checker; in builds with assertions it runs
// after each check without errors.

#include "core/program.h"

#include <string>
#include <vector>

namespace stackc::core {

struct Violation {
    std::string what; ///< the expression, what it should give and what it gives
    Span span;
};

/// One violation for each part of an expression that breaks the invariant, in the order of the program's expressions.
std::vector<Violation> verify(const Program& program);

} // namespace stackc::core
