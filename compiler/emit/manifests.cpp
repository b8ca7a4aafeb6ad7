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
using ir::unshared;

/// It refers into what it is made of.
struct Resource {
    std::string_view kind, ns, name;
    size_t order = 0;                       ///< of installation
    const ir::Document* document = nullptr; ///< or
    const Json* definition = nullptr;
};

/// Is the entry part of the object, where all is known?
bool isWritten(const ir::Entry& entry) {
    assert(entry.kind == ir::EntryKind::Value && entry.guard->kind == NodeKind::Bool && "late entry in a manifest");
    return entry.guard->isTrue() && !entry.value->isNone();
}

void write(values::YamlWriter& writer, NodeRef node);

void writeEntries(values::YamlWriter& writer, const std::vector<ir::Entry>& entries, bool isRecord) {
    for (const ir::Entry& entry : entries) {
        if (!isWritten(entry))
            continue;
        if (isRecord)
            writer.key(entry.keyNode != nullptr ? entry.keyNode->text : entry.key);
        write(writer, entry.value);
    }
}

void write(values::YamlWriter& writer, NodeRef node) {
    node = unshared(node);
    switch (node->kind) {
    case NodeKind::Bool:
        return writer.literal(node->boolean ? "true" : "false");
    case NodeKind::Int:
        return writer.literal(std::to_string(node->integer));
    case NodeKind::Float:
        return writer.literal(values::yamlNumber(node->number));
    case NodeKind::String:
        return writer.string(node->text);
    case NodeKind::Record:
    case NodeKind::List: {
        bool isRecord = node->kind == NodeKind::Record;
        if (std::none_of(node->entries.begin(), node->entries.end(), isWritten))
            return writer.literal(isRecord ? "{}" : "[]");
        isRecord ? writer.beginMap() : writer.beginList();
        writeEntries(writer, node->entries, isRecord);
        return writer.end();
    }
    default:
        assert(false && "late node in a manifest");
    }
}

/// Helm's install order for what it knows, from 1; everything else follows.
size_t installOrder(std::string_view kind) {
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

/// What the object says at the key; null if nothing.
NodeRef at(NodeRef object, std::string_view key) {
    const ir::Entry* entry = ir::findEntry(unshared(object), key);
    return entry != nullptr && isWritten(*entry) ? unshared(entry->value) : nullptr;
}

/// A text of the object's metadata; empty if it has none.
std::string_view metadataText(NodeRef object, std::string_view key) {
    NodeRef metadata = at(object, "metadata");
    NodeRef found = metadata != nullptr ? at(metadata, key) : nullptr;
    return found != nullptr ? std::string_view(found->text) : std::string_view();
}

void add(const ir::Package& package, std::vector<Resource>& resources) {
    for (const ir::Document& document : package.documents) {
        for ([[maybe_unused]] const ir::Scope& scope : document.scopes)
            assert(scope.loop == nullptr && scope.guard->kind == NodeKind::Bool && "late scope in a manifest");
        if (!document.testOnly && ir::isThere(document))
            resources.push_back({document.kind, metadataText(document.object, "namespace"),
                                 metadataText(document.object, "name"), installOrder(document.kind), &document});
    }
}

/// In the order of installation.
std::vector<Resource> resourcesOf(const std::vector<ir::Package>& packages, const std::vector<Json>& crds) {
    std::vector<Resource> resources;
    for (const Json& crd : crds)
        resources.push_back({crd["kind"].get_ref<const std::string&>(), "",
                             crd["metadata"]["name"].get_ref<const std::string&>(), 0, nullptr, &crd});
    for (const ir::Package& package : packages)
        add(package, resources);
    std::stable_sort(resources.begin(), resources.end(), [](const Resource& a, const Resource& b) {
        return std::tie(a.order, a.kind, a.ns, a.name) < std::tie(b.order, b.kind, b.ns, b.name);
    });
    return resources;
}

std::string yamlOf(const Resource& resource, values::LastText lastText) {
    values::YamlStyle style{.lastText = lastText};
    if (resource.definition != nullptr)
        return values::writeYaml(*resource.definition, style);
    const ir::Document& document = *resource.document;
    values::YamlWriter writer(style);
    writer.beginMap();
    writer.key("apiVersion");
    writer.string(document.apiVersion);
    writer.key("kind");
    writer.string(document.kind);
    writeEntries(writer, unshared(document.object)->entries, true);
    writer.end();
    return writer.finish();
}

/// Names of cluster-scoped kinds may hold characters that file systems don't like.
std::string fileName(const Resource& resource) {
    std::string out;
    for (char c : fmt::format("{}-{}", resource.kind, resource.name)) {
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
        files[name] = yamlOf(resource, values::LastText::Open);
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
        out += "---\n" + yamlOf(resource, values::LastText::Marked);
    return out;
}

} // namespace stackc::emit
