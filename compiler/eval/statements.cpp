#include "eval/evaluator.h"
#include "eval/limits.h"

#include <algorithm>

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;

void Evaluator::run(const std::vector<core::Statement>& statements) {
    for (const core::Statement& statement : statements)
        run(statement);
}

void Evaluator::run(const core::Statement& statement) {
    if (!spend(1))
        return;
    core::Span saved = here_;
    if (statement.span.valid())
        here_ = statement.span;
    switch (statement.kind) {
    case core::StatementKind::Let:
        vars_[statement.var.value] = named(evaluate(statement.value), program_[statement.var].name);
        break;
    case core::StatementKind::Resource:
        runResource(statement);
        break;
    case core::StatementKind::Check:
        check(evaluate(statement.value), statement.message.valid() ? evaluate(statement.message) : nodes_.string(""),
              statement.span);
        break;
    case core::StatementKind::Use:
        runUse(statement);
        break;
    case core::StatementKind::If:
    case core::StatementKind::IfLet: {
        bool binds = statement.kind == core::StatementKind::IfLet;
        NodeRef subject = evaluate(statement.value);
        NodeRef guard = simplify(binds ? present(subject) : subject);
        if (binds && !guard->isFalse())
            vars_[statement.var.value] = payload(subject);
        runGuarded(guard, statement.body);
        runGuarded(guards_.negate(guard), statement.orElse);
        break;
    }
    case core::StatementKind::For:
        runLoop(statement);
        break;
    case core::StatementKind::Match:
        runMatch(statement);
        break;
    }
    here_ = saved;
}

void Evaluator::runGuarded(NodeRef guard, const std::vector<core::Statement>& body) {
    if (guard->isFalse() || body.empty())
        return;
    if (guard->isTrue()) {
        run(body);
        return;
    }
    Under under(*this, guard);
    scopes_.push_back({guard, nullptr});
    run(body);
    scopes_.pop_back();
}

void Evaluator::runMatch(const core::Statement& statement) {
    NodeRef subject = evaluate(statement.value);
    core::TypeId type = program_[statement.value].type;
    bool optional = typeOf(type).kind == core::TypeKind::Optional;
    NodeRef rest = yes();
    for (const core::StatementArm& arm : statement.arms) {
        NodeRef guard = arm.cases.empty() ? rest : no();
        for (uint32_t index : arm.cases) {
            NodeRef test = optional ? present(subject) : caseIs(subject, type, index);
            guard = guards_.either(guard, optional && index == 0 ? guards_.negate(test) : test);
        }
        guard = simplify(guard);
        rest = guards_.both(rest, guards_.negate(guard));
        if (guard->isFalse())
            continue;
        if (arm.bind.valid())
            vars_[arm.bind.value] = optional ? payload(subject) : casePayload(subject, type, arm.cases[0]);
        runGuarded(guard, arm.body);
    }
}

void Evaluator::runLoop(const core::Statement& statement) {
    eachStatement(unshare(evaluate(statement.value)), program_[statement.value].type, statement);
}

/// The statements once for each element; late elements become a loop around what the statements make.
void Evaluator::eachStatement(NodeRef source, core::TypeId type, const core::Statement& statement) {
    const core::Type& sourceType = typeOf(type);
    bool isMap = sourceType.kind == core::TypeKind::Map;
    VarId elementVar = statement.second.valid() ? statement.second : statement.var;
    if (sourceType.kind == core::TypeKind::Optional) {
        NodeRef guard = simplify(present(source));
        if (guard->isFalse())
            return;
        vars_[statement.var.value] = payload(source);
        runGuarded(guard, statement.body);
        return;
    }
    auto late = [&](NodeRef whole) {
        Binding binding{statement.var, statement.second, false};
        const ir::Loop* made = enter(whole, binding, isMap);
        core::TypeId element = whole->type.valid() ? typeOf(whole).element : program_.types.integer();
        vars_[elementVar.value] = nodes_.element(made, element);
        if (statement.second.valid())
            vars_[statement.var.value] = nodes_.key(made, isMap ? typeOf(whole).key : program_.types.integer());
        scopes_.push_back({yes(), made});
        ++loopDepth_;
        run(statement.body);
        --loopDepth_;
        scopes_.pop_back();
    };
    if (source->kind != NodeKind::Record && source->kind != NodeKind::List) {
        if (!source->isNone())
            late(source);
        return;
    }
    std::vector<Entry> items = opened(source->entries);
    if (isMap)
        std::stable_sort(items.begin(), items.end(), [](const Entry& a, const Entry& b) { return a.key < b.key; });
    int64_t index = 0;
    for (const Entry& item : items) {
        NodeRef guard = simplify(item.guard);
        if (guard->isFalse())
            continue;
        if (item.kind == EntryKind::Each) {
            sink_.report(diag::Code::E4003, statement.span, "resources for each element of a computed late list");
            continue;
        }
        if (item.kind == EntryKind::Spread) {
            Under under(*this, guard);
            scopes_.push_back({guard, nullptr});
            late(item.value);
            scopes_.pop_back();
            continue;
        }
        vars_[elementVar.value] = item.value;
        if (statement.second.valid())
            vars_[statement.var.value] = isMap ? nodes_.string(item.key) : nodes_.integer(index);
        ++index;
        runGuarded(guard, statement.body);
    }
}

