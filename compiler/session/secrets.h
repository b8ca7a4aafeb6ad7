#pragma once
// What of a stack nobody may see.

#include "compare/secret_fields.h"
#include "session/compilation.h"

#include <set>
#include <string>

namespace stackc::session {

/// Where resources of the chart, and of those that it includes, have text that nobody may see.
compare::SecretFields secretFields(const Compilation& compilation);

/// The texts that nobody may see among the defaults and the values of environments.
std::set<std::string> secretTexts(Compilation& compilation);

} // namespace stackc::session
