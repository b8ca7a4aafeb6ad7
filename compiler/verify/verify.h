#pragma once
// `stackc verify`, but for the command line and the disk: real Helms render the chart for values that take its
// branches, and what comes out is held against the manifests of the source.

#include "verify/releases.h"
#include "verify/search.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace stackc::verify {

struct Request {
    std::vector<const core::Environment*> environments;
    size_t samples = 0;
    uint64_t seed = 1;
    std::vector<Helm> helms;
    std::string chart; ///< a folder or a package
    bool validate = false;
    bool spoils = false; ///< also with values that the types refuse
};

/// A set for which the two sides don't agree.
struct Disagreement {
    Set set; ///< shrunk
    Helm helm;
    Verdict verdict;
    core::Span place; ///< of the source that is to blame, as far as it can be told
};

/// What was found out.
struct Certificate {
    Coverage coverage;
    size_t sets = 0;
    size_t equal = 0, refused = 0;     ///< alike by all sides
    size_t wrong = 0;                  ///< sets for which some Helm disagrees
    std::set<std::string> unmade;      ///< why some sets couldn't be compared
    std::optional<Disagreement> shown; ///< of the first of them
    std::vector<uint16_t> releases;    ///< of Kubernetes, that what comes out was held against
    size_t judged = 0;                 ///< resources, in all of these
    std::vector<Refusal> refusals;

    /// Do the sides agree, and does Kubernetes take what the author's own values make?
    bool holds() const;
};

/// The program is without errors. Without Helms nothing is rendered.
Certificate verify(session::Compilation& compilation, const Request& request, const Progress& progress);

/// What is printed of it, beside what the command knows.
struct Printed {
    std::string stackc; ///< its version
    std::string sourceDigest, chartDigest;
    size_t sourceFiles = 0, chartFiles = 0;
    std::string chart; ///< the folder or package that was given; empty: the chart was made
};

std::string asText(const Certificate& certificate, const Request& request, const Printed& printed,
                   const session::Compilation& compilation);
std::string asJson(const Certificate& certificate, const Request& request, const Printed& printed,
                   const session::Compilation& compilation);

} // namespace stackc::verify
