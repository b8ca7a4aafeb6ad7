// Patches: what a use made, amended where the patch stands.
#include "eval/evaluator.h"

#include <algorithm>
#include <utility>

namespace stackc::eval {

using ir::NodeKind;

/// The kind of a resource of any kind, where it is known; else the object keeps it.
void Evaluator::identify(ir::Document& document) {
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
    std::vector<Entry> rest;
    for (const Entry& entry : all)
        if (&entry != version && &entry != kind)
            rest.push_back(entry);
    document.object = nodes_.record(std::move(rest));
}

/// The object of a document from the value that its resource has.
void Evaluator::finishDocument(ir::Document& document, size_t index) {
    const core::Statement& statement = *made_[index].statement;
    const core::Expr& expr = program_[statement.value];
    document.object = dataOf(made_[index].value, DataUse::Resource, expr);
    const core::Type& type = typeOf(expr.type);
    if (document.kind.empty())
        identify(document);
    if (type.kind == core::TypeKind::Native && holdsKinds(type.native) &&
        unshare(document.object)->kind == NodeKind::Record)
        document.object = completeFields(document.object, type.native);
    document.testOnly = statement.testOnly || isTestHook(document.object);
}

void Evaluator::runPatch(const core::Statement& statement) {
    const std::vector<size_t> instances = instancesOf_[statement.var.value];
    bool applied = instances.empty();
    for (const core::Amendment& amendment : statement.amendments)
        for (size_t instance : instances)
            applied = patchPath(amendment, 0, instance, statement.span) || applied;
    // With all inputs known the resource may just not be there for these values.
    if (!applied && known_ == nullptr)
        sink_.report(diag::Code::E4010, statement.span, statement.name);
}

/// Follows the names of uses to the documents; false if there are none.
bool Evaluator::patchPath(const core::Amendment& amendment, size_t step, size_t instance, core::Span span) {
    const std::string& name = amendment.path[step];
    bool applied = false;
    if (step + 1 < amendment.path.size()) {
        for (const auto& [known, inner] : std::vector(instances_[instance].uses))
            if (known == name)
                applied = patchPath(amendment, step + 1, inner, span) || applied;
        return applied;
    }
    const std::vector<core::Selector>& selectors = program_[instances_[instance].component].selectors;
    for (size_t i = 0; i < selectors.size(); ++i)
        vars_[selectors[i].var.value] = instances_[instance].selectors[i];
    for (const auto& [known, document] : std::vector(instances_[instance].documents)) {
        if (known != name)
            continue;
        patchDocument(amendment, document);
        applied = true;
    }
    return applied;
}

/// Where the patch stands under conditions of its own, so does what it changes.
void Evaluator::patchDocument(const core::Amendment& amendment, size_t document) {
    Made& made = made_[document];
    NodeRef guard = yes();
    for (size_t i = 0; i < scopes_.size(); ++i)
        if (i >= made.scopes.size() || scopes_[i].guard != made.scopes[i].guard ||
            scopes_[i].loop != made.scopes[i].loop)
            guard = guards_.both(guard, scopes_[i].guard);
    NodeRef context = std::exchange(context_, made.context);
    uint32_t depth = std::exchange(loopDepth_, made.loopDepth);
    std::vector<Round> rounds = std::exchange(rounds_, made.rounds);
    guard = simplify(guard);
    if (!guard->isFalse()) {
        Under under(*this, guard);
        vars_[amendment.object.value] = made.value;
        made.value = choose(guard, evaluate(amendment.value), made.value);
    }
    finishDocument(package_.documents[document], document);
    context_ = context;
    loopDepth_ = depth;
    rounds_ = std::move(rounds);
}

} // namespace stackc::eval
