#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "values/context.h"

namespace stackc::values {

/// S: values.schema.json for the program's values type; draft-07, closed (`global` and `x-*` apart), patterns in the
/// common subset of RE2 and ECMAScript. decode() accepts exactly what it accepts.
nlohmann::ordered_json schema(const Context& context);
/// The file of it: whatever might end a line for some reader is an escape.
std::string schemaText(const Context& context);

/// `#/definitions/carried`: is the string carried unharmed by YAML, Helm and Go templates? UTF-8 is assumed valid.
bool isSafeString(const std::string& text);
/// Beside that: YAML merges what stands below the key `<<`, also where it is quoted.
bool isSafeKey(const std::string& key);
/// Is U+0085 in a text or key of the values? Helm 3 hides it from the schema: it reads a line break in its place.
bool holdsNextLine(const nlohmann::ordered_json& values);

} // namespace stackc::values
