#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>
#include <utility>

#include "kube/additions.h"
#include "kube/custom_kind.h"
#include "kube/dedupe.h"
#include "kube/import.h"
#include "kube/json_input.h"
#include "kube/pattern.h"
#include "kube/reviewed.h"
#include "kube/schema_type.h"

namespace stackc::kube {
namespace {

using Json = nlohmann::json;

constexpr std::string_view objectMeta = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";
constexpr std::string_view refPrefix = "#/definitions/";

// Definitions that are open objects in truth although they look like empty ones.
const std::set<std::string_view> openObjects = {
    "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceSubresourceStatus",
    "io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1",
    "io.k8s.apimachinery.pkg.apis.meta.v1.Patch",
    "io.k8s.apimachinery.pkg.runtime.RawExtension",
};

// Definitions of scalars, which have a name in k8s.meta.v1 beside the types there.
const std::map<std::string_view, Shape> scalars = {
    {"io.k8s.apimachinery.pkg.api.resource.Quantity", Shape::Quantity},
    {"io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime", Shape::Time},
    {"io.k8s.apimachinery.pkg.apis.meta.v1.Time", Shape::Time},
    {"io.k8s.apimachinery.pkg.util.intstr.IntOrString", Shape::IntOrString},
};

struct DefinitionName {
    std::string module;
    std::string name;
    std::string path() const { return module + "." + name; }
};

// "io.k8s.api.core.v1.Pod" -> k8s.core.v1, Pod. Names without group and version live in k8s.meta.v1. What is not
// Kubernetes' own keeps its name but for the first part: "com.example.api.v1.Part" -> example.api.v1, Part.
DefinitionName splitName(std::string_view definition) {
    std::vector<std::string> parts(1);
    for (char c : definition) {
        if (c == '.')
            parts.emplace_back();
        else
            parts.back() += c;
    }
    size_t last = parts.size() - 1;
    std::string name = parts.back();
    if (!definition.starts_with("io.k8s.")) {
        std::string module = last > 1 ? parts[1] : "unnamed";
        for (size_t i = 2; i < last; ++i)
            module += "." + parts[i];
        return {module, name};
    }
    bool versioned = parts.size() >= 3 && parts[last - 1].size() >= 2 && parts[last - 1][0] == 'v' &&
                     std::isdigit(static_cast<unsigned char>(parts[last - 1][1]));
    if (!versioned)
        return {"k8s.meta.v1", name};
    return {"k8s." + parts[last - 2] + "." + parts[last - 1], name};
}

// Parts of letters, digits, hyphens and underscores, divided by dots.
bool isDefinitionName(std::string_view name) {
    char last = '.';
    for (char c : name) {
        bool plain = std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_';
        if (!plain && (c != '.' || last == '.'))
            return false;
        last = c;
    }
    return last != '.' && name.size() <= 500;
}

struct GroupVersionKind {
    std::string group, version, kind;
    std::string apiVersion() const { return group.empty() ? version : group + "/" + version; }
};

class OpenApiImport {
public:
    OpenApiImport(const Json& document, std::string_view source, const ImportOptions& options)
        : definitions_(document["definitions"]), source_(source), options_(options) {
        readScopes(document);
    }

    Imported run() {
        for (const auto& [name, schema] : definitions_.items()) {
            std::optional<GroupVersionKind> gvk = resourceKind(schema);
            if (!isDefinitionName(name))
                result_.errors.push_back({name.substr(0, 500), "not the name of a definition"});
            else if (gvk && isShipped(*gvk))
                result_.shipped.push_back(pathOf(name, *gvk));
            else if (gvk)
                addKind(name, schema, *gvk);
        }
        while (!pending_.empty()) {
            std::string name = *pending_.begin();
            pending_.erase(pending_.begin());
            addType(name);
        }
        applyReviewed();
        for (auto& [name, module] : modules_) {
            addWhatDefinitionsLack(module);
            sortByName(module.types);
            dedupe({&module});
            result_.modules.push_back(std::move(module));
        }
        return std::move(result_);
    }

private:
    // Kinds that are written: one group, version and kind, and an ObjectMeta.
    static std::optional<GroupVersionKind> resourceKind(const Json& schema) {
        if (!schema.is_object() || !schema.contains("x-kubernetes-group-version-kind"))
            return std::nullopt;
        const Json& kinds = schema["x-kubernetes-group-version-kind"];
        const Json::json_pointer metadata("/properties/metadata");
        if (!kinds.is_array() || kinds.size() != 1 || !schema.contains(metadata) ||
            !stringAt(schema[metadata], "$ref").ends_with(objectMeta))
            return std::nullopt;
        return GroupVersionKind{stringAt(kinds[0], "group"), stringAt(kinds[0], "version"), stringAt(kinds[0], "kind")};
    }

