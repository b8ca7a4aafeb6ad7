#include "text/yaml_reader.h"

#include <nlohmann/json.hpp>
#include <vector>

#include "text/yaml_tree.h"

namespace stackc::text {

using Json = nlohmann::ordered_json;

bool readYaml(std::string_view text, Json& result, YamlError& error, const YamlLimits& limits) {
    std::vector<YamlNode> documents;
    if (!readYamlStream(text, documents, error, limits))
        return false;
    for (size_t i = 1; i < documents.size(); ++i)
        if (documents[i].kind != YamlNode::Kind::Null) {
            error = {"more than one document: Helm 3 reads the first alone, Helm 4 all of them", documents[i].line};
            return false;
        }
    result = documents.empty() ? Json(nullptr) : toJson(documents[0]);
    return true;
}

bool readValues(std::string_view text, Json& result, YamlError& error) {
    if (!readYaml(text, result, error, {.lastKeyWins = true, .directives = false}))
        return false;
    if (result.is_null())
        result = Json::object();
    if (result.is_object())
        return true;
    error = {"expected a map of values", 1};
    return false;
}

} // namespace stackc::text
