#include "kube/json_schema.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "kube/demands.h"
#include "kube/pattern.h"
#include "text/numbers.h"
#include "text/regex.h"

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
        for (const Leaf* leaf : leaves_)
            if (std::string name(leaf->name); !definitions.contains(name))
                made[name] = leafBody(*leaf);
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
        if (!pattern.empty() && text::isReadable(pattern))
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

    static Json valuesOf(const Type& type, const std::vector<std::string_view>& values) {
        Json out = Json::array();
        for (std::string_view value : values)
            out.push_back(type.shape == Shape::Bool ? Json(value == "true") : Json(value));
        return out.size() == 1 ? Json{{"const", out[0]}} : Json{{"enum", out}};
    }

    /// Is there something in it, or nothing? Of what is never empty: is it there?
    static Json sizeOf(const Type& type, bool isFilled) {
        const std::string word = isFilled ? "min" : "max";
        const int size = isFilled ? 1 : 0;
        switch (type.shape) {
        case Shape::String:
            return {{word + "Length", size}};
        case Shape::List:
            return {{word + "Items", size}};
        case Shape::Map:
            return {{word + "Properties", size}};
        default:
            return isFilled;
        }
    }

    /// A required field is asked for anyway.
    Json condition(const Type& type, const Demand& demand) const {
        const Field field = *type.fields.find(demand.field);
        const Type inner = library_.type(field.type);
        Json out = Json::object();
        if (!field.required)
            out["required"] = {demand.field};
        if (demand.when == Demand::When::Is || demand.when == Demand::When::IsNot)
            out["properties"] = {{std::string(demand.field), valuesOf(inner, demand.values)}};
        else if (Json size = sizeOf(inner, true); demand.when == Demand::When::Filled && size.is_object())
            out["properties"] = {{std::string(demand.field), std::move(size)}};
        return out;
    }

    Json consequence(const Type& type, const Demand& demand) const {
        using Then = Demand::Then;
        const Type other = library_.type(type.fields.find(demand.other)->type);
        Json inner;
        if (demand.then == Then::Absent)
            inner = false;
        else if (demand.then == Then::Empty)
            inner = sizeOf(other, false);
        else if (other.shape == Shape::Bool)
            inner = {{"const", demand.thenValues[0] == "false"}};
        else
            inner = {{"not", valuesOf(other, demand.thenValues)}};
        return {{"properties", {{std::string(demand.other), std::move(inner)}}}};
    }

    /// What its fields ask of each other, under one condition for all that holds there.
    void between(const Type& type, const Demands& demands, Json& schema) const {
        Json all = Json::array();
        if (demands.maxFields)
            all.push_back({{"maxProperties", *demands.maxFields}});
        for (const Demand& demand : demands.between) {
            const Json when = condition(type, demand), then = consequence(type, demand);
            auto same = std::find_if(all.begin(), all.end(),
                                     [&](const Json& one) { return one.contains("if") && one["if"] == when; });
            if (same == all.end())
                same = all.insert(all.end(), Json{{"if", when}});
            Json& branch = (*same)[demand.when == Demand::When::IsNot ? "else" : "then"];
            branch["properties"].update(then["properties"]);
        }
        if (all.size() == 1 && !demands.maxFields)
            schema.update(all[0]);
        else if (!all.empty())
            schema["allOf"] = std::move(all);
    }

    /// A field's texts and amounts as the definition that is asked of them.
    Json leaves(const Type& type, const Leaf& leaf) const {
        if (type.shape == Shape::List)
            return sized({{"type", "array"}, {"items", leaves(library_.type(type.element), leaf)}}, type, "minItems",
                         "maxItems");
        if (type.shape == Shape::Map)
            return sized({{"type", "object"}, {"additionalProperties", leaves(library_.type(type.element), leaf)}},
                         type, "minProperties", "maxProperties");
        return refTo(std::string(leaf.name));
    }

    Json property(const Field& field, const Demands& demands) {
        const FieldDemand* keys = nullptr;
        const FieldDemand* values = nullptr;
        bool isFilled = false;
        for (const FieldDemand& row : demands.fields)
            if (row.field == field.name) {
                isFilled = isFilled || row.leaf == nullptr;
                if (row.leaf != nullptr) {
                    leaves_.insert(row.leaf);
                    (row.isOfKeys ? keys : values) = &row;
                }
            }
        Json out = values != nullptr ? leaves(library_.type(field.type), *values->leaf) : use(field.type);
        if (keys != nullptr)
            out["propertyNames"] = refTo(std::string(keys->leaf->name));
        if (isFilled)
            out["minItems"] = 1;
        return out;
    }

    static Json leafBody(const Leaf& leaf) {
        Json out = {{"type", "string"}, {"pattern", leaf.pattern}};
        if (leaf.maxLength)
            out["maxLength"] = *leaf.maxLength;
        if (!leaf.min)
            return out;
        out["type"] = {leaf.name == "amount" ? "number" : "integer", "string"};
        out.update({{"minimum", *leaf.min}, {"maximum", *leaf.max}});
        return out;
    }

    Json object(const Type& type) {
        const Demands demands = demandsOf(library_, type, release_);
        Json schema = {{"type", "object"}};
        Json properties = Json::object();
        Json required = Json::array();
        for (Field field : type.fields) {
            if (!field.releases.has(release_))
                continue;
            properties[std::string(field.name)] = property(field, demands);
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
        between(type, demands, schema);
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
        case Shape::Time:
            return string(type, type.pattern);
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
    std::set<const Leaf*> leaves_;
    bool usesAny_ = false;
};

} // namespace

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
