#pragma once
// Which texts reach a template, and come out of it, as users gave them.

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace stackc::values {

/// `#/definitions/carried` of the schema: is the text carried unharmed by YAML, Helm and Go templates? UTF-8 is assumed
/// valid.
bool isSafeString(const std::string& text);
/// Beside that: YAML merges what stands below the key `<<`, also where it is quoted.
bool isSafeKey(const std::string& key);
/// Is U+0085 in a text or key of the values? Helm 3 hides it from the schema: it reads a line break in its place.
bool holdsNextLine(const nlohmann::ordered_json& values);

} // namespace stackc::values
