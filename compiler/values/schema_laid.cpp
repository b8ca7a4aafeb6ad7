#include "values/schema_laid.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "values/schema_words.h"

namespace stackc::values {

using core::KeyPath;
using Json = nlohmann::ordered_json;

namespace {

/// The name of the definition that is referred to; empty if the schema is written out.
std::string definitionOf(const Json& schema) {
    auto ref = schema.find("$ref");
    if (ref == schema.end())
        return "";
    const auto& path = ref->get_ref<const std::string&>();
    return path.substr(path.rfind('/') + 1);
}

bool hasKeys(const Json& schema) {
    auto more = schema.find("additionalProperties");
    return schema.contains("properties") || (more != schema.end() && more->is_object());
}

Json at(const KeyPath& path, Json inner) {
    for (auto key = path.rbegin(); key != path.rend(); ++key)
        inner = {{"type", "object"}, {"required", Json::array({*key})}, {"properties", {{*key, std::move(inner)}}}};
    return inner;
}

Json has(const KeyPath& path, const Json& key) {
    return at(path, {{"type", "object"}, {"required", Json::array({key})}});
}

class Laid {
public:
    Laid(const Json& definitions, Json& demands) : definitions_(definitions), demands_(demands) {}

    void object(const Json& schema, const KeyPath& from, const KeyPath& to) {
        const std::string name = definitionOf(schema);
        if (name.empty())
            keys(schema, from, to);
        else if (around_.insert(name).second) {
            keys(definitions_[name], from, to);
            around_.erase(name);
        }
    }

private:
    void keys(const Json& schema, const KeyPath& from, const KeyPath& to) {
        if (!schema.contains("properties"))
            return;
        for (const Json& key : schema.value("required", Json::array()))
            demands_.push_back({{"anyOf", {{{"not", at(from, {{"type", "object"}})}}, has(from, key), has(to, key)}}});
        for (const auto& [key, inner] : schema["properties"].items())
            object(inner, below(from, key), below(to, key));
    }

    static KeyPath below(KeyPath path, const std::string& key) {
        path.push_back(key);
        return path;
    }

    const Json& definitions_;
    Json& demands_;
    std::set<std::string> around_; ///< no object is looked at inside of itself
};

} // namespace

Json withNulls(Json schema, Given given, Json& definitions) {
    if (const std::string name = definitionOf(schema); !name.empty()) {
        Json body = definitions[name];
        if (!hasKeys(body))
            return schema;
        const std::string own = (given == Given::Whole ? "nulls." : "laid.") + name;
        if (!definitions.contains(own)) {
            definitions[own] = nullptr; // it may hold itself
            body = withNulls(std::move(body), given, definitions);
            definitions[own] = std::move(body);
        }
        return refTo(own);
    }
    const Json null = {{"type", "null"}};
    const Json required = schema.value("required", Json::array());
    if (auto properties = schema.find("properties"); properties != schema.end())
        for (auto& [key, inner] : properties->items()) {
            inner = withNulls(std::move(inner), given, definitions);
            if (std::ranges::find(required, Json(key)) == required.end())
                inner = alternatives(std::move(inner), null);
        }
    if (auto more = schema.find("additionalProperties"); more != schema.end() && more->is_object())
        *more = alternatives(withNulls(std::move(*more), given, definitions), null);
    if (given == Given::Part)
        schema.erase("required");
    for (const char* word : {"allOf", "if", "then", "else"}) // what fields ask of each other: a null takes one away
        schema.erase(word);
    return schema;
}

void demandLaid(const Json& schema, const Json& definitions, const KeyPath& from, const KeyPath& to, Json& demands) {
    Laid(definitions, demands).object(schema, from, to);
}

} // namespace stackc::values
