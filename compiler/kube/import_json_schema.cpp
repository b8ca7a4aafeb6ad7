#include <algorithm>
#include <cctype>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "kube/custom_kind.h"
#include "kube/dedupe.h"
#include "kube/import.h"
#include "kube/json_input.h"
#include "kube/reviewed.h"
#include "kube/schema_type.h"
#include "text/characters.h"

namespace stackc::kube {
namespace {

using Json = nlohmann::json;

constexpr size_t maxExpanded = 1'000'000; // nodes of types that are copied to combine them
constexpr size_t maxAliases = 100;
constexpr size_t maxDepth = 300; // of all definitions that are being read, together

// The only value of a field that must have one.
std::string onlyValue(const Json& schema, const char* field) {
    Json::json_pointer pointer("/properties/" + std::string(field));
    if (!schema.contains(pointer))
        return {};
    const Json& property = schema[pointer];
    std::vector<std::string> values = stringsAt(property, "enum");
    return values.size() == 1 ? values[0] : stringAt(property, "const");
}

// The key that "#/definitions/<key>" or "#/$defs/<key>" names; nothing for other references.
std::optional<std::string> definitionKey(const std::string& ref, std::string& folder) {
    for (const char* name : {"definitions", "$defs"}) {
        std::string prefix = "#/" + std::string(name) + "/";
        if (!ref.starts_with(prefix) || ref.find('/', prefix.size()) != std::string::npos)
            continue;
        folder = name;
        std::string key;
        for (size_t i = prefix.size(); i < ref.size(); ++i) {
            bool escape = ref[i] == '~' && i + 1 < ref.size() && (ref[i + 1] == '0' || ref[i + 1] == '1');
            key += escape ? (ref[++i] == '0' ? '~' : '/') : ref[i];
        }
        return key;
    }
    return std::nullopt;
}

size_t countNodes(const TypeNode& node) {
    size_t count = 1;
    for (const TypeNode& element : node.element)
        count += countNodes(element);
    for (const FieldNode& field : node.fields)
        count += countNodes(field.type);
    return count;
}

class JsonSchemaImport {
public:
    JsonSchemaImport(const Json& root, std::string_view source, const ImportOptions& options)
        : root_(root), source_(source), options_(options) {}

    Imported run() {
        if (!root_.is_object())
            return failed("a schema must be an object");
        if (!findKind())
            return std::move(result_);
        if (std::optional<std::string> fault = faultOf(kind_))
            return failed(*fault);
        if (options_.shipped != nullptr && options_.shipped->hasKind(kind_.apiVersion(), kind_.kind)) {
            result_.shipped.push_back(kind_.module() + "." + kind_.kind);
            return std::move(result_);
        }
        rootPath_ = kind_.module() + "." + kind_.kind;
        names_.insert(kind_.kind);
        TypeNode root = withoutReference(read(root_, "#"));
        if (root.shape != Shape::Object)
            return failed("the schema of a kind must be an object");
        while (!pending_.empty()) {
            std::string path = *pending_.begin();
            pending_.erase(pending_.begin());
            typeAt(path);
        }
        Module module;
        module.name = kind_.module();
        module.apiVersion = kind_.apiVersion();
        module.source = source_;
        module.types.push_back(resourceType(kind_, std::move(root), docOf(root_)));
        for (auto& [path, definition] : definitions_)
            if (definition.type.ref.empty())
                module.types.push_back(namedType(path, definition));
        for (NamedType& type : module.types)
            redirect(type.type);
        sortByName(module.types);
        dedupe({&module});
        result_.modules.push_back(std::move(module));
        return std::move(result_);
    }

private:
    struct Definition {
        const Json* schema = nullptr;
        std::string place;
        TypeNode type;
        enum { New, Open, Done } state = New;
    };

    void fail(std::string message) { result_.errors.push_back({"", std::move(message)}); }

    Imported failed(std::string message) {
        fail(std::move(message));
        return std::move(result_);
    }

