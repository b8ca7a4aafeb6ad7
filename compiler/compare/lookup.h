#pragma once
// What stands in a resource.

#include <initializer_list>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace stackc::compare {

/// The text at a path of keys; empty where there is none.
std::string textAt(const nlohmann::ordered_json& object, std::initializer_list<const char*> path);

} // namespace stackc::compare
