#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "values/context.h"

namespace stackc::values {

/// values.yaml for the value (normally the defaults): `# --` comments from the docs, `##` banners from the sections,
/// unset keys as comments. readYaml() of it equals encode() of the value.
std::string valuesYaml(const Context& context, ir::NodeRef value);

/// values-<env>.yaml: what must be merged over `defaults` to give `result` (both encoded). False, and an error per
/// place, where Helm's merge can't give it. `header` is printed as a comment on top.
bool overlayYaml(const Context& context, const nlohmann::ordered_json& defaults, const nlohmann::ordered_json& result,
                 const std::string& header, std::string& text, Errors& errors);
/// The same as JSON: mergeValues(defaults, overlay) equals `result` but for the order of keys.
bool overlayJson(const Context& context, const nlohmann::ordered_json& defaults, const nlohmann::ordered_json& result,
                 nlohmann::ordered_json& overlay, Errors& errors);

/// The README's parameter tables: for each section a heading (`### …`) and a table Parameter | Description | Default.
std::string parameterTables(const Context& context, ir::NodeRef value);

} // namespace stackc::values
