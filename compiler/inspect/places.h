#pragma once
// How places of the source are shown.

#include "source/source_manager.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace stackc::inspect {

/// `main.stack:12`; empty for none.
std::string placeText(source::Span at, const source::SourceManager& sources);

/// Adds `file`, `line` and `column`, as diagnostics have them.
void addPlace(nlohmann::ordered_json& json, source::Span at, const source::SourceManager& sources);

} // namespace stackc::inspect
