#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "kube/module_text.h"
#include "kube/shape_names.h"

namespace stackc::kube {
namespace {

using Json = nlohmann::json;

constexpr size_t maxDepth = 200;

class ModuleReader {
public:
    std::string error; // the first one

    Module read(const Json& root) {
        Module module;
        if (!root.is_object() || !root.contains("types") || !root["types"].is_object()) {
            fail("", "an object with `types` was expected");
            return module;
        }
        module.name = text(root, "module", "");
        module.apiVersion = text(root, "apiVersion", "");
        module.source = text(root, "source", "");
        if (module.name.empty())
            fail("", "`module` is missing");
        for (const auto& [name, json] : root["types"].items()) {
            NamedType type;
            type.name = checked(name, "types");
            if (name.find('.') != std::string::npos)
                fail(name, "a type's name has no dots");
            type.type = readType(json, name, 0);
            type.isKind = json.is_object() && json.contains("scope");
            if (type.isKind && module.apiVersion.empty())
                fail(name, "a kind needs the module's `apiVersion`");
            if (type.isKind)
                type.namespaced = text(json, "scope", name) != "Cluster";
            type.doc = text(json, "doc", name);
            type.releases = releases(json, name);
            module.types.push_back(std::move(type));
        }
        return module;
    }

private:
    void fail(const std::string& where, const std::string& message) {
        if (error.empty())
            error = where + (where.empty() ? "" : ": ") + message;
    }

    const std::string& checked(const std::string& name, const std::string& where) {
        if (name.empty())
            fail(where, "a name is empty");
        else if (name.find('\0') != std::string::npos)
            fail(where, "NUL in a name");
        return name;
    }

    std::string text(const Json& object, const char* key, const std::string& where) {
        auto it = object.find(key); // end() if it is no object
        if (it == object.end())
            return {};
        if (!it->is_string() || it->get_ref<const std::string&>().find('\0') != std::string::npos) {
            fail(where, "`" + std::string(key) + "` is not a plain string");
            return {};
        }
        return it->get<std::string>();
    }

    template <typename T> std::optional<T> integer(const Json& object, const char* key, const std::string& where) {
        auto it = object.find(key);
        if (it == object.end())
            return std::nullopt;
        bool fits = it->is_number_unsigned()
                        ? it->get<uint64_t>() <= static_cast<uint64_t>(std::numeric_limits<T>::max())
                        : it->is_number_integer() && std::numeric_limits<T>::min() < 0;
        if (!fits) {
            fail(where, "`" + std::string(key) + "` is not an integer in range");
            return std::nullopt;
        }
        return it->get<T>();
    }

    std::optional<double> number(const Json& object, const char* key, const std::string& where) {
        auto it = object.find(key);
        if (it == object.end())
            return std::nullopt;
        if (!it->is_number())
            fail(where, "`" + std::string(key) + "` is not a number");
        return it->is_number() ? std::optional<double>(it->get<double>()) : std::nullopt;
    }

    bool flag(const Json& object, const char* key, const std::string& where) {
        auto it = object.find(key);
        if (it != object.end() && !it->is_boolean())
            fail(where, "`" + std::string(key) + "` is not true or false");
        return it != object.end() && it->is_boolean() && it->get<bool>();
    }

    std::vector<std::string> texts(const Json& object, const char* key, const std::string& where) {
        std::vector<std::string> result;
        auto it = object.find(key);
        if (it == object.end())
            return result;
        if (!it->is_array())
            fail(where, "`" + std::string(key) + "` is not a list of strings");
        else
            for (const Json& entry : *it) {
                bool plain = entry.is_string() && entry.get_ref<const std::string&>().find('\0') == std::string::npos;
                if (!plain)
                    fail(where, "`" + std::string(key) + "` is not a list of strings");
                result.push_back(plain ? entry.get<std::string>() : std::string());
            }
        return result;
    }

    Releases releases(const Json& object, const std::string& where) {
        // The tables have eight bits for a release.
        return {integer<uint8_t>(object, "since", where).value_or(0),
                integer<uint8_t>(object, "until", where).value_or(0)};
    }

    TypeNode readName(const std::string& name, const std::string& where) {
        TypeNode node;
        if (name.starts_with('#')) {
            node.ref = checked(name.substr(1), where);
        } else if (name == "Int32") {
            node.shape = Shape::Int;
            node.format = "int32";
        } else {
            auto it = std::find(shapeNames.begin(), shapeNames.end(), name);
            if (it == shapeNames.end())
                fail(where, "unknown type `" + name + "`");
            else
                node.shape = static_cast<Shape>(it - shapeNames.begin());
        }
        return node;
    }

    TypeNode readType(const Json& json, const std::string& where, size_t depth) {
        if (depth > maxDepth) {
            fail(where.substr(0, 80) + "…", "nested more than " + std::to_string(maxDepth) + " levels deep");
            return {};
        }
        if (json.is_string())
            return readName(json.get<std::string>(), where);
        TypeNode node;
        if (json.is_array() && json.size() == 1) {
            node.shape = Shape::List;
            node.element.push_back(readType(json[0], where, depth + 1));
            return node;
        }
        if (!json.is_object()) {
            fail(where, "a type was expected");
            return node;
        }
        node = readName(text(json, "type", where), where);
        readConstraints(json, node, where);
        bool collection = (node.shape == Shape::List || node.shape == Shape::Map) && node.ref.empty();
        if (collection && json.contains("of"))
            node.element.push_back(readType(json["of"], where, depth + 1));
        else if (collection)
            fail(where, "`of` is missing");
        if (json.contains("fields"))
            readFields(json, node, where, depth);
        return node;
    }

    void readConstraints(const Json& json, TypeNode& node, const std::string& where) {
        node.openFields = flag(json, "open", where);
        if (node.format.empty())
            node.format = text(json, "format", where);
        node.enumValues = texts(json, "enum", where);
        node.pattern = text(json, "pattern", where);
        node.min = integer<int64_t>(json, "min", where);
        node.max = integer<int64_t>(json, "max", where);
        node.minFloat = number(json, "minFloat", where);
        node.maxFloat = number(json, "maxFloat", where);
        node.minLength = integer<uint32_t>(json, "minLength", where);
        node.maxLength = integer<uint32_t>(json, "maxLength", where);
        node.minItems = integer<uint32_t>(json, "minItems", where);
        node.maxItems = integer<uint32_t>(json, "maxItems", where);
        node.mergeKey = text(json, "mergeKey", where);
        node.mapKeys = texts(json, "mapKeys", where);
        node.distinct = flag(json, "distinct", where);
    }

    void readFields(const Json& json, TypeNode& node, const std::string& where, size_t depth) {
        const Json& fields = json["fields"];
        if (!fields.is_object() || node.shape != Shape::Object || !node.ref.empty())
            return fail(where, "`fields` is a map, and only an object has them");
        std::vector<std::string> required = texts(json, "required", where);
        std::sort(required.begin(), required.end());
        for (const auto& [name, entry] : fields.items()) {
            std::string inner = where + "." + name;
            FieldNode field;
            field.name = checked(name, where);
            field.type = readType(entry, inner, depth + 1);
            field.required = std::binary_search(required.begin(), required.end(), name);
            field.doc = text(entry, "doc", inner);
            field.releases = releases(entry, inner);
            node.fields.push_back(std::move(field));
        }
    }
};

} // namespace

std::optional<Module> readModule(std::string_view text, std::string& error) {
    if (text.size() > maxModuleBytes) {
        error = "larger than " + std::to_string(maxModuleBytes >> 20) + " MiB";
        return std::nullopt;
    }
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
