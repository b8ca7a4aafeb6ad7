#include "compare/effect.h"

#include "text/json_lookup.h"
#include "values/amount.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace stackc::compare {

namespace {

using Json = nlohmann::ordered_json;

/// Fields below `path` that can't be changed, but for those of `except`.
struct Fixed {
    std::string_view group, kind, path;
    std::vector<std::string_view> except{};
};

const std::vector<Fixed>& fixedFields() {
    static const std::vector<Fixed> all = {
        {"apps", "Deployment", "spec.selector"},
        {"apps", "DaemonSet", "spec.selector"},
        {"apps", "ReplicaSet", "spec.selector"},
        {"apps",
         "StatefulSet",
         "spec",
         {"replicas", "ordinals", "template", "updateStrategy", "persistentVolumeClaimRetentionPolicy",
          "minReadySeconds", "revisionHistoryLimit"}},
        {"batch", "Job", "spec.selector"},
        {"batch", "Job", "spec.template"},
        {"batch", "Job", "spec.completionMode"},
        {"batch", "Job", "spec.completions"},
        {"batch", "Job", "spec.backoffLimitPerIndex"},
        {"batch", "Job", "spec.podFailurePolicy"},
        {"batch", "Job", "spec.successPolicy"},
        {"batch", "Job", "spec.managedBy"},
        {"", "PersistentVolumeClaim", "spec", {"resources", "volumeAttributesClassName"}},
        {"",
         "PersistentVolume",
         "spec",
         {"capacity", "accessModes", "persistentVolumeReclaimPolicy", "storageClassName", "mountOptions", "claimRef",
          "nodeAffinity", "volumeAttributesClassName"}},
        {"", "Pod", "spec", {"activeDeadlineSeconds", "tolerations", "containers", "initContainers"}},
        {"", "ResourceQuota", "spec.scopes"},
        {"", "Secret", "type"},
        {"rbac.authorization.k8s.io", "RoleBinding", "roleRef"},
        {"rbac.authorization.k8s.io", "ClusterRoleBinding", "roleRef"},
        {"storage.k8s.io", "StorageClass", "provisioner"},
        {"storage.k8s.io", "StorageClass", "parameters"},
        {"storage.k8s.io", "StorageClass", "reclaimPolicy"},
        {"storage.k8s.io", "StorageClass", "volumeBindingMode"},
        {"storage.k8s.io", "CSIDriver", "spec.attachRequired"},
        {"scheduling.k8s.io", "PriorityClass", "value"},
        {"scheduling.k8s.io", "PriorityClass", "preemptionPolicy"},
        {"networking.k8s.io", "IngressClass", "spec.controller"},
        {"node.k8s.io", "RuntimeClass", "handler"},
        {"discovery.k8s.io", "EndpointSlice", "addressType"},
        {"apiextensions.k8s.io", "CustomResourceDefinition", "spec.group"},
        {"apiextensions.k8s.io", "CustomResourceDefinition", "spec.scope"},
        {"apiextensions.k8s.io", "CustomResourceDefinition", "spec.names.plural"},
        {"apiextensions.k8s.io", "CustomResourceDefinition", "spec.names.kind"},
    };
    return all;
}

/// The number of steps that the dotted path takes, if they begin with it; else 0.
size_t stepsOf(std::string_view path, const Steps& steps) {
    size_t count = 0;
    for (size_t begin = 0; begin <= path.size(); ++count) {
        size_t end = std::min(path.find('.', begin), path.size());
        if (count == steps.size() || steps[count] != path.substr(begin, end - begin))
            return 0;
        begin = end + 1;
    }
    return count;
}

bool isFixed(const Fixed& rule, const Steps& path) {
    size_t count = stepsOf(rule.path, path);
    if (count == 0)
        return false;
    return count == path.size() || std::find(rule.except.begin(), rule.except.end(), path[count]) == rule.except.end();
}

/// A Service keeps its address: it may neither get nor lose `None`.
bool isOtherAddress(const Steps& path, const Json& before, const Json& after) {
    if (path.size() < 2 || path[0] != "spec" || (path[1] != "clusterIP" && path[1] != "clusterIPs"))
        return false;
    bool wasGiven = before.contains("spec") && before["spec"].contains(path[1]);
    bool isGiven = after.contains("spec") && after["spec"].contains(path[1]);
    return (wasGiven && isGiven) || text::textAt(before, {"spec", "clusterIP"}) == "None" ||
           text::textAt(after, {"spec", "clusterIP"}) == "None";
}

bool isSealed(std::string_view kind, const Steps& path, const Json& before) {
    if ((kind != "ConfigMap" && kind != "Secret") || path.empty())
        return false;
    auto sealed = before.find("immutable");
    return sealed != before.end() && *sealed == true && path[0] != "metadata";
}

/// Of a Pod only the images of its containers can be changed.
bool isOtherContainer(const Steps& path) {
    return path.size() > 1 && path[0] == "spec" && (path[1] == "containers" || path[1] == "initContainers") &&
           (path.size() < 4 || path[3] != "image");
}

/// The text of an annotation; empty if there is none.
std::string annotationOf(const Json& object, const char* name) {
    return text::textAt(object, {"metadata", "annotations", name});
}

bool isMadeAnew(const Json& object) {
    std::string policy = annotationOf(object, "helm.sh/hook-delete-policy");
    return !annotationOf(object, "helm.sh/hook").empty() &&
           (policy.empty() || policy.find("before-hook-creation") != std::string::npos);
}

/// What a claim asks for; 0 if that isn't known.
double storageOf(const Json& claim) {
    Json::json_pointer place("/spec/resources/requests/storage");
    if (!claim.contains(place))
        return 0;
    const Json& storage = claim[place];
    return values::amountOf(storage.is_string() ? storage.get<std::string>() : storage.dump());
}

/// A claim may grow.
bool isSmaller(const Steps& path, const Json& before, const Json& after) {
    bool isStorage = path.size() > 1 && path[0] == "spec" && path[1] == "resources";
    return isStorage && storageOf(after) < storageOf(before);
}

/// What stands in the resource's spec; null if nothing does.
Json inSpec(const Json& object, const char* key) {
    return object.contains("spec") && object["spec"].is_object() ? object["spec"].value(key, Json()) : Json();
}

/// A Job whose pods are numbered grows and shrinks, if it runs all of them at once.
bool isResized(const Steps& path, const Json& before, const Json& after) {
    auto isIndexed = [](const Json& job) { return inSpec(job, "completionMode") == "Indexed"; };
    Json completions = inSpec(after, "completions"), parallelism = inSpec(after, "parallelism");
    return path == Steps{"spec", "completions"} && isIndexed(before) && isIndexed(after) && completions.is_number() &&
           completions == (parallelism.is_null() ? Json(1) : parallelism);
}

bool isRefused(std::string_view group, std::string_view kind, const Steps& path, const Json& before,
               const Json& after) {
    if (group == "batch" && kind == "Job" && isResized(path, before, after))
        return false;
    for (const Fixed& rule : fixedFields())
        if (rule.group == group && rule.kind == kind && isFixed(rule, path))
            return true;
    if (!group.empty())
        return false;
    return (kind == "Service" && isOtherAddress(path, before, after)) ||
           (kind == "PersistentVolumeClaim" && isSmaller(path, before, after)) || isSealed(kind, path, before) ||
           (kind == "Pod" && isOtherContainer(path));
}

} // namespace

Effect effectOf(std::string_view group, std::string_view kind, const Steps& path, const Json& before,
                const Json& after) {
    if (isMadeAnew(before) && isMadeAnew(after))
        return Effect::InPlace;
    if (isRefused(group, kind, path, before, after))
        return Effect::Replaced;
    static constexpr std::array<std::string_view, 3> rolledOut = {"DaemonSet", "Deployment", "StatefulSet"};
    bool isWorkload = group == "apps" && std::find(rolledOut.begin(), rolledOut.end(), kind) != rolledOut.end();
    return isWorkload && stepsOf("spec.template", path) > 0 ? Effect::Restarts : Effect::InPlace;
}

Effect effectOfRemoval(std::string_view group, std::string_view kind, const Json& object) {
    if (annotationOf(object, "helm.sh/resource-policy") == "keep")
        return Effect::InPlace;
    bool isStore = group.empty() ? kind == "PersistentVolumeClaim" || kind == "Namespace"
                                 : group == "apiextensions.k8s.io" && kind == "CustomResourceDefinition";
    return isStore ? Effect::LosesData : Effect::InPlace;
}

} // namespace stackc::compare
