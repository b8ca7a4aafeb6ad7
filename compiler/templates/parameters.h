#pragma once
// What named templates read of the dict that they are given.

#include "templates/tree.h"

#include <set>
#include <string>
#include <unordered_map>

namespace stackc::templates {

/// The keys that each template reads, by its name; `root` among them. What it hands its whole dict to reads some of it,
/// too.
using Parameters = std::unordered_map<std::string, std::set<std::string>>;

/// Of the boxed ones among the defines, but for those that hand their dict to a template of which that isn't known.
Parameters parametersOf(const Body& defines);

} // namespace stackc::templates
