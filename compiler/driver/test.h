#pragma once
// `stackc test`.

#include "driver/options.h"

namespace stackc::driver {

/// Runs the tests of a source, tells the results and writes new snapshots. Returns the exit code.
int test(const Options& options);

} // namespace stackc::driver
