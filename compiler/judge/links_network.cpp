#include "judge/links_network.h"

#include <algorithm>
#include <fmt/format.h>

namespace stackc::judge {

using diag::Code;
using ir::NodeKind;

void NetworkLinks::check(const ir::Document& document) {
    if (document.kind == "Service" && document.apiVersion == "v1")
        service(document);
    else if (document.kind == "Ingress")
        ingress(document);
    else if (document.kind == "HTTPRoute" || document.kind == "GRPCRoute" || document.kind == "TCPRoute")
        route(document);
    else if (document.kind == "ValidatingWebhookConfiguration" || document.kind == "MutatingWebhookConfiguration")
        for (const Object& webhook : objects(view_, root(view_, document), "webhooks"))
            called(document, object(view_, webhook, {"clientConfig", "service"}));
    else if (document.kind == "CustomResourceDefinition")
        called(document,
               object(view_, root(view_, document), {"spec", "conversion", "webhook", "clientConfig", "service"}));
    else if (document.kind == "APIService")
        called(document, object(view_, root(view_, document), {"spec", "service"}));
    else if (document.kind == "RoleBinding" || document.kind == "ClusterRoleBinding")
        binding(document);
    else if (document.kind == "NetworkPolicy")
        policy(document);
}

void NetworkLinks::service(const ir::Document& document) {
    Object spec = object(view_, root(view_, document), "spec");
    std::vector<const Pods*> selected = inventory_.podsOf(object(view_, spec, "selector"));
    for (const Pods* pods : selected)
        linking_.add({{&document}, {pods->document}, spec.guard, {}});
    if (selected.empty())
        return;
    std::vector<Object> containers;
    bool isOpen = false; // there may be more containers
    for (const Pods* pods : selected) {
        isOpen = isOpen || pods->spec.get("containers") == nullptr || mayHaveMore(view_, pods->spec, "containers");
        for (const Object& container : objects(view_, pods->spec, "containers"))
            containers.push_back(container);
    }
    for (const Object& port : objects(view_, spec, "ports")) {
        const std::string* target = port.text("targetPort");
        if (target == nullptr)
            continue;
        auto there = portGuards(view_, containers, "name", port.get("targetPort"));
        if (there && there->empty() && !isOpen) {
            Finding finding = linking_.report(port, Code::E5028, document, below(port.at, "targetPort"), *target,
                                              "pod behind the Service", "port", *target);
            if (auto patched = patchOfPorts(selected))
                finding.note(*patched, "the ports of the pod are patched here");
        } else if (there && selected.size() == 1)
            linking_.portWhenever(document, port, "targetPort", *there);
    }
}

/// Where a patch says what ports the first of the pods' containers have that is patched.
std::optional<core::Span> NetworkLinks::patchOfPorts(const std::vector<const Pods*>& all) {
    for (const Pods* pods : all)
        for (const Object& container : objects(view_, pods->spec, "containers"))
            if (auto patched = linking_.patchOf(*pods->document, below(container.at, "ports")))
                return patched;
    return std::nullopt;
}

void NetworkLinks::backend(const ir::Document& document, const Object& service, std::string_view number,
                           const Object& port) {
    backend(document, service, number, port, namespaceOf(view_, document));
}

void NetworkLinks::backend(const ir::Document& document, const Object& service, std::string_view number,
                           const Object& port, const Linking::Space& space) {
    for (const Target* target : linking_.require(document, "Service", service, "name", space)) {
        Object spec = object(view_, target->object, "spec");
        NodeRef name = port.get("name");
        NodeRef wanted = port.get(number);
        bool byName = number == "number" && textOf(name) != nullptr;
        bool byNumber = wanted != nullptr && unshared(wanted)->kind == NodeKind::Int;
        if (!byName && !byNumber)
            continue;
        auto there = portGuards(view_, {spec}, byName ? "name" : "port", byName ? name : wanted);
        if (!there)
            continue;
        if (!there->empty()) {
            if (byName)
                linking_.portWhenever(document, port, "name", *there);
            continue;
        }
        std::string text = shown(byName ? name : wanted);
        // As far as both are there together.
        Object both = port;
        both.guard = view_.both(guardOf(view_, port, byName ? "name" : number), spec.guard);
        linking_
            .report(both, Code::E5029, document, below(port.at, byName ? "name" : std::string(number).c_str()), text,
                    "Service", inventory_.called(*target), "port", text)
            .note(linking_.madeAt(*target, {"spec", "ports"}), "it is made here");
    }
}

void NetworkLinks::ingress(const ir::Document& document) {
    Object spec = object(view_, root(view_, document), "spec");
    auto check = [&](const Object& backend) {
        Object service = object(view_, backend, "service");
        this->backend(document, service, "number", object(view_, service, "port"));
    };
    check(object(view_, spec, "defaultBackend"));
    for (const Object& tls : objects(view_, spec, "tls"))
        if (const std::string* name = tls.text("secretName");
            (name == nullptr || !name->empty()) && !isCertified(document))
            linking_.require(document, "Secret", tls, "secretName");
    for (const Object& rule : objects(view_, spec, "rules"))
        for (const Object& path : objects(view_, object(view_, rule, "http"), "paths"))
            check(object(view_, path, "backend"));
}

/// A Service that the API server calls. One of another namespace is another program's.
void NetworkLinks::called(const ir::Document& document, const Object& service) {
    NodeRef ns = service.get("namespace");
    if (ns != nullptr && textOf(ns) == nullptr)
        backend(document, service, "port", service, namespaceIn(ns));
}

/// Does something in the cluster make the Secrets of the Ingress's certificates, as an annotation asks it to?
bool NetworkLinks::isCertified(const ir::Document& document) {
    const Object annotations = object(view_, root(view_, document), {"metadata", "annotations"});
    return annotations.fields.open || std::ranges::any_of(annotations.fields.known, [](const Part& annotation) {
               return annotation.key.find("cert") != std::string_view::npos ||
                      annotation.key.find("acme") != std::string_view::npos;
           });
}

/// Routes of the Gateway API; a backend of another kind or namespace is not looked at.
void NetworkLinks::route(const ir::Document& document) {
    for (const Object& rule : objects(view_, object(view_, root(view_, document), "spec"), "rules"))
        for (const Object& ref : objects(view_, rule, "backendRefs")) {
            const std::string* kind = ref.text("kind");
            bool isService =
                ref.get("group") == nullptr && (ref.get("kind") == nullptr || (kind != nullptr && *kind == "Service"));
            if (isService && ref.get("namespace") == nullptr)
                backend(document, ref, "port", ref);
        }
}

void NetworkLinks::binding(const ir::Document& document) {
    Object whole = root(view_, document);
    Object role = object(view_, whole, "roleRef");
    if (const std::string* kind = role.text("kind"); kind != nullptr && *kind == "Role") {
        // In a namespace that is written down others have roles, too.
        const std::optional<NodeRef> here = namespaceOf(view_, document);
        if (here && *here != nullptr)
            linking_.refer(document, "Role", role, "name");
        else
            linking_.require(document, "Role", role, "name");
    }
    for (const Object& subject : objects(view_, whole, "subjects")) {
        const std::string* kind = subject.text("kind");
        const std::string* name = subject.text("name");
        // Accounts of other namespaces are other programs'.
        NodeRef ns = subject.get("namespace");
        bool isOurs = ns == nullptr || textOf(ns) == nullptr;
        if (kind != nullptr && *kind == "ServiceAccount" && isOurs && (name == nullptr || *name != "default"))
            linking_.require(document, "ServiceAccount", subject, "name",
                             ns != nullptr ? namespaceIn(ns) : std::nullopt);
    }
}

/// Who may connect to whom. Nothing can be wrong with it: what is not selected is not there.
void NetworkLinks::policy(const ir::Document& document) {
    Object spec = object(view_, root(view_, document), "spec");
    std::vector<const Pods*> about = inventory_.podsOf(object(view_, spec, {"podSelector", "matchLabels"}));
    for (const Object& incoming : objects(view_, spec, "ingress"))
        rule(about, incoming, "from");
    for (const Object& outgoing : objects(view_, spec, "egress"))
        rule(about, outgoing, "to");
}

void NetworkLinks::rule(const std::vector<const Pods*>& about, const Object& rule, std::string_view peers) {
    bool isIncoming = peers == "from";
    std::vector<Object> others = objects(view_, rule, peers);
    if (others.empty())
        connection(about, rule, isIncoming, rule.guard, {nullptr, "anyone", nullptr});
    for (const Object& peer : others) {
        Object space = object(view_, peer, {"namespaceSelector", "matchLabels"});
        NodeRef range = object(view_, peer, "ipBlock").get("cidr");
        if (range != nullptr)
            connection(about, rule, isIncoming, peer.guard, {nullptr, "IPBlock", unshared(range)});
        else if (peer.get("namespaceSelector") != nullptr)
            for (const Part& label : space.fields.known)
                connection(about, rule, isIncoming, view_.both(space.guard, label.guard),
                           {nullptr, "Namespace", unshared(label.value)});
        else
            for (const Pods* pods : inventory_.podsOf(object(view_, peer, {"podSelector", "matchLabels"})))
                connection(about, rule, isIncoming, peer.guard, {pods->document});
    }
}

void NetworkLinks::connection(const std::vector<const Pods*>& about, const Object& rule, bool isIncoming, NodeRef guard,
                              const End& other) {
    std::vector<NodeRef> ports;
    for (const Object& port : objects(view_, rule, "ports"))
        if (NodeRef number = port.get("port"))
            ports.push_back(unshared(number));
    for (const Pods* pods : about) {
        Reference reference{{pods->document}, other, guard, ports};
        if (isIncoming)
            std::swap(reference.from, reference.to);
        reference.isConnection = true;
        linking_.add(std::move(reference));
    }
}

} // namespace stackc::judge
