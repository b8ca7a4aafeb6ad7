// Pods: what containers, ports, variables, volumes and mounts may be called, and that they are there once.
#include "judge/walk.h"

#include <algorithm>

namespace stackc::judge {

using diag::Code;

namespace {

void container(Walk& walk, const Parts& fields) {
    walk.name(fields, "name", dnsLabel, "the name of a container");
    walk.name(fields, "image", image, "an image");
    walk.distinct(walk.objects(fields, "ports"), {"name"});
}

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
    walk.oneOf(fields, {"exec", "grpc", "httpGet", "tcpSocket"}, "a probe");
}

void lifecycleHandler(Walk& walk, const Parts& fields) {
    walk.oneOf(fields, {"exec", "httpGet", "sleep", "tcpSocket"}, "a handler");
}

void envVarSource(Walk& walk, const Parts& fields) {
    walk.oneOf(fields, {"configMapKeyRef", "fieldRef", "fileKeyRef", "resourceFieldRef", "secretKeyRef"},
               "the source of a variable");
}

void envFromSource(Walk& walk, const Parts& fields) {
    walk.oneOf(fields, {"configMapRef", "secretRef"}, "a source of variables");
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
}

void weighted(Walk& walk, const Parts& fields) { walk.range(fields, "weight", 1, 100); }

void spread(Walk& walk, const Parts& fields) { walk.range(fields, "maxSkew", 1, INT32_MAX); }

void security(Walk& walk, const Parts& fields) {
    for (const char* key : {"runAsUser", "runAsGroup", "fsGroup"})
        walk.range(fields, key, 0, INT32_MAX);
    const Part* privileged = fields.find("privileged");
    const Part* escalation = fields.find("allowPrivilegeEscalation");
    if (privileged != nullptr && privileged->value->isTrue() && escalation != nullptr && escalation->value->isFalse() &&
        walk.view().meet(privileged->guard, escalation->guard))
        walk.misfit({"allowPrivilegeEscalation"}, nullptr, "can't be `false` where `privileged` is `true`");
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
            {"k8s.core.v1.LifecycleHandler", lifecycleHandler},
            {"k8s.core.v1.EnvVarSource", envVarSource},
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
