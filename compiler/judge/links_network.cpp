// Who sends whom traffic: Services to pods, Ingresses and routes to Services, monitors to Services; and who acts on
// whom.
#include "judge/links.h"

#include <algorithm>

namespace stackc::judge {

using diag::Code;
using ir::NodeKind;

std::vector<const Pods*> Links::podsOf(const Object& selector) const {
    std::vector<const Pods*> selected;
    for (size_t number : podsByLabel_.select(selector))
        selected.push_back(&pods_[number]);
    return selected;
}

void Links::service(const ir::Document& document) {
    Object spec = object(root(document), "spec");
    std::vector<const Pods*> selected = podsOf(object(spec, "selector"));
    for (const Pods* pods : selected)
        references_.push_back({{&document}, {pods->document}, spec.guard, {}});
    if (selected.empty())
        return;
    std::vector<Object> containers;
    bool isOpen = false; // there may be more containers
    for (const Pods* pods : selected) {
        isOpen = isOpen || pods->spec.get("containers") == nullptr || mayHaveMore(pods->spec, "containers");
        for (Object& container : objects(pods->spec, "containers"))
            containers.push_back(std::move(container));
    }
    for (const Object& port : objects(spec, "ports")) {
        const std::string* target = port.text("targetPort");
        if (target == nullptr)
            continue;
        auto there = portGuards(containers, "name", port.get("targetPort"));
        if (there && there->empty() && !isOpen)
            report(port, Code::E5028, document, below(port.at, "targetPort"), *target, "pod behind the Service", "port",
                   *target);
        else if (there && selected.size() == 1)
            portWhenever(document, port, "targetPort", *there);
    }
}

void Links::backend(const ir::Document& document, const Object& service, std::string_view number, const Object& port) {
    for (const Target* target : require(document, "Service", service, "name")) {
        Object spec = object(target->object, "spec");
        NodeRef name = port.get("name");
        NodeRef wanted = port.get(number);
        bool byName = number == "number" && textOf(name) != nullptr;
        bool byNumber = wanted != nullptr && unshared(wanted)->kind == NodeKind::Int;
        if (!byName && !byNumber)
            continue;
        auto there = portGuards({spec}, byName ? "name" : "port", byName ? name : wanted);
        if (!there)
            continue;
        if (!there->empty()) {
            if (byName)
                portWhenever(document, port, "name", *there);
            continue;
        }
        std::string text = shown(byName ? name : wanted);
        // As far as both are there together.
        Object both = port;
        both.guard = view_.both(guardOf(port, byName ? "name" : number), spec.guard);
        report(both, Code::E5029, document, below(port.at, byName ? "name" : std::string(number).c_str()), text,
               "Service", called(*target), "port", text)
            .note(findings_.place(*target->document, {"spec", "ports"}, ""), "it is made here");
    }
}

void Links::ingress(const ir::Document& document) {
    Object spec = object(root(document), "spec");
    auto check = [&](const Object& backend) {
        Object service = object(backend, "service");
        this->backend(document, service, "number", object(service, "port"));
    };
    check(object(spec, "defaultBackend"));
    for (const Object& rule : objects(spec, "rules"))
        for (const Object& path : objects(object(rule, "http"), "paths"))
            check(object(path, "backend"));
}

/// Routes of the Gateway API; a backend of another kind or namespace is not looked at.
void Links::route(const ir::Document& document) {
    for (const Object& rule : objects(object(root(document), "spec"), "rules"))
        for (const Object& ref : objects(rule, "backendRefs")) {
            const std::string* kind = ref.text("kind");
            bool isService =
                ref.get("group") == nullptr && (ref.get("kind") == nullptr || (kind != nullptr && *kind == "Service"));
            if (isService && ref.get("namespace") == nullptr)
                backend(document, ref, "port", ref);
        }
}

void Links::monitor(const ir::Document& document) {
    Object spec = object(root(document), "spec");
    Object selector = object(spec, {"selector", "matchLabels"});
    std::vector<Object> selected;
    for (size_t number : servicesByLabel_.select(selector)) {
        const Target& service = targets_.at("Service")[number];
        selected.push_back(object(service.object, "spec"));
        references_.push_back({{&document}, {service.document}, selector.guard, {}});
    }
    if (selected.empty())
        return;
    for (const Object& endpoint : objects(spec, "endpoints")) {
        const std::string* port = endpoint.text("port");
        if (port == nullptr)
            continue;
        auto there = portGuards(selected, "name", endpoint.get("port"));
        if (there && there->empty())
            report(endpoint, Code::E5028, document, below(endpoint.at, "port"), *port, "Service of the monitor", "port",
                   *port);
        else if (there && selected.size() == 1)
            portWhenever(document, endpoint, "port", *there);
    }
}

void Links::binding(const ir::Document& document) {
    Object whole = root(document);
    Object role = object(whole, "roleRef");
    if (const std::string* kind = role.text("kind"); kind != nullptr && *kind == "Role")
        require(document, "Role", role, "name");
    for (const Object& subject : objects(whole, "subjects")) {
        const std::string* kind = subject.text("kind");
        const std::string* name = subject.text("name");
        // Accounts of other namespaces are other programs'.
        NodeRef ns = subject.get("namespace");
        bool isOurs = ns == nullptr || textOf(ns) == nullptr;
        if (kind != nullptr && *kind == "ServiceAccount" && isOurs && (name == nullptr || *name != "default"))
            require(document, "ServiceAccount", subject, "name");
    }
}

void Links::scaler(const ir::Document& document) {
    Object target = object(root(document), {"spec", "scaleTargetRef"});
    const std::string* kind = target.text("kind");
    bool isScaledObject = document.kind == "ScaledObject" && target.get("kind") == nullptr;
    if (kind == nullptr && !isScaledObject)
        return;
    auto namespaceOf = [this](const Object& whole) {
        NodeRef space = object(whole, "metadata").get("namespace");
        return space != nullptr ? unshared(space) : nullptr;
    };
    for (const Target* scaled : require(document, kind != nullptr ? *kind : "Deployment", target, "name"))
        if (namespaceOf(scaled->object) == namespaceOf(root(document)))
            scaledBy(document, *scaled, target);
}

/// What else says how many pods the workload has, in the same release. Those that one component makes see to it among
/// themselves.
void Links::scaledBy(const ir::Document& scaler, const Target& target, const Object& where) {
    auto makerOf = [](const ir::Document& document) {
        auto isUse = [](const core::Statement* one) { return one->kind == core::StatementKind::Use; };
        auto maker = std::find_if(document.origin.rbegin(), document.origin.rend(), isUse);
        return maker == document.origin.rend() ? nullptr : *maker;
    };
    auto nameOf = [&](const ir::Document& document) {
        return fmt::format("the {} `{}`", document.kind,
                           called({&document, object(root(document), "metadata").get("name"), {}}));
    };
    NodeRef there = guardOf(where, "name"); // with that of the scaler
    auto also = [&](NodeRef guard, const std::string& other) {
        if (view_.meet(there, guard))
            report(where, Code::W5040, scaler, where.at, "", target.document->kind, called(target), other,
                   nameOf(scaler));
    };
    Object spec = object(target.object, "spec");
    if (spec.get("replicas") != nullptr)
        also(guardOf(spec, "replicas"), "its `replicas`");
    std::vector<const ir::Document*>& scalers = scalers_[target.document];
    for (const ir::Document* other : scalers)
        if (makerOf(*other) == nullptr || makerOf(*other) != makerOf(scaler))
            also(view_.guardOf(*other), nameOf(*other));
    scalers.push_back(&scaler);
}

/// Who may connect to whom. Nothing can be wrong with it: what is not selected is not there.
void Links::policy(const ir::Document& document) {
    Object spec = object(root(document), "spec");
    std::vector<const Pods*> about = podsOf(object(spec, {"podSelector", "matchLabels"}));
    for (const Object& incoming : objects(spec, "ingress"))
        rule(about, incoming, "from");
    for (const Object& outgoing : objects(spec, "egress"))
        rule(about, outgoing, "to");
}

void Links::rule(const std::vector<const Pods*>& about, const Object& rule, std::string_view peers) {
    bool isIncoming = peers == "from";
    std::vector<Object> others = objects(rule, peers);
    if (others.empty())
        connection(about, rule, isIncoming, rule.guard, {nullptr, "anyone", nullptr});
    for (const Object& peer : others) {
        Object space = object(peer, {"namespaceSelector", "matchLabels"});
        NodeRef range = object(peer, "ipBlock").get("cidr");
        if (range != nullptr)
            connection(about, rule, isIncoming, peer.guard, {nullptr, "IPBlock", unshared(range)});
        else if (peer.get("namespaceSelector") != nullptr)
            for (const Part& label : space.fields.known)
                connection(about, rule, isIncoming, view_.both(space.guard, label.guard),
                           {nullptr, "Namespace", unshared(label.value)});
        else
            for (const Pods* pods : podsOf(object(peer, {"podSelector", "matchLabels"})))
                connection(about, rule, isIncoming, peer.guard, {pods->document});
    }
}

void Links::connection(const std::vector<const Pods*>& about, const Object& rule, bool isIncoming, NodeRef guard,
                       const End& other) {
    std::vector<NodeRef> ports;
    for (const Object& port : objects(rule, "ports"))
        if (NodeRef number = port.get("port"))
            ports.push_back(unshared(number));
    for (const Pods* pods : about) {
        Reference reference{{pods->document}, other, guard, ports};
        if (isIncoming)
            std::swap(reference.from, reference.to);
        reference.isConnection = true;
        references_.push_back(std::move(reference));
    }
}

} // namespace stackc::judge
