#include "judge/links.h"

#include "core/layout.h"
#include "diag/suggest.h"

#include <algorithm>
#include <array>
#include <set>

namespace stackc::judge {

using diag::Code;
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

} // namespace

Links::Links(const core::Program& program, const ir::Package& package, bool isChart, View& view, Findings& findings)
    : program_(program), package_(package), isChart_(isChart), view_(view), findings_(findings) {
    for (const ir::Document& document : package.documents)
        collect(document);
}

Object Links::root(const ir::Document& document) {
    return {view_.guardOf(document), {}, view_.fields(document.object)};
}

Object Links::object(const Object& parent, std::string_view key) {
    Object out;
    out.at = parent.at;
    out.at.emplace_back(std::string(key));
    out.guard = parent.guard;
    auto isIt = [&](const Part& part) { return part.key == key; };
    auto count = std::count_if(parent.fields.known.begin(), parent.fields.known.end(), isIt);
    out.fields.open = count == 0 && parent.fields.open;
    for (const Part& part : parent.fields.known) {
        if (!isIt(part))
            continue;
        Parts inner = view_.fields(part.value);
        out.fields.open |= inner.open;
        out.repeated |= parent.repeated || part.repeated;
        if (count == 1)
            out.guard = view_.both(parent.guard, part.guard);
        for (Part& field : inner.known) {
            // One of several has what it holds where it is there itself.
            if (count > 1)
                field.guard = view_.both(part.guard, field.guard);
            out.fields.known.push_back(field);
        }
    }
    return out;
}

Object Links::object(const Object& parent, std::initializer_list<std::string_view> keys) {
    Object out = parent;
    for (std::string_view key : keys)
        out = object(out, key);
    return out;
}

std::vector<Object> Links::objects(const Object& parent, std::string_view key) {
    std::vector<Object> out;
    for (const Part& list : parent.fields.known) {
        if (list.key != key)
            continue;
        NodeRef guard = view_.both(parent.guard, list.guard);
        size_t index = 0;
        for (const Part& element : view_.elements(list.value).known) {
            Object made;
            made.at = parent.at;
            made.at.emplace_back(std::string(key));
            made.at.emplace_back(index++);
            made.guard = view_.both(guard, element.guard);
            made.fields = view_.fields(element.value);
            made.repeated = parent.repeated || list.repeated || element.repeated;
            out.push_back(std::move(made));
        }
    }
    return out;
}

bool Links::mayHaveMore(const Object& parent, std::string_view key) {
    const std::vector<Part>& known = parent.fields.known;
    return (parent.fields.open && parent.fields.find(key) == nullptr) ||
           std::any_of(known.begin(), known.end(),
                       [&](const Part& part) { return part.key == key && view_.elements(part.value).open; });
}

void Links::addTarget(const std::string& kind, const ir::Document& document, NodeRef name, Object object) {
    if (name == nullptr)
        return;
    std::vector<Target>& targets = targets_[kind];
    byName_[{kind, unshared(name)}].push_back(targets.size());
    if (kind == "Service")
        servicesByLabel_.add(this->object(object, {"metadata", "labels"}), targets.size());
    targets.push_back({&document, unshared(name), std::move(object)});
}

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

void Links::collect(const ir::Document& document) {
    Object whole = root(document);
    NodeRef name = object(whole, "metadata").get("name");
    addTarget(document.kind, document, name, whole);
    // What operators make of a resource has keys that are not known here.
    Object unknown;
    unknown.fields.open = true;
    Object spec = object(whole, "spec");
    if (document.kind == "ExternalSecret") {
        NodeRef target = object(spec, "target").get("name");
        addTarget("Secret", document, target != nullptr ? target : name, unknown);
    } else if (document.kind == "Certificate") {
        addTarget("Secret", document, spec.get("secretName"), unknown);
    } else if (document.kind == "SealedSecret") {
        addTarget("Secret", document, name, unknown);
    }
    if (document.kind == "Pod" && document.apiVersion == "v1") {
        addPods({&document, object(whole, {"metadata", "labels"}), spec, {}});
    } else if (const auto* path = templateOf(document)) {
        Object owner = whole;
        for (std::string_view step : *path)
            owner = object(owner, step);
        Object pod = object(owner, "template");
        addPods({&document, object(pod, {"metadata", "labels"}), object(pod, "spec"), owner});
    }
}

void Links::addPods(Pods pods) {
    podsByLabel_.add(pods.labels, pods_.size());
    pods_.push_back(std::move(pods));
}

std::vector<const Target*> Links::find(const std::string& kind, NodeRef name) const {
    std::vector<const Target*> out;
    if (auto found = byName_.find({kind, unshared(name)}); found != byName_.end())
        for (size_t number : found->second)
            out.push_back(&targets_.at(kind)[number]);
    return out;
}

bool Links::mayBeThere(const std::string& kind, NodeRef name) {
    const std::string* text = textOf(name);
    if (text == nullptr && isUsers(name))
        return true;
    if (text != nullptr)
        for (const core::OutsideResource& outside : program_.outside)
            if (outside.kind == kind && outside.name == *text)
                return true;
    auto all = targets_.find(kind);
    return all != targets_.end() && std::any_of(all->second.begin(), all->second.end(), [&](const Target& target) {
               return text != nullptr ? mayBe(target.name, *text)
                                      : isUsers(target.name) || target.name == unshared(name);
           });
}

