#pragma once
// Template trees as text: `{{- ` on lines of their own, `.` or `$` as the place demands, static text made harmless.

#include "templates/tree.h"

#include <string>
#include <string_view>

namespace stackc::templates {

/// A whole file. Two defines are separated by an empty line.
std::string printTemplate(const Body& body);
/// Can it be a field after a dot, or a variable's name?
bool isIdentifier(std::string_view name);
/// One pipeline without braces, where the dot is the root; for tests and NOTES.txt.
std::string printExpr(const ExprPtr& expr);

} // namespace stackc::templates
