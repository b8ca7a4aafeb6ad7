#pragma once
// The check of one test: its statements and expressions, with the types of Kubernetes as far as they are known.

#include "syntax/ast.h"
#include "testing/check_tests.h"
#include "testing/test_kinds.h"

#include <string_view>

namespace stackc::testing {

/// What is found in tests beside faults.
struct Findings {
    TestNames names;
    std::string_view wanted; ///< the name of which candidates are asked; empty: of none
    Candidates candidates{};
    ExprFacts facts{};
};

/// Checks a test of the program. What is wrong with it goes to the program's sink, what else is found to `findings`.
/// `module` is the tree that has it.
void checkTest(session::Compilation& compilation, const TestKinds& kinds, const syntax::Module& module,
               const syntax::TestDecl& test, Findings& findings);

} // namespace stackc::testing
