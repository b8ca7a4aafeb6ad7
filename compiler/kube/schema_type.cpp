#include "kube/schema_type.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace stackc::kube {
namespace {

using Json = nlohmann::json;

constexpr int maxDepth = 100;

std::string stringAt(const Json& schema, const char* key) {
    auto it = schema.find(key);
    return it != schema.end() && it->is_string() ? it->get<std::string>() : std::string();
}

bool flagAt(const Json& schema, const char* key) {
    auto it = schema.find(key);
    return it != schema.end() && it->is_boolean() && it->get<bool>();
}

std::vector<std::string> stringsAt(const Json& schema, const char* key) {
    std::vector<std::string> result;
    auto it = schema.find(key);
    if (it == schema.end() || !it->is_array())
        return result;
    for (const Json& entry : *it)
        if (entry.is_string())
            result.push_back(entry.get<std::string>());
    return result;
}

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
    if (it->is_number_integer())
        return it->get<int64_t>();
    double value = it->get<double>();
    if (value < -9.0e15 || value > 9.0e15)
        return std::nullopt;
    return static_cast<int64_t>(value);
}

std::optional<double> numberAt(const Json& schema, const char* key) {
    auto it = schema.find(key);
    return it != schema.end() && it->is_number() ? std::optional<double>(it->get<double>()) : std::nullopt;
}

// The type, or the one beside "null" where a list of two is given.
std::string typeAt(const Json& schema) {
    std::string type = stringAt(schema, "type");
    if (!type.empty())
        return type;
    std::vector<std::string> types = stringsAt(schema, "type");
    std::erase(types, "null");
    return types.size() == 1 ? types[0] : std::string();
}

bool isChoiceOf(const Json& schema, std::vector<std::string> expected) {
    for (const char* key : {"oneOf", "anyOf"}) {
        auto it = schema.find(key);
        if (it == schema.end() || !it->is_array())
            continue;
        std::vector<std::string> types;
        for (const Json& entry : *it)
            types.push_back(entry.is_object() ? typeAt(entry) : std::string());
        std::sort(types.begin(), types.end());
        if (types == expected)
            return true;
    }
    return false;
}

TypeNode ofShape(Shape shape) {
    TypeNode node;
    node.shape = shape;
    return node;
}

} // namespace

std::string docOf(const Json& schema) {
    std::string text = stringAt(schema, "description");
    text = text.substr(0, text.find("\n\n"));
    std::string result;
    for (char c : text) {
        bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\0';
        if (!space)
            result += c;
        else if (!result.empty() && result.back() != ' ')
            result += ' ';
    }
    while (!result.empty() && result.back() == ' ')
        result.pop_back();
    return result;
}

TypeNode SchemaReader::read(const Json& schema, const std::string& where) {
    if (!schema.is_object()) {
        errors_.push_back({where, "a schema must be an object"});
        return ofShape(Shape::Open);
    }
    if (depth_ >= maxDepth) {
        errors_.push_back({where, "the schema is nested too deeply"});
        return ofShape(Shape::Open);
    }
    ++depth_;
    TypeNode node;
    std::string type = typeAt(schema);
    if (std::string ref = stringAt(schema, "$ref"); !ref.empty()) {
        node = resolveRef_(ref);
    } else if (flagAt(schema, "x-kubernetes-int-or-string") || stringAt(schema, "format") == "int-or-string" ||
               (type.empty() && isChoiceOf(schema, {"integer", "string"}))) {
        node = ofShape(Shape::IntOrString);
        node.pattern = stringAt(schema, "pattern");
    } else if (type.empty() && isChoiceOf(schema, {"number", "string"})) {
        node = ofShape(Shape::Quantity);
    } else if (type == "object" || (type.empty() && schema.contains("properties"))) {
        node = readObject(schema, where);
    } else if (type == "array" || (type.empty() && schema.contains("items"))) {
        node = readList(schema, where);
    } else if (type.empty()) {
        node = ofShape(Shape::Open);
    } else if (type == "boolean" || type == "integer" || type == "number" || type == "string") {
        node = readScalar(schema, type);
    } else {
        errors_.push_back({where, "unknown type `" + type + "`"});
    }
    --depth_;
    return node;
}

TypeNode SchemaReader::readObject(const Json& schema, const std::string& where) {
    TypeNode node = ofShape(Shape::Object);
    node.minItems = sizeAt(schema, "minProperties");
    node.maxItems = sizeAt(schema, "maxProperties");
    node.openFields = flagAt(schema, "x-kubernetes-preserve-unknown-fields");
    auto additional = schema.find("additionalProperties");
    auto properties = schema.find("properties");
    bool hasProperties = properties != schema.end() && properties->is_object() && !properties->empty();
    if (additional != schema.end() && additional->is_object() && !hasProperties) {
        node.shape = Shape::Map;
        node.openFields = false;
        node.element.push_back(read(*additional, where + "{}"));
        return node;
    }
    if (additional != schema.end() && (additional->is_object() || *additional == true))
        node.openFields = true;
    if (!hasProperties)
        return node;
    std::vector<std::string> required = stringsAt(schema, "required");
    for (const auto& [name, property] : properties->items()) {
        FieldNode field;
        field.name = name;
        field.type = read(property, where + "." + name);
        field.required = std::find(required.begin(), required.end(), name) != required.end();
        field.doc = property.is_object() ? docOf(property) : std::string();
        node.fields.push_back(std::move(field));
    }
    return node;
}

TypeNode SchemaReader::readList(const Json& schema, const std::string& where) {
    TypeNode node = ofShape(Shape::List);
    node.minItems = sizeAt(schema, "minItems");
    node.maxItems = sizeAt(schema, "maxItems");
    auto items = schema.find("items");
    node.element.push_back(items == schema.end() ? ofShape(Shape::Open) : read(*items, where + "[]"));
    if (stringAt(schema, "x-kubernetes-list-type") == "map")
        node.mapKeys = stringsAt(schema, "x-kubernetes-list-map-keys");
    node.mergeKey = stringAt(schema, "x-kubernetes-patch-merge-key");
    if (node.mergeKey.empty() && !node.mapKeys.empty())
        node.mergeKey = node.mapKeys[0];
    return node;
}

TypeNode SchemaReader::readScalar(const Json& schema, const std::string& type) {
    TypeNode node;
    node.format = stringAt(schema, "format");
    if (type == "boolean") {
        node.shape = Shape::Bool;
    } else if (type == "integer") {
        node.shape = Shape::Int;
        node.min = integerAt(schema, "minimum");
        node.max = integerAt(schema, "maximum");
        if (node.min && flagAt(schema, "exclusiveMinimum"))
            ++*node.min;
        if (node.max && flagAt(schema, "exclusiveMaximum"))
            --*node.max;
    } else if (type == "number") {
        node.shape = Shape::Float;
        node.minFloat = numberAt(schema, "minimum");
        node.maxFloat = numberAt(schema, "maximum");
    } else {
        node.shape = node.format == "date-time" ? Shape::Time : Shape::String;
        node.pattern = stringAt(schema, "pattern");
        node.minLength = sizeAt(schema, "minLength");
        node.maxLength = sizeAt(schema, "maxLength");
        node.enumValues = stringsAt(schema, "enum");
    }
    return node;
}

} // namespace stackc::kube
