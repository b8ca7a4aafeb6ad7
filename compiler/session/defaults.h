#pragma once
// The defaults as values of the chart: whether their own types take them, and what is left to give.

#include "session/compilation.h"

#include <string>

namespace stackc::session {

/// Reports each default that its own type refuses (E3061), where it is written.
void checkDefaults(Compilation& compilation);

/// What the defaults lack, in one line: values that have none and need one, secrets that nobody gave. Empty: they are
/// the values of a release.
std::string missingDefaults(Compilation& compilation);

} // namespace stackc::session
