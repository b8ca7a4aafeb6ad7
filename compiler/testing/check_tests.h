#pragma once
// What can be wrong with a test before it is run: names, kinds and fields that are not there, and forms that
// expectations don't have.

#include "session/compilation.h"

namespace stackc::testing {

/// Checks the tests of a program without errors; what is wrong with them goes to its sink.
void checkTests(session::Compilation& compilation);

/// The tree of a file in which nothing is wrong.
const syntax::Module& treeOf(session::Compilation& compilation, source::FileId file);

} // namespace stackc::testing
