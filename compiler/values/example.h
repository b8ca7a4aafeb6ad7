#pragma once
// An element of a list or map, for those who read what they can write there.

#include <nlohmann/json_fwd.hpp>

#include "values/context.h"

namespace stackc::values {

/// What a list or map of parameters has as its elements: records, and variants with a tag. Null for other types.
const core::Type* elementsOf(const Context& context, const core::Type& collection);

/// An element in the form of values.yaml: what has a default has it, a text that must be given is `""`, and what else
/// must be given is left out.
nlohmann::ordered_json exampleOf(const Context& context, const core::Type& element);

} // namespace stackc::values
