#include "eval/evaluator.h"
#include "eval/limits.h"

#include <algorithm>
#include <utility>

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
    core::Span outer = author_;
    if (statement.span.valid())
        here_ = statement.span;
    if (program_.isAuthors(statement.span))
        author_ = statement.span;
    ExprId around = std::exchange(current_, statement.value);
    statements_.push_back(&statement);
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
    case core::StatementKind::Patch:
        runPatch(statement);
        break;
    }
    statements_.pop_back();
    here_ = saved;
    author_ = outer;
    current_ = around;
}

/// Uses that are not made give nothing; without this they would be taken for uses that come later.
void Evaluator::leaveOut(const std::vector<core::Statement>& body) {
    for (const core::Statement& statement : body) {
        if (statement.contribution.valid())
            vars_[statement.contribution.value] = nodes_.record({});
        leaveOut(statement.body);
        leaveOut(statement.orElse);
        for (const core::StatementArm& arm : statement.arms)
            leaveOut(arm.body);
    }
}

void Evaluator::runGuarded(NodeRef guard, const std::vector<core::Statement>& body) {
    if (guard->isFalse())
        return leaveOut(body);
    if (guard->isTrue() || body.empty())
        return run(body);
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
        if (guard->isFalse()) {
            leaveOut(arm.body);
            continue;
        }
        if (arm.bind.valid())
            vars_[arm.bind.value] = optional ? payload(subject) : casePayload(subject, type, arm.cases[0]);
        runGuarded(guard, arm.body);
    }
}

/// What a use gives to services, where the use is there.
NodeRef Evaluator::contribution(const core::Component& component) {
    NodeRef gives = unshare(evaluate(component.contribution));
    NodeRef guard = yes();
    for (const ir::Scope& scope : scopes_)
        guard = guards_.both(guard, scope.guard);
    return choose(guard, gives, nodes_.record({}));
}

void Evaluator::runUse(const core::Statement& statement) {
    const core::Component& component = program_[statement.component];
    std::vector<NodeRef> args;
    for (size_t i = 0; i < statement.args.size(); ++i)
        args.push_back(named(evaluate(statement.args[i]), program_[component.params[i]].name));
    for (size_t i = 0; i < args.size(); ++i)
        vars_[component.params[i].value] = args[i];
    size_t self = instances_.size();
    size_t outer = std::exchange(instance_, self);
    instances_.push_back({statement.component, {}, {}, {}});
    run(component.body);
    for (const core::Selector& selector : component.selectors)
        instances_[self].selectors.push_back(evaluate(selector.value));
    NodeRef outputs = component.outputs.valid() ? evaluate(component.outputs) : nodes_.record({});
    if (statement.contribution.valid())
        vars_[statement.contribution.value] = contribution(component);
    instance_ = outer;
    if (outer != SIZE_MAX)
        instances_[outer].uses.emplace_back(statement.name, self);
    if (!statement.var.valid())
        return;
    vars_[statement.var.value] = outputs;
    std::vector<size_t>& instances = instancesOf_[statement.var.value];
    if (outer != SIZE_MAX)
        instances.clear();
    instances.push_back(self);
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
    document.name = statement.name;
    document.apiVersion = statement.apiVersion;
    document.kind = statement.resourceKind;
    document.namespaced = statement.namespaced;
    document.span = statement.span;
    document.scopes = scopes();
    document.origin = statements_;
    size_t index = package_.documents.size();
    if (instance_ != SIZE_MAX)
        instances_[instance_].documents.emplace_back(statement.name, index);
    made_.push_back({&statement, evaluate(statement.value), scopes_, context_, loopDepth_, rounds_});
    finishDocument(document, index);
    package_.documents.push_back(std::move(document));
}

} // namespace stackc::eval
