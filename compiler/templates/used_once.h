#pragma once
// What one place includes stands there.

#include "templates/templates.h"

namespace stackc::templates {

/// Puts the lines of each helper that one `include … | nindent n` of the chart includes, and nothing else, in the place
/// of that include. A helper whose lines would be too deep or too long there stays a template of its own, as does one
/// that is given what can't take the place of its parameters.
void placeUsedOnce(Templates& templates);

} // namespace stackc::templates
