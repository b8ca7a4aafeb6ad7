#include "eval/statements.h"

#include "diag/suggest.h"
#include "eval/choose.h"
#include "eval/data.h"
#include "eval/places.h"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

namespace stackc::eval {

using ir::NodeKind;

namespace {

/// The kind of a resource of any kind, where it is known; else the object keeps it.
void identify(Evaluation& in, ir::Document& document) {
    const Entry* version = ir::findEntry(document.object, "apiVersion");
    const Entry* kind = ir::findEntry(document.object, "kind");
    auto isKnown = [](const Entry* entry) {
        return entry != nullptr && entry->guard->isTrue() && entry->value->kind == NodeKind::String;
    };
    auto isWhole = [](const Entry& entry) { return entry.kind == ir::EntryKind::Value; };
    const std::vector<Entry>& all = document.object->entries;
    if (!isKnown(version) || !isKnown(kind) || !std::all_of(all.begin(), all.end(), isWhole))
        return;
    document.apiVersion = version->value->text;
    document.kind = kind->value->text;
    if (auto known = in.program.types.natives().findKind(document.apiVersion, document.kind))
        document.namespaced = known->namespaced;
    std::vector<Entry> rest;
    for (const Entry& entry : all)
        if (&entry != version && &entry != kind)
            rest.push_back(entry);
    document.object = in.nodes.record(std::move(rest));
}

/// What a resource surely says that it is a hook for; null if it doesn't.
NodeRef hookOf(NodeRef object) {
    for (const char* key : {"metadata", "annotations", "helm.sh/hook"}) {
        const Entry* entry = object->kind == NodeKind::Record ? ir::findEntry(object, key) : nullptr;
        if (entry == nullptr || !entry->guard->isTrue())
            return nullptr;
        object = unshared(entry->value);
    }
    return object;
}

/// `helm test` runs what has the hook `test` (or `test-success`, its old name); only charts have such resources.
bool isTestHook(NodeRef object) {
    NodeRef hook = hookOf(object);
    return hook != nullptr && hook->kind == NodeKind::String && (hook->text == "test" || hook->text == "test-success");
}

/// The object of a `@test` resource as the hook that it is, whether its author says so or not.
NodeRef asTest(Evaluator& in, const core::Statement& statement, NodeRef value) {
    if (isTestHook(unshared(value)))
        return value;
    if (hookOf(unshared(value)) != nullptr && in.known == nullptr) {
        in.report(diag::Code::E5043, statement.span, statement.name)
            .suggest("take the annotation away, which `@test` gives, or take `@test` away");
        return value;
    }
    const core::Amendment& hook = statement.amendments.front();
    in.vars[hook.object.value] = value;
    return in.evaluate(hook.value);
}

} // namespace

/// The object of a document from the value that its resource has.
void Statements::finishDocument(ir::Document& document, size_t index) {
    const core::Statement& statement = *made_[index].statement;
    const core::Expr& expr = in_.program[statement.value];
    NodeRef value = statement.testOnly ? asTest(in_, statement, made_[index].value) : made_[index].value;
    document.object = dataOf(in_, value, DataUse::Resource, expr);
    const core::Type& type = in_.typeOf(expr.type);
    if (document.kind.empty())
        identify(in_, document);
    if (type.kind == core::TypeKind::Native && kinds_.areIn(type.native) &&
        unshared(document.object)->kind == NodeKind::Record)
        document.object = kinds_.completedFields(document.object, type.native);
    document.testOnly = statement.testOnly || isTestHook(document.object);
}

void Statements::runPatch(const core::Statement& statement) {
    const std::vector<size_t> instances = instancesOf_[statement.var.value];
    bool applied = instances.empty();
    for (const core::Amendment& amendment : statement.amendments)
        for (size_t instance : instances)
            applied = patchPath(amendment, 0, instance, statement.span) || applied;
    // With all inputs known the resource may just not be there for these values.
    if (!applied && in_.known == nullptr)
        in_.trace.sink()
            .report(diag::Code::E4010, statement.span, statement.name)
            .suggest(diag::nearestOf(statement.name, patchable(statement)));
}

/// What there is to patch of the use that a patch names, as it would be named.
std::vector<std::string> Statements::patchable(const core::Statement& statement) const {
    std::set<std::string> names;
    std::function<void(size_t, const std::string&)> add = [&](size_t instance, const std::string& prefix) {
        for (const auto& [name, document] : instances_[instance].documents)
            names.insert(prefix + name);
        for (const auto& [name, inner] : instances_[instance].uses)
            add(inner, prefix + name + ".");
    };
    auto known = instancesOf_.find(statement.var.value);
    if (known != instancesOf_.end())
        for (size_t instance : known->second)
            add(instance, statement.name.substr(0, statement.name.find('.') + 1));
    return {names.begin(), names.end()};
}

/// Follows the names of uses to the documents; false if there are none.
bool Statements::patchPath(const core::Amendment& amendment, size_t step, size_t instance, core::Span span) {
    const std::string& name = amendment.path[step];
    bool applied = false;
    if (step + 1 < amendment.path.size()) {
        for (const auto& [known, inner] : std::vector(instances_[instance].uses))
            if (known == name)
                applied = patchPath(amendment, step + 1, inner, span) || applied;
        return applied;
    }
    const std::vector<core::Selector>& selectors = in_.program[instances_[instance].component].selectors;
    for (size_t i = 0; i < selectors.size(); ++i)
        in_.vars[selectors[i].var.value] = instances_[instance].selectors[i];
    for (const auto& [known, document] : std::vector(instances_[instance].documents)) {
        if (known != name)
            continue;
        patchDocument(amendment, document);
        applied = true;
    }
    return applied;
}

/// Where the patch stands under conditions of its own, so does what it changes.
void Statements::patchDocument(const core::Amendment& amendment, size_t document) {
    Made& made = made_[document];
    NodeRef guard = in_.yes();
    const std::vector<ir::Scope>& here = scopes_.all();
    for (size_t i = 0; i < here.size(); ++i)
        if (i >= made.scopes.size() || here[i].guard != made.scopes[i].guard || here[i].loop != made.scopes[i].loop)
            guard = in_.guards.both(guard, here[i].guard);
    const Meanwhile place(in_.place, made.place);
    guard = in_.simplify(guard);
    if (!guard->isFalse()) {
        Under under(in_, guard);
        in_.vars[amendment.object.value] = made.value;
        made.value = choose(in_, guard, in_.evaluate(amendment.value), made.value);
    }
    finishDocument(documents_[document], document);
}

} // namespace stackc::eval