void Evaluator::runUse(const core::Statement& statement) {
    const core::Component& component = program_[statement.component];
    std::vector<NodeRef> args;
    for (size_t i = 0; i < statement.args.size(); ++i)
        args.push_back(named(evaluate(statement.args[i]), program_[component.params[i]].name));
    for (size_t i = 0; i < args.size(); ++i)
        vars_[component.params[i].value] = args[i];
    std::string saved = component_;
    component_ = component_.empty() ? statement.name : component_ + "-" + statement.name;
    size_t firstDocument = package_.documents.size();
    run(component.body);
    NodeRef outputs = component.outputs.valid() ? evaluate(component.outputs) : nodes_.record({});
    component_ = saved;
    if (!statement.var.valid())
        return;
    vars_[statement.var.value] = outputs;
    applyPatches(firstDocument, statement.var);
}

std::vector<ir::Scope> Evaluator::scopes() const {
    std::vector<ir::Scope> out;
    for (const ir::Scope& scope : scopes_) {
        if (!out.empty() && out.back().loop == nullptr)
            out.back() = {const_cast<Guards&>(guards_).both(out.back().guard, scope.guard), scope.loop};
        else if (scope.loop != nullptr || !scope.guard->isTrue())
            out.push_back(scope);
    }
    return out;
}

/// `helm test` runs what has the hook `test` (or `test-success`, its old name); only charts have such resources.
bool Evaluator::isTestHook(NodeRef object) {
    for (const char* key : {"metadata", "annotations", "helm.sh/hook"}) {
        const Entry* entry = object->kind == NodeKind::Record ? ir::findEntry(object, key) : nullptr;
        if (entry == nullptr)
            return false;
        object = unshare(entry->value);
    }
    return object->kind == NodeKind::String && (object->text == "test" || object->text == "test-success");
}

void Evaluator::runResource(const core::Statement& statement) {
    if (!spend(limit::resourceSteps))
        return;
    ir::Document document;
    document.component = component_;
    document.name = statement.name;
    document.apiVersion = statement.apiVersion;
    document.kind = statement.resourceKind;
    document.namespaced = statement.namespaced;
    document.span = statement.span;
    document.object = dataOf(evaluate(statement.value), DataUse::Resource, program_[statement.value]);
    if (const core::Type& type = typeOf(program_[statement.value].type); type.kind == core::TypeKind::Native)
        if (holdsKinds(type.native) && unshare(document.object)->kind == NodeKind::Record)
            document.object = completeFields(document.object, type.native);
    document.testOnly = statement.testOnly || isTestHook(document.object);
    document.scopes = scopes();
    package_.documents.push_back(std::move(document));
}

// ---- patches

NodeRef Evaluator::patchObject(NodeRef object, const std::vector<std::string>& path, const core::Patch& patch) {
    object = unshare(object);
    if (path.empty()) {
        const auto* record = std::get_if<core::RecordExpr>(&program_[patch.entries].node);
        if (object->kind != NodeKind::Record || record == nullptr)
            return object;
        OwnKeys keys(*this);
        std::vector<Entry> out = object->entries;
        for (const core::Entry& item : record->entries)
            entry(item, true, out);
        return nodes_.record(std::move(out));
    }
    ir::Node copy = *object;
    std::vector<std::string> rest(path.begin() + 1, path.end());
    for (Entry& item : copy.entries) {
        bool first = object->kind == NodeKind::List && &item == copy.entries.data() && path[0] == "0";
        if (item.kind == EntryKind::Value && (first || item.key == path[0]))
            item.value = patchObject(item.value, rest, patch);
    }
    return nodes_.intern(std::move(copy));
}

/// `patch x.part`: the entries are laid over the resource of that name, or over its pod or first container.
void Evaluator::applyPatches(size_t firstDocument, VarId use) {
    static const std::vector<std::string> pod{"spec", "template", "spec"};
    static const std::vector<std::string> container{"spec", "template", "spec", "containers", "0"};
    for (const core::Patch& patch : program_.patches) {
        if (patch.target != use)
            continue;
        bool applied = false;
        for (size_t i = firstDocument; i < package_.documents.size(); ++i) {
            ir::Document& document = package_.documents[i];
            bool workload =
                ir::findEntry(unshare(document.object), "spec") != nullptr &&
                (document.kind == "Deployment" || document.kind == "StatefulSet" || document.kind == "DaemonSet");
            bool whole = document.name == patch.part || (patch.part == "workload" && workload);
            bool inside = workload && (patch.part == "pod" || patch.part == "container");
            if (!whole && !inside)
                continue;
            document.object = patchObject(document.object,
                                          whole                 ? std::vector<std::string>{}
                                          : patch.part == "pod" ? pod
                                                                : container,
                                          patch);
            applied = true;
        }
        // With all inputs known the resource may just not be there for these values.
        if (!applied && known_ == nullptr)
            sink_.report(diag::Code::E4010, patch.span, patch.part);
    }
}

} // namespace stackc::eval
