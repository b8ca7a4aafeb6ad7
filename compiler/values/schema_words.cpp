#include "values/schema_words.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>
#include <unordered_map>

namespace stackc::values {

using Json = nlohmann::ordered_json;

namespace {

bool hasType(const Json& schema, const char* type) {
    auto found = schema.find("type");
    return found != schema.end() &&
           (*found == type || (found->is_array() && std::find(found->begin(), found->end(), type) != found->end()));
}

constexpr std::string_view ofDefinition = "#/definitions/";

/// `visit` gets each schema that stands in the schema, not what only looks like one in a default.
template <typename Visit> void eachInner(Json& schema, const Visit& visit) {
    static constexpr std::array single{"items", "additionalProperties", "propertyNames", "not", "if", "then", "else"};
    static constexpr std::array several{
        "properties", "patternProperties", "dependencies", "definitions", "allOf", "anyOf", "oneOf"};
    if (!schema.is_object())
        return;
    for (const char* word : single)
        if (auto found = schema.find(word); found != schema.end())
            visit(*found);
    for (const char* word : several)
        if (auto found = schema.find(word); found != schema.end())
            for (Json& inner : *found)
                visit(inner);
}

/// The name of the definition that the schema refers to and is nothing beside; empty if it is none.
std::string nameOfRef(const Json& schema) {
    if (!schema.is_object() || schema.size() != 1 || !schema.contains("$ref"))
        return "";
    return schema["$ref"].get<std::string>().substr(ofDefinition.size());
}

using Counts = std::unordered_map<std::string, size_t>;

void countRefs(Json& schema, Counts& counts) {
    if (schema.is_object() && schema.contains("$ref"))
        ++counts[schema["$ref"].get<std::string>().substr(ofDefinition.size())];
    eachInner(schema, [&](Json& inner) { countRefs(inner, counts); });
}

void place(Json& schema, const Json& definitions) {
    if (auto found = definitions.find(nameOfRef(schema)); found != definitions.end())
        schema = *found;
    else
        eachInner(schema, [&](Json& inner) { place(inner, definitions); });
}

} // namespace

void placeDefinitionsOfOnce(Json& schema) {
    constexpr size_t longest = 80; // a line has room for it, its key and what it is in
    Counts counts;
    countRefs(schema, counts);
    Json once = Json::object(), kept = Json::object();
    for (const auto& [name, definition] : schema["definitions"].items()) {
        bool hasParts = false;
        Json copy = definition;
        eachInner(copy, [&](const Json&) { hasParts = true; });
        bool isPlaced =
            counts[name] == 1 && !hasParts && !definition.contains("$ref") && definition.dump().size() <= longest;
        (isPlaced ? once : kept)[name] = definition;
    }
    schema["definitions"] = std::move(kept);
    place(schema, once);
}

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
