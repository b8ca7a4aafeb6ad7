#pragma once
// What a value must have beyond its types where it is active: the keys of a record that is on, of the chosen case.

#include <nlohmann/json_fwd.hpp>

#include "values/schema_place.h"

namespace stackc::values {

/// Of a value of the type, an empty object for nothing; joined to the schema of its types.
nlohmann::ordered_json demand(const Context& context, core::TypeId type, const SchemaPlace& place);
/// Of a flat variant among its record's keys. In an element one that has a default is there if its tag is; its other
/// keys are not without it.
nlohmann::ordered_json demandFlat(const Context& context, const core::Field& field, const SchemaPlace& place);
nlohmann::ordered_json demandOptional(const Context& context, const core::Type& optional, const SchemaPlace& place);

} // namespace stackc::values
