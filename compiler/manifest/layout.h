#pragma once

#include <string>
#include <vector>

#include "manifest/item.h"

namespace stackc::manifest {

/// `head` and the block behind it: on one line if it is short and has no other in it, else an entry a line. What is
/// short and flat within an entry stays on its line.
std::string layOutBlock(const std::string& head, const Item& block);

/// `head { a, b }`, with a line for each name if it is long.
std::string layOutNames(const std::string& head, const std::vector<std::string>& names);

} // namespace stackc::manifest
