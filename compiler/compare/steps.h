#pragma once
// Places in a resource.

#include <string>
#include <vector>

namespace stackc::compare {

/// Names of fields from the resource's top on; elements of lists and entries of maps are steps as well.
using Steps = std::vector<std::string>;

} // namespace stackc::compare
