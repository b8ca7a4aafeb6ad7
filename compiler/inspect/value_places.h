#pragma once
// Where the values of a chart come from, all of them.

#include "core/program.h"
#include "inspect/map_places.h"

namespace stackc::inspect {

/// The places of the values whose defaults or declarations stand elsewhere than those of the place around them, as
/// defaultAt has it. Outer ones come before inner ones.
std::vector<SourceMap::Value> valuePlaces(const core::Program& program, MapPlaces& places);

/// The one of these that a path of the values, `a.b[0].c`, lies in; null if none is. `[]` stands for any element or
/// key.
const SourceMap::Value* valueAround(const std::vector<SourceMap::Value>& values, const std::string& path);

} // namespace stackc::inspect
