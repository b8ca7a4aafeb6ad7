#include "judge/links_scaling.h"

#include <algorithm>
#include <fmt/format.h>

namespace stackc::judge {

using diag::Code;

void ScalingLinks::check(const ir::Document& document) {
    if (document.kind != "HorizontalPodAutoscaler" && document.kind != "ScaledObject")
        return;
    Object target = object(view_, root(view_, document), {"spec", "scaleTargetRef"});
    const std::string* kind = target.text("kind");
    bool isScaledObject = document.kind == "ScaledObject" && target.get("kind") == nullptr;
    if (kind == nullptr && !isScaledObject)
        return;
    auto namespaceOf = [this](const Object& whole) {
        NodeRef space = object(view_, whole, "metadata").get("namespace");
        return space != nullptr ? unshared(space) : nullptr;
    };
    for (const Target* scaled : linking_.require(document, kind != nullptr ? *kind : "Deployment", target, "name"))
        if (namespaceOf(scaled->object) == namespaceOf(root(view_, document))) {
            scaledBy(document, *scaled, target);
            requested(document, *scaled);
        }
}

/// What else says how many pods the workload has, in the same release. Those that one component makes see to it among
/// themselves.
void ScalingLinks::scaledBy(const ir::Document& scaler, const Target& target, const Object& where) {
    auto makerOf = [](const ir::Document& document) {
        auto isUse = [](const core::Statement* one) { return one->kind == core::StatementKind::Use; };
        auto maker = std::find_if(document.origin.rbegin(), document.origin.rend(), isUse);
        return maker == document.origin.rend() ? nullptr : *maker;
    };
    auto nameOf = [&](const ir::Document& document) {
        return fmt::format(
            "the {} `{}`", document.kind,
            inventory_.called({&document, object(view_, root(view_, document), "metadata").get("name"), {}}));
    };
    NodeRef there = guardOf(view_, where, "name"); // with that of the scaler
    auto also = [&](NodeRef guard, const std::string& other) {
        if (view_.meet(there, guard))
            linking_.report(where, Code::W5040, scaler, where.at, "", target.document->kind, inventory_.called(target),
                            other, nameOf(scaler));
    };
    Object spec = object(view_, target.object, "spec");
    if (spec.get("replicas") != nullptr)
        also(guardOf(view_, spec, "replicas"), "its `replicas`");
    std::vector<const ir::Document*>& scalers = scalers_[target.document];
    for (const ir::Document* other : scalers)
        if (makerOf(*other) == nullptr || makerOf(*other) != makerOf(scaler))
            also(view_.guardOf(*other), nameOf(*other));
    scalers.push_back(&scaler);
}

std::vector<ScalingLinks::Measure> ScalingLinks::measures(const ir::Document& scaler) {
    std::vector<Measure> out;
    auto add = [&](const Object& of, std::string_view field, std::string resource, const Object& container,
                   std::string_view name) {
        Measure measure{of, std::move(resource), container.get(name) != nullptr, container.text(name)};
        measure.of.guard = guardOf(view_, of, field);
        measure.of.at = view_.below(of.at, field);
        out.push_back(std::move(measure));
    };
    Object spec = object(view_, root(view_, scaler), "spec");
    if (spec.get("targetCPUUtilizationPercentage") != nullptr)
        add(spec, "targetCPUUtilizationPercentage", "cpu", {}, {});
    else if (scaler.kind == "HorizontalPodAutoscaler" && spec.lacks("metrics")) // then Kubernetes takes 80% of the CPU
        add(spec, "metrics", "cpu", {}, {});
    for (const Object& metric : objects(view_, spec, "metrics"))
        for (const char* kind : {"resource", "containerResource"}) {
            Object source = object(view_, metric, kind), target = object(view_, source, "target");
            const std::string* resource = source.text("name");
            if (resource != nullptr && target.get("averageUtilization") != nullptr)
                add(target, "averageUtilization", *resource, source, "container");
        }
    for (const Object& trigger : objects(view_, spec, "triggers")) { // of KEDA
        const std::string* resource = trigger.text("type");
        Object metadata = object(view_, trigger, "metadata");
        bool isPercent = false;
        for (const std::string* type : {trigger.text("metricType"), metadata.text("type")})
            isPercent = isPercent || (type != nullptr && *type == "Utilization");
        if (isPercent && resource != nullptr && (*resource == "cpu" || *resource == "memory"))
            add(trigger, "type", *resource, metadata, "containerName");
    }
    return out;
}

/// Where a container requests nothing of what is counted in percent of the requests, the scaler does nothing. A limit
/// is a request, too, and a LimitRange may bring both.
void ScalingLinks::requested(const ir::Document& scaler, const Target& target) {
    if (!inventory_.all("LimitRange").empty() || ir::isInLoop(scaler))
        return;
    const std::vector<Measure> all = measures(scaler);
    for (const Pods& pods : inventory_.pods())
        if (pods.document == target.document)
            for (const Measure& measure : all)
                for (const Object& container : objects(view_, pods.spec, "containers"))
                    requestOf(scaler, target, measure, container);
}

void ScalingLinks::requestOf(const ir::Document& scaler, const Target& target, const Measure& measure,
                             const Object& container) {
    const std::string* name = container.text("name");
    bool isCounted =
        !measure.isOfOne || (measure.container != nullptr && name != nullptr && *name == *measure.container);
    if (!isCounted || measure.of.repeated || container.repeated)
        return;
    NodeRef lacking = view_.both(measure.of.guard, container.guard);
    for (const char* amounts : {"requests", "limits"}) {
        Object known = object(view_, container, {"resources", amounts});
        if (known.fields.open)
            return;
        for (const Part& amount : known.fields.known)
            if (amount.key == measure.resource)
                lacking = view_.butNot(lacking, view_.both(known.guard, amount.guard));
    }
    if (linking_.mayCome(lacking))
        linking_
            .report(measure.of, Code::W5052, scaler, measure.of.at, measure.resource, scaler.kind,
                    inventory_.calledInSource(scaler), measure.resource,
                    name != nullptr ? *name : inventory_.calledInSource(*target.document))
            .suggest(fmt::format("let the container say `resources {{ requests {{ {} = … }} }}`", measure.resource));
}

} // namespace stackc::judge
