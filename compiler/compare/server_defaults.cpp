#include "compare/server_defaults.h"

#include "text/image_name.h"
#include "values/amount.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace stackc::compare {

namespace {

using Json = nlohmann::ordered_json;

// ---- what is the same

bool isIn(std::string_view key, std::initializer_list<std::string_view> keys) {
    return std::ranges::find(keys, key) != keys.end();
}

/// Is it as if it weren't there? Of what may be empty, and is then something else than nothing, it is not.
bool isNothing(std::string_view key, const Json& value) {
    if (value.is_null() || value == Json::array())
        return true;
    if (value == Json::object())
        return isIn(key, {"annotations", "labels", "limits", "matchLabels", "nodeSelector", "parameters", "requests",
                          "resources"});
    if (value == Json(""))
        return isIn(key, {"apiGroup", "hostname", "serviceAccountName", "serviceName", "subdomain"});
    return value == Json(false) &&
           isIn(key, {"hostIPC", "hostNetwork", "hostPID", "readOnly", "stdin", "stdinOnce", "tty"});
}

bool isQuantity(const Json& value) { return value.is_number() || value.is_string(); }

/// Are the keys of what stands there no names of fields?
bool hasKeysOfUsers(std::string_view key) {
    return isIn(key, {"annotations", "binaryData", "data", "labels", "matchLabels", "nodeSelector", "parameters",
                      "stringData"});
}

/// Quantities as numbers, and nothing that is nothing.
void simplify(Json& value) {
    if (value.is_array())
        for (Json& item : value)
            simplify(item);
    if (!value.is_object())
        return;
    for (auto& [key, item] : value.items()) {
        if (!hasKeysOfUsers(key))
            simplify(item);
        if (isIn(key, {"capacity", "limits", "requests"}) && item.is_object())
            for (Json& one : item)
                if (isQuantity(one))
                    one = values::amountOf(one.is_string() ? one.get<std::string>() : one.dump());
    }
    std::vector<std::string> nothing;
    for (const auto& [key, item] : value.items())
        if (isNothing(key, item))
            nothing.push_back(key);
    for (const std::string& key : nothing)
        value.erase(key);
}

// ---- defaults

struct Default {
    const char* key;
    Json value;
};

void fill(Json& object, const std::vector<Default>& defaults) {
    for (const auto& [key, value] : defaults)
        if (!object.contains(key))
            object[key] = value;
}

/// The map at the key, if there is one.
Json* mapAt(Json& object, const char* key) {
    auto found = object.is_object() ? object.find(key) : object.end();
    return found != object.end() && found->is_object() ? &*found : nullptr;
}

/// Of a list of maps, each.
template <typename Work> void eachIn(Json& object, const char* key, Work work) {
    auto found = object.find(key);
    if (found != object.end() && found->is_array())
        for (Json& item : *found)
            if (item.is_object())
                work(item);
}

void fillGet(Json& action) {
    if (Json* get = mapAt(action, "httpGet"))
        fill(*get, {{"path", "/"}, {"scheme", "HTTP"}});
}

void fillProbe(Json& container, const char* key) {
    static const std::vector<Default> ofProbe{
        {"timeoutSeconds", 1}, {"periodSeconds", 10}, {"successThreshold", 1}, {"failureThreshold", 3}};
    Json* probe = mapAt(container, key);
    if (probe == nullptr)
        return;
    fill(*probe, ofProbe);
    if (Json* call = mapAt(*probe, "grpc"))
        fill(*call, {{"service", ""}});
    fillGet(*probe);
}

/// Without a tag, or with `latest`, an image is always pulled.
std::string pullPolicyOf(const Json& container) {
    const std::string image = container.contains("image") && container["image"].is_string()
                                  ? container["image"].get<std::string>()
                                  : std::string();
    const text::ImageName name = text::parseImage(image);
    bool isLatest = name.tag == "latest" || (name.tag.empty() && name.digest.empty());
    return isLatest ? "Always" : "IfNotPresent";
}

void fillContainer(Json& container) {
    fill(container, {{"imagePullPolicy", pullPolicyOf(container)},
                     {"terminationMessagePath", "/dev/termination-log"},
                     {"terminationMessagePolicy", "File"}});
    eachIn(container, "ports", [](Json& port) { fill(port, {{"protocol", "TCP"}}); });
    eachIn(container, "env", [](Json& variable) {
        if (Json* from = mapAt(variable, "valueFrom"))
            if (Json* field = mapAt(*from, "fieldRef"))
                fill(*field, {{"apiVersion", "v1"}});
    });
    for (const char* probe : {"livenessProbe", "readinessProbe", "startupProbe"})
        fillProbe(container, probe);
    if (Json* lifecycle = mapAt(container, "lifecycle"))
        for (const char* hook : {"postStart", "preStop"})
            if (Json* action = mapAt(*lifecycle, hook))
                fillGet(*action);
}

void fillVolume(Json& volume) {
    constexpr int mode = 0644;
    if (volume.size() == 1 && volume.contains("name"))
        volume["emptyDir"] = Json::object();
    for (const char* source : {"configMap", "downwardAPI", "projected", "secret"})
        if (Json* held = mapAt(volume, source))
            fill(*held, {{"defaultMode", mode}});
    if (Json* path = mapAt(volume, "hostPath"))
        fill(*path, {{"type", ""}});
}

void fillPod(Json& spec) {
    fill(spec, {{"restartPolicy", "Always"},
                {"dnsPolicy", "ClusterFirst"},
                {"schedulerName", "default-scheduler"},
                {"securityContext", Json::object()},
                {"terminationGracePeriodSeconds", 30}});
    for (const char* containers : {"initContainers", "containers"})
        eachIn(spec, containers, fillContainer);
    eachIn(spec, "volumes", fillVolume);
}

void fillClaim(Json& spec) { fill(spec, {{"volumeMode", "Filesystem"}}); }

/// The pods that a workload makes.
void fillTemplate(Json& spec) {
    if (Json* pod = mapAt(spec, "template"))
        if (Json* held = mapAt(*pod, "spec"))
            fillPod(*held);
}

void fillStatefulSet(Json& spec) {
    fillTemplate(spec);
    fill(spec, {{"podManagementPolicy", "OrderedReady"}});
    eachIn(spec, "volumeClaimTemplates", [](Json& claim) {
        fill(claim, {{"apiVersion", "v1"}, {"kind", "PersistentVolumeClaim"}});
        if (Json* held = mapAt(claim, "spec"))
            fillClaim(*held);
    });
}

void fillJob(Json& spec) {
    if (!spec.contains("completions") && !spec.contains("parallelism"))
        spec["completions"] = 1;
    fill(spec, {{"parallelism", 1}, {"completionMode", "NonIndexed"}});
    fillTemplate(spec);
}

/// The defaults of a kind's `spec`, or of what stands beside it.
struct OfKind {
    std::string_view group, kind;
    void (*spec)(Json& spec);
    std::vector<Default> beside{};
};

const std::vector<OfKind>& kinds() {
    static const std::vector<OfKind> all = {
        {"", "PersistentVolume", fillClaim},
        {"", "PersistentVolumeClaim", fillClaim},
        {"", "Pod",
         [](Json& spec) {
             fill(spec, {{"enableServiceLinks", true}});
             fillPod(spec);
         }},
        {"", "Secret", nullptr, {{"type", "Opaque"}}},
        {"apps", "DaemonSet", fillTemplate},
        {"apps", "Deployment", fillTemplate},
        {"apps", "StatefulSet", fillStatefulSet},
        {"batch", "Job", fillJob},
        {"scheduling.k8s.io", "PriorityClass", nullptr, {{"preemptionPolicy", "PreemptLowerPriority"}}},
        {"storage.k8s.io", "CSIDriver",
         [](Json& spec) {
             fill(spec, {{"attachRequired", true}});
         }},
        {"storage.k8s.io", "StorageClass", nullptr, {{"reclaimPolicy", "Delete"}, {"volumeBindingMode", "Immediate"}}},
    };
    return all;
}

} // namespace

Json asServerSeesIt(std::string_view group, std::string_view kind, Json object) {
    simplify(object);
    for (const OfKind& one : kinds())
        if (one.group == group && one.kind == kind) {
            fill(object, one.beside);
            if (Json* spec = mapAt(object, "spec"); spec != nullptr && one.spec != nullptr)
                one.spec(*spec);
        }
    if (Json* role = mapAt(object, "roleRef"))
        fill(*role, {{"apiGroup", "rbac.authorization.k8s.io"}});
    return object;
}

} // namespace stackc::compare
