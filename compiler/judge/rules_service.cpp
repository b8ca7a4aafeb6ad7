// Services, Ingresses and network policies.
#include "judge/walk.h"

#include <algorithm>
#include <fmt/format.h>

namespace stackc::judge {

using diag::Code;
using ir::NodeKind;

namespace {

void servicePort(Walk& walk, const Parts& fields) {
    walk.range(fields, "port", 1, 65535);
    walk.range(fields, "nodePort", 1, 65535);
    walk.range(fields, "targetPort", 1, 65535);
    walk.name(fields, "name", dnsLabel, "the name of a Service's port");
    walk.name(fields, "targetPort", portName, "the name of a port");
}

/// What only Services have that are reached from outside.
void typeOfService(Walk& walk, const Parts& fields) {
    const Part* type = fields.find("type");
    const std::string* known = type != nullptr ? textOf(type->value) : nullptr;
    if ((type != nullptr && (known == nullptr || !type->guard->isTrue())) || (type == nullptr && fields.open))
        return;
    std::string name = known != nullptr ? *known : "ClusterIP";
    bool isBalanced = name == "LoadBalancer";
    bool isExternal = isBalanced || name == "NodePort";
    auto refuse = [&](const char* field, bool allowed) {
        const Part* part = fields.find(field);
        if (part == nullptr || allowed)
            return;
        walk.report(Code::E5027, {field}, shown(part->value), field, walk.document().kind,
                    "is not for a Service of type `" + name + "`");
    };
    refuse("externalTrafficPolicy", isExternal);
    refuse("healthCheckNodePort", isBalanced);
    refuse("loadBalancerClass", isBalanced);
    refuse("allocateLoadBalancerNodePorts", isBalanced);
    NodeRef ranges = fields.get("loadBalancerSourceRanges");
    if (ranges != nullptr) {
        // A list that a loop makes may be empty.
        Parts elements = walk.view().elements(ranges);
        bool hasSome = std::any_of(elements.known.begin(), elements.known.end(),
                                   [](const Part& part) { return !part.repeated && part.guard->isTrue(); });
        refuse("loadBalancerSourceRanges", isBalanced || !hasSome);
    }
    if (name == "ExternalName" && !fields.open && fields.find("externalName") == nullptr)
        walk.misfit({"externalName"}, nullptr, "is required for a Service of type `ExternalName`");
    if (name == "ExternalName")
        walk.name(fields, "externalName", externalName, "the name of a host");
    NodeRef list = fields.get("ports");
    Parts ports = list != nullptr ? walk.view().elements(list) : Parts{};
    bool mayHaveNone = name == "ExternalName" || fields.find("clusterIP") != nullptr; // of `None`
    if (!mayHaveNone && !fields.open && !ports.open && ports.known.empty())
        walk.misfit({"ports"}, nullptr, fmt::format("has no element, and a Service of type `{}` needs one", name));
    for (const Walk::Element& port : walk.objects(fields, "ports"))
        if (port.fields.find("nodePort") != nullptr && !isExternal)
            walk.report(Code::E5027, below(port.at, "nodePort"), "", "nodePort", walk.document().kind,
                        "is not for a Service of type `" + name + "`");
}

void serviceSpec(Walk& walk, const Parts& fields) {
    typeOfService(walk, fields);
    std::vector<Walk::Element> ports = walk.objects(fields, "ports");
    walk.distinct(ports, {"name"});
    for (const Walk::Element& port : ports) {
        bool isNamed = port.fields.open || port.fields.find("name") != nullptr;
        bool isOneOfSeveral = std::any_of(ports.begin(), ports.end(), [&](const Walk::Element& other) {
            return &other != &port && walk.view().meet(port.guard, other.guard);
        });
        if (!isNamed && isOneOfSeveral)
            walk.misfit(below(port.at, "name"), nullptr, "is required where there are several ports");
    }
    walk.labels(fields, "selector", "a label");
}

void backendPort(Walk& walk, const Parts& fields) { walk.range(fields, "number", 1, 65535); }

void ingressSpec(Walk& walk, const Parts& fields) {
    NodeRef rules = fields.get("rules");
    Parts known = rules != nullptr ? walk.view().elements(rules) : Parts{};
    if (!fields.open && !known.open && known.known.empty() && fields.find("defaultBackend") == nullptr)
        walk.misfit({"rules"}, nullptr, "has no element, and there is no `defaultBackend`");
}

void ingressPath(Walk& walk, const Parts& fields) {
    const std::string* text = textOf(fields.get("path"));
    const std::string* type = textOf(fields.get("pathType"));
    if (fields.find("path") == nullptr && !fields.open && type != nullptr && *type != "ImplementationSpecific")
        walk.misfit({"path"}, nullptr, fmt::format("is required where `pathType` is `{}`", *type));
    if (text != nullptr && !text->starts_with("/") &&
        (!text->empty() || (type != nullptr && *type != "ImplementationSpecific")))
        walk.misfit({"path"}, fields.get("path"), "a path that begins with `/` is expected");
    if (text == nullptr || type == nullptr || *type == "ImplementationSpecific")
        return;
    // As the API server has them.
    for (std::string_view part : {"//", "/./", "/../", "%2f", "%2F"})
        if (text->find(part) != std::string::npos)
            walk.misfit({"path"}, fields.get("path"), fmt::format("must not contain `{}`", part));
    for (std::string_view end : {"/..", "/."})
        if (text->ends_with(end))
            walk.misfit({"path"}, fields.get("path"), fmt::format("must not end in `{}`", end));
}

void block(Walk& walk, const Parts& fields) {
    const std::string* whole = textOf(fields.get("cidr"));
    NodeRef except = fields.get("except");
    if (whole == nullptr || except == nullptr)
        return;
    size_t index = 0;
    for (const Part& part : walk.view().elements(except).known) {
        const std::string* text = textOf(part.value);
        if (text != nullptr && !isPartOf(*text, *whole))
            walk.misfit({"except", index}, part.value, fmt::format("must be a part of `cidr`, {}", *whole));
        ++index;
    }
}

void peer(Walk& walk, const Parts& fields) {
    for (const char* key : {"namespaceSelector", "podSelector"}) {
        const Part* selector = fields.find(key);
        const Part* block = fields.find("ipBlock");
        if (selector != nullptr && block != nullptr && walk.view().meet(selector->guard, block->guard))
            walk.report(Code::E5027, {key}, "", key, walk.document().kind,
                        "stands beside `ipBlock`, and a peer has a block or selectors");
    }
    if (fields.known.empty() && !fields.open)
        walk.misfit({}, nullptr, "a peer needs one of `ipBlock`, `namespaceSelector`, `podSelector`");
}

void policyPort(Walk& walk, const Parts& fields) {
    walk.range(fields, "port", 1, 65535);
    walk.range(fields, "endPort", 1, 65535);
    walk.name(fields, "port", portName, "the name of a port");
    const Part* last = fields.find("endPort");
    const Part* first = fields.find("port");
    if (last == nullptr || fields.open)
        return;
    if (first == nullptr || textOf(first->value) != nullptr)
        walk.misfit({"endPort"}, last->value, "needs a number as `port`");
    else if (NodeRef low = unshared(first->value), high = unshared(last->value);
             low->kind == NodeKind::Int && high->kind == NodeKind::Int && high->integer < low->integer)
        walk.misfit({"endPort"}, last->value,
                    fmt::format("a number of at least `port`, {}, is expected", low->integer));
}

} // namespace

std::vector<NamedRule> serviceRules() {
    return {{"k8s.core.v1.ServicePort", servicePort},
            {"k8s.core.v1.ServiceSpec", serviceSpec},
            {"k8s.networking.v1.ServiceBackendPort", backendPort},
            {"k8s.networking.v1.HTTPIngressPath", ingressPath},
            {"k8s.networking.v1.IngressSpec", ingressSpec},
            {"k8s.networking.v1.NetworkPolicyPeer", peer},
            {"k8s.networking.v1.IPBlock", block},
            {"k8s.networking.v1.NetworkPolicyPort", policyPort}};
}

} // namespace stackc::judge
