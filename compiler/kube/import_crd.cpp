#include <nlohmann/json.hpp>

#include "kube/custom_kind.h"
#include "kube/dedupe.h"
#include "kube/import.h"
#include "kube/json_input.h"
#include "kube/schema_type.h"
#include "kube/yaml_json.h"

namespace stackc::kube {
namespace {

using Json = nlohmann::json;

constexpr size_t maxVersions = 100;

const Json& memberOf(const Json& object, const char* key) {
    static const Json none;
    if (!object.is_object())
        return none;
    auto it = object.find(key);
    return it != object.end() ? *it : none;
}

class CrdImport {
public:
    CrdImport(const Json& spec, std::string where, std::string_view source, const ImportOptions& options,
              Imported& result)
        : spec_(spec), where_(std::move(where)), source_(source), options_(options), result_(result) {}

    void run() {
        kind_.group = stringAt(spec_, "group");
        kind_.kind = stringAt(memberOf(spec_, "names"), "kind");
        std::string scope = stringAt(spec_, "scope");
        if (scope.empty() && isOld())
            scope = "Namespaced";
        if (kind_.group.empty() || kind_.kind.empty() || (scope != "Namespaced" && scope != "Cluster"))
            return fail("", "`group`, `names.kind` and `scope` (Namespaced or Cluster) are needed");
        kind_.namespaced = scope == "Namespaced";
        if (options_.taken != nullptr)
            kind_.names = moduleOfGroup(kind_.group, *options_.taken);
        Json only = oldVersion();
        const Json& versions = only.is_null() ? memberOf(spec_, "versions") : only;
        if (!versions.is_array())
            return fail(".versions", "a list of versions is needed");
        if (versions.size() > maxVersions)
            return fail(".versions", "too many versions");
        std::vector<Module> modules;
        bool served = false;
        for (bool storage : {true, false}) // types of the stored version have the paths that the others refer to
            for (size_t i = 0; i < versions.size(); ++i)
                if (flagAt(versions[i], "served") && flagAt(versions[i], "storage") == storage) {
                    served = true;
                    addVersion(versions[i], ".versions[" + std::to_string(i) + "]", modules);
                }
        if (!served)
            return result_.skipped.push_back(
                {where_ + "spec.versions", "no version of `" + kind_.kind + "` is served"});
        std::vector<Module*> pointers;
        for (Module& module : modules)
            pointers.push_back(&module);
        dedupe(pointers);
        for (Module& module : modules)
            result_.modules.push_back(std::move(module));
    }

private:
    void fail(const std::string& place, std::string message) {
        result_.errors.push_back({where_ + "spec" + place, std::move(message)});
    }

    // v1beta1 may have one version, and one schema for all.
    bool isOld() const { return spec_.contains("version") || spec_.contains("validation"); }

    Json oldVersion() const {
        if (spec_.contains("versions") || !spec_.contains("version"))
            return nullptr;
        return Json::array({{{"name", spec_["version"]}, {"served", true}, {"storage", true}}});
    }

    const Json& schemaOf(const Json& version) const {
        static const Json anything = {{"type", "object"}, {"x-kubernetes-preserve-unknown-fields", true}};
        const Json& own = memberOf(memberOf(version, "schema"), "openAPIV3Schema");
        const Json& common = memberOf(memberOf(spec_, "validation"), "openAPIV3Schema");
        return own.is_object() ? own : common.is_object() ? common : isOld() ? anything : own;
    }

    void addVersion(const Json& version, const std::string& where, std::vector<Module>& modules) {
        kind_.version = stringAt(version, "name");
        const Json& schema = schemaOf(version);
        if (kind_.version.empty() || !schema.is_object())
            return fail(where, "`name` and `schema.openAPIV3Schema` are needed");
        if (std::optional<std::string> fault = faultOf(kind_))
            return fail("", *fault);
        if (options_.shipped != nullptr && options_.shipped->hasKind(kind_.apiVersion(), kind_.kind))
            return result_.shipped.push_back(kind_.module() + "." + kind_.kind);
        SchemaReader reader(
            Dialect::Structural,
            [&](const std::string& ref) {
                fail(where, "`$ref` is not allowed in a CRD: `" + ref + "`");
                return TypeNode();
            },
            [](const TypeNode&) { return TypeNode(); }, result_.errors);
        TypeNode root = reader.read(schema, where_ + "spec" + where);
        if (root.shape != Shape::Object)
            return fail(where, "the schema of a kind must be an object");
        Module module;
        module.name = kind_.module();
        module.apiVersion = kind_.apiVersion();
        module.source = source_;
        module.types.push_back(resourceType(kind_, std::move(root), docOf(schema)));
        modules.push_back(std::move(module));
    }

    const Json& spec_;
    std::string where_;
    std::string source_;
    const ImportOptions& options_;
    CustomKind kind_;
    Imported& result_;
};

class DocumentsImport {
public:
    DocumentsImport(std::string_view source, const ImportOptions& options, Imported& result)
        : source_(source), options_(options), result_(result) {}

    void document(const Json& document, const std::string& where) {
        std::string apiVersion = stringAt(document, "apiVersion");
        std::string kind = stringAt(document, "kind");
        const Json& spec = memberOf(document, "spec");
        const Json& items = memberOf(document, "items");
        if (kind.ends_with("List") && items.is_array()) {
            for (size_t i = 0; i < items.size(); ++i)
                this->document(items[i], where + (where.empty() ? "" : ", ") + "items[" + std::to_string(i) + "]");
            return;
        }
        if (kind != "CustomResourceDefinition")
            return result_.skipped.push_back(
                {where, kind.empty() ? "not a CustomResourceDefinition"
                                     : "a `" + kind.substr(0, 100) + "`, which is no CustomResourceDefinition"});
        if (!spec.is_object())
            result_.errors.push_back({where, "a CustomResourceDefinition without a spec"});
        else if (!apiVersion.empty() && apiVersion != "apiextensions.k8s.io/v1" &&
                 apiVersion != "apiextensions.k8s.io/v1beta1")
            result_.errors.push_back({where, "only CustomResourceDefinitions of apiextensions.k8s.io/v1 and v1beta1 "
                                             "can be read, not of `" +
                                                 apiVersion + "`"});
        else
            CrdImport(spec, where.empty() ? "" : where + ": ", source_, options_, result_).run();
    }

private:
    std::string_view source_;
    const ImportOptions& options_;
    Imported& result_;
};

} // namespace

Imported importCrds(std::string_view yaml, std::string_view source, const ImportOptions& options) {
    Imported result;
    YamlDocuments parsed = parseYaml(yaml);
    if (!parsed.error.empty())
        result.errors.push_back({parsed.where, parsed.error});
    else if (parsed.documents.empty())
        result.errors.push_back({"", "there is nothing in it"});
    bool several = parsed.documents.size() > 1;
    for (size_t i = 0; i < parsed.documents.size(); ++i)
        DocumentsImport(source, options, result)
            .document(parsed.documents[i], several ? "document " + std::to_string(i + 1) : "");
    if (result.modules.empty() && result.shipped.empty() && result.errors.empty())
        std::swap(result.errors, result.skipped);
    Imported merged = mergeModules(std::move(result.modules));
    result.errors.insert(result.errors.end(), merged.errors.begin(), merged.errors.end());
    result.modules = std::move(merged.modules);
    return result;
}

} // namespace stackc::kube
