#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "kube/dedupe.h"
#include "kube/import.h"
#include "kube/schema_type.h"
#include "kube/yaml_json.h"

namespace stackc::kube {
namespace {

using Json = nlohmann::json;

// Names that read better than the rule in moduleOfGroup().
const std::map<std::string_view, std::string_view> groupModules = {
    {"argoproj.io", "argo"},
    {"autoscaling.k8s.io", "autoscaler"},
    {"gateway.networking.k8s.io", "gateway"},
    {"monitoring.coreos.com", "prometheus"},
    {"split.smi-spec.io", "smi.split"},
};

FieldNode stringField(std::string name, std::string value) {
    FieldNode field;
    field.name = std::move(name);
    field.type.shape = Shape::String;
    field.type.enumValues = {std::move(value)};
    return field;
}

class CrdImport {
public:
    CrdImport(const Json& crd, std::string_view source, Imported& result)
        : spec_(crd["spec"]), source_(source), result_(result) {}

    void run() {
        group_ = text(spec_, "group");
        kind_ = text(spec_.value("names", Json::object()), "kind");
        std::string scope = text(spec_, "scope");
        if (group_.empty() || kind_.empty() || (scope != "Namespaced" && scope != "Cluster")) {
            result_.errors.push_back({"spec", "`group`, `names.kind` and `scope` (Namespaced or Cluster) are needed"});
            return;
        }
        namespaced_ = scope == "Namespaced";
        auto versions = spec_.find("versions");
        if (versions == spec_.end() || !versions->is_array()) {
            result_.errors.push_back({"spec.versions", "a list of versions is needed"});
            return;
        }
        std::vector<Module> modules;
        for (bool storage : {true, false})
            for (size_t i = 0; i < versions->size(); ++i)
                if ((*versions)[i].is_object() && (*versions)[i].value("storage", false) == storage &&
                    (*versions)[i].value("served", false))
                    addVersion((*versions)[i], "spec.versions[" + std::to_string(i) + "]", modules);
        std::vector<Module*> pointers;
        for (Module& module : modules)
            pointers.push_back(&module);
        dedupe(pointers);
        for (Module& module : modules)
            result_.modules.push_back(std::move(module));
    }

private:
    static std::string text(const Json& object, const char* key) {
        auto it = object.find(key);
        return it != object.end() && it->is_string() ? it->get<std::string>() : std::string();
    }

    void addVersion(const Json& version, const std::string& where, std::vector<Module>& modules) {
        std::string name = text(version, "name");
        Json::json_pointer pointer("/schema/openAPIV3Schema");
        if (name.empty() || !version.contains(pointer)) {
            result_.errors.push_back({where, "`name` and `schema.openAPIV3Schema` are needed"});
            return;
        }
        const Json& schema = version[pointer];
        SchemaReader reader(
            [&](const std::string& ref) {
                result_.errors.push_back({where, "`$ref` is not allowed in a CRD: `" + ref + "`"});
                return TypeNode();
            },
            result_.errors);
        NamedType type;
        type.name = kind_;
        type.isKind = true;
        type.namespaced = namespaced_;
        type.doc = docOf(schema);
        type.type = reader.read(schema, where);
        if (type.type.shape != Shape::Object) {
            result_.errors.push_back({where, "the schema of a kind must be an object"});
            return;
        }
        addHead(type.type, group_ + "/" + name);
        Module module;
        module.name = moduleOfGroup(group_) + "." + name;
        module.apiVersion = group_ + "/" + name;
        module.source = source_;
        module.types.push_back(std::move(type));
        modules.push_back(std::move(module));
    }

    // apiVersion, kind and metadata are the API server's, whatever the schema says; status is not for users.
    void addHead(TypeNode& root, const std::string& apiVersion) {
        std::erase_if(root.fields, [](const FieldNode& field) {
            return field.name == "apiVersion" || field.name == "kind" || field.name == "metadata" ||
                   field.name == "status";
        });
        root.fields.push_back(stringField("apiVersion", apiVersion));
        root.fields.push_back(stringField("kind", kind_));
        FieldNode metadata;
        metadata.name = "metadata";
        metadata.type.ref = "k8s.meta.v1.ObjectMeta";
        root.fields.push_back(std::move(metadata));
        std::sort(root.fields.begin(), root.fields.end(),
                  [](const FieldNode& a, const FieldNode& b) { return a.name < b.name; });
    }

    const Json& spec_;
    std::string source_, group_, kind_;
    bool namespaced_ = true;
    Imported& result_;
};

bool isCrd(const Json& document) {
    return document.is_object() && document.value("kind", Json()) == "CustomResourceDefinition" &&
           document.contains("spec") && document["spec"].is_object();
}

} // namespace

std::string moduleOfGroup(std::string_view group) {
    if (auto it = groupModules.find(group); it != groupModules.end())
        return std::string(it->second);
    std::vector<std::string> labels(1);
    for (char c : group) {
        if (c == '.')
            labels.emplace_back();
        else if (c != '-')
            labels.back() += c;
    }
    if (labels.size() > 1)
        labels.pop_back();
    std::string result;
    for (size_t i = labels.size(); i-- > 0;)
        result += labels[i] + (i > 0 ? "." : "");
    return result;
}

Imported importCrds(std::string_view yaml, std::string_view source) {
    Imported result;
    YamlDocuments parsed = parseYaml(yaml);
    if (!parsed.error.empty())
        result.errors.push_back({"", parsed.error});
    for (size_t i = 0; i < parsed.documents.size(); ++i) {
        if (isCrd(parsed.documents[i]))
            CrdImport(parsed.documents[i], source, result).run();
        else
            result.errors.push_back(
                {"document " + std::to_string(i + 1), "not a CustomResourceDefinition with a spec"});
    }
    Imported merged = mergeModules(std::move(result.modules));
    merged.errors.insert(merged.errors.begin(), result.errors.begin(), result.errors.end());
    return merged;
}

Imported mergeModules(std::vector<Module> modules) {
    Imported result;
    std::map<std::string, Module> byName;
    for (Module& module : modules) {
        Module& target = byName[module.name];
        if (target.name.empty()) {
            target = std::move(module);
            continue;
        }
        for (NamedType& type : module.types) {
            bool known = std::any_of(target.types.begin(), target.types.end(),
                                     [&](const NamedType& other) { return other.name == type.name; });
            if (known)
                result.errors.push_back({module.name + "." + type.name, "declared twice"});
            else
                target.types.push_back(std::move(type));
        }
    }
    for (auto& [name, module] : byName) {
        std::sort(module.types.begin(), module.types.end(),
                  [](const NamedType& a, const NamedType& b) { return a.name < b.name; });
        result.modules.push_back(std::move(module));
    }
    return result;
}

} // namespace stackc::kube
