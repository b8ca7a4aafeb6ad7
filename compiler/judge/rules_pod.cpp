// Pods: what containers, ports, variables, volumes and mounts may be called, and that they are there once.
#include "judge/walk.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace stackc::judge {

using diag::Code;

namespace {

void containerPort(Walk& walk, const Parts& fields) {
    walk.range(fields, "containerPort", 1, 65535);
    walk.range(fields, "hostPort", 1, 65535);
    walk.name(fields, "name", portName, "the name of a port");
}

void envVar(Walk& walk, const Parts& fields) {
    walk.name(fields, "name", variableName, "the name of a variable");
    const Part* value = fields.find("value");
    const Part* source = fields.find("valueFrom");
    const std::string* text = value != nullptr ? textOf(value->value) : nullptr;
    if (source != nullptr && text != nullptr && !text->empty() && walk.view().meet(value->guard, source->guard))
        walk.report(Code::E5027, {"value"}, *text, "value", walk.document().kind,
                    "stands beside `valueFrom`, and a variable has one of them");
}

void volumeMount(Walk& walk, const Parts& fields) {
    walk.name(fields, "mountPath", mountPath, "a mount path");
    for (const char* key : {"subPath", "subPathExpr"})
        if (const std::string* text = textOf(fields.get(key)))
            if (text->starts_with("/") || *text == ".." || text->starts_with("../") ||
                text->find("/../") != std::string::npos)
                walk.misfit({key}, fields.get(key), "a path below the volume is expected");
}

void volume(Walk& walk, const Parts& fields) {
    walk.name(fields, "name", dnsLabel, "the name of a volume");
    std::vector<const Part*> sources;
    for (const Part& part : fields.known)
        if (part.key != "name")
            sources.push_back(&part);
    for (size_t i = 1; i < sources.size(); ++i)
        if (sources[i]->guard->isTrue() && sources[0]->guard->isTrue())
            walk.report(Code::E5027, {std::string(sources[i]->key)}, "", sources[i]->key, walk.document().kind,
                        "stands beside another source, and a volume has one");
}

/// May the field have the text? What is not known may.
bool isMaybe(const Parts& fields, const char* key, std::string_view text) {
    const Part* part = fields.find(key);
    return part != nullptr && (textOf(part->value) == nullptr || *textOf(part->value) == text);
}

void handlerPort(Walk& walk, const Parts& fields) {
    walk.range(fields, "port", 1, 65535);
    walk.name(fields, "port", portName, "the name of a port");
}

void probe(Walk& walk, const Parts& fields) {
    walk.range(fields, "periodSeconds", 1, INT32_MAX);
    walk.range(fields, "timeoutSeconds", 1, INT32_MAX);
    walk.range(fields, "successThreshold", 1, INT32_MAX);
    walk.range(fields, "failureThreshold", 1, INT32_MAX);
    walk.range(fields, "initialDelaySeconds", 0, INT32_MAX);
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
    NodeRef command = fields.get("command");
    Parts words = command != nullptr ? walk.view().elements(command) : Parts{};
    if (!fields.open && !words.open && words.known.empty())
        walk.misfit({"command"}, nullptr, "has no element, and there is nothing to run");
}

void toleration(Walk& walk, const Parts& fields) {
    const Part* value = fields.find("value");
    const std::string* text = value != nullptr ? textOf(value->value) : nullptr;
    if (text != nullptr && !text->empty() && walk.isKnown(fields.get("operator"), "Exists"))
        walk.report(Code::E5027, {"value"}, *text, "value", walk.document().kind,
                    "is not for a toleration whose operator is `Exists`");
    if (!fields.open && fields.find("key") == nullptr && !isMaybe(fields, "operator", "Exists"))
        walk.misfit({"key"}, nullptr, "is required unless `operator` is `Exists`");
    for (const Part& form : walk.forms(fields, "key"))
        if (const std::string* key = textOf(form.value); key != nullptr && !key->empty())
            walk.nameAt({"key"}, form.value, labelKey, Code::E5024, "the key of a taint");
    if (fields.find("operator") == nullptr || walk.isKnown(fields.get("operator"), "Equal"))
        walk.name(fields, "value", labelValue, "the value of a taint");
    if (fields.find("tolerationSeconds") != nullptr && !fields.open && !isMaybe(fields, "effect", "NoExecute"))
        walk.report(Code::E5027, {"tolerationSeconds"}, "", "tolerationSeconds", walk.document().kind,
                    "is only for a toleration whose effect is `NoExecute`");
}

void weighted(Walk& walk, const Parts& fields) { walk.range(fields, "weight", 1, 100); }

void spread(Walk& walk, const Parts& fields) { walk.range(fields, "maxSkew", 1, INT32_MAX); }

void security(Walk& walk, const Parts& fields) {
    for (const char* key : {"runAsUser", "runAsGroup", "fsGroup"})
        walk.range(fields, key, 0, INT32_MAX);
}

/// What the API server refuses of a probe by what it is for.
void probes(Walk& walk, const Parts& fields) {
    for (const char* probe : {"livenessProbe", "startupProbe"})
        for (const Part& form : walk.fieldsAt(fields, {probe}).known)
            if (NodeRef value = unshared(form.value);
                form.key == "successThreshold" && value->kind == ir::NodeKind::Int && value->integer > 1)
                walk.misfit({probe, "successThreshold"}, value, "must be 1: only readiness is counted up again");
    if (walk.fieldsAt(fields, {"readinessProbe"}).find("terminationGracePeriodSeconds") != nullptr)
        walk.report(Code::E5027, {"readinessProbe", "terminationGracePeriodSeconds"}, "",
                    "terminationGracePeriodSeconds", walk.document().kind,
                    "is not for a readiness probe, which ends nothing");
}

void container(Walk& walk, const Parts& fields) {
    walk.name(fields, "name", dnsLabel, "the name of a container");
    walk.name(fields, "image", image, "an image");
    walk.distinct(walk.objects(fields, "ports"), {"name"});
    probes(walk, fields);
}

/// Init containers that end are not probed, nor told of their beginning and end.
void initContainers(Walk& walk, const Parts& fields) {
    for (const Walk::Element& element : walk.objects(fields, "initContainers")) {
        View::Within within(walk.view(), element.guard);
        if (element.fields.open || isMaybe(element.fields, "restartPolicy", "Always"))
            continue;
        for (const char* key : {"livenessProbe", "readinessProbe", "startupProbe", "lifecycle"})
            if (element.fields.find(key) != nullptr)
                walk.report(Code::E5027, below(element.at, key), "", key, walk.document().kind,
                            "is only for init containers with `restartPolicy` `Always`");
    }
}

/// Ports of the node are there once, and in its own network those of the container.
void hostPorts(Walk& walk, const Parts& fields) {
    std::map<std::string, std::vector<NodeRef>> seen;
    std::vector<Part> network = walk.forms(fields, "hostNetwork");
    for (const Walk::Element& container : walk.objects(fields, "containers")) {
        NodeRef list = container.fields.get("ports");
        if (list == nullptr)
            continue;
        for (const Walk::Element& port : walk.objects(below(container.at, "ports"), list)) {
            NodeRef onNode = port.fields.get("hostPort");
            NodeRef own = port.fields.get("containerPort");
            if (onNode == nullptr || own == nullptr || unshared(onNode)->kind != ir::NodeKind::Int)
                continue;
            NodeRef guard = walk.view().both(container.guard, port.guard);
            View::Within within(walk.view(), guard);
            for (const Part& form : network)
                if (form.value->isTrue() && unshared(own)->kind == ir::NodeKind::Int &&
                    unshared(own)->integer != unshared(onNode)->integer && walk.view().meet(guard, form.guard))
                    walk.misfit(below(port.at, "hostPort"), onNode,
                                fmt::format("must be `containerPort`, {}, where `hostNetwork` is `true`", shown(own)));
            NodeRef protocol = port.fields.get("protocol");
            NodeRef address = port.fields.get("hostIP");
            if (port.fields.open || (protocol != nullptr && textOf(protocol) == nullptr) ||
                (address != nullptr && textOf(address) == nullptr))
                continue;
            std::string key = fmt::format("{}/{}/{}", shown(onNode), protocol != nullptr ? shown(protocol) : "TCP",
                                          address != nullptr ? shown(address) : "");
            std::vector<NodeRef>& others = seen[key];
            if (std::any_of(others.begin(), others.end(),
                            [&](NodeRef other) { return walk.view().meet(other, guard); }))
                walk.report(Code::E5025, below(port.at, "hostPort"), shown(onNode), "hostPort", walk.document().kind,
                            fmt::format("`{}`", shown(onNode)));
            others.push_back(guard);
        }
    }
}

/// Without the cluster's names a pod needs others.
void nameservers(Walk& walk, const Parts& fields) {
    Parts config = walk.fieldsAt(fields, {"dnsConfig"});
    NodeRef list = config.get("nameservers");
    Parts servers = list != nullptr ? walk.view().elements(list) : Parts{};
    if (walk.isKnown(fields.get("dnsPolicy"), "None") && fields.find("dnsConfig") != nullptr && !config.open &&
        !servers.open && servers.known.empty())
        walk.misfit({"dnsConfig", "nameservers"}, nullptr, "has no element, and `dnsPolicy` is `None`");
    bool isCertain = std::all_of(servers.known.begin(), servers.known.end(),
                                 [](const Part& part) { return part.guard->isTrue() && !part.repeated; });
    if (isCertain && servers.known.size() > 3)
        walk.misfit({"dnsConfig", "nameservers"}, nullptr, "at most 3 elements are expected");
}

void podSpec(Walk& walk, const Parts& fields) {
    // Those of each list are told apart by its type.
    for (const Walk::Element& first : walk.objects(fields, "initContainers"))
        for (const Walk::Element& other : walk.objects(fields, "containers"))
            walk.distinct({first, other}, {"name"});
    walk.name(fields, "serviceAccountName", dnsName, "the name of a service account");
    walk.range(fields, "terminationGracePeriodSeconds", 0, INT64_MAX);
    walk.range(fields, "activeDeadlineSeconds", 1, INT32_MAX);
    walk.labels(fields, "nodeSelector", "a label");
    initContainers(walk, fields);
    hostPorts(walk, fields);
    nameservers(walk, fields);
    NodeRef list = fields.get("containers");
    if (list == nullptr)
        return;
    Parts known = walk.view().elements(list);
    if (!known.open && known.known.empty())
        walk.misfit({"containers"}, nullptr, "has no element, and a pod needs a container");
}

} // namespace

