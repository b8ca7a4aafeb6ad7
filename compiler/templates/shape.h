#pragma once
// The passes over the templates of a chart, in their order.

#include "templates/templates.h"

#include <string>

namespace stackc::templates {

/// Makes what was lowered node by node what an author would write: conditions that are known go, like templates become
/// one, what is included once stands there, names that recur have a template, long conditions are broken. What the
/// templates render stays the same. `chart` is what the names of templates begin with.
void shape(const std::string& chart, Templates& templates);

} // namespace stackc::templates
