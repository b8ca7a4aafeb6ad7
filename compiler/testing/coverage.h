#pragma once
// Which of the branches of a chart its tests took.

#include "eval/eval.h"
#include "session/compilation.h"

#include <map>
#include <string>
#include <vector>

namespace stackc::testing {

/// One of the ways that values, release and cluster may lead, at an expression of the author.
struct CoveredBranch {
    source::Span place;
    std::string is;         ///< "true", "without a value", "`redis`"
    std::string expression; ///< of the author
    std::string library;    ///< where in the library it is decided, "std/service.stack:12"; empty: at the place itself
    size_t fork = 0;        ///< branches of one fork have the same number
    size_t taken = 0;       ///< by how many cases of tests
    size_t reached = 0;     ///< the fork, by how many cases
};

/// In the order of their places.
struct Coverage {
    std::vector<CoveredBranch> branches;

    size_t taken() const;
};

/// What the cases of a run went through, by their numbers: each its own set of each chart that it made.
using Taken = std::map<const session::Compilation*, std::map<size_t, eval::Ways>>;

/// The branches of these charts; one of a place that several of them have is told once.
Coverage coverageOf(const Taken& taken);

/// How many there are, and those that no case took.
std::string renderCoverageText(const source::SourceManager& sources, const Coverage& coverage);
/// `{"branches": [{file, line, column, expression, is, library, taken}], "total", "taken"}`
std::string renderCoverageJson(const source::SourceManager& sources, const Coverage& coverage);
/// A tracefile of LCOV.
std::string renderLcov(const source::SourceManager& sources, const Coverage& coverage);
/// Cobertura's XML.
std::string renderCobertura(const source::SourceManager& sources, const Coverage& coverage);

} // namespace stackc::testing