    bool isShipped(const GroupVersionKind& gvk) const {
        return options_.shipped != nullptr && options_.shipped->hasKind(gvk.apiVersion(), gvk.kind);
    }

    static std::string pathOf(const std::string& definition, const GroupVersionKind& gvk) {
        return definition.starts_with("io.k8s.")
                   ? splitName(definition).path()
                   : CustomKind{gvk.group, gvk.version, gvk.kind}.module() + "." + gvk.kind;
    }

    // Kinds by the paths under which the API server has them, if the document says; true is namespaced.
    void readScopes(const Json& document) {
        auto paths = document.find("paths");
        if (paths == document.end() || !paths->is_object())
            return;
        for (const auto& [path, operations] : paths->items()) {
            if (!operations.is_object())
                continue;
            bool namespaced = path.find("/namespaces/{namespace}/") != std::string::npos;
            for (const Json& operation : operations)
                if (operation.is_object() && operation.contains("x-kubernetes-group-version-kind")) {
                    const Json& gvk = operation["x-kubernetes-group-version-kind"];
                    bool& scope = scopes_[{stringAt(gvk, "group"), stringAt(gvk, "kind")}];
                    scope = scope || namespaced;
                }
        }
    }

    std::optional<bool> scopeOf(const GroupVersionKind& gvk) const {
        if (auto it = scopes_.find({gvk.group, gvk.kind}); it != scopes_.end())
            return it->second;
        for (const ReviewedScope& entry : reviewedScopes())
            if (entry.group == gvk.group && entry.kind == gvk.kind)
                return entry.namespaced;
        return std::nullopt;
    }

    // A custom resource, whose definition has the name of its CRD's group backwards.
    void addCustomKind(const std::string& definition, const Json& schema, const GroupVersionKind& gvk) {
        CustomKind kind{gvk.group, gvk.version, gvk.kind, scopeOf(gvk).value_or(true)};
        done_.insert(definition);
        if (std::optional<std::string> fault = faultOf(kind)) {
            result_.errors.push_back({definition, *fault});
            return;
        }
        TypeNode root = read(definition, schema);
        if (root.shape != Shape::Object)
            return noObject(definition);
        NamedType type = resourceType(kind, std::move(root), docOf(schema));
        collectRefs(type.type);
        Module& target = module(kind.module());
        target.apiVersion = kind.apiVersion();
        target.types.push_back(std::move(type));
        definitionOf_[kind.module() + "." + kind.kind] = definition;
    }

    void addKind(const std::string& definition, const Json& schema, const GroupVersionKind& gvk) {
        std::optional<bool> scope = scopeOf(gvk);
        if (!scope)
            result_.errors.push_back({definition, "the scope of kind `" + gvk.kind + "` is not known"});
        if (!definition.starts_with("io.k8s."))
            return addCustomKind(definition, schema, gvk);
        NamedType type;
        type.name = splitName(definition).name;
        type.isKind = true;
        type.doc = docOf(schema);
        type.type = read(definition, schema);
        if (type.type.shape != Shape::Object)
            return noObject(definition);
        std::erase_if(type.type.fields, [](const FieldNode& field) { return field.name == "status"; });
        if (FieldNode* field = findField(type.type, "apiVersion"))
            field->type.enumValues = {gvk.apiVersion()};
        if (FieldNode* field = findField(type.type, "kind"))
            field->type.enumValues = {gvk.kind};
        type.namespaced = scope.value_or(true);
        collectRefs(type.type);
        Module& target = module(splitName(definition).module);
        target.apiVersion = gvk.apiVersion();
        target.types.push_back(std::move(type));
        done_.insert(definition);
    }

    void noObject(const std::string& definition) {
        result_.errors.push_back({definition, "the schema of a kind must be an object"});
        done_.insert(definition);
    }

    void addType(const std::string& definition) {
        if (!done_.insert(definition).second)
            return;
        if (options_.shipped != nullptr && options_.shipped->hasType(splitName(definition).path()))
            return;
        auto it = definitions_.find(definition);
        if (it == definitions_.end()) {
            result_.errors.push_back({definition, "there is no such definition"});
            return;
        }
        NamedType type;
        type.name = splitName(definition).name;
        type.doc = docOf(*it);
        type.type = read(definition, *it);
        collectRefs(type.type);
        module(splitName(definition).module).types.push_back(std::move(type));
    }

