#include "eval/statements.h"

#include "diag/suggest.h"
#include "eval/amend.h"
#include "eval/choose.h"
#include "eval/data.h"
#include "eval/places.h"
#include "eval/read_data.h"
#include "ir/hooks.h"

#include <algorithm>
#include <functional>
#include <optional>
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

/// The same, as Helm reads it; nothing where there is none, or where it is late.
std::optional<ir::Hook> knownHook(NodeRef object) {
    NodeRef hook = hookOf(object);
    bool isKnown = hook != nullptr && hook->kind == NodeKind::String;
    return isKnown ? std::optional(ir::readHook(hook->text)) : std::nullopt;
}

/// The object of a `@test` resource as the hook that it is, whether its author says so or not.
NodeRef asTest(Evaluator& in, const core::Statement& statement, NodeRef value) {
    const std::optional<ir::Hook> known = knownHook(unshared(value));
    if (known && known->isKnown && known->isOnlyTest)
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
    const std::optional<ir::Hook> hook = knownHook(document.object);
    // Of what is for an event that there is none of, Helm makes nothing.
    document.testOnly = statement.testOnly || (hook && (hook->isTest || !hook->isKnown));
}

namespace {

/// The elements that a part leads to, one within the other.
std::vector<const core::AmendElements*> elementsOf(const core::Program& program, core::ExprId amended) {
    std::vector<const core::AmendElements*> found;
    while (amended.valid()) {
        const core::Expr& expr = program[amended];
        const auto* elements = std::get_if<core::AmendElements>(&expr.node);
        const auto* object = std::get_if<core::RecordExpr>(&expr.node);
        const bool isStep =
            object != nullptr && object->entries.size() == 1 && object->entries.front().kind == core::EntryKind::Amend;
        if (elements != nullptr && elements->mustExist)
            break; // the patch's own
        if (elements != nullptr)
            found.push_back(elements);
        amended = elements != nullptr ? elements->value : isStep ? object->entries.front().value : core::ExprId();
    }
    return found;
}

} // namespace

