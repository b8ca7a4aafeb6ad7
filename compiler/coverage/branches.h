#pragma once
// The branches of a chart: the ways between which values, release and cluster decide when Helm renders it. Which of
// them one release took tells `eval::evaluate`, or `session::resolve` of a release with all its charts, as
// `eval::Ways`.

#include "core/program.h"
#include "eval/eval.h"

#include <string>
#include <vector>

namespace stackc::coverage {

struct Branch {
    eval::Way way;
    core::Span place;     ///< the author's expression that decides, or that leads to what decides in the library
    core::Span inLibrary; ///< the library's expression that decides; not valid: the author's own does
    std::string is;       ///< what it is there, in words
};

/// All of them, in the order of their places: the same in each run. None of a program that can't be evaluated.
std::vector<Branch> branchesOf(const core::Program& program);

/// What the arm of a fork is: "true", "without a value", "`redis`", "several elements", "not met". `type` is that of
/// what decides.
std::string wordsOf(eval::Fork fork, const core::Type& type, uint32_t arm);

/// Those branches that none of the ways takes; both of the same program.
std::vector<Branch> untaken(const std::vector<Branch>& branches, const eval::Ways& taken);

} // namespace stackc::coverage
