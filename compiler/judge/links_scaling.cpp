#include "judge/links_scaling.h"

#include <algorithm>
#include <fmt/format.h>

namespace stackc::judge {

using diag::Code;
using ir::NodeKind;

namespace {

/// What the values hold at a place unless users say something else, as far as it is written there or at the field's
/// declaration; invalid where it isn't.
core::ExprId presetOf(const core::Program& program, NodeRef place) {
    if (place->kind != NodeKind::Ref)
        return {};
    if (ir::isInput(place, core::Input::Values))
        return program.defaults;
    if (place->base != ir::RefBase::Field)
        return {};
    const core::Type* around = &program.types[place->args[0]->type];
    if (around->kind == core::TypeKind::Optional)
        around = &program.types[around->element];
    auto field = std::ranges::find(around->fields, place->text, &core::Field::key);
    if (field == around->fields.end())
        return {};
    core::ExprId whole = presetOf(program, place->args[0]);
    if (!whole.valid())
        return field->defaultValue;
    if (const auto* optional = std::get_if<core::OptionalLit>(&program[whole].node);
        optional && optional->payload.valid())
        whole = optional->payload;
    if (const auto* record = std::get_if<core::RecordExpr>(&program[whole].node))
        for (const core::Entry& entry : record->entries)
            if (entry.kind == core::EntryKind::Set && entry.key == field->name)
                return entry.value;
    return field->defaultValue;
}

bool isAmong(NodeRef one, NodeRef all) {
    bool isBoth = all->kind == NodeKind::Prim && all->op == core::Op::And;
    return all == one || (isBoth && std::ranges::any_of(all->args, [&](NodeRef part) { return isAmong(one, part); }));
}

/// Does it take users to ask for an optional that is empty unless they do? What holds anyway doesn't count.
bool isUsersWish(const core::Program& program, NodeRef guard, NodeRef anyway) {
    if (guard->kind == NodeKind::Prim && guard->op == core::Op::And)
        return std::ranges::any_of(guard->args, [&](NodeRef part) { return isUsersWish(program, part, anyway); });
    if (guard->kind != NodeKind::Present || isAmong(guard, anyway))
        return false;
    core::ExprId preset = presetOf(program, guard->args[0]);
    return preset.valid() && std::holds_alternative<core::NoneLit>(program[preset].node);
}

/// Is the one there once for each of the other?
bool isEachOnes(const ir::Document& a, const ir::Document& b) {
    auto loops = [](const ir::Document& document) {
        std::vector<const ir::Loop*> out;
        for (const ir::Scope& scope : document.scopes)
            if (scope.loop != nullptr)
                out.push_back(scope.loop);
        return out;
    };
    return loops(a) == loops(b);
}

} // namespace

void ScalingLinks::check(const ir::Document& document) {
    if (document.kind != "HorizontalPodAutoscaler" && document.kind != "ScaledObject")
        return;
    Object target = object(view_, root(view_, document), {"spec", "scaleTargetRef"});
    const std::string* kind = target.text("kind");
    bool isScaledObject = document.kind == "ScaledObject" && target.get("kind") == nullptr;
    if (kind == nullptr && !isScaledObject)
        return;
    for (const Target* scaled : linking_.require(document, kind != nullptr ? *kind : "Deployment", target, "name")) {
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
    if (!inventory_.all("LimitRange").empty() || !isEachOnes(scaler, *target.document))
        return;
    std::vector<Measure> all = measures(scaler);
    std::erase_if(all, [this, anyway = view_.guardOf(scaler)](const Measure& measure) {
        return isUsersWish(linking_.program(), measure.of.guard, anyway);
    });
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
