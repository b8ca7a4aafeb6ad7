#pragma once
// What comes out of a stack, to hold what it is after an edit against what it was.

#include "ide/analysis.h"

namespace stackc::ide {

struct Outcome {
    struct Release {
        std::string name;                ///< of the environment; empty: the defaults
        std::vector<std::string> made{}; ///< its manifests, sorted
    };

    struct Case {
        std::string name; ///< in which a variable has its name
        bool hasPassed = false;
    };

    std::vector<Release> releases{};         ///< the environments in the order of the source, and the defaults
    std::vector<Case> cases{};               ///< of tests, in the order of the source
    std::set<std::string> unusedSnapshots{}; ///< files that are of no test
};

/// Of what is known: manifests of no chart from elsewhere. Nothing where the stack has errors, and where it was
/// abandoned.
std::optional<Outcome> outcomeOf(Analysis& analysis, const Stop& abandon);

/// What is another thing afterwards, in words: "" if nothing is.
std::string difference(const Outcome& before, const Outcome& after);

} // namespace stackc::ide
