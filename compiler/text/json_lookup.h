#pragma once
// What stands in JSON, where it may stand or not, and JSON as a document.

#include <initializer_list>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace stackc::text {

/// The document, indented, with its last newline.
std::string wholeJson(const nlohmann::ordered_json& json);

/// The text at a path of keys; empty where there is nothing, or something else than a text.
std::string textAt(const nlohmann::ordered_json& object, std::initializer_list<std::string_view> path);

} // namespace stackc::text
