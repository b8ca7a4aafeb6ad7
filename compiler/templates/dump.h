#pragma once

#include "templates/templates.h"

#include <string>

namespace stackc::templates {

/// The templates as indented trees, one block a line, below the path of their file: `--emit=template`. An expression
/// says what it reads and not how: `root.Values.a` wherever the dot is, `?.` where the base may be nil.
std::string dumpTemplates(const Templates& templates);

} // namespace stackc::templates
