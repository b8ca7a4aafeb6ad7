#pragma once
// The defaults as values of the chart: whether their own types take them, and what is left to give.

#include "driver/compilation.h"

#include <string>

namespace stackc::driver {

/// Reports each default that its own type refuses (E3061), where it is written.
void checkDefaults(Compilation& compilation);

/// The message of the first value that has no default and needs one; empty: the defaults are the values of a release.
std::string missingDefault(Compilation& compilation);

} // namespace stackc::driver
