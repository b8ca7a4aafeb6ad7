#pragma once
// What the charts that a chart includes get of its values, as Helm does it. Values are in the form of values.yaml.

#include "session/compilation.h"

#include <string>
#include <string_view>
#include <vector>

namespace stackc::session {

/// Is the chart part of the release? `condition` are the keys of a Bool that is always there; without keys it is.
bool holds(const std::vector<std::string>& condition, const Json& values);

/// The chart's defaults with what users give. A null takes away what has a default, but below an included chart that is
/// part of the release, where it stays.
Json valuesOf(Compilation& compilation, const Json& user);

/// The `global` that an included chart has itself; an empty object where the outer chart has to have it.
Json ownGlobal(Compilation& part);

/// What is below the alias of the part, with `global`, in which the outer chart's wins.
Json partValues(const Json& outer, const std::string& alias, Compilation& part);

/// What stands at a path like `a.b["odd key"]`; null if nothing does.
const Json* valueAt(const Json& values, std::string_view path);

/// The values as nodes, or what is wrong with them.
values::Errors decodeValues(Compilation& compilation, const Json& given, ir::NodeRef& values);

} // namespace stackc::session
