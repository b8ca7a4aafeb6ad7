#pragma once
// Sets of values that the types refuse, so that it is seen whether a chart's schema refuses them, too.

#include "verify/trial.h"

#include <vector>

namespace stackc::verify {

/// Sets of `sets` that are taken, each with one value that its type refuses: of another type, just beyond a bound, no
/// case, no match of a pattern, or a key that isn't declared. Each fault of each place once; elements of lists and maps
/// are one place. Objects of Kubernetes are spoilt as a whole.
std::vector<Set> spoiltSets(Stack& stack, const std::vector<Set>& sets);

} // namespace stackc::verify
