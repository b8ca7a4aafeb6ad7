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
    CrdImport(const Json& spec, std::string where, std::string_view source, Imported& result)
        : spec_(spec), where_(std::move(where)), source_(source), result_(result) {}

    void run() {
        kind_.group = stringAt(spec_, "group");
        kind_.kind = stringAt(memberOf(spec_, "names"), "kind");
        std::string scope = stringAt(spec_, "scope");
        if (kind_.group.empty() || kind_.kind.empty() || (scope != "Namespaced" && scope != "Cluster"))
            return fail("", "`group`, `names.kind` and `scope` (Namespaced or Cluster) are needed");
        kind_.namespaced = scope == "Namespaced";
        const Json& versions = memberOf(spec_, "versions");
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
            return fail(".versions", "no version is served");
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

    void addVersion(const Json& version, const std::string& where, std::vector<Module>& modules) {
        kind_.version = stringAt(version, "name");
        const Json& schema = memberOf(memberOf(version, "schema"), "openAPIV3Schema");
        if (kind_.version.empty() || !schema.is_object())
            return fail(where, "`name` and `schema.openAPIV3Schema` are needed");
        if (std::optional<std::string> fault = faultOf(kind_))
            return fail("", *fault);
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
    CustomKind kind_;
    Imported& result_;
};

void importDocument(const Json& document, const std::string& where, std::string_view source, Imported& result) {
    std::string apiVersion = stringAt(document, "apiVersion");
    const Json& spec = memberOf(document, "spec");
    const Json& items = memberOf(document, "items");
    if (stringAt(document, "kind").ends_with("List") && items.is_array()) {
        for (size_t i = 0; i < items.size(); ++i)
            importDocument(items[i], where + (where.empty() ? "" : ", ") + "items[" + std::to_string(i) + "]", source,
                           result);
        return;
    }
    if (stringAt(document, "kind") != "CustomResourceDefinition" || !spec.is_object())
        result.errors.push_back({where, "not a CustomResourceDefinition with a spec"});
    else if (!apiVersion.empty() && apiVersion != "apiextensions.k8s.io/v1")
        result.errors.push_back(
            {where,
             "only CustomResourceDefinitions of apiextensions.k8s.io/v1 can be read, not of `" + apiVersion + "`"});
    else
        CrdImport(spec, where.empty() ? "" : where + ": ", source, result).run();
}

} // namespace

Imported importCrds(std::string_view yaml, std::string_view source) {
    Imported result;
    YamlDocuments parsed = parseYaml(yaml);
    if (!parsed.error.empty())
        result.errors.push_back({parsed.where, parsed.error});
    else if (parsed.documents.empty())
        result.errors.push_back({"", "there is nothing in it"});
    bool several = parsed.documents.size() > 1;
    for (size_t i = 0; i < parsed.documents.size(); ++i)
        importDocument(parsed.documents[i], several ? "document " + std::to_string(i + 1) : "", source, result);
    Imported merged = mergeModules(std::move(result.modules));
    merged.errors.insert(merged.errors.begin(), result.errors.begin(), result.errors.end());
    return merged;
}

} // namespace stackc::kube
