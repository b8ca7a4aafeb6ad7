#include "values/schema_words.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <string_view>
#include <unordered_map>
#include <vector>

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
template <typename Schema, typename Visit> void eachInner(Schema& schema, const Visit& visit) {
    static constexpr std::array<std::string_view, 7> single{
        "items", "additionalProperties", "propertyNames", "not", "if", "then", "else"};
    static constexpr std::array<std::string_view, 7> several{
        "properties", "patternProperties", "dependencies", "definitions", "allOf", "anyOf", "oneOf"};
    if (!schema.is_object())
        return;
    for (auto word = schema.begin(); word != schema.end(); ++word) {
        if (!word->is_structured())
            continue;
        if (std::ranges::find(single, word.key()) != single.end())
            visit(*word);
        else if (std::ranges::find(several, word.key()) != several.end())
            for (auto& inner : *word)
                visit(inner);
    }
}

/// The name of the definition that the schema refers to; empty if it is none.
std::string_view nameOfRef(const Json& schema) {
    auto found = schema.is_object() ? schema.find("$ref") : schema.end();
    return found == schema.end() ? std::string_view()
                                 : std::string_view(found->get_ref<const std::string&>()).substr(ofDefinition.size());
}

using Counts = std::unordered_map<std::string_view, size_t>;

void countRefs(const Json& schema, Counts& counts) {
    if (std::string_view name = nameOfRef(schema); !name.empty())
        ++counts[name];
    eachInner(schema, [&](const Json& inner) { countRefs(inner, counts); });
}

using Definitions = std::map<std::string, Json, std::less<>>;

void place(Json& schema, Definitions& definitions) {
    auto found = schema.size() == 1 ? definitions.find(nameOfRef(schema)) : definitions.end();
    if (found != definitions.end())
        schema = std::move(found->second);
    else
        eachInner(schema, [&](Json& inner) { place(inner, definitions); });
}

bool hasParts(const Json& schema) {
    bool found = schema.contains("$ref");
    eachInner(schema, [&](const Json&) { found = true; });
    return found;
}

} // namespace

void placeDefinitionsOfOnce(Json& schema) {
    constexpr size_t longest = 80; // a line has room for it, its key and what it is in
    Counts counts;
    countRefs(schema, counts);
    Json::object_t& definitions = schema["definitions"].get_ref<Json::object_t&>();
    auto isPlaced = [&](const auto& definition) {
        auto count = counts.find(definition.first);
        bool isOnce = count != counts.end() && count->second == 1;
        return isOnce && !hasParts(definition.second) && definition.second.dump().size() <= longest;
    };
    std::vector<bool> placed;
    std::ranges::transform(definitions, std::back_inserter(placed), isPlaced);
    Definitions once;
    Json::object_t kept;
    kept.reserve(definitions.size()); // it copies what it holds where it grows
    auto isNext = placed.begin();
    for (auto& [name, definition] : definitions)
        if (*isNext++)
            once.emplace(name, std::move(definition));
        else
            kept.emplace_back(name, std::move(definition));
    definitions = std::move(kept);
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
