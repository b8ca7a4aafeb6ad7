#pragma once
// What is certain is not asked again.

#include "templates/tree.h"

namespace stackc::templates {

/// Leaves out what asks for a condition that stands around already, or whose opposite does; and, behind what fails
/// where a condition holds, what asks for that condition.
void dropKnown(Body& body);

} // namespace stackc::templates
