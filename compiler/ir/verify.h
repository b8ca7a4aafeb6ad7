#pragma once
// The invariants of the residual program, whatever the user wrote: what `verify` finds is a fault of the evaluator. In
// builds with assertions it runs after evaluation and again after normalising.

#include "ir/package.h"

#include <string>
#include <vector>

namespace stackc::ir {

enum class Form : uint8_t {
    Evaluated,
    Normal, ///< guards are simplified, and the last arm of each Choice is true
};

struct Violation {
    std::string what; ///< the invariant and the node that breaks it
    core::Span span;  ///< of the document or check that holds the node
};

/// One violation for each node that breaks an invariant, in the order of the package.
std::vector<Violation> verify(const Package& package, Form form);

} // namespace stackc::ir
