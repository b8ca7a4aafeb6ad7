#include "values/schema_words.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace stackc::values {

using Json = nlohmann::ordered_json;

namespace {

bool hasType(const Json& schema, const char* type) {
    auto found = schema.find("type");
    return found != schema.end() &&
           (*found == type || (found->is_array() && std::find(found->begin(), found->end(), type) != found->end()));
}

} // namespace

Json alternatives(Json schema, const Json& other) {
    bool isOpen = schema.size() == 1 && schema.contains("anyOf");
    Json result = isOpen ? std::move(schema) : Json{{"anyOf", Json::array({std::move(schema)})}};
    result["anyOf"].push_back(other);
    return result;
}

Json refTo(const std::string& name) { return {{"$ref", "#/definitions/" + name}}; }

void join(Json& target, const Json& more) {
    for (const auto& [key, value] : more.items()) {
        if ((key == "properties" || key == "dependencies") && target.contains(key)) {
            for (const auto& [name, inner] : value.items())
                join(target[key][name], inner);
        } else if ((key == "allOf" || key == "required") && target.contains(key))
            target[key].insert(target[key].end(), value.begin(), value.end());
        else
            target[key] = value;
    }
}

void addType(Json& schema, const char* type) {
    Json& types = schema["type"];
    if (!types.is_array())
        types = Json::array({types});
    types.push_back(type);
}

Json orNull(Json schema) {
    if (schema.contains("enum"))
        schema["enum"].push_back(nullptr);
    else if (schema.contains("type") && !schema.contains("allOf"))
        addType(schema, "null");
    else
        schema = alternatives(std::move(schema), {{"type", "null"}});
    return schema;
}

Json orBlank(Json schema) {
    if (schema.contains("enum"))
        schema["enum"].push_back("");
    else if (schema.contains("type") && !schema.contains("allOf") && !hasType(schema, "string")) {
        addType(schema, "string");
        schema["maxLength"] = 0;
    } else if (hasType(schema, "string") && schema.contains("pattern") && !schema.contains("minLength"))
        schema["pattern"] = "^$|" + schema["pattern"].get<std::string>();
    else
        schema = alternatives(std::move(schema), {{"enum", {""}}});
    return schema;
}

} // namespace stackc::values
