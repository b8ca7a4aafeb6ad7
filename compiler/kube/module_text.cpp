#include "kube/module_text.h"

#include <nlohmann/json.hpp>

#include "kube/shape_names.h"

namespace stackc::kube {
namespace {

using Ordered = nlohmann::ordered_json;

Ordered typeJson(const TypeNode& node);

template <typename T> void put(Ordered& out, const char* key, const std::optional<T>& value) {
    if (value)
        out[key] = *value;
}

void put(Ordered& out, const char* key, const std::string& value) {
    if (!value.empty())
        out[key] = value;
}

void put(Ordered& out, const char* key, const std::vector<std::string>& values) {
    if (!values.empty())
        out[key] = values;
}

void putFields(Ordered& out, const TypeNode& node) {
    std::vector<std::string> required;
    Ordered fields = Ordered::object();
    for (const FieldNode& field : node.fields) {
        Ordered type = typeJson(field.type);
        bool bare = field.doc.empty() && field.releases == Releases();
        if (!bare && type.is_array())
            type = {{"type", "List"}, {"of", type[0]}};
        if (!bare && type.is_string())
            type = {{"type", type}};
        put(type, "doc", field.doc);
        if (field.releases.since)
            type["since"] = field.releases.since;
        if (field.releases.until)
            type["until"] = field.releases.until;
        fields[field.name] = std::move(type);
        if (field.required)
            required.push_back(field.name);
    }
    put(out, "required", required);
    if (!node.fields.empty())
        out["fields"] = std::move(fields);
}

Ordered longForm(const TypeNode& node) {
    Ordered out = {{"type", shapeName(node.shape)}};
    if (node.openFields)
        out["open"] = true;
    put(out, "format", node.format);
    put(out, "enum", node.enumValues);
    put(out, "pattern", node.pattern);
    put(out, "min", node.min);
    put(out, "max", node.max);
    put(out, "minFloat", node.minFloat);
    put(out, "maxFloat", node.maxFloat);
    put(out, "minLength", node.minLength);
    put(out, "maxLength", node.maxLength);
    put(out, "minItems", node.minItems);
    put(out, "maxItems", node.maxItems);
    put(out, "mergeKey", node.mergeKey);
    put(out, "mapKeys", node.mapKeys);
    if (node.distinct)
        out["distinct"] = true;
    if (!node.element.empty())
        out["of"] = typeJson(node.element[0]);
    putFields(out, node);
    return out;
}

Ordered typeJson(const TypeNode& node) {
    if (!node.ref.empty())
        return "#" + node.ref;
    Ordered out = longForm(node);
    if (out.size() == 1 && node.shape != Shape::Object)
        return out["type"];
    if (node.shape == Shape::Int && node.format == "int32" && out.size() == 2)
        return "Int32";
    if (node.shape == Shape::List && out.size() == 2)
        return Ordered::array({out["of"]});
    return out;
}

// True if there is an object with fields below `of`.
bool holdsFields(const Ordered& value) {
    if (value.is_array())
        return value.size() == 1 && holdsFields(value[0]);
    if (!value.is_object())
        return false;
    return value.contains("fields") || value.contains("types") || (value.contains("of") && holdsFields(value["of"]));
}

// Objects with fields over several lines, everything else on one.
void print(const Ordered& value, int indent, std::string& out) {
    bool expand = holdsFields(value);
    if (expand && value.is_array()) {
        out += "[";
        print(value[0], indent, out);
        out += "]";
        return;
    }
    if (!expand) {
        out += value.dump(-1, ' ', false, Ordered::error_handler_t::replace);
        return;
    }
    std::string pad(indent + 1, ' ');
    out += "{";
    bool first = true;
    for (const auto& [key, entry] : value.items()) {
        out += (first ? "\n" : ",\n") + pad + Ordered(key).dump() + ": ";
        first = false;
        if (key != "fields" && key != "types") {
            print(entry, indent + 1, out);
            continue;
        }
        out += "{";
        bool firstEntry = true;
        for (const auto& [name, member] : entry.items()) {
            out += (firstEntry ? "\n " : ",\n ") + pad + Ordered(name).dump() + ": ";
            firstEntry = false;
            print(member, indent + 2, out);
        }
        out += "\n" + pad + "}";
    }
    out += "\n" + std::string(indent, ' ') + "}";
}

} // namespace

std::string writeType(const TypeNode& type) { return typeJson(type).dump(); }

std::string writeModule(const Module& module) {
    Ordered out = {{"module", module.name}};
    put(out, "apiVersion", module.apiVersion);
    put(out, "source", module.source);
    Ordered types = Ordered::object();
    for (const NamedType& type : module.types) {
        Ordered entry = longForm(type.type);
        Ordered full = {{"type", entry["type"]}};
        if (type.isKind)
            full["scope"] = type.namespaced ? "Namespaced" : "Cluster";
        put(full, "doc", type.doc);
        if (type.releases.since)
            full["since"] = type.releases.since;
        if (type.releases.until)
            full["until"] = type.releases.until;
        for (auto& [key, value] : entry.items())
            full[key] = value;
        types[type.name] = std::move(full);
    }
    out["types"] = std::move(types);
    std::string text;
    print(out, 0, text);
    return text + "\n";
}

} // namespace stackc::kube
