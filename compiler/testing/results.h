#pragma once
// What a run of tests found.

#include "source/span.h"
#include "testing/coverage.h"
#include "testing/value.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace stackc::testing {

struct Failure {
    source::Span span;
    std::string message; ///< one line: "this is not so"
    std::string detail;  ///< lines: the source with the values of its parts, or what differs; may be empty
};

/// One case of a test.
struct Result {
    std::string name; ///< "raft takes odd numbers [n = 3]"
    source::Span span;
    Value given; ///< `{release, namespace, kubeVersion, apis, values}`: values as in a values file
    std::vector<std::string> refusals{}; ///< why nothing comes out of it
    std::vector<Failure> failures{};
    std::vector<std::string> notes{}; ///< "wrote snapshots/x.yaml"

    bool hasPassed() const { return failures.empty(); }
};

struct Results {
    std::vector<Result> cases;
    Coverage coverage; ///< where it was asked for
    /// Files that are to be written, by their paths from the folder of the source on.
    std::map<std::string, std::string> written;
    /// Snapshots that are of no test, from there on; those that are to be removed for it.
    std::vector<std::string> obsolete, removed;

    size_t failed() const {
        return static_cast<size_t>(
            std::count_if(cases.begin(), cases.end(), [](const Result& one) { return !one.hasPassed(); }));
    }
};

} // namespace stackc::testing
