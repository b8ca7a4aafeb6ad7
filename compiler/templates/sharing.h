#pragma once
// Like pieces become one: named templates and documents of one shape that differ in constants or in places of the
// values become one named template that takes what differs.

#include "templates/templates.h"

#include <string>

namespace stackc::templates {

/// `chart` is what the names of templates begin with.
void shareTemplates(const std::string& chart, Templates& templates);

} // namespace stackc::templates
