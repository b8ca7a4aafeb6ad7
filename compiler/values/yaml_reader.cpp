#include "values/yaml_reader.h"

#include <nlohmann/json.hpp>
#include <vector>

#include "values/yaml_tree.h"

namespace stackc::values {

using Json = nlohmann::ordered_json;

bool readYaml(std::string_view text, Json& result, YamlError& error, const YamlLimits& limits) {
    std::vector<YamlNode> documents;
    if (!readYamlStream(text, documents, error, limits))
        return false;
    if (documents.size() > 1) {
        error = {"more than one document", documents[1].line};
        return false;
    }
    result = documents.empty() ? Json(nullptr) : toJson(documents[0]);
    return true;
}

bool readValues(std::string_view text, Json& result, YamlError& error) {
    if (!readYaml(text, result, error))
        return false;
    if (result.is_null())
        result = Json::object();
    if (result.is_object())
        return true;
    error = {"expected a map of values", 1};
    return false;
}

} // namespace stackc::values
