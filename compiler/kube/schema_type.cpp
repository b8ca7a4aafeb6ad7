#include "kube/schema_type.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "kube/combine_types.h"
#include "kube/json_input.h"
#include "kube/schema_facts.h"
#include "text/utf8.h"

namespace stackc::kube {
namespace {

using Json = nlohmann::json;

constexpr size_t maxDepth = 100;
constexpr size_t maxErrors = 100;
constexpr size_t maxTypes = 200'000;
constexpr size_t maxPathBytes = 64 << 20; // the paths of all types together

FieldNode requiredString(std::string name) {
    FieldNode field;
    field.name = std::move(name);
    field.type.shape = Shape::String;
    field.required = true;
    return field;
}

// What a resource inside another one has, whatever its schema says.
void addResourceHead(TypeNode& node) {
    for (const char* name : {"apiVersion", "kind"}) {
        if (FieldNode* field = findField(node, name))
            field->required = true;
        else
            node.fields.push_back(requiredString(name));
    }
    setMetadata(node);
}

// What the API server keeps of the elements of a list it keeps as a whole.
void openElements(TypeNode& list) {
    TypeNode& element = list.element[0];
    if (element.shape == Shape::Object && element.ref.empty())
        element.openFields = true;
    else if (element.shape == Shape::List)
        openElements(element);
}

// An object that says nothing of its members is a map of anything: its keys are nobody's fields, and may be any.
TypeNode asMember(TypeNode node) {
    if (node.shape == Shape::Object && node.openFields && node.fields.empty() && node.ref.empty()) {
        node.shape = Shape::Map;
        node.openFields = false;
        node.element.push_back(ofShape(Shape::Open));
    }
    return node;
}

bool holdsObject(const TypeNode& node) {
    if (!node.ref.empty())
        return false;
    return node.shape == Shape::Object || (!node.element.empty() && holdsObject(node.element[0]));
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

// A step down in the schema.
class SchemaReader::At {
public:
    At(SchemaReader& reader, std::string step) : reader_(reader) {
        reader_.placeLength_ += step.size();
        reader_.place_.push_back(std::move(step));
    }
    ~At() {
        reader_.placeLength_ -= reader_.place_.back().size();
        reader_.place_.pop_back();
    }
    At(const At&) = delete;
    At& operator=(const At&) = delete;

private:
    SchemaReader& reader_;
};

TypeNode SchemaReader::fail(std::string message) {
    std::string where;
    for (const std::string& step : place_)
        where += step;
    constexpr size_t maxWhere = 500;
    if (errors_.size() < maxErrors)
        errors_.push_back({text::shortened(where, maxWhere), std::move(message)});
    return ofShape(Shape::Open);
}

TypeNode SchemaReader::read(const Json& schema, const std::string& where) {
    At at(*this, where);
    return readAny(schema);
}

TypeNode SchemaReader::readAny(const Json& schema, const std::string& inherited) {
    if (schema == true && dialect_ == Dialect::JsonSchema)
        return ofShape(Shape::Open);
    if (!schema.is_object())
        return fail("a schema must be an object");
    if (place_.size() > maxDepth)
        return fail("the schema is nested too deeply");
    bool large = types_ > maxTypes || pathBytes_ > maxPathBytes;
    ++types_;
    pathBytes_ += placeLength_;
    if (types_ > maxTypes || pathBytes_ > maxPathBytes)
        return large ? ofShape(Shape::Open) : fail("the schema is too large");
    return readKnown(schema, inherited);
}

TypeNode SchemaReader::readKnown(const Json& schema, const std::string& inherited) {
    if (std::string ref = stringAt(schema, "$ref"); !ref.empty())
        return resolveRef_(ref);
    if (flagAt(schema, "x-kubernetes-int-or-string") || stringAt(schema, "format") == "int-or-string") {
        TypeNode node = ofShape(Shape::IntOrString);
        node.pattern = stringAt(schema, "pattern");
        return node;
    }
    std::vector<std::string> types = typesAt(schema);
    if (types.empty() && flagAt(schema, "x-kubernetes-preserve-unknown-fields") && !schema.contains("properties"))
        return ofShape(Shape::Open);
    if (types.size() > 1) {
        std::vector<TypeNode> choices;
        for (const std::string& type : types)
            choices.push_back(readOwn(schema, type));
        return unite(std::move(choices), expand_);
    }
    std::string type = !types.empty() ? types[0] : !inherited.empty() ? inherited : typeOfValues(schema);
    return combine(readOwn(schema, type), schema, type);
}

TypeNode SchemaReader::readOwn(const Json& schema, const std::string& type) {
    if (type == "object" || (type.empty() && (schema.contains("properties") || schema.contains("patternProperties"))))
        return readObject(schema);
    if (type == "array" || (type.empty() && schema.contains("items")))
        return readList(schema);
    if (type == "boolean" || type == "integer" || type == "number" || type == "string")
        return readScalar(schema, type);
    return type.empty() ? ofShape(Shape::Open) : fail("unknown type `" + type + "`");
}

std::vector<TypeNode> SchemaReader::readBranches(const Json& schema, const char* key, const std::string& type) {
    std::vector<TypeNode> branches;
    const Json* list = memberAt(schema, key);
    bool outer = besideFields_;
    besideFields_ = schema.contains("properties");
    for (size_t i = 0; list && list->is_array() && i < list->size(); ++i) {
        const Json& branch = (*list)[i];
        if (stringAt(branch, "type") == "null")
            continue;
        At at(*this, "." + std::string(key) + "[" + std::to_string(i) + "]");
        bool silent = branch.is_object() && !saysType(branch);
        branches.push_back(silent ? ofShape(Shape::Open) : readAny(branch, type));
    }
    besideFields_ = outer;
    return branches;
}

// Adds what `allOf`, `oneOf` and `anyOf` say to the type that stands beside them.
TypeNode SchemaReader::combine(TypeNode node, const Json& schema, const std::string& type) {
    bool open = node.shape == Shape::Open && node.ref.empty();
    bool scalar = node.shape != Shape::Object && node.shape != Shape::List && node.shape != Shape::Map;
    if (dialect_ == Dialect::Structural && !scalar)
        return node;
    std::vector<TypeNode> parts = readBranches(schema, "allOf", type);
    if (dialect_ != Dialect::Structural || open)
        for (const char* key : {"oneOf", "anyOf"})
            parts.push_back(unite(readBranches(schema, key, type), expand_));
    for (TypeNode& part : parts) {
        bool compatible = true;
        node = intersect(std::move(node), std::move(part), expand_, compatible);
        if (!compatible)
            return fail("no value is of all the types that are asked for");
    }
    requireAll(node, schema);
    return node;
}

// `required` of the schema itself and of the parts of `allOf`, for fields that come from those parts.
void SchemaReader::requireAll(TypeNode& node, const Json& schema) {
    const Json* parts = memberAt(schema, "allOf");
    if (dialect_ != Dialect::JsonSchema || !parts || !parts->is_array())
        return;
    std::vector<std::string> required = stringsAt(schema, "required");
    for (const Json& part : *parts)
        for (std::string& name : stringsAt(part, "required"))
            if (!part.contains("properties"))
                required.push_back(std::move(name));
    if (required.empty())
        return;
    if (!node.ref.empty())
        node = expand_(node);
    const Json* properties = memberAt(schema, "properties");
    for (const std::string& name : required)
        if (FieldNode* field = findField(node, name); field && !(properties && properties->contains(name)))
            field->required = true;
}

TypeNode SchemaReader::readObject(const Json& schema) {
    TypeNode node = ofShape(Shape::Object);
    node.minItems = sizeAt(schema, "minProperties");
    node.maxItems = sizeAt(schema, "maxProperties");
    node.openFields = flagAt(schema, "x-kubernetes-preserve-unknown-fields");
    const Json* additional = memberAt(schema, "additionalProperties");
    const Json* patterns = memberAt(schema, "patternProperties");
    const Json* properties = memberAt(schema, "properties");
    if (properties && !properties->is_object())
        return fail("`properties` must be an object");
    bool hasProperties = properties && !properties->empty();
    if (patterns && (!patterns->is_object() || patterns->empty()))
        patterns = nullptr;
    bool valued = additional && additional->is_object();
    if (!hasProperties && (valued || patterns))
        return readMap(valued ? additional : nullptr, patterns, std::move(node));
    if (patterns || valued || (additional && *additional == true))
        node.openFields = true;
    bool combined = schema.contains("allOf") || schema.contains("oneOf") || schema.contains("anyOf");
    // Without a word on its members, an object of JSON Schema has any.
    if (dialect_ == Dialect::JsonSchema && !additional && (hasProperties ? besideFields_ : !combined))
        node.openFields = true;
    if (hasProperties)
        readFields(*properties, schema, node);
    if (flagAt(schema, "x-kubernetes-embedded-resource"))
        addResourceHead(node);
    return node;
}

TypeNode SchemaReader::readMap(const Json* additional, const Json* patterns, TypeNode node) {
    At at(*this, "{}");
    std::vector<TypeNode> values;
    if (additional)
        values.push_back(asMember(readAny(*additional)));
    if (patterns)
        for (const Json& value : *patterns)
            values.push_back(asMember(readAny(value)));
    node.shape = Shape::Map;
    node.openFields = false;
    node.element.push_back(unite(std::move(values), expand_));
    return node;
}

void SchemaReader::readFields(const Json& properties, const Json& schema, TypeNode& node) {
    std::vector<std::string> required = stringsAt(schema, "required");
    std::sort(required.begin(), required.end());
    for (const auto& [name, property] : properties.items()) {
        if (property == false && dialect_ == Dialect::JsonSchema)
            continue;
        At at(*this, "." + name);
        if (name.empty()) {
            fail("a field without a name");
            continue;
        }
        FieldNode field;
        field.name = name;
        field.type = asMember(readAny(property));
        if (name.find('.') != std::string::npos && holdsObject(field.type)) // its path would be that of another type
            field.type = ofShape(Shape::Open);
        bool hasDefault = property.is_object() && property.contains("default");
        field.required = !hasDefault && std::binary_search(required.begin(), required.end(), name);
        field.doc = docOf(property);
        node.fields.push_back(std::move(field));
    }
}

TypeNode SchemaReader::readList(const Json& schema) {
    TypeNode node = ofShape(Shape::List);
    node.minItems = sizeAt(schema, "minItems");
    node.maxItems = sizeAt(schema, "maxItems");
    const Json* items = memberAt(schema, "items");
    // A tuple, where each element has a type of its own, is a list of anything.
    bool tuple = schema.contains("prefixItems") || (items && items->is_array());
    At at(*this, "[]");
    node.element.push_back(!items || tuple ? ofShape(Shape::Open) : readAny(*items));
    if (flagAt(schema, "x-kubernetes-preserve-unknown-fields"))
        openElements(node);
    node.element[0] = asMember(std::move(node.element[0]));
    std::string kind = stringAt(schema, "x-kubernetes-list-type");
    node.distinct = kind == "set";
    if (kind == "map")
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
        readIntegerRange(schema, node);
    } else if (type == "number") {
        node.shape = Shape::Float;
        node.minFloat = numberAt(schema, "minimum");
        node.maxFloat = numberAt(schema, "maximum");
    } else {
        node.shape = node.format == "date-time" ? Shape::Time : Shape::String;
        node.pattern = stringAt(schema, "pattern");
        node.minLength = sizeAt(schema, "minLength");
        node.maxLength = sizeAt(schema, "maxLength");
        for (const Json& value : valuesAt(schema))
            if (value.is_string())
                node.enumValues.push_back(value.get<std::string>());
    }
    return node;
}

} // namespace stackc::kube
