#pragma once

#include <nlohmann/json_fwd.hpp>

#include "values/context.h"

namespace stackc::values {

/// D: JSON (defaults and what the user gave, merged) as a value of the record type. Accepts exactly what schema()
/// accepts. Null, and at least one error, if it does not; all faults are reported. At the root `global` and `x-*` are
/// ignored. Maps and native objects come with their keys in byte order; a float's spelling is core::numberText's; an
/// optional that is off is None. The checks of the types are not part of this: they are evaluated with the program.
ir::NodeRef decode(const Context& context, const nlohmann::ordered_json& json, Errors& errors);

/// Is the declared default of the field one that a list's or map's elements may hold there? Says why not.
Errors faultsOfDefault(const Context& context, const core::Field& field);

} // namespace stackc::values
