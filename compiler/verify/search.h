#pragma once
// Sets of values that take the branches of a chart, and random ones.

#include "coverage/branches.h"
#include "verify/choices.h"
#include "verify/trial.h"

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <vector>

namespace stackc::verify {

/// The branches of one of the charts, and what the sets took of them.
struct ChartCoverage {
    session::Compilation* chart = nullptr;
    std::vector<coverage::Branch> branches;
    eval::Ways taken;
};

struct Coverage {
    std::vector<ChartCoverage> charts; ///< the outermost first
    std::vector<Choice> choices;       ///< of its values
    std::set<Chosen> chosen;           ///< by sets that are taken
};

struct Found {
    std::vector<Set> sets;
    Coverage coverage;
    std::set<std::string> unmade; ///< why some sets can't be compared
};

struct SearchRequest {
    std::vector<const core::Environment*> environments;
    size_t samples = 0;
    uint64_t seed = 1;
};

/// Is told what is being done, again and again.
using Progress = std::function<void(const std::string& what)>;

/// The defaults, the environments, as few sets as take all branches and choices that were found a way to, and random
/// sets. The same for the same request.
Found search(Stack& stack, const SearchRequest& request, const Progress& progress);

} // namespace stackc::verify
