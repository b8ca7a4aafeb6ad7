#pragma once
// If guard then one list else another, element by element where both have the same.

#include "eval/evaluation.h"

#include <vector>

namespace stackc::eval {

/// Elements that are the same in both lists stand once, in the order of both. Of what is between them, elements that it
/// begins or ends with and that are one, changed in one of the lists, stand once with what differs in them; the rest is
/// that of one list and then that of the other.
std::vector<Entry> chooseLists(Evaluation& in, NodeRef guard, const std::vector<Entry>& a, const std::vector<Entry>& b);

} // namespace stackc::eval
