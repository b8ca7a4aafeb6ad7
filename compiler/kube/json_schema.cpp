#include "kube/json_schema.h"

#include <map>
#include <nlohmann/json.hpp>
#include <re2/re2.h>
#include <set>

#include "kube/pattern.h"
#include "text/numbers.h"

namespace stackc::kube {
namespace {

using Json = nlohmann::ordered_json;

using text::maxSafeInteger;
constexpr const char* anyName = "any";

Json refTo(const std::string& name) { return {{"$ref", "#/definitions/" + name}}; }

class SchemaWriter {
public:
    SchemaWriter(const Library& library, uint16_t release) : library_(library), release_(release) {}

    Json use(TypeId id) {
        Type type = library_.type(id);
        if (type.path.empty())
            return body(type);
        if (type.shape == Shape::Open)
            return useAny();
        needed_.insert({std::string(type.path), id});
        return refTo(std::string(type.path));
    }

    // Writes what use() asked for, and what that asks for in turn.
    void finish(Json& definitions) {
        std::map<std::string, Json> made;
        while (!needed_.empty()) {
            auto [name, id] = *needed_.begin();
            needed_.erase(needed_.begin());
            if (definitions.contains(name) || made.contains(name))
                continue;
            made[name] = nullptr;
            made[name] = body(library_.type(id));
        }
        if (usesAny_ && !definitions.contains(anyName))
            made[anyName] = anyBody();
        for (auto& [name, schema] : made)
            definitions[name] = std::move(schema);
    }

private:
    Json useAny() {
        usesAny_ = true;
        return refTo(anyName);
    }

    static Json anyBody() {
        Json any = number();
        any["type"] = {"string", "boolean", "number", "array", "object"};
        any["items"] = any["additionalProperties"] = refTo(anyName);
        return any;
    }

    static Json number() { return {{"type", "number"}, {"minimum", -maxSafeInteger}, {"maximum", maxSafeInteger}}; }

    static Json integer(const Type& type) {
        return {{"type", "integer"}, {"minimum", *type.min}, {"maximum", *type.max}};
    }

    static Json string(const Type& type, std::string_view pattern) {
        Json schema = {{"type", "string"}};
        if (!type.enumValues.empty())
            schema["enum"] = type.enumValues;
        if (!pattern.empty() && compilePattern(pattern))
            schema["pattern"] = pattern;
        if (type.minLength)
            schema["minLength"] = *type.minLength;
        if (type.maxLength)
            schema["maxLength"] = *type.maxLength;
        return schema;
    }

    /// A number or a text; the words of each hold for it alone.
    static Json withText(Json number, const Json& text) {
        if (text.contains("enum"))
            return {{"anyOf", Json::array({text, number})}};
        Json types = {number["type"], text["type"]};
        number.update(text);
        number["type"] = std::move(types);
        return number;
    }

    static Json floating(const Type& type) {
        Json schema = {{"type", "number"}};
        if (type.minFloat)
            schema["minimum"] = *type.minFloat;
        if (type.maxFloat)
            schema["maximum"] = *type.maxFloat;
        return schema;
    }

    Json object(const Type& type) {
        Json schema = {{"type", "object"}};
        Json properties = Json::object();
        Json required = Json::array();
        for (Field field : type.fields) {
            if (!field.releases.has(release_))
                continue;
            properties[std::string(field.name)] = use(field.type);
            if (field.required)
                required.push_back(field.name);
        }
        if (!properties.empty())
            schema["properties"] = std::move(properties);
        if (!required.empty())
            schema["required"] = std::move(required);
        if (type.openFields) {
            schema["additionalProperties"] = useAny();
        } else {
            schema["additionalProperties"] = false;
        }
        return sized(std::move(schema), type, "minProperties", "maxProperties");
    }

    static Json sized(Json schema, const Type& type, const char* min, const char* max) {
        if (type.minItems)
            schema[min] = *type.minItems;
        if (type.maxItems)
            schema[max] = *type.maxItems;
        return schema;
    }

    Json body(const Type& type) {
        switch (type.shape) {
        case Shape::Bool:
            return {{"type", "boolean"}};
        case Shape::Int:
            return integer(type);
        case Shape::Float:
            return floating(type);
        case Shape::String:
            return string(type, type.pattern);
        case Shape::Time:
            return string(type, timePattern);
        case Shape::IntOrString:
            return withText(integer(type), string(type, type.pattern));
        case Shape::Quantity:
            return withText(number(), string(type, quantityPattern));
        case Shape::Object:
            return object(type);
        case Shape::List:
            return sized({{"type", "array"}, {"items", use(type.element)}}, type, "minItems", "maxItems");
        case Shape::Map:
            return sized({{"type", "object"}, {"additionalProperties", use(type.element)}}, type, "minProperties",
                         "maxProperties");
        case Shape::Open:
            break;
        }
        return useAny();
    }

    const Library& library_;
    uint16_t release_;
    std::map<std::string, TypeId> needed_;
    bool usesAny_ = false;
};

} // namespace

std::shared_ptr<const re2::RE2> compilePattern(std::string_view pattern) {
    re2::RE2::Options options;
    options.set_log_errors(false);
    auto compiled = std::make_shared<re2::RE2>(re2::StringPiece(pattern.data(), pattern.size()), options);
    return compiled->ok() ? compiled : nullptr;
}

std::string definitionName(const Library& library, TypeId id) {
    Type type = library.type(id);
    return type.shape == Shape::Open ? anyName : std::string(type.path);
}

Json jsonSchema(const Library& library, TypeId id, Json& definitions, uint16_t release) {
    SchemaWriter writer(library, release);
    Json schema = writer.use(id);
    writer.finish(definitions);
    return schema;
}

} // namespace stackc::kube
