#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace stackc::text {

/// What go-yaml v2 makes of a scalar. `tag` is the long form of an explicit tag, empty for a plain scalar without one.
/// Null, bool, int64, uint64, double (also not finite) or string; false if the tag does not fit.
bool resolveScalar(std::string_view tag, std::string_view text, nlohmann::ordered_json& result, std::string& error);

/// A resolved scalar as a key of a JSON object, as sigs.k8s.io/yaml writes it; false for null.
bool scalarKey(const nlohmann::ordered_json& scalar, std::string& key);

} // namespace stackc::text
