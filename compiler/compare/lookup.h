#pragma once
// What stands in a resource.

#include <initializer_list>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace stackc::compare {

/// Names of fields from the resource's top on; elements of lists and entries of maps are steps as well.
using Steps = std::vector<std::string>;

/// The text at a path of keys; empty where there is none.
std::string textAt(const nlohmann::ordered_json& object, std::initializer_list<const char*> path);

} // namespace stackc::compare
