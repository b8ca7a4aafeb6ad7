#pragma once
// Running one test as the stack is in the editor.

#include "ide/analysis.h"

namespace stackc::ide {

struct TestRun {
    bool hasPassed = false;
    std::string text; ///< what `stackc test` prints of its cases
};

/// Runs all cases of the test that stands in `whole`. Nothing is written: of a snapshot that is not there it is said
/// what writes it. Nothing where the stack has errors, and where it was abandoned.
std::optional<TestRun> runTest(Analysis& analysis, source::Span whole, const std::string& name, const Stop& abandon);

} // namespace stackc::ide
