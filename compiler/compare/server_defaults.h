#pragma once
// What the API server makes of a resource before it looks whether a change can be made in place.

#include <nlohmann/json_fwd.hpp>
#include <string_view>

namespace stackc::compare {

/// The resource with the defaults that the API server fills in where fields can't be changed and in templates of pods,
/// without what it takes for nothing there, and with quantities as numbers: two that it takes for equal there are
/// equal. From the defaults of Kubernetes 1.36 (pkg/apis/*/defaults.go).
nlohmann::ordered_json asServerSeesIt(std::string_view group, std::string_view kind, nlohmann::ordered_json object);

} // namespace stackc::compare
