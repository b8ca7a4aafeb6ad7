#pragma once
// A name made of the release's that stands in several places has a template of its own.

#include "templates/templates.h"

#include <string>

namespace stackc::templates {

/// Gives each `printf "%s-config" (include "<chart>.fullname" . | trunc n | trimAll "-")` that stands in three places
/// or more, alone or as the beginning of an address, a helper `<chart>.configName`, and includes that.
void nameRecurring(const std::string& chart, Templates& templates);

} // namespace stackc::templates
