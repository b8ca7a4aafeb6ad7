// Services, Ingresses and network policies.
#include "judge/amount.h"
#include "judge/walk.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>

namespace stackc::judge {

using diag::Code;
using ir::NodeKind;

namespace {

void servicePort(Walk& walk, const Parts& fields) {
    walk.range(fields, "targetPort", 0, 65535); // 0: `port`
    walk.name(fields, "name", dnsLabel, "the name of a Service's port");
    walk.name(fields, "targetPort", portName, "the name of a port");
}

/// Without ports of nodes, a Service is reached from outside by addresses of its own.
bool mayHaveAddresses(Walk& walk, const Parts& fields) {
    std::vector<Part> policies = walk.forms(fields, "externalTrafficPolicy");
    Parts addresses = walk.elementsAt(fields, "externalIPs");
    return addresses.open || std::any_of(addresses.known.begin(), addresses.known.end(), [&](const Part& address) {
               return std::any_of(policies.begin(), policies.end(), [&](const Part& policy) {
                   return walk.view().possible(walk.view().both(address.guard, policy.guard));
               });
           });
}

/// What only Services have that are reached from outside.
void typeOfService(Walk& walk, const Parts& fields) {
    const Part* type = fields.find("type");
    const std::string* known = type != nullptr ? textOf(type->value) : nullptr;
    if ((type != nullptr && (known == nullptr || !type->guard->isTrue())) || (type == nullptr && fields.open))
        return;
    std::string name = known != nullptr ? *known : "ClusterIP";
    bool isBalanced = name == "LoadBalancer";
    bool hasNodePorts = isBalanced || name == "NodePort";
    auto refuse = [&](const char* field, bool allowed) {
        const Part* part = fields.find(field);
        if (part == nullptr || allowed || !walk.view().possible(part->guard))
            return;
        walk.barred({field}, shown(part->value), "is not for a Service of type `" + name + "`");
    };
    refuse("externalTrafficPolicy", hasNodePorts || (name == "ClusterIP" && mayHaveAddresses(walk, fields)));
    refuse("healthCheckNodePort", isBalanced);
    if (isBalanced && !fields.open && !walk.mayBe(fields, "externalTrafficPolicy", "Local"))
        for (const Part& port : walk.forms(fields, "healthCheckNodePort"))
            if (View::Within within(walk.view(), port.guard); port.value->kind == NodeKind::Int && !isZero(port.value))
                walk.barred({"healthCheckNodePort"}, "",
                            "is only for a Service whose `externalTrafficPolicy` is `Local`");
    refuse("loadBalancerClass", isBalanced);
    refuse("allocateLoadBalancerNodePorts", isBalanced);
    for (const Part& ranges : walk.forms(fields, "loadBalancerSourceRanges")) {
        View::Within within(walk.view(), ranges.guard);
        // A list that a loop makes may be empty.
        Parts elements = walk.view().elements(ranges.value);
        bool hasSome = std::any_of(elements.known.begin(), elements.known.end(),
                                   [](const Part& part) { return !part.repeated && part.guard->isTrue(); });
        refuse("loadBalancerSourceRanges", isBalanced || !hasSome);
    }
    if (name == "ExternalName" && !fields.open && fields.find("externalName") == nullptr)
        walk.misfit({"externalName"}, nullptr, "is required for a Service of type `ExternalName`");
    if (name == "ExternalName")
        walk.name(fields, "externalName", externalName, "the name of a host");
    Parts ports = walk.elementsAt(fields, "ports");
    bool mayHaveNone = name == "ExternalName" || fields.find("clusterIP") != nullptr; // of `None`
    if (!mayHaveNone && !fields.open && !ports.open && ports.known.empty())
        walk.misfit({"ports"}, nullptr, fmt::format("has no element, and a Service of type `{}` needs one", name));
    for (const Walk::Element& port : walk.objects(fields, "ports"))
        if (const Part* part = port.fields.find("nodePort");
            part != nullptr && !hasNodePorts && !isZero(part->value) &&
            walk.view().possible(walk.view().both(port.guard, part->guard)))
            walk.barred(below(port.at, "nodePort"), "", "is not for a Service of type `" + name + "`");
}

/// The nodes have each of their ports once for a protocol; 0 leaves the choice to the cluster.
void nodePortsOnce(Walk& walk, const std::vector<Walk::Element>& ports) {
    std::vector<Walk::Element> numbered;
    std::ranges::copy_if(ports, std::back_inserter(numbered), [&](const Walk::Element& port) {
        const Part* number = port.fields.find("nodePort");
        return number != nullptr && number->guard->isTrue() && number->value->kind == NodeKind::Int &&
               !isZero(number->value);
    });
    walk.distinct(numbered, {"nodePort", "protocol"});
}

void serviceSpec(Walk& walk, const Parts& fields) {
    typeOfService(walk, fields);
    std::vector<Walk::Element> ports = walk.objects(fields, "ports");
    walk.distinct(ports, {"name"});
    nodePortsOnce(walk, ports);
    for (const Walk::Element& port : ports) {
        bool isNamed = port.fields.open || port.fields.find("name") != nullptr;
        bool isOneOfSeveral = std::any_of(ports.begin(), ports.end(), [&](const Walk::Element& other) {
            return &other != &port && walk.meet(port.guard, other.guard);
        });
        if (!isNamed && isOneOfSeveral)
            walk.misfit(below(port.at, "name"), nullptr, "is required where there are several ports");
    }
    for (const Part& families : walk.forms(fields, "ipFamilies"))
        if (View::Within within(walk.view(), families.guard); families.value->kind == NodeKind::List)
            walk.distinct({"ipFamilies"}, families.value);
    walk.labels(fields, "selector", "a label");
}

void ingressSpec(Walk& walk, const Parts& fields) {
    Parts known = walk.elementsAt(fields, "rules");
    if (!fields.open && !known.open && known.known.empty() && fields.find("defaultBackend") == nullptr)
        walk.misfit({"rules"}, nullptr, "has no element, and there is no `defaultBackend`");
}

/// A path that stands for itself, not for what a controller makes of it.
void literalPath(Walk& walk, const Part& path) {
    const std::string& text = *textOf(path.value);
    if (text.empty())
        walk.misfit({"path"}, path.value, "a path that begins with `/` is expected");
    // As the API server has them.
    for (std::string_view part : {"//", "/./", "/../", "%2f", "%2F"})
        if (text.find(part) != std::string::npos)
            walk.misfit({"path"}, path.value, fmt::format("must not contain `{}`", part));
    for (std::string_view end : {"/..", "/."})
        if (text.ends_with(end))
            walk.misfit({"path"}, path.value, fmt::format("must not end in `{}`", end));
}

void ingressPath(Walk& walk, const Parts& fields) {
    for (const Part& type : walk.forms(fields, "pathType")) {
        View::Within within(walk.view(), type.guard);
        const std::string* known = textOf(type.value);
        if (fields.find("path") == nullptr && !fields.open && known != nullptr && *known != "ImplementationSpecific")
            walk.misfit({"path"}, nullptr, fmt::format("is required where `pathType` is `{}`", *known));
    }
    for (const Part& path : walk.forms(fields, "path")) {
        View::Within within(walk.view(), path.guard);
        const std::string* text = textOf(path.value);
        if (text != nullptr && !text->empty() && !text->starts_with("/"))
            walk.misfit({"path"}, path.value, "a path that begins with `/` is expected");
    }
    walk.together(fields, "path", "pathType", [&](const Part& path, const Part& type) {
        const std::string* known = textOf(type.value);
        if (textOf(path.value) != nullptr && known != nullptr && *known != "ImplementationSpecific")
            literalPath(walk, path);
    });
}

/// What the definition of the Gateway API asks for by expressions, of what is written most.
void httpRoute(Walk& walk, const Parts& fields) {
    const Trail::Link spec{nullptr, "spec"};
    for (const Walk::Element& rule : walk.objects(walk.fieldsAt(fields, {"spec"}), "rules", Trail(spec))) {
        View::Within inRule(walk.view(), rule.guard);
        for (const Walk::Element& backend : walk.objects(rule.fields, "backendRefs", rule.at)) {
            View::Within within(walk.view(), backend.guard);
            NodeRef kind = backend.fields.get("kind");
            const std::string* name = textOf(backend.fields.get("name"));
            NodeRef group = backend.fields.get("group");
            bool isService = !backend.fields.open && (kind == nullptr || walk.isKnown(kind, "Service")) &&
                             (group == nullptr || walk.isKnown(group, ""));
            if (isService && backend.fields.find("port") == nullptr)
                walk.lacks(below(backend.at, "port"), name != nullptr ? *name : "");
            if (isService && backend.fields.get("name") != nullptr)
                walk.nameAt(below(backend.at, "name"), backend.fields.get("name"), dnsLabelWithLetter, Code::E5024,
                            "the name of a Service");
        }
        for (const Walk::Element& match : walk.objects(rule.fields, "matches", rule.at)) {
            View::Within inMatch(walk.view(), match.guard);
            Parts path = walk.fieldsAt(match.fields, {"path"});
            NodeRef type = path.get("type");
            bool isPattern = type != nullptr && !walk.isKnown(type, "Exact") && !walk.isKnown(type, "PathPrefix");
            for (const Part& value : walk.forms(path, "value")) {
                View::Within within(walk.view(), value.guard);
                const std::string* text = textOf(value.value);
                if (text != nullptr && !isPattern && !text->starts_with("/"))
                    walk.misfit(below(match.at, {"path", "value"}), value.value,
                                "a path that begins with `/` is expected");
            }
        }
    }
}

void block(Walk& walk, const Parts& fields) {
    std::vector<Part> blocks = walk.forms(fields, "cidr");
    size_t index = 0;
    for (const Part& part : walk.elementsAt(fields, "except").known) {
        const std::string* text = textOf(part.value);
        for (const Part& block : blocks)
            if (const std::string* whole = textOf(block.value);
                text != nullptr && whole != nullptr && !isPartOf(*text, *whole) && walk.meet(part.guard, block.guard))
                walk.misfit({"except", index}, part.value, fmt::format("must be a part of `cidr`, {}", *whole));
        ++index;
    }
}

void peer(Walk& walk, const Parts& fields) {
    for (const char* key : {"namespaceSelector", "podSelector"}) {
        bool atOnce = false;
        walk.together(fields, key, "ipBlock", [&](const Part&, const Part&) { atOnce = true; });
        if (atOnce)
            walk.barred({key}, "", "stands beside `ipBlock`, and a peer has a block or selectors");
    }
    if (fields.known.empty() && !fields.open)
        walk.misfit({}, nullptr, "a peer needs one of `ipBlock`, `namespaceSelector`, `podSelector`");
}

void policyPort(Walk& walk, const Parts& fields) {
    walk.range(fields, "port", 1, 65535);
    walk.name(fields, "port", portName, "the name of a port");
    if (fields.open)
        return;
    if (fields.find("port") == nullptr)
        for (const Part& last : walk.forms(fields, "endPort")) {
            View::Within within(walk.view(), last.guard);
            walk.misfit({"endPort"}, last.value, "needs a number as `port`");
        }
    walk.together(fields, "endPort", "port", [&](const Part& last, const Part& first) {
        bool areNumbers = first.value->kind == NodeKind::Int && last.value->kind == NodeKind::Int;
        if (textOf(first.value) != nullptr)
            walk.misfit({"endPort"}, last.value, "needs a number as `port`");
        else if (areNumbers && last.value->integer < first.value->integer)
            walk.misfit({"endPort"}, last.value,
                        fmt::format("a number of at least `port`, {}, is expected", first.value->integer));
    });
}

} // namespace

std::vector<NamedRule> serviceRules() {
    return {{"k8s.core.v1.ServicePort", servicePort},
            {"k8s.core.v1.ServiceSpec", serviceSpec},
            {"k8s.networking.v1.HTTPIngressPath", ingressPath},
            {"gateway.v1.HTTPRoute", httpRoute},
            {"k8s.networking.v1.IngressSpec", ingressSpec},
            {"k8s.networking.v1.NetworkPolicyPeer", peer},
            {"k8s.networking.v1.IPBlock", block},
            {"k8s.networking.v1.NetworkPolicyPort", policyPort}};
}

} // namespace stackc::judge
