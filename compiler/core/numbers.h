#pragma once

#include <string>

namespace stackc::core {

/// As Go's encoding/json writes a float64, so as Helm's `toJson` does: the shortest digits that read back, an exponent
/// below 1e-6 and from 1e21 on.
std::string numberText(double value);

} // namespace stackc::core
