#pragma once
// The schema of what has no parts.

#include <nlohmann/json_fwd.hpp>

#include "core/program.h"

namespace stackc::values {

/// Of a truth, a number, a text or an enum; anything for other types.
nlohmann::ordered_json scalar(const core::Type& type);
/// Of the string-like type or `""`.
nlohmann::ordered_json blankable(const core::Type& type);

} // namespace stackc::values