std::vector<NamedRule> podRules() {
    return {{"k8s.core.v1.Container", container},
            {"k8s.core.v1.ContainerPort", containerPort},
            {"k8s.core.v1.EnvVar", envVar},
            {"k8s.core.v1.VolumeMount", volumeMount},
            {"k8s.core.v1.Volume", volume},
            {"k8s.core.v1.HTTPGetAction", handlerPort},
            {"k8s.core.v1.TCPSocketAction", handlerPort},
            {"k8s.core.v1.GRPCAction", handlerPort},
            {"k8s.core.v1.Probe", probe},
            {"k8s.core.v1.EnvVarSource", envVarSource},
            {"k8s.core.v1.DownwardAPIVolumeFile", podFile},
            {"k8s.core.v1.EnvFromSource", envFromSource},
            {"k8s.core.v1.ExecAction", execAction},
            {"k8s.core.v1.Toleration", toleration},
            {"k8s.core.v1.WeightedPodAffinityTerm", weighted},
            {"k8s.core.v1.PreferredSchedulingTerm", weighted},
            {"k8s.core.v1.TopologySpreadConstraint", spread},
            {"k8s.core.v1.SecurityContext", security},
            {"k8s.core.v1.PodSecurityContext", security},
            {"k8s.core.v1.PodSpec", podSpec}};
}

} // namespace stackc::judge
