#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "kube/import.h"

namespace stackc::kube {

// A JSON text from outside as a value, or one error in `errors` and null. Refused are texts that are not JSON or not
// UTF-8, keys that an object has twice, NUL in strings, and what is too large or nested too deeply.
nlohmann::json parseJson(std::string_view text, std::vector<ImportError>& errors);

// Bounds that JSON and YAML share.
inline constexpr size_t maxInputBytes = 64 << 20;
inline constexpr int maxInputDepth = 500;

// "line 3, column 7" of a byte offset.
std::string lineAndColumn(std::string_view text, size_t offset);

// Members of an object by name, in the form that is asked for; nothing (empty, false) where there is no such member.
std::string stringAt(const nlohmann::json& object, const char* key);
bool flagAt(const nlohmann::json& object, const char* key);
std::vector<std::string> stringsAt(const nlohmann::json& object, const char* key);

} // namespace stackc::kube
