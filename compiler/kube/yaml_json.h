#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace stackc::kube {

// The documents of a YAML stream as JSON, but for empty ones, read as kubectl reads them (text/yaml_tree.h). On failure
// the documents are empty, `error` says why and `where` at which line. Refused are NUL and keys that a map has twice,
// too.
struct YamlDocuments {
    std::vector<nlohmann::json> documents;
    std::string error;
    std::string where;
};
YamlDocuments parseYaml(std::string_view text);

} // namespace stackc::kube