    // Group, version and kind: of the schema if it says them, else of the file's name.
    bool findKind() {
        const Json* schema = &root_;
        std::string folder;
        if (std::optional<std::string> key = definitionKey(stringAt(root_, "$ref"), folder))
            if (const Json* target = definitionOf(folder, *key))
                schema = target;
        Json gvk =
            schema->contains("x-kubernetes-group-version-kind") ? (*schema)["x-kubernetes-group-version-kind"] : Json();
        if (gvk.is_array() && gvk.size() == 1)
            gvk = Json(gvk[0]);
        std::string apiVersion = onlyValue(*schema, "apiVersion");
        if (gvk.is_object()) {
            kind_.group = stringAt(gvk, "group");
            kind_.version = stringAt(gvk, "version");
            kind_.kind = stringAt(gvk, "kind");
        } else if (size_t slash = apiVersion.find('/'); slash != std::string::npos) {
            kind_.group = apiVersion.substr(0, slash);
            kind_.version = apiVersion.substr(slash + 1);
            kind_.kind = onlyValue(*schema, "kind");
        } else {
            readFileName();
        }
        if (!options_.group.empty())
            kind_.group = options_.group;
        if (!options_.kind.empty())
            kind_.kind = options_.kind;
        if (kind_.group.empty() || kind_.version.empty() || kind_.kind.empty()) {
            fail("group, version and kind are said neither by the schema (`x-kubernetes-group-version-kind`, or "
                 "`apiVersion` and `kind` with one value) nor by the file's name (`<group>_<Kind>_<version>.json`): "
                 "say them with `--group` and `--kind`, and name the file `<Kind>_<version>.json`");
            return false;
        }
        return !options_.kind.empty() ? findScope() : knowKind();
    }

    // `<group>_<Kind>_<version>.json`, or without the group.
    void readFileName() {
        std::string_view name = source_;
        name = name.substr(name.find_last_of("/\\") + 1);
        if (!name.ends_with(".json"))
            return;
        name.remove_suffix(5);
        size_t last = name.rfind('_');
        if (last == std::string_view::npos)
            return;
        kind_.version = name.substr(last + 1);
        name = name.substr(0, last);
        size_t first = name.find('_');
        if (first != std::string_view::npos && name.find('_', first + 1) == std::string_view::npos)
            kind_.group = name.substr(0, first);
        else if (first != std::string_view::npos)
            return;
        kind_.kind = name.substr(first + 1);
    }

    bool findScope() {
        for (const ReviewedScope& entry : reviewedScopes())
            if (entry.group == kind_.group && entry.kind == kind_.kind)
                kind_.namespaced = entry.namespaced;
        return true;
    }

    // Scope, and the kind's spelling if the file's name has it in lower case, are those of reviewed.def.
    bool knowKind() {
        for (const ReviewedScope& entry : reviewedScopes())
            if (entry.group == kind_.group && text::lowerCase(entry.kind) == text::lowerCase(kind_.kind)) {
                kind_.kind = entry.kind;
                kind_.namespaced = entry.namespaced;
                return true;
            }
        if (text::lowerCase(kind_.kind) != kind_.kind)
            return true;
        fail("how the kind `" + kind_.kind + "` is spelt is not known: name the file `" + kind_.group + "_<Kind>_" +
             kind_.version + ".json`, with upper-case letters where the kind has them, or say it with `--kind`");
        return false;
    }

    const Json* definitionOf(const std::string& folder, const std::string& key) const {
        auto list = root_.find(folder);
        if (list == root_.end() || !list->is_object())
            return nullptr;
        auto it = list->find(key);
        return it == list->end() ? nullptr : &*it;
    }

    TypeNode read(const Json& schema, const std::string& place) {
        SchemaReader reader(
            Dialect::JsonSchema, [this](const std::string& ref) { return resolve(ref); },
            [this](const TypeNode& reference) { return withoutReference(reference); }, result_.errors);
        readers_.push_back(&reader);
        TypeNode type = reader.read(schema, place);
        readers_.pop_back();
        return type;
    }

    size_t depth() const {
        size_t depth = 0;
        for (const SchemaReader* reader : readers_)
            depth += reader->depth();
        return depth;
    }

