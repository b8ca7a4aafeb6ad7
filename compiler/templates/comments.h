#pragma once
// What stands above named templates.

#include "templates/templates.h"

namespace stackc::templates {

/// Each comment stands above the first template that has it, and says above each one what it takes.
void finishComments(Templates& templates);

} // namespace stackc::templates
