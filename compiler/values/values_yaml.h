#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "values/context.h"

namespace stackc::values {

/// values.yaml for the value (normally the defaults): `# --` comments from the docs, `##` banners from the sections,
/// unset keys as comments. readYaml() of it equals encode() of the value.
std::string valuesYaml(const Context& context, ir::NodeRef value);

/// values-<env>.yaml: what must be merged over `defaults`, which are encoded, to give `result`. False, and an error per
/// place, where Helm's merge can't give it. `header` is printed as a comment on top.
bool overlayYaml(const Context& context, const nlohmann::ordered_json& defaults, ir::NodeRef result,
                 const std::string& header, std::string& text, Errors& errors);
/// The same as JSON: what mergeValues(defaults, overlay) says is `result`.
bool overlayJson(const Context& context, const nlohmann::ordered_json& defaults, ir::NodeRef result,
                 nlohmann::ordered_json& overlay, Errors& errors);

/// The README's parameter tables: for each section a heading (`### …`) and a table Parameter | Description | Default.
std::string parameterTables(const Context& context, ir::NodeRef value);

} // namespace stackc::values