void Statements::runPatch(const core::Statement& patch) {
    const std::vector<size_t> instances = instancesOf_[patch.var.value];
    bool applied = instances.empty();
    bool reached = instances.empty();
    selected_.clear();
    for (const core::Amendment& amendment : patch.amendments)
        for (const core::AmendElements* one : elementsOf(in_.program, amendment.value))
            in_.vars[one->element.value] = nullptr;
    for (const core::Amendment& amendment : patch.amendments)
        for (size_t instance : instances)
            eachDocument(amendment, {instance}, [&](const Uses& uses, size_t document) {
                applied = true;
                in_.vars[patch.second.value] = nullptr;
                bool evaluated = patchDocument(amendment, beside(scopes_.all(), document), uses, document);
                reached = reached || !evaluated || in_.vars[patch.second.value] != nullptr;
                if (evaluated)
                    follow(patch, amendment, uses, document);
            });
    for (const auto& [selector, key] : selected_)
        instances_[selector.first].selectors[selector.second] = key;
    // With all inputs known the resource, or the element, may just not be there for these values.
    in_.isUnmet |= !applied || !reached;
    if (in_.known != nullptr)
        return;
    if (!applied)
        in_.trace.sink()
            .report(diag::Code::E4010, patch.span, patch.name)
            .suggest(diag::nearestOf(patch.name, patchable(patch)));
    else if (!reached)
        reportMissed(patch);
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

/// Follows the names of uses to the documents that the path of the amendment leads to, behind those uses.
void Statements::eachDocument(const core::Amendment& amendment, const Uses& uses,
                              const std::function<void(const Uses&, size_t)>& visit) {
    const std::string& name = amendment.path[uses.size() - 1];
    const Instance& last = instances_[uses.back()];
    bool isDocument = uses.size() == amendment.path.size();
    for (const auto& [known, index] : isDocument ? last.documents : last.uses) {
        if (known != name)
            continue;
        if (isDocument) {
            visit(uses, index);
            continue;
        }
        Uses further = uses;
        further.push_back(index);
        eachDocument(amendment, further, visit);
    }
}

/// What of the scopes isn't around the document anyway.
NodeRef Statements::beside(const std::vector<ir::Scope>& scopes, size_t document) {
    const std::vector<ir::Scope>& around = made_[document].scopes;
    NodeRef guard = in_.yes();
    for (size_t i = 0; i < scopes.size(); ++i)
        if (i >= around.size() || scopes[i].guard != around[i].guard || scopes[i].loop != around[i].loop)
            guard = in_.guards.both(guard, scopes[i].guard);
    return guard;
}

/// Changes the document where the guard holds; false if that is nowhere.
bool Statements::patchDocument(const core::Amendment& amendment, NodeRef guard, const Uses& uses, size_t document) {
    Made& made = made_[document];
    const Meanwhile place(in_.place, made.place);
    guard = in_.simplify(guard);
    if (guard->isFalse())
        return false;
    Under under(in_, guard);
    selectElements(uses);
    in_.vars[amendment.object.value] = made.value;
    made.value = choose(in_, guard, in_.evaluate(amendment.value), made.value);
    keepSelected(uses, guard);
    finishDocument(documents_[document], document);
    return true;
}

namespace {

/// Does the patch of pods follow from amendments of that path?
bool followsFrom(const core::Statement& following, const std::vector<std::string>& path) {
    std::string text;
    for (const std::string& name : path)
        text += (text.empty() ? "" : ".") + name;
    return following.name == text;
}

} // namespace

/// Tells the pods what the document has now, where the component says that they read it.
void Statements::follow(const core::Statement& patch, const core::Amendment& amendment, const Uses& uses,
                        size_t document) {
    for (const core::Statement& following : patch.body) {
        if (!followsFrom(following, amendment.path))
            continue;
        for (const core::Amendment& pods : following.amendments) {
            size_t common = 0; // uses that both are inside of
            while (common + 1 < std::min(pods.path.size(), uses.size()) && pods.path[common] == amendment.path[common])
                ++common;
            const Uses around(uses.begin(), uses.begin() + static_cast<std::ptrdiff_t>(common) + 1);
            eachDocument(pods, around, [&](const Uses& inside, size_t pod) {
                const Made& read = made_[document];
                NodeRef guard = in_.guards.both(beside(read.scopes, pod), beside(scopes_.all(), pod));
                {
                    const Meanwhile place(in_.place, read.place);
                    in_.vars[following.var.value] = readData(in_, read.value, following);
                }
                patchDocument(pods, guard, inside, pod);
            });
        }
    }
}

/// Lets the parts of the uses select their elements.
void Statements::selectElements(const Uses& uses) {
    for (size_t use : uses) {
        const std::vector<core::Selector>& selectors = in_.program[instances_[use].component].selectors;
        for (size_t i = 0; i < selectors.size(); ++i)
            in_.vars[selectors[i].var.value] = instances_[use].selectors[i];
    }
}

/// An element whose key is changed stays the part's.
void Statements::keepSelected(const Uses& uses, NodeRef guard) {
    for (size_t use : uses) {
        const std::vector<core::Selector>& selectors = in_.program[instances_[use].component].selectors;
        for (size_t i = 0; i < selectors.size(); ++i) {
            NodeRef before = instances_[use].selectors[i];
            NodeRef after = in_.vars[selectors[i].var.value];
            if (after != before)
                selected_[{use, i}] = choose(in_, guard, after, before);
        }
    }
}

/// The resources are there, but not an element that the part leads to.
void Statements::reportMissed(const core::Statement& patch) {
    const std::vector<const core::AmendElements*> elements = elementsOf(in_.program, patch.amendments.front().value);
    auto missed = std::ranges::find_if(
        elements, [&](const core::AmendElements* one) { return in_.vars[one->element.value] == nullptr; });
    NodeRef wanted = missed != elements.end() ? unshared(in_.evaluate((*missed)->wanted)) : in_.nodes.none();
    const std::string help =
        "the part `" + patch.name +
        "` leads to this element: a patch before has taken it out, or the component has none of that name";
    if (wanted->kind == NodeKind::String)
        in_.trace.sink()
            .report(diag::Code::E3041, patch.span, (*missed)->key, shownKey(**missed, wanted))
            .suggest(help);
    else
        in_.trace.sink().report(diag::Code::E4010, patch.span, patch.name).suggest(help);
}

} // namespace stackc::eval