    TypeNode read(const std::string& definition, const Json& schema) {
        TypeNode node;
        if (auto scalar = scalars.find(definition); scalar != scalars.end()) {
            node.shape = scalar->second;
            if (node.shape == Shape::IntOrString)
                node.format = "int32";
            if (definition.ends_with(".MicroTime"))
                node.pattern = microTimePattern;
            return node;
        }
        SchemaReader reader(
            Dialect::OpenApi, [this](const std::string& ref) { return resolve(ref); },
            [](const TypeNode&) { return TypeNode(); }, result_.errors);
        node = reader.read(schema, definition);
        if (openObjects.contains(definition))
            node.openFields = true;
        return node;
    }

    TypeNode resolve(const std::string& ref) {
        TypeNode node;
        if (!ref.starts_with(refPrefix)) {
            result_.errors.push_back({ref, "only references to `#/definitions/` are known"});
            return node;
        }
        std::string definition = ref.substr(refPrefix.size());
        if (!isDefinitionName(definition)) {
            result_.errors.push_back({ref.substr(0, 500), "not the name of a definition"});
            return node;
        }
        node.ref = splitName(definition).path();
        definitionOf_[node.ref] = definition;
        return node;
    }

    void collectRefs(const TypeNode& node) {
        if (!node.ref.empty() && !done_.contains(definitionOf_[node.ref]))
            pending_.insert(definitionOf_[node.ref]);
        for (const TypeNode& element : node.element)
            collectRefs(element);
        for (const FieldNode& field : node.fields)
            collectRefs(field.type);
    }

    void applyReviewed() {
        for (const ReviewedEnum& entry : reviewedEnums())
            if (TypeNode* node = valueOf(entry.field); node != nullptr && node->shape == Shape::String)
                node->enumValues.assign(entry.values.begin(), entry.values.end());
        for (const ReviewedRange& entry : reviewedRanges())
            if (TypeNode* node = valueOf(entry.field); node != nullptr && node->shape == Shape::Int)
                std::tie(node->min, node->max) = std::pair(entry.low, entry.high);
        for (const FieldDoc& entry : fieldDocs())
            if (FieldNode* field = fieldAt(entry.field); field != nullptr && field->doc.empty())
                field->doc = entry.text;
        for (const ReviewedPattern& entry : reviewedPatterns())
            if (TypeNode* node = valueOf(entry.field); node != nullptr && node->shape == Shape::String)
                node->pattern = entry.pattern;
    }

    /// The type of a field, or of the elements of its list, which is its own; null where there is none.
    TypeNode* valueOf(std::string_view path) {
        FieldNode* field = fieldAt(path);
        if (field == nullptr)
            return nullptr;
        TypeNode* node = field->type.shape == Shape::List ? &field->type.element[0] : &field->type;
        return node->ref.empty() ? node : nullptr;
    }

    FieldNode* fieldAt(std::string_view path) {
        size_t fieldDot = path.rfind('.');
        size_t typeDot = path.rfind('.', fieldDot - 1);
        auto module = modules_.find(std::string(path.substr(0, typeDot)));
        if (module == modules_.end())
            return nullptr;
        for (NamedType& type : module->second.types) {
            if (type.name != path.substr(typeDot + 1, fieldDot - typeDot - 1))
                continue;
            return findField(type.type, std::string(path.substr(fieldDot + 1)));
        }
        return nullptr;
    }

    Module& module(const std::string& name) {
        Module& module = modules_[name];
        module.name = name;
        module.source = source_;
        return module;
    }

    const Json& definitions_;
    std::string source_;
    const ImportOptions& options_;
    std::map<std::string, Module> modules_;
    std::map<std::string, std::string> definitionOf_;
    std::map<std::pair<std::string, std::string>, bool> scopes_;
    std::set<std::string> done_, pending_;
    Imported result_;
};

} // namespace

Imported importOpenApi(std::string_view text, std::string_view source, const ImportOptions& options) {
    Imported failed;
    Json document = parseJson(text, failed.errors);
    if (!failed.errors.empty())
        return failed;
    if (!document.is_object() || !document.contains("definitions") || !document["definitions"].is_object()) {
        failed.errors.push_back({"", "there are no OpenAPI v2 `definitions`"});
        return failed;
    }
    return OpenApiImport(document, source, options).run();
}

} // namespace stackc::kube
