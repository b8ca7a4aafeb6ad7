#pragma once
// What Kubernetes makes of a change.

#include "compare/difference.h"
#include "compare/steps.h"

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace stackc::compare {

/// What a changed field means; `before` and `after` are the resources. From the validation of updates in Kubernetes
/// 1.36 (pkg/apis/*/validation). Helm deletes a hook before it makes it again, unless its policy says otherwise: of one
/// that does nothing is refused.
Effect effectOf(std::string_view group, std::string_view kind, const Steps& path, const nlohmann::ordered_json& before,
                const nlohmann::ordered_json& after);

/// What the removal of a resource means.
Effect effectOfRemoval(std::string_view group, std::string_view kind, const nlohmann::ordered_json& object);

} // namespace stackc::compare
