#pragma once
// `stackc init`: a new stack.

#include "driver/options.h"

namespace stackc::driver {

/// The file that a new stack begins with, in the folder that the options name.
std::string initTarget(const Options& options);

/// Writes a service with an Ingress as a start, and says what may follow. What is there already is left as it is.
/// Returns the exit code.
int init(const Options& options);

} // namespace stackc::driver
