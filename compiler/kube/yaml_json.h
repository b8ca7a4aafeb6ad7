#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace stackc::kube {

// The documents of a YAML stream as JSON, scalars by the YAML 1.2 core schema. On failure the documents are empty and
// `error` says why; size and depth are bounded, aliases count each time they are used.
struct YamlDocuments {
    std::vector<nlohmann::json> documents;
    std::string error;
};
YamlDocuments parseYaml(std::string_view text);

} // namespace stackc::kube
