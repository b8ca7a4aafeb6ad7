#pragma once
// What can be wrong with a test before it is run: names, kinds and fields that are not there, and forms that
// expectations don't have.

#include "session/compilation.h"
#include "testing/value.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stackc::testing {

/// What types tell of expressions, by an expression's file and number there.
struct ExprFacts {
    template <typename Fact> using Of = std::map<std::pair<source::FileId, syntax::ExprId>, Fact>;
    Of<std::string> elementKeys; ///< the field that tells the elements of a list apart, where one is picked
    Of<Value::Amount> amounts;   ///< of quantities and durations
};

/// Checks the tests of a program without errors; what is wrong with them goes to its sink.
ExprFacts checkTests(session::Compilation& compilation);

/// A name in an expectation that is a field of an object of Kubernetes, or should be one.
struct FieldName {
    source::Span span;
    kube::TypeId object;
    core::TypeId objectType; ///< the same, as a type of the program
    core::TypeId type;       ///< of the field; invalid: there is none of that name
};

/// A name in a test for what a `let`, a loop or the cases of the test bind, also where it is bound.
struct BoundName {
    source::Span span;
    source::Span declared;
};

struct TestNames {
    std::vector<FieldName> fields;
    std::vector<BoundName> bound;
};

/// Those of all tests, as far as they can be told; what is wrong is told to nobody.
TestNames namesOf(session::Compilation& compilation);

/// What could stand in the place of a name in an expectation.
struct Candidates {
    bool isBegin = false;           ///< the expectation begins with it: `refused` and `snapshot` as well
    bool isCase = false;            ///< it stands behind `is`: `none`
    core::TypeId object;            ///< a field of an object of Kubernetes: its type
    core::TypeId values;            ///< a field of the values: the record's type
    std::vector<std::string> names; ///< what is bound, `resources` and the like; fields of `release`, `chart`, and of
                                    ///< records that a loop walks
    std::vector<std::string> calls; ///< functions, and kinds as `deployment` has them
};

/// Of the name, which stands for nothing, in any of the tests; what is wrong is told to nobody.
Candidates candidatesFor(session::Compilation& compilation, std::string_view name);

/// The tree of a file that was read: one kept from then, or read again. What is wrong in the file is told to nobody.
const syntax::Module& treeOf(session::Compilation& compilation, source::FileId file);

} // namespace stackc::testing
