#include "emit/manifests.h"
#include "values/yaml_text.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cctype>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unordered_map>

namespace stackc::emit {

namespace {

using Json = nlohmann::ordered_json;
using ir::NodeKind;
using ir::NodeRef;

struct Resource {
    std::string kind, ns, name;
    size_t order = 0; ///< of installation
    Json json;
};

Json objectOf(std::vector<std::pair<std::string, Json>> fields) {
    Json::object_t object;
    object.reserve(fields.size());
    for (auto& [key, value] : fields)
        object.push_back({std::move(key), std::move(value)});
    return object;
}

Json toJson(NodeRef node) {
    switch (node->kind) {
    case NodeKind::Bool:
        return node->boolean;
    case NodeKind::Int:
        return node->integer;
    case NodeKind::Float:
        return node->number;
    case NodeKind::String:
        return node->text;
    case NodeKind::Shared:
        return toJson(node->args[0]);
    case NodeKind::Record:
    case NodeKind::List: {
        bool isRecord = node->kind == NodeKind::Record;
        Json out = Json::array();
        // Keys are distinct: none is looked up.
        std::vector<std::pair<std::string, Json>> fields;
        for (const ir::Entry& entry : node->entries) {
            assert(entry.kind == ir::EntryKind::Value && entry.guard->kind == NodeKind::Bool &&
                   "late entry in a manifest");
            if (!entry.guard->isTrue() || entry.value->isNone())
                continue;
            if (isRecord)
                fields.emplace_back(entry.keyNode != nullptr ? entry.keyNode->text : entry.key, toJson(entry.value));
            else
                out.push_back(toJson(entry.value));
        }
        return isRecord ? objectOf(std::move(fields)) : out;
    }
    default:
        break;
    }
    assert(false && "late node in a manifest");
    return nullptr;
}

/// Helm's install order for what it knows, from 1; everything else follows.
size_t installOrder(const std::string& kind) {
    static constexpr std::array order = {"PriorityClass",
                                         "Namespace",
                                         "NetworkPolicy",
                                         "ResourceQuota",
                                         "LimitRange",
                                         "PodSecurityPolicy",
                                         "PodDisruptionBudget",
                                         "ServiceAccount",
                                         "Secret",
                                         "ConfigMap",
                                         "StorageClass",
                                         "PersistentVolume",
                                         "PersistentVolumeClaim",
                                         "CustomResourceDefinition",
                                         "ClusterRole",
                                         "ClusterRoleBinding",
                                         "Role",
                                         "RoleBinding",
                                         "Service",
                                         "DaemonSet",
                                         "Pod",
                                         "ReplicationController",
                                         "ReplicaSet",
                                         "Deployment",
                                         "HorizontalPodAutoscaler",
                                         "StatefulSet",
                                         "Job",
                                         "CronJob",
                                         "IngressClass",
                                         "Ingress",
                                         "APIService"};
    return static_cast<size_t>(std::find(order.begin(), order.end(), kind) - order.begin()) + 1;
}

std::string text(const Json& json, const char* key) {
    auto metadata = json.find("metadata");
    if (metadata == json.end() || !metadata->is_object() || !metadata->contains(key))
        return {};
    return (*metadata)[key].get<std::string>();
}

void add(const ir::Package& package, std::vector<Resource>& resources) {
    for (const ir::Document& document : package.documents) {
        for ([[maybe_unused]] const ir::Scope& scope : document.scopes)
            assert(scope.loop == nullptr && scope.guard->kind == NodeKind::Bool && "late scope in a manifest");
        if (document.testOnly || !ir::isThere(document))
            continue;
        Json json = Json::object();
        json["apiVersion"] = document.apiVersion;
        json["kind"] = document.kind;
        Json object = toJson(document.object);
        for (auto& [key, value] : object.items())
            json[key] = value;
        resources.push_back(
            {document.kind, text(json, "namespace"), text(json, "name"), installOrder(document.kind), std::move(json)});
    }
}

std::vector<Resource> resourcesOf(const std::vector<ir::Package>& packages, const std::vector<Json>& crds) {
    std::vector<Resource> resources;
    for (const Json& crd : crds)
        resources.push_back({crd["kind"], "", text(crd, "name"), 0, crd});
    for (const ir::Package& package : packages)
        add(package, resources);
    std::stable_sort(resources.begin(), resources.end(), [](const Resource& a, const Resource& b) {
        return std::tie(a.order, a.kind, a.ns, a.name) < std::tie(b.order, b.kind, b.ns, b.name);
    });
    return resources;
}

/// Names of cluster-scoped kinds may hold characters that file systems don't like.
std::string fileName(const Resource& resource) {
    std::string out;
    for (char c : resource.kind + "-" + resource.name) {
        auto byte = static_cast<unsigned char>(c);
        out += std::isalnum(byte) || c == '-' || c == '.' || c == '_' ? static_cast<char>(std::tolower(byte)) : '_';
    }
    constexpr size_t longest = 200; // file systems end at 255
    return out.substr(0, longest);
}

/// What is part of the release and not of the manifests, as comments.
std::string missingLines(const std::vector<std::string>& missing) {
    std::string out;
    for (const std::string& what : missing)
        out += fmt::format("# Not in here: {}\n", what);
    return out;
}

} // namespace

FileSet emitManifests(const std::vector<ir::Package>& packages, const std::vector<Json>& crds,
                      const std::vector<std::string>& missing) {
    FileSet files;
    std::string kustomization =
        missingLines(missing) + "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:";
    std::vector<Resource> resources = resourcesOf(packages, crds);
    std::unordered_map<std::string, int> numbers; // that bases went up to
    for (const Resource& resource : resources) {
        std::string base = fileName(resource);
        std::string name = base + ".yaml";
        int& number = numbers.try_emplace(base, 1).first->second;
        while (files.contains(name))
            name = fmt::format("{}-{}.yaml", base, ++number);
        files[name] = values::writeYaml(resource.json, {.lastText = values::LastText::Open});
        kustomization += fmt::format("\n  - {}", values::yamlScalar(name));
    }
    files["kustomization.yaml"] = kustomization + (resources.empty() ? " []\n" : "\n");
    return files;
}

std::string emitManifestStream(const std::vector<ir::Package>& packages, const std::vector<Json>& crds,
                               const std::vector<std::string>& missing) {
    std::string out = missingLines(missing);
    // Who cuts a stream into its documents may trim them.
    for (const Resource& resource : resourcesOf(packages, crds))
        out += "---\n" + values::writeYaml(resource.json, {.lastText = values::LastText::Marked});
    return out;
}

} // namespace stackc::emit