/// Is it a value that each chart has, such as the override of its names? Like the release's name it stands for no name
/// that the program writes down.
bool Links::isOfEachChart(NodeRef node) const {
    if (node->kind != NodeKind::Ref || node->base != ir::RefBase::Field)
        return false;
    NodeRef values = node->args[0];
    if (values->kind != NodeKind::Ref || values->base != ir::RefBase::Input || values->input != core::Input::Values)
        return false;
    const core::Field* field = core::fieldOfKey(program_.types[values->type], node->text);
    return field != nullptr && field->span.valid() && !program_.isAuthors(field->span);
}

/// Does anything that users choose, or an element of a loop, have a part in it?
bool Links::isUsers(NodeRef node) {
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
bool Links::mayBe(NodeRef node, std::string_view text) {
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

std::vector<const Target*> Links::refer(const ir::Document& document, const std::string& kind, const Object& parent,
                                        std::string_view field) {
    NodeRef name = parent.get(field);
    if (name == nullptr)
        return {};
    NodeRef guard = guardOf(parent, field);
    std::vector<const Target*> found = find(kind, name);
    auto keep = [&](NodeRef form, NodeRef under, const std::vector<const Target*>& targets) {
        for (const Target* target : targets)
            references_.push_back({{&document}, {target->document, kind, target->name}, under, {}});
        if (targets.empty())
            references_.push_back({{&document}, {nullptr, kind, unshared(form)}, under, {}});
    };
    if (!found.empty())
        keep(name, guard, found);
    else // one of several names may be that of a resource
        for (const Part& form : view_.forms(name, [&](NodeRef one) { return !find(kind, one).empty(); }).known)
            keep(form.value, view_.both(guard, form.guard), find(kind, form.value));
    return found;
}

std::vector<const Target*> Links::require(const ir::Document& document, const std::string& kind, const Object& parent,
                                          std::string_view field) {
    std::vector<const Target*> found = refer(document, kind, parent, field);
    NodeRef name = parent.get(field);
    if (name == nullptr || !isChart_)
        return found;
    if (!found.empty()) {
        if (!isUsers(name)) // where the chart makes none, it may be one that is there
            targetWhenever(document, kind, parent, field, found);
        return found;
    }
    for (const Part& form : view_.forms(name).known) {
        if (mayBeThere(kind, form.value))
            continue;
        Path at = parent.at;
        at.emplace_back(std::string(field));
        const std::string* text = textOf(form.value);
        if (text == nullptr)
            continue;
        report(parent, Code::W5030, document, at, *text, kind, *text);
    }
    return found;
}

NodeRef Links::guardOf(const Object& parent, std::string_view field) {
    const Part* part = parent.fields.find(field);
    return part != nullptr ? view_.both(parent.guard, part->guard) : parent.guard;
}

void Links::whenever(const ir::Document& document, const Object& where, NodeRef guard,
                     const std::vector<NodeRef>& there, const Path& at, const std::string& text,
                     const std::string& what) {
    // The values of an environment tell whether it is there; in a loop its guard doesn't say that there are elements.
    if (!isChart_ || there.empty() || where.repeated || ir::isInLoop(document))
        return;
    NodeRef lacking = guard;
    for (NodeRef one : there)
        lacking = view_.butNot(lacking, one);
    if (!view_.meet(lacking, view_.yes()))
        return;
    bool isRefused = std::any_of(package_.checks.begin(), package_.checks.end(), [&](const ir::Check& check) {
        bool isPlain = check.scopes.empty() && check.keys == nullptr;
        return isPlain && !view_.possible(view_.both(lacking, check.condition));
    });
    if (!isRefused)
        report(where, Code::W5039, document, at, text, what);
}

void Links::targetWhenever(const ir::Document& document, const std::string& kind, const Object& parent,
                           std::string_view field, const std::vector<const Target*>& found) {
    std::vector<NodeRef> there;
    for (const Target* target : found) {
        if (ir::isInLoop(*target->document))
            return;
        there.push_back(view_.guardOf(*target->document));
    }
    Path at = parent.at;
    at.emplace_back(std::string(field));
    std::string name = called(*found.front());
    whenever(document, parent, guardOf(parent, field), there, at, name, fmt::format("the {} `{}`", kind, name));
}

std::string Links::called(const Target& target) const {
    std::string name = shown(target.name);
    if (!name.empty())
        return name;
    for (const core::Statement* statement : target.document->origin)
        if (statement->kind == core::StatementKind::Use && statement->var.valid())
            return program_[statement->var].name;
    return target.document->name;
}

void Links::suggestKey(Finding finding, const std::string& text, const Parts& among) {
    std::vector<std::string> names;
    for (const Part& part : among.known)
        names.emplace_back(part.key);
    finding.suggest(diag::didYouMean(diag::suggestName(text, names)));
}

void Links::check() {
    for (const Pods& pods : pods_)
        this->pods(pods);
    for (const ir::Document& document : package_.documents) {
        if (document.kind == "Service" && document.apiVersion == "v1")
            service(document);
        else if (document.kind == "Ingress")
            ingress(document);
        else if (document.kind == "HTTPRoute" || document.kind == "GRPCRoute" || document.kind == "TCPRoute")
            route(document);
        else if (document.kind == "ServiceMonitor")
            monitor(document);
        else if (document.kind == "RoleBinding" || document.kind == "ClusterRoleBinding")
            binding(document);
        else if (document.kind == "HorizontalPodAutoscaler" || document.kind == "ScaledObject")
            scaler(document);
        else if (document.kind == "NetworkPolicy")
            policy(document);
    }
}

std::vector<Reference> references(const core::Program& program, const ir::Package& package, View& view) {
    diag::Sink unheard; // what is wrong is said where the package is judged
    Findings findings(program, view, unheard);
    Links links(program, package, false, view, findings);
    links.check();
    return links.takeReferences();
}

} // namespace stackc::judge
