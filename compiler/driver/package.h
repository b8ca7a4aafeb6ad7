#pragma once
// `stackc package`: the chart as one file, signed if that is wanted.

#include "driver/options.h"
#include "session/compilation.h"

namespace stackc::driver {

/// Writes the package into `options.package.folder`, and a `.prov` with it where a key is named, and prints what it is.
/// Returns the exit code.
int package(session::Compilation& compilation, const Options& options);

} // namespace stackc::driver
