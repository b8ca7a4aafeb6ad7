#pragma once
// Runs the tests of a program: each case is evaluated with what it is given, as the manifests backend does.

#include "session/compilation.h"
#include "testing/results.h"

#include <string>

namespace stackc::testing {

struct Request {
    std::string filter;    ///< a part of the names of the cases that are run; empty: all
    bool coverage = false; ///< record which branches are taken
    bool update = false;   ///< snapshots that differ are taken as they are now
    bool ci = false;       ///< snapshots that are not there fail, and are not written
};

/// The cases in the order of the source. Nothing, and errors in the sink, where the source or a test is wrong.
Results run(session::Compilation& compilation, const Request& request);

} // namespace stackc::testing
