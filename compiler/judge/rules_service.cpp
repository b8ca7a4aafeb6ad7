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
    for (const Walk::Element& port : walk.objects(fields, "ports"))
        if (port.fields.find("nodePort") != nullptr && !isExternal)
            walk.report(Code::E5027, below(port.at, "nodePort"), "", "nodePort", walk.document().kind,
                        "is not for a Service of type `" + name + "`");
}

void serviceSpec(Walk& walk, const Parts& fields) {
    typeOfService(walk, fields);
    if (NodeRef ranges = fields.get("loadBalancerSourceRanges")) {
        size_t index = 0;
        for (const Part& range : walk.view().elements(ranges).known)
            walk.nameAt({"loadBalancerSourceRanges", index++}, range.value, cidr, Code::E5024, "a block of addresses");
    }
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
    if (NodeRef selector = fields.get("selector"))
        for (const Part& label : walk.view().fields(selector).known)
            walk.nameAt({"selector", std::string(label.key)}, label.value, labelValue, Code::E5022,
                        "the value of a label");
}

void backendPort(Walk& walk, const Parts& fields) {
    walk.range(fields, "number", 1, 65535);
    walk.name(fields, "name", dnsLabel, "the name of a Service's port");
}

void ingressPath(Walk& walk, const Parts& fields) {
    const std::string* text = textOf(fields.get("path"));
    const std::string* type = textOf(fields.get("pathType"));
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

void block(Walk& walk, const Parts& fields) { walk.name(fields, "cidr", cidr, "a block of addresses"); }

void ingressRule(Walk& walk, const Parts& fields) {
    const std::string* host = textOf(fields.get("host"));
    if (host != nullptr && !host->starts_with("*.") && !host->empty())
        walk.name(fields, "host", dnsName, "a host");
}

void peer(Walk& walk, const Parts& fields) {
    for (const char* key : {"namespaceSelector", "podSelector"}) {
        const Part* selector = fields.find(key);
        const Part* block = fields.find("ipBlock");
        if (selector != nullptr && block != nullptr && walk.view().meet(selector->guard, block->guard))
            walk.report(Code::E5027, {key}, "", key, walk.document().kind,
                        "stands beside `ipBlock`, and a peer has a block or selectors");
    }
}

void policyPort(Walk& walk, const Parts& fields) {
    walk.range(fields, "port", 1, 65535);
    walk.range(fields, "endPort", 1, 65535);
    walk.name(fields, "port", portName, "the name of a port");
}

} // namespace

std::vector<NamedRule> serviceRules() {
    return {{"k8s.core.v1.ServicePort", servicePort},
            {"k8s.core.v1.ServiceSpec", serviceSpec},
            {"k8s.networking.v1.ServiceBackendPort", backendPort},
            {"k8s.networking.v1.HTTPIngressPath", ingressPath},
            {"k8s.networking.v1.IngressRule", ingressRule},
            {"k8s.networking.v1.NetworkPolicyPeer", peer},
            {"k8s.networking.v1.IPBlock", block},
            {"k8s.networking.v1.NetworkPolicyPort", policyPort}};
}

} // namespace stackc::judge
