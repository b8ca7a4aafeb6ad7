// Pods: what containers, ports, variables, volumes and mounts may be called, and that they are there once.
#include "judge/amount.h"
#include "judge/walk.h"
#include "text/replace.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <optional>

namespace stackc::judge {

using diag::Code;

namespace {

void containerPort(Walk& walk, const Parts& fields) { walk.name(fields, "name", portName, "the name of a port"); }

void envVar(Walk& walk, const Parts& fields) {
    walk.name(fields, "name", variableName, "the name of a variable");
    walk.together(fields, "value", "valueFrom", [&](const Part& value, const Part&) {
        if (const std::string* text = textOf(value.value); text != nullptr && !text->empty())
            walk.barred({"value"}, *text, "stands beside `valueFrom`, and a variable has one of them");
    });
}

void volumeMount(Walk& walk, const Parts& fields) {
    walk.name(fields, "mountPath", mountPath, "a mount path");
    for (const char* key : {"subPath", "subPathExpr"})
        for (const Part& form : walk.forms(fields, key)) {
            View::Within within(walk.view(), form.guard);
            const std::string* text = textOf(form.value);
            if (text != nullptr && (text->starts_with("/") || *text == ".." || text->starts_with("../") ||
                                    text->find("/../") != std::string::npos))
                walk.misfit({key}, form.value, "a path below the volume is expected");
        }
}

/// There in each release: not one of several alternatives, which may be none.
bool isAlways(Walk& walk, const Part& part) {
    const std::span<const Part> forms = walk.view().forms(part.value).known;
    return part.guard->isTrue() && forms.size() == 1 && forms[0].guard->isTrue();
}

/// Of its fields but `name`, one is there at most.
void oneSource(Walk& walk, const Parts& fields, const char* what) {
    std::vector<const Part*> sources;
    for (const Part& part : fields.known)
        if (part.key != "name")
            sources.push_back(&part);
    for (size_t i = 1; i < sources.size(); ++i)
        if (isAlways(walk, *sources[i]) && isAlways(walk, *sources[0]))
            walk.barred({std::string(sources[i]->key)}, "",
                        fmt::format("stands beside another source, and {} has one", what));
}

void volume(Walk& walk, const Parts& fields) {
    walk.name(fields, "name", dnsLabel, "the name of a volume");
    oneSource(walk, fields, "a volume");
}

void projection(Walk& walk, const Parts& fields) { oneSource(walk, fields, "an element of `sources`"); }

/// No two files have one path, whichever sources they are of.
void projectedFiles(Walk& walk, const Parts& fields) {
    std::vector<Walk::Element> files;
    for (const Walk::Element& source : walk.objects(fields, "sources")) {
        for (const char* list : {"secret", "configMap", "downwardAPI"})
            for (Walk::Element& file :
                 walk.objects(walk.fieldsAt(source.fields, {list}), "items", walk.view().below(source.at, list))) {
                file.guard = walk.view().both(source.guard, file.guard);
                files.push_back(std::move(file));
            }
        for (const char* single : {"serviceAccountToken", "clusterTrustBundle"})
            if (source.fields.find(single) != nullptr)
                files.push_back(
                    {source.guard, walk.view().below(source.at, single), walk.fieldsAt(source.fields, {single})});
    }
    walk.distinct(files, {"path"});
}

void handlerPort(Walk& walk, const Parts& fields) {
    walk.range(fields, "port", 1, 65535);
    walk.name(fields, "port", portName, "the name of a port");
}

void envVarSource(Walk& walk, const Parts& fields) {
    if (NodeRef path = walk.fieldsAt(fields, {"fieldRef"}).get("fieldPath"))
        walk.nameAt({"fieldRef", "fieldPath"}, path, fieldOfVariable, Code::E5024, "the field of a variable");
}

void podFile(Walk& walk, const Parts& fields) {
    if (NodeRef path = walk.fieldsAt(fields, {"fieldRef"}).get("fieldPath"))
        walk.nameAt({"fieldRef", "fieldPath"}, path, fieldOfFile, Code::E5024, "the field of a file");
}

void envFromSource(Walk& walk, const Parts& fields) {
    if (const std::string* prefix = textOf(fields.get("prefix")); prefix != nullptr && !prefix->empty())
        walk.name(fields, "prefix", variableName, "the beginning of variables' names");
}

void execAction(Walk& walk, const Parts& fields) {
    Parts words = walk.elementsAt(fields, "command");
    if (!fields.open && !words.open && words.known.empty())
        walk.misfit({"command"}, nullptr, "has no element, and there is nothing to run");
}

void toleration(Walk& walk, const Parts& fields) {
    walk.together(fields, "value", "operator", [&](const Part& value, const Part& how) {
        const std::string* text = textOf(value.value);
        if (text != nullptr && !text->empty() && walk.isKnown(how.value, "Exists"))
            walk.barred({"value"}, *text, "is not for a toleration whose operator is `Exists`");
    });
    const bool needsKey = !fields.open && !walk.mayBe(fields, "operator", "Exists");
    if (needsKey && fields.find("key") == nullptr)
        walk.misfit({"key"}, nullptr, "is required unless `operator` is `Exists`");
    for (const Part& form : walk.forms(fields, "key")) {
        const std::string* key = textOf(form.value);
        if (key != nullptr && !key->empty())
            walk.nameAt({"key"}, form.value, labelKey, Code::E5024, "the key of a taint");
        else if (View::Within within(walk.view(), form.guard); key != nullptr && needsKey)
            walk.misfit({"key"}, nullptr, "is required unless `operator` is `Exists`");
    }
    if (fields.find("operator") == nullptr)
        walk.name(fields, "value", labelValue, "the value of a taint");
    for (const Part& how : walk.forms(fields, "operator"))
        if (View::Within within(walk.view(), how.guard); walk.isKnown(how.value, "Equal"))
            walk.name(fields, "value", labelValue, "the value of a taint");
    if (walk.forms(fields, "tolerationSeconds").empty() || fields.open || walk.mayBe(fields, "effect", "NoExecute"))
        return;
    View::Within within(walk.view(), fields.find("tolerationSeconds")->guard);
    walk.barred({"tolerationSeconds"}, "", "is only for a toleration whose effect is `NoExecute`");
}

/// Texts of a list that are known, each with its place.
std::vector<std::pair<Path, Part>> textsOf(Walk& walk, const Parts& fields, const char* list) {
    std::vector<std::pair<Path, Part>> out;
    size_t index = 0;
    for (const Part& element : walk.elementsAt(fields, list).known) {
        Path at{list, index++};
        if (textOf(element.value) != nullptr)
            out.emplace_back(std::move(at), element);
    }
    return out;
}

/// Where a selector of labels asks for the key.
std::vector<NodeRef> askedWhere(Walk& walk, const Parts& selector, const std::string& key) {
    std::vector<NodeRef> out;
    for (const Part& label : walk.fieldsAt(selector, {"matchLabels"}).known)
        if (label.key == key)
            out.push_back(label.guard);
    for (const Walk::Element& one : walk.objects(selector, "matchExpressions"))
        for (const Part& form : walk.forms(one.fields, "key"))
            if (walk.isKnown(form.value, key))
                out.push_back(walk.view().both(one.guard, form.guard));
    return out;
}

/// Keys whose values are those of the pod itself: the selector beside them asks for others.
void keysOfPod(Walk& walk, const Parts& fields) {
    bool lacksSelector = !fields.open && fields.find("labelSelector") == nullptr;
    const Parts selector = walk.fieldsAt(fields, {"labelSelector"});
    const auto unlike = textsOf(walk, fields, "mismatchLabelKeys");
    for (const char* list : {"matchLabelKeys", "mismatchLabelKeys"}) {
        for (const auto& [at, key] : textsOf(walk, fields, list)) {
            auto meets = [&, guard = key.guard](NodeRef other) { return walk.meet(guard, other); };
            std::vector<NodeRef> asked = askedWhere(walk, selector, *textOf(key.value));
            if (std::any_of(asked.begin(), asked.end(), meets))
                walk.misfit(at, key.value, "stands in `labelSelector`, too");
            else if (lacksSelector && walk.view().possible(key.guard))
                walk.misfit(at, key.value, "needs a `labelSelector` beside it");
        }
    }
    for (const auto& [at, key] : textsOf(walk, fields, "matchLabelKeys"))
        for (const auto& other : unlike)
            if (walk.isKnown(other.second.value, *textOf(key.value)) && walk.meet(key.guard, other.second.guard))
                walk.misfit(at, key.value, "stands in `mismatchLabelKeys`, too");
}

void podSecurity(Walk& walk, const Parts& fields) { walk.distinct(walk.objects(fields, "sysctls"), {"name"}); }

bool isOfNetwork(std::string_view sysctl) { return sysctl.starts_with("net.") || sysctl.starts_with("net/"); }

bool isOfIpc(std::string_view sysctl) {
    std::string name = text::replaceAll(std::string(sysctl), "/", ".");
    return name == "kernel.sem" || name.starts_with("kernel.shm") || name.starts_with("kernel.msg") ||
           name.starts_with("fs.mqueue.");
}

/// What a pod shares with its node has the node's sysctls.
void sharedSysctls(Walk& walk, const Parts& pod) {
    struct Shared {
        const char* field;
        bool (*isOfIt)(std::string_view sysctl);
    };
    const Parts context = walk.fieldsAt(pod, {"securityContext"});
    for (const auto& [shared, isOfIt] : {Shared{"hostNetwork", isOfNetwork}, Shared{"hostIPC", isOfIpc}})
        for (const Part& form : walk.forms(pod, shared))
            for (const Walk::Element& sysctl : walk.objects(context, "sysctls")) {
                const std::string* name = textOf(sysctl.fields.get("name"));
                if (!form.value->isTrue() || name == nullptr || !isOfIt(*name) || !walk.meet(sysctl.guard, form.guard))
                    continue;
                walk.misfit(below(below(Path{"securityContext"}, sysctl.at), "name"), sysctl.fields.get("name"),
                            fmt::format("can't be set where `{}` is `true`", shared));
            }
}

/// Only a privileged container mounts anything that the node sees.
void propagation(Walk& walk, const Parts& container) {
    Parts security = walk.fieldsAt(container, {"securityContext"});
    std::vector<Part> privileges = walk.forms(security, "privileged");
    bool mayBePrivileged =
        container.open || security.open ||
        std::any_of(privileges.begin(), privileges.end(), [](const Part& form) { return !form.value->isFalse(); });
    for (const Walk::Element& mount : walk.objects(container, "volumeMounts"))
        for (const Part& form : walk.forms(mount.fields, "mountPropagation"))
            if (!mayBePrivileged && walk.isKnown(form.value, "Bidirectional") &&
                walk.view().possible(walk.view().both(mount.guard, form.guard)))
                walk.misfit(below(mount.at, "mountPropagation"), form.value,
                            "is only for containers with `privileged = true`");
}

/// What the API server refuses of a probe by what it is for.
void probes(Walk& walk, const Parts& fields) {
    for (const char* probe : {"livenessProbe", "startupProbe"})
        for (const Part& form : walk.forms(walk.fieldsAt(fields, {probe}), "successThreshold")) {
            View::Within within(walk.view(), form.guard);
            if (form.value->kind == ir::NodeKind::Int && form.value->integer > 1)
                walk.misfit({probe, "successThreshold"}, form.value, "must be 1: only readiness is counted up again");
        }
    for (const Part& form : walk.forms(walk.fieldsAt(fields, {"readinessProbe"}), "terminationGracePeriodSeconds")) {
        View::Within within(walk.view(), form.guard);
        walk.barred({"readinessProbe", "terminationGracePeriodSeconds"}, "",
                    "is not for a readiness probe, which ends nothing");
    }
}

void container(Walk& walk, const Parts& fields) {
    walk.name(fields, "name", dnsLabel, "the name of a container");
    walk.name(fields, "image", image, "an image");
    walk.distinct(walk.objects(fields, "ports"), {"name"});
    probes(walk, fields);
    propagation(walk, fields);
}

/// A container that sleeps before it ends is killed when the time is over.
void sleeps(Walk& walk, const Parts& pod) {
    constexpr int64_t patience = 30; // seconds, where nothing is said
    std::vector<Part> graces = walk.forms(pod, "terminationGracePeriodSeconds");
    if (graces.empty() && pod.open)
        return;
    NodeRef otherwise = walk.view().yes();
    for (const Part& grace : graces)
        otherwise = walk.view().butNot(otherwise, grace.guard);
    for (const char* list : {"containers", "initContainers"})
        for (const Walk::Element& container : walk.objects(pod, list))
            for (const char* hook : {"postStart", "preStop"})
                for (const Part& seconds :
                     walk.forms(walk.fieldsAt(container.fields, {"lifecycle", hook, "sleep"}), "seconds")) {
                    if (seconds.value->kind != ir::NodeKind::Int)
                        continue;
                    NodeRef guard = walk.view().both(container.guard, seconds.guard);
                    auto within = [&](NodeRef there, int64_t grace) {
                        if (seconds.value->integer <= grace || !walk.meet(guard, there))
                            return;
                        Path at = container.at;
                        for (const char* step : {"lifecycle", hook, "sleep", "seconds"})
                            at.emplace_back(step);
                        walk.misfit(at, seconds.value,
                                    fmt::format("must not be above `terminationGracePeriodSeconds`, {}", grace));
                    };
                    for (const Part& grace : graces)
                        if (grace.value->kind == ir::NodeKind::Int && grace.value->integer >= 0)
                            within(grace.guard, grace.value->integer);
                    within(otherwise, patience);
                }
}

/// Init containers that end are not probed, nor told of their beginning and end.
void initContainers(Walk& walk, const Parts& fields) {
    for (const Walk::Element& element : walk.objects(fields, "initContainers")) {
        View::Within within(walk.view(), element.guard);
        if (element.fields.open || walk.mayBe(element.fields, "restartPolicy", "Always"))
            continue;
        for (const char* key : {"livenessProbe", "readinessProbe", "startupProbe", "lifecycle"})
            if (const Part* part = element.fields.find(key); part != nullptr && walk.view().possible(part->guard))
                walk.barred(below(element.at, key), "", "is only for init containers with `restartPolicy` `Always`");
    }
}

/// A port of a container, and the one of the node that it takes, where it takes one.
struct NodePort {
    Trail at;
    NodeRef guard;
    NodeRef onNode, own;
    Parts fields;
};

/// In the network of the node a container's ports are the node's: where `hostPort` doesn't say another one, or where
/// it is 0, `containerPort` is taken.
void implied(Walk& walk, const Parts& pod, NodePort port, std::vector<NodePort>& out) {
    NodeRef guard = port.guard;
    for (const Part& host : walk.forms(pod, "hostNetwork")) {
        if (!host.value->isTrue())
            continue;
        for (const Part& own : walk.forms(port.fields, "containerPort")) {
            port.guard = walk.view().both(guard, walk.view().both(host.guard, own.guard));
            port.onNode = port.own = own.value;
            if (own.value->kind == ir::NodeKind::Int && walk.view().possible(port.guard))
                out.push_back(port);
        }
    }
}

std::vector<NodePort> nodePorts(Walk& walk, const Parts& pod) {
    std::vector<NodePort> out;
    View& view = walk.view();
    for (const Walk::Element& container : walk.objects(pod, "containers"))
        for (const Walk::Element& port : walk.objects(container.fields, "ports", container.at)) {
            NodeRef guard = view.both(container.guard, port.guard);
            NodeRef otherwise = guard;
            View::Within within(view, guard);
            for (const Part& onNode : walk.forms(port.fields, "hostPort"))
                if (!isZero(onNode.value))
                    otherwise = view.both(otherwise, view.butNot(view.yes(), onNode.guard));
            walk.together(port.fields, "hostPort", "containerPort", [&](const Part& onNode, const Part& own) {
                NodeRef all = view.both(guard, view.both(onNode.guard, own.guard));
                if (onNode.value->kind == ir::NodeKind::Int && !isZero(onNode.value))
                    out.push_back({view.below(port.at, "hostPort"), all, onNode.value, own.value, port.fields});
            });
            if (!port.fields.open)
                implied(walk, pod, {view.below(port.at, "containerPort"), otherwise, nullptr, nullptr, port.fields},
                        out);
        }
    return out;
}

/// In the network of the node there are no others than the node's.
void hostNetwork(Walk& walk, const std::vector<NodePort>& ports, const Parts& pod) {
    for (const Part& form : walk.forms(pod, "hostNetwork"))
        for (const NodePort& port : ports)
            if (form.value->isTrue() && port.own->kind == ir::NodeKind::Int &&
                port.own->integer != port.onNode->integer && walk.meet(port.guard, form.guard))
                walk.misfit(port.at, port.onNode,
                            fmt::format("must be `containerPort`, {}, where `hostNetwork` is `true`", shown(port.own)));
}

/// What a field of the port is where it is sure to be the same in each release.
std::optional<std::string> surely(const Parts& port, const char* key, const char* otherwise) {
    const Part* part = port.find(key);
    if (part == nullptr)
        return otherwise;
    const std::string* text = textOf(part->value);
    return text != nullptr && part->guard->isTrue() ? std::optional(*text) : std::nullopt;
}

/// Ports of the node are there once.
void hostPorts(Walk& walk, const std::vector<NodePort>& ports) {
    std::map<std::string, std::vector<NodeRef>> seen;
    for (const NodePort& port : ports) {
        auto protocol = surely(port.fields, "protocol", "TCP");
        auto address = surely(port.fields, "hostIP", "");
        if (port.fields.open || !protocol || !address)
            continue;
        std::string number = shown(port.onNode);
        std::vector<NodeRef>& others = seen[fmt::format("{}/{}/{}", number, *protocol, *address)];
        if (std::any_of(others.begin(), others.end(), [&](NodeRef other) { return walk.meet(other, port.guard); }))
            walk.report(Code::E5025, port.at, number, "hostPort", walk.document().kind, fmt::format("`{}`", number));
        others.push_back(port.guard);
    }
}

/// Without the cluster's names a pod needs others.
void nameservers(Walk& walk, const Parts& fields) {
    Parts config = walk.fieldsAt(fields, {"dnsConfig"});
    Parts servers = walk.elementsAt(config, "nameservers");
    bool hasNone = !config.open && !servers.open && servers.known.empty();
    bool isNeeded = false;
    walk.together(fields, "dnsConfig", "dnsPolicy",
                  [&](const Part&, const Part& policy) { isNeeded |= walk.isKnown(policy.value, "None"); });
    if (hasNone && isNeeded)
        walk.misfit({"dnsConfig", "nameservers"}, nullptr, "has no element, and `dnsPolicy` is `None`");
    for (const Part& list : walk.forms(config, "nameservers")) {
        View::Within within(walk.view(), list.guard);
        const std::span<const Part> known = walk.view().elements(list.value).known;
        bool isCertain = std::all_of(known.begin(), known.end(),
                                     [](const Part& part) { return part.guard->isTrue() && !part.repeated; });
        if (isCertain && known.size() > 3)
            walk.misfit({"dnsConfig", "nameservers"}, nullptr, "at most 3 elements are expected");
    }
}

/// What the security of a container says of a field, and what that of its pod says where the container's says nothing.
std::vector<std::pair<Path, Part>> securityOf(Walk& walk, const Parts& pod, const Walk::Element& container,
                                              const char* key) {
    std::vector<std::pair<Path, Part>> out;
    const Path security{"securityContext"};
    const Parts own = walk.fieldsAt(container.fields, {"securityContext"});
    bool isOwn = own.open || own.find(key) != nullptr;
    const Parts fields = isOwn ? own : walk.fieldsAt(pod, {"securityContext"});
    for (const Part& form : walk.forms(fields, key))
        out.emplace_back(below(isOwn ? below(container.at, security) : security, key), form);
    return out;
}

/// The kubelet starts no container as root that mustn't be.
void nonRoot(Walk& walk, const Parts& pod) {
    for (const char* list : {"initContainers", "containers"})
        for (const Walk::Element& container : walk.objects(pod, list)) {
            View::Within within(walk.view(), container.guard);
            auto rules = securityOf(walk, pod, container, "runAsNonRoot");
            for (const auto& [at, user] : securityOf(walk, pod, container, "runAsUser"))
                for (const auto& [_, rule] : rules)
                    if (isZero(user.value) && rule.value->isTrue() && walk.meet(user.guard, rule.guard))
                        walk.misfit(at, user.value, "another user is expected, as `runAsNonRoot` is `true`");
        }
}

/// The definitions let an image be left out; the API server takes no pod and no template without it.
void images(Walk& walk, const Parts& pod) {
    for (const char* list : {"containers", "initContainers"})
        for (const Walk::Element& container : walk.objects(pod, list))
            if (!container.fields.open && container.fields.find("image") == nullptr &&
                walk.view().possible(container.guard)) {
                NodeRef name = container.fields.get("name");
                walk.lacks(below(container.at, "image"), name != nullptr ? shown(name) : "");
            }
}

/// A debugger's containers come to a pod that is there.
void ephemeralContainers(Walk& walk, const Parts& pod) {
    const std::span<const Part> known = walk.elementsAt(pod, "ephemeralContainers").known;
    if (std::any_of(known.begin(), known.end(), [&](const Part& one) { return walk.view().possible(one.guard); }))
        walk.barred({"ephemeralContainers"}, "", "is for pods that run already, which get them by `kubectl debug`");
}

void podSpec(Walk& walk, const Parts& fields) {
    // Those of each list are told apart by its type.
    for (const Walk::Element& first : walk.objects(fields, "initContainers"))
        for (const Walk::Element& other : walk.objects(fields, "containers"))
            walk.distinct({first, other}, {"name"});
    walk.name(fields, "serviceAccountName", dnsName, "the name of a service account");
    walk.labels(fields, "nodeSelector", "a label");
    images(walk, fields);
    initContainers(walk, fields);
    ephemeralContainers(walk, fields);
    std::vector<NodePort> ports = nodePorts(walk, fields);
    hostNetwork(walk, ports, fields);
    hostPorts(walk, ports);
    nameservers(walk, fields);
    sleeps(walk, fields);
    sharedSysctls(walk, fields);
    nonRoot(walk, fields);
    Parts known = walk.elementsAt(fields, "containers");
    if (fields.find("containers") != nullptr && !known.open && known.known.empty())
        walk.misfit({"containers"}, nullptr, "has no element, and a pod needs a container");
}

} // namespace

std::vector<NamedRule> podRules() {
    return {{"k8s.core.v1.Container", container},
            {"k8s.core.v1.ContainerPort", containerPort},
            {"k8s.core.v1.EnvVar", envVar},
            {"k8s.core.v1.VolumeMount", volumeMount},
            {"k8s.core.v1.Volume", volume},
            {"k8s.core.v1.ProjectedVolumeSource", projectedFiles},
            {"k8s.core.v1.VolumeProjection", projection},
            {"k8s.core.v1.HTTPGetAction", handlerPort},
            {"k8s.core.v1.TCPSocketAction", handlerPort},
            {"k8s.core.v1.EnvVarSource", envVarSource},
            {"k8s.core.v1.DownwardAPIVolumeFile", podFile},
            {"k8s.core.v1.EnvFromSource", envFromSource},
            {"k8s.core.v1.ExecAction", execAction},
            {"k8s.core.v1.Toleration", toleration},
            {"k8s.core.v1.PodAffinityTerm", keysOfPod},
            {"k8s.core.v1.TopologySpreadConstraint", keysOfPod},
            {"k8s.core.v1.PodSecurityContext", podSecurity},
            {"k8s.core.v1.PodSpec", podSpec}};
}

} // namespace stackc::judge
