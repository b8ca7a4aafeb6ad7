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

} // namespace stackc::values
