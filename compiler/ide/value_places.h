#pragma once
// Where a declared field stands in a values file.

#include "core/program.h"

#include <string>
#include <vector>

namespace stackc::ide {

/// The places that a field, or a case with fields, has in the values which is declared there: `server.port`,
/// `pods[].name`; `[]` is any element of a list or a map. None if the values have none of it.
std::vector<std::string> valuePlaces(const core::Program& program, source::Span declared);

} // namespace stackc::ide