    TypeNode resolve(const std::string& ref) {
        TypeNode node;
        if (ref == "#") {
            node.ref = rootPath_;
            return node;
        }
        std::string folder;
        std::optional<std::string> key = definitionKey(ref, folder);
        const Json* schema = key ? definitionOf(folder, *key) : nullptr;
        if (!schema) {
            result_.errors.push_back({ref, key ? "there is no such definition"
                                               : "only references to `#`, `#/definitions/` and `#/$defs/` are known"});
            return node;
        }
        std::string& path = pathOf_[ref];
        if (path.empty()) {
            path = kind_.module() + "." + freeName(*key);
            definitions_[path].schema = schema;
            definitions_[path].place = ref;
            pending_.insert(path);
        }
        node.ref = path;
        return node;
    }

    // "io.example.foo-bar" -> FooBar, FooBar2 if there is one already.
    std::string freeName(const std::string& key) {
        std::string name;
        bool upper = true;
        for (char c : key.substr(key.rfind('.') + 1)) {
            if (!std::isalnum(static_cast<unsigned char>(c))) {
                upper = true;
                continue;
            }
            name += upper ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
            upper = false;
        }
        if (name.empty() || std::isdigit(static_cast<unsigned char>(name[0])))
            name = "Type" + name;
        name.resize(std::min<size_t>(name.size(), 100));
        std::string result = name;
        for (int i = 2; !names_.insert(result).second; ++i)
            result = name + std::to_string(i);
        return result;
    }

    // The type of a definition, read where it is first needed; Open while it is being read.
    TypeNode typeAt(const std::string& path) {
        auto it = definitions_.find(path);
        if (it == definitions_.end() || it->second.state == Definition::Open)
            return TypeNode();
        if (it->second.state == Definition::New && (readers_.size() >= maxAliases || depth() > maxDepth)) {
            if (result_.errors.empty())
                result_.errors.push_back({it->second.place, "too many definitions are combined inside one another"});
            return TypeNode();
        }
        Definition& definition = it->second;
        if (definition.state == Definition::New) {
            definition.state = Definition::Open;
            TypeNode type = read(*definition.schema, definition.place);
            if (leadsTo(type, path)) {
                result_.errors.push_back({definition.place, "the definition is nothing but itself"});
                type = TypeNode();
            }
            definition.type = std::move(type);
            definition.state = Definition::Done;
        }
        return definition.type;
    }

    bool leadsTo(const TypeNode& type, const std::string& path) const {
        std::string at = type.ref;
        for (size_t i = 0; i < maxAliases && !at.empty(); ++i) {
            if (at == path)
                return true;
            auto it = definitions_.find(at);
            at = it == definitions_.end() ? "" : it->second.type.ref;
        }
        return !at.empty();
    }

    TypeNode withoutReference(TypeNode node) {
        for (size_t i = 0; i < maxAliases && !node.ref.empty(); ++i)
            node = typeAt(node.ref);
        expanded_ += countNodes(node);
        if (expanded_ > maxExpanded || !node.ref.empty())
            return TypeNode();
        return node;
    }

    NamedType namedType(const std::string& path, Definition& definition) {
        NamedType type;
        type.name = path.substr(path.rfind('.') + 1);
        type.doc = docOf(*definition.schema);
        type.type = std::move(definition.type);
        return type;
    }

    // References to a definition that is only a reference lead to where that one does.
    void redirect(TypeNode& node) {
        for (size_t i = 0; i < maxAliases && !node.ref.empty(); ++i) {
            auto it = definitions_.find(node.ref);
            if (it == definitions_.end() || it->second.type.ref.empty())
                break;
            node.ref = it->second.type.ref;
        }
        for (TypeNode& element : node.element)
            redirect(element);
        for (FieldNode& field : node.fields)
            redirect(field.type);
    }

    const Json& root_;
    std::string source_, rootPath_;
    const ImportOptions& options_;
    CustomKind kind_;
    std::map<std::string, Definition> definitions_; // by path
    std::map<std::string, std::string> pathOf_;     // by reference
    std::set<std::string> names_, pending_;
    size_t expanded_ = 0;
    std::vector<const SchemaReader*> readers_; // those at work, each for a definition of the one before
    Imported result_;
};

} // namespace

Imported importJsonSchema(std::string_view json, std::string_view source, const ImportOptions& options) {
    Imported failed;
    Json document = parseJson(json, failed.errors);
    if (!failed.errors.empty())
        return failed;
    return JsonSchemaImport(document, source, options).run();
}

} // namespace stackc::kube
