#pragma once
// `stackc diff`: what changes in each environment between two states of a stack.

#include "driver/options.h"

namespace stackc::driver {

/// Compares and prints, with the values of `options.request.inputs` on both sides. Returns the exit code: that of
/// source errors, too, where `options.diff.failOn` is met.
int diff(const Options& options);

} // namespace stackc::driver
