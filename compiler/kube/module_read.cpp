#include <algorithm>
#include <nlohmann/json.hpp>

#include "kube/module_text.h"
#include "kube/shape_names.h"

namespace stackc::kube {
namespace {

using Json = nlohmann::json;

class ModuleReader {
public:
    std::string error;

    Module read(const Json& root) {
        Module module;
        if (!root.is_object() || !root.contains("types") || !root["types"].is_object()) {
            error = "an object with `types` was expected";
            return module;
        }
        module.name = text(root, "module");
        module.apiVersion = text(root, "apiVersion");
        module.source = text(root, "source");
        if (module.name.empty())
            error = "`module` is missing";
        for (const auto& [name, json] : root["types"].items()) {
            NamedType type;
            type.name = name;
            type.type = readType(json, name);
            type.isKind = json.is_object() && json.contains("scope");
            if (type.isKind)
                type.namespaced = text(json, "scope") != "Cluster";
            type.doc = text(json, "doc");
            type.releases = releases(json);
            module.types.push_back(std::move(type));
        }
        return module;
    }

private:
    static std::string text(const Json& object, const char* key) {
        if (!object.is_object())
            return {};
        auto it = object.find(key);
        return it != object.end() && it->is_string() ? it->get<std::string>() : std::string();
    }

    static Releases releases(const Json& object) {
        Releases result;
        if (object.is_object()) {
            result.since = object.value("since", uint16_t(0));
            result.until = object.value("until", uint16_t(0));
        }
        return result;
    }

    template <typename T> static std::optional<T> number(const Json& object, const char* key) {
        auto it = object.find(key);
        return it != object.end() && it->is_number() ? std::optional<T>(it->get<T>()) : std::nullopt;
    }

    static std::vector<std::string> texts(const Json& object, const char* key) {
        std::vector<std::string> result;
        if (auto it = object.find(key); it != object.end() && it->is_array())
            for (const Json& entry : *it)
                result.push_back(entry.is_string() ? entry.get<std::string>() : std::string());
        return result;
    }

    TypeNode readName(const std::string& name, const std::string& where) {
        TypeNode node;
        if (name.starts_with('#')) {
            node.ref = name.substr(1);
        } else if (name == "Int32") {
            node.shape = Shape::Int;
            node.format = "int32";
        } else {
            auto it = std::find(shapeNames.begin(), shapeNames.end(), name);
            if (it == shapeNames.end())
                error = where + ": unknown type `" + name + "`";
            else
                node.shape = static_cast<Shape>(it - shapeNames.begin());
        }
        return node;
    }

    TypeNode readType(const Json& json, const std::string& where) {
        if (json.is_string())
            return readName(json.get<std::string>(), where);
        TypeNode node;
        if (json.is_array() && json.size() == 1) {
            node.shape = Shape::List;
            node.element.push_back(readType(json[0], where));
            return node;
        }
        if (!json.is_object()) {
            error = where + ": a type was expected";
            return node;
        }
        node = readName(text(json, "type"), where);
        readConstraints(json, node);
        if (json.contains("of"))
            node.element.push_back(readType(json["of"], where));
        if ((node.shape == Shape::List || node.shape == Shape::Map) && node.ref.empty() && node.element.empty())
            error = where + ": `of` is missing";
        if (json.contains("fields"))
            readFields(json, node, where);
        return node;
    }

    static void readConstraints(const Json& json, TypeNode& node) {
        node.openFields = json.value("open", false);
        if (node.format.empty())
            node.format = text(json, "format");
        node.enumValues = texts(json, "enum");
        node.pattern = text(json, "pattern");
        node.min = number<int64_t>(json, "min");
        node.max = number<int64_t>(json, "max");
        node.minFloat = number<double>(json, "minFloat");
        node.maxFloat = number<double>(json, "maxFloat");
        node.minLength = number<uint32_t>(json, "minLength");
        node.maxLength = number<uint32_t>(json, "maxLength");
        node.minItems = number<uint32_t>(json, "minItems");
        node.maxItems = number<uint32_t>(json, "maxItems");
        node.mergeKey = text(json, "mergeKey");
        node.mapKeys = texts(json, "mapKeys");
    }

    void readFields(const Json& json, TypeNode& node, const std::string& where) {
        std::vector<std::string> required = texts(json, "required");
        for (const auto& [name, entry] : json["fields"].items()) {
            FieldNode field;
            field.name = name;
            field.type = readType(entry, where + "." + name);
            field.required = std::find(required.begin(), required.end(), name) != required.end();
            field.doc = text(entry, "doc");
            field.releases = releases(entry);
            node.fields.push_back(std::move(field));
        }
    }
};

} // namespace

std::optional<Module> readModule(std::string_view text, std::string& error) {
    Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) {
        error = "not JSON";
        return std::nullopt;
    }
    ModuleReader reader;
    Module module = reader.read(json);
    error = reader.error;
    return error.empty() ? std::optional<Module>(std::move(module)) : std::nullopt;
}

} // namespace stackc::kube
