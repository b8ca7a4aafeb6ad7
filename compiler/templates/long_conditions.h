#pragma once
// Conditions as people can read them: what would make a line of more than a hundred characters stands on several.

#include "templates/tree.h"

namespace stackc::templates {

/// Breaks the long conditions of a finished template. `if and a b c` without an else becomes one `if` in another, `if
/// not (or a b)` too. A loop that leaves out elements by name, some of the names under conditions, gets a list of these
/// names before it. What can't be broken stays.
void breakLongConditions(Body& body);

} // namespace stackc::templates
