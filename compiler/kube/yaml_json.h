#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace stackc::kube {

// The documents of a YAML stream as JSON, scalars by the YAML 1.2 core schema. On failure the documents are empty,
// `error` says why and `where` at which line; size and depth are bounded, aliases count each time they are used.
// Refused are texts that are not UTF-8, NUL, keys that a map has twice, and merge keys.
struct YamlDocuments {
    std::vector<nlohmann::json> documents;
    std::string error;
    std::string where;
};
YamlDocuments parseYaml(std::string_view text);

} // namespace stackc::kube
