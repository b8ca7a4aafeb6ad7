#pragma once
// `stackc doc`: the reference of the library.

#include "driver/options.h"

namespace stackc::driver {

/// Prints the page of the module that the options name, or those of all modules; with a folder, each goes into a file
/// of its own, `std.network.md`, and a `README.md` lists them. Returns the exit code.
int document(const Options& options);

} // namespace stackc::driver
