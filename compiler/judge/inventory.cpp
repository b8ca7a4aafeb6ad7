#include "judge/inventory.h"

#include "core/layout.h"
#include "judge/names.h"

#include <algorithm>
#include <cctype>
#include <set>

namespace stackc::judge {

using ir::NodeKind;

namespace {

/// Where the pods of a kind are.
const std::vector<std::string_view>* templateOf(const ir::Document& document) {
    static const std::vector<std::string_view> spec{"spec"};
    static const std::vector<std::string_view> job{"spec", "jobTemplate", "spec"};
    static const std::set<std::string_view> kinds{"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job"};
    bool isBuiltIn = document.apiVersion.starts_with("apps/") || document.apiVersion.starts_with("batch/");
    if (isBuiltIn && kinds.count(document.kind) != 0)
        return &spec;
    return isBuiltIn && document.kind == "CronJob" ? &job : nullptr;
}

/// Custom resources for which operators make neither pods nor Services.
bool makesNoPods(std::string_view kind) {
    static const std::set<std::string_view> kinds{"AuthorizationPolicy",
                                                  "Certificate",
                                                  "ClusterIssuer",
                                                  "ClusterSecretStore",
                                                  "DestinationRule",
                                                  "EnvoyFilter",
                                                  "ExternalSecret",
                                                  "Issuer",
                                                  "PeerAuthentication",
                                                  "PodMonitor",
                                                  "Probe",
                                                  "PrometheusRule",
                                                  "ScaledObject",
                                                  "SealedSecret",
                                                  "SecretStore",
                                                  "ServiceEntry",
                                                  "ServiceMonitor",
                                                  "ServiceProfile",
                                                  "RequestAuthentication",
                                                  "Sidecar",
                                                  "TrafficSplit",
                                                  "TriggerAuthentication",
                                                  "VirtualService",
                                                  "VerticalPodAutoscaler"};
    return kinds.count(kind) != 0;
}

} // namespace

void Labelled::add(const Object& labels, size_t number) {
    for (const Part& label : labels.fields.known)
        byLabel_[{label.key, unshared(label.value)}].push_back(number);
}

std::vector<size_t> Labelled::select(const Object& selector) const {
    std::vector<size_t> found;
    bool isFirst = true;
    if (selector.fields.open)
        return found;
    // The shortest list first, so that the work is that of what is found.
    std::vector<const std::vector<size_t>*> lists;
    for (const Part& wanted : selector.fields.known) {
        auto list = byLabel_.find({wanted.key, unshared(wanted.value)});
        if (list == byLabel_.end())
            return found;
        lists.push_back(&list->second);
    }
    std::sort(lists.begin(), lists.end(), [](auto* a, auto* b) { return a->size() < b->size(); });
    for (const std::vector<size_t>* list : lists) {
        if (isFirst)
            found = *list;
        else
            std::erase_if(found,
                          [&](size_t number) { return !std::binary_search(list->begin(), list->end(), number); });
        isFirst = false;
    }
    return found;
}

Inventory::Inventory(const core::Program& program, const ir::Package& package, View& view)
    : program_(program), view_(view), hasOtherMakers_(!program.externals.empty() || !program.includes.empty()),
      hasOtherPods_(hasOtherMakers_) {
    for (const ir::Document& document : package.documents)
        collect(document);
}

const std::vector<Target>& Inventory::all(const std::string& kind) const {
    static const std::vector<Target> none;
    auto found = kinds_.find(kind);
    return found != kinds_.end() ? found->second.targets : none;
}

std::vector<const Target*> Inventory::servicesOf(const Object& selector) const {
    std::vector<const Target*> selected;
    for (size_t number : servicesByLabel_.select(selector))
        selected.push_back(&kinds_.at("Service").targets[number]);
    return selected;
}

void Inventory::collect(const ir::Document& document) {
    Object whole = root(view_, document);
    NodeRef name = object(view_, whole, "metadata").get("name");
    addTarget(document.kind, document, name, whole);
    // What operators make of a resource has keys that are not known here.
    Object unknown;
    unknown.fields.open = true;
    Object spec = object(view_, whole, "spec");
    if (document.kind == "ExternalSecret") {
        NodeRef target = object(view_, spec, "target").get("name");
        addTarget("Secret", document, target != nullptr ? target : name, unknown);
    } else if (document.kind == "Certificate") {
        addTarget("Secret", document, spec.get("secretName"), unknown);
    } else if (document.kind == "SealedSecret") {
        addTarget("Secret", document, name, unknown);
    }
    const std::string_view group = kube::groupOf(document.apiVersion);
    bool isCustom = group.find('.') != std::string_view::npos && !group.ends_with(".k8s.io");
    hasOtherMakers_ |= isCustom;
    hasOtherPods_ |= isCustom && !makesNoPods(document.kind);
    if (document.kind == "Pod" && document.apiVersion == "v1") {
        addPods({&document, object(view_, whole, {"metadata", "labels"}), spec, {}});
    } else if (const auto* path = templateOf(document)) {
        Object owner = whole;
        for (std::string_view step : *path)
            owner = object(view_, owner, step);
        Object pod = object(view_, owner, "template");
        addPods({&document, object(view_, pod, {"metadata", "labels"}), object(view_, pod, "spec"), owner});
    }
}

void Inventory::addTarget(const std::string& kind, const ir::Document& document, NodeRef name, const Object& whole) {
    if (name == nullptr)
        return;
    OfKind& all = kinds_[kind];
    if (kind == "Service")
        servicesByLabel_.add(object(view_, whole, {"metadata", "labels"}), all.targets.size());
    auto add = [&](Target target) {
        all.byName[target.name].push_back(all.targets.size());
        all.targets.push_back(std::move(target));
    };
    add({&document, unshared(name), whole, view_.guardOf(document)});
    const std::span<const Part> forms = view_.forms(name).known;
    if (forms.size() < 2 ||
        std::any_of(forms.begin(), forms.end(), [this](const Part& form) { return isUsers(form.value); }))
        return; // what users call, they may call by any name
    for (const Part& form : forms) {
        Target target{&document, form.value, whole, view_.both(view_.guardOf(document), form.guard)};
        if (target.object.guard != nullptr)
            target.object.guard = view_.both(target.object.guard, form.guard);
        add(std::move(target));
    }
}

void Inventory::addPods(Pods pods) {
    podsByLabel_.add(pods.labels, pods_.size());
    pods_.push_back(std::move(pods));
}

std::vector<const Target*> Inventory::find(const std::string& kind, NodeRef name) const {
    std::vector<const Target*> out;
    auto all = kinds_.find(kind);
    if (all == kinds_.end())
        return out;
    if (auto found = all->second.byName.find(unshared(name)); found != all->second.byName.end())
        for (size_t number : found->second)
            out.push_back(&all->second.targets[number]);
    return out;
}

std::vector<const Pods*> Inventory::podsOf(const Object& selector) const {
    std::vector<const Pods*> selected;
    for (size_t number : podsByLabel_.select(selector))
        selected.push_back(&pods_[number]);
    return selected;
}

bool Inventory::mayBeThere(const std::string& kind, NodeRef name) {
    const std::string* text = textOf(name);
    if (text == nullptr && isUsers(name))
        return true;
    if (isOutside(kind, name) || isOfCluster(kind, name) ||
        !program_.includes.empty()) // what included charts make is not known here
        return true;
    const std::vector<Target>& targets = all(kind);
    return std::any_of(targets.begin(), targets.end(), [&](const Target& target) {
        const std::span<const Part> forms = view_.forms(target.name).known;
        return text != nullptr ? mayBe(target.name, *text)
                               : std::any_of(forms.begin(), forms.end(), [&](const Part& form) {
                                     return form.value == unshared(name) || isUsers(form.value);
                                 });
    });
}

bool Inventory::isOfCluster(const std::string& kind, NodeRef name) {
    const std::string text = written(name);
    if (kind == "ConfigMap")
        return text == "kube-root-ca.crt";
    if (kind != "PersistentVolumeClaim" || text.empty() || std::isdigit(static_cast<unsigned char>(text.back())) == 0)
        return false;
    return std::any_of(pods_.begin(), pods_.end(), [&](const Pods& pods) {
        const std::vector<Object> claims = objects(view_, pods.owner, "volumeClaimTemplates");
        return std::any_of(claims.begin(), claims.end(), [&](const Object& claim) {
            const std::string* made = object(view_, claim, "metadata").text("name");
            return made == nullptr || text.starts_with(*made + "-");
        });
    });
}

bool Inventory::isOutside(const std::string& kind, NodeRef name) const {
    const std::string* text = textOf(name);
    return text != nullptr &&
           std::any_of(program_.outside.begin(), program_.outside.end(), [&](const core::OutsideResource& outside) {
               return outside.kind == kind && outside.name == *text;
           });
}

bool Inventory::isOfThisProgram(NodeRef name) {
    name = unshared(name);
    bool isPutTogether = name->kind == NodeKind::Prim && name->op == core::Op::Concat;
    return !hasOtherMakers_ && isPutTogether && !isUsers(name) &&
           std::any_of(name->args.begin(), name->args.end(), [this](NodeRef part) { return namesChart(part); });
}

bool Inventory::namesChart(NodeRef node) const {
    node = unshared(node);
    return ir::isInput(node, core::Input::ChartName) || isOfEachChart(node) ||
           std::any_of(node->args.begin(), node->args.end(), [this](NodeRef arg) { return namesChart(arg); }) ||
           std::any_of(node->entries.begin(), node->entries.end(),
                       [this](const ir::Entry& entry) { return entry.value != nullptr && namesChart(entry.value); });
}

/// Is it a value that each chart has, such as the override of its names? Like the release's name it stands for no name
/// that the program writes down.
bool Inventory::isOfEachChart(NodeRef node) const {
    if (node->kind != NodeKind::Ref || node->base != ir::RefBase::Field)
        return false;
    NodeRef values = node->args[0];
    if (values->kind != NodeKind::Ref || values->base != ir::RefBase::Input || values->input != core::Input::Values)
        return false;
    const core::Field* field = core::fieldOfKey(program_.types[values->type], node->text);
    return field != nullptr && field->span.valid() && !program_.isAuthors(field->span);
}

bool Inventory::isUsers(NodeRef node) {
    if (!node->late || isOfEachChart(node))
        return false;
    auto [place, fresh] = isUsers_.try_emplace(node, false);
    if (!fresh)
        return place->second;
    bool result = false;
    if (node->kind == NodeKind::Ref && node->base != ir::RefBase::Field && node->base != ir::RefBase::First)
        result = node->base != ir::RefBase::Input || node->input == core::Input::Values;
    for (NodeRef arg : node->args)
        result = result || isUsers(arg);
    for (const ir::Entry& entry : node->entries)
        result = result || entry.value == nullptr || isUsers(entry.value) || isUsers(entry.guard);
    return isUsers_[node] = result;
}

/// Can a late text be that one? A name of the release is none that can be written down; others are told by their ends.
bool Inventory::mayBe(NodeRef node, std::string_view text) {
    node = unshared(node);
    if (node->kind == NodeKind::String)
        return node->text == text;
    if (!isUsers(node))
        return false;
    if (node->kind == NodeKind::Choice)
        return std::any_of(node->entries.begin(), node->entries.end(),
                           [&](const ir::Entry& arm) { return mayBe(arm.value, text); });
    if (node->kind != NodeKind::Prim || node->op != core::Op::Concat || node->args.empty())
        return true;
    NodeRef first = unshared(node->args.front());
    NodeRef last = unshared(node->args.back());
    bool begins = first->kind != NodeKind::String || text.starts_with(first->text);
    return begins && (last->kind != NodeKind::String || text.ends_with(last->text));
}

std::string Inventory::called(const Target& target) const {
    std::string name = shown(target.name);
    return name.empty() ? calledInSource(*target.document) : name;
}

std::string Inventory::calledInSource(const ir::Document& document) const {
    std::string uses;
    for (const core::Statement* statement : document.origin)
        if (statement->kind == core::StatementKind::Use && statement->var.valid())
            uses += (uses.empty() ? "" : ".") + program_[statement->var].name;
    // What is called like its kind is the one that the use is for.
    bool isTheOne = std::equal(document.name.begin(), document.name.end(), document.kind.begin(), document.kind.end(),
                               [](char a, char b) { return a == std::tolower(static_cast<unsigned char>(b)); });
    return uses.empty() ? document.name : isTheOne ? uses : uses + "." + document.name;
}

} // namespace stackc::judge
