#pragma once
// What comes out, held against Kubernetes: in each release of the chart's range.

#include "diag/diagnostic.h"
#include "verify/trial.h"

#include <cstdint>
#include <string>
#include <vector>

namespace stackc::verify {

/// What Kubernetes refuses of a set's resources.
struct Refusal {
    uint16_t release = 0; ///< 1.<release>, the first in which it does
    std::string code;     ///< of the judge's error; empty: the kind or field isn't there in that release
    std::string message;
    core::Span place;
    std::string set;        ///< its label
    bool isAuthors = false; ///< the values are those of the defaults or of an environment
};

/// The releases that the chart's `kubeVersion` admits, as far as the compiler knows them: the newest alone where there
/// is no lower bound.
std::vector<uint16_t> releasesOf(const core::Program& program);

/// What is refused of the sets that are taken, each thing once.
std::vector<Refusal> refusals(Stack& stack, const std::vector<Set>& sets, size_t& judged);

} // namespace stackc::verify
