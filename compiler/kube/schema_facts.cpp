#include "kube/schema_facts.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "kube/json_input.h"

namespace stackc::kube {

using Json = nlohmann::json;

namespace {

const char* typeOfValue(const Json& value) {
    if (value.is_string())
        return "string";
    if (value.is_boolean())
        return "boolean";
    if (value.is_number_integer())
        return "integer";
    return value.is_number() ? "number" : value.is_object() ? "object" : value.is_array() ? "array" : "";
}

} // namespace

std::optional<uint32_t> sizeAt(const Json& schema, const char* key) {
    auto it = schema.find(key);
    if (it == schema.end() || !it->is_number())
        return std::nullopt;
    double value = it->get<double>();
    if (value < 0 || value >= UINT32_MAX)
        return std::nullopt;
    return static_cast<uint32_t>(value);
}

std::optional<int64_t> integerAt(const Json& schema, const char* key) {
    auto it = schema.find(key);
    if (it == schema.end() || !it->is_number())
        return std::nullopt;
    double value = it->get<double>();
    if (value < -9.0e15 || value > 9.0e15)
        return std::nullopt;
    if (it->is_number_integer())
        return it->get<int64_t>();
    return static_cast<int64_t>(value);
}

std::optional<double> numberAt(const Json& schema, const char* key) {
    auto it = schema.find(key);
    return it != schema.end() && it->is_number() ? std::optional<double>(it->get<double>()) : std::nullopt;
}

const Json* memberAt(const Json& schema, const char* key) {
    auto it = schema.find(key);
    return it != schema.end() ? &*it : nullptr;
}

// The types that a schema allows, null aside.
std::vector<std::string> typesAt(const Json& schema) {
    std::vector<std::string> types = stringsAt(schema, "type");
    if (std::string type = stringAt(schema, "type"); !type.empty())
        types.push_back(type);
    std::erase(types, "null");
    return types;
}

// True if the schema says something of its values' type, rather than only restricting them.
bool saysType(const Json& schema) {
    for (const char* key : {"type", "properties", "patternProperties", "items", "prefixItems", "$ref", "enum", "const",
                            "pattern", "format", "allOf", "anyOf", "oneOf", "x-kubernetes-int-or-string"})
        if (schema.contains(key))
            return true;
    const Json* additional = memberAt(schema, "additionalProperties");
    return additional && additional->is_object();
}

// The values of `enum` or `const`, null aside.
std::vector<Json> valuesAt(const Json& schema) {
    std::vector<Json> values;
    if (const Json* constant = memberAt(schema, "const"))
        values.push_back(*constant);
    else if (const Json* list = memberAt(schema, "enum"); list && list->is_array())
        values.assign(list->begin(), list->end());
    std::erase_if(values, [](const Json& value) { return value.is_null(); });
    return values;
}

// The type that all values of `enum` or `const` have.
std::string typeOfValues(const Json& schema) {
    std::string type;
    for (const Json& value : valuesAt(schema)) {
        std::string own = typeOfValue(value);
        if (!type.empty() && own != type)
            return {};
        type = own;
    }
    return type;
}

// Bounds may be exclusive by a flag (draft 4) or by their name (later drafts). Values of an enum are bounds, too.
void readIntegerRange(const Json& schema, TypeNode& node) {
    node.min = integerAt(schema, "minimum");
    node.max = integerAt(schema, "maximum");
    if (node.min && flagAt(schema, "exclusiveMinimum"))
        ++*node.min;
    if (node.max && flagAt(schema, "exclusiveMaximum"))
        --*node.max;
    if (std::optional<int64_t> below = integerAt(schema, "exclusiveMinimum"))
        node.min = std::max(node.min.value_or(INT64_MIN), *below + 1);
    if (std::optional<int64_t> above = integerAt(schema, "exclusiveMaximum"))
        node.max = std::min(node.max.value_or(INT64_MAX), *above - 1);
    std::optional<int64_t> lowest, highest;
    for (const Json& value : valuesAt(schema)) {
        if (!value.is_number_integer())
            return;
        int64_t number = value.get<int64_t>();
        lowest = std::min(lowest.value_or(number), number);
        highest = std::max(highest.value_or(number), number);
    }
    if (lowest) {
        node.min = std::max(node.min.value_or(*lowest), *lowest);
        node.max = std::min(node.max.value_or(*highest), *highest);
    }
}

} // namespace stackc::kube
