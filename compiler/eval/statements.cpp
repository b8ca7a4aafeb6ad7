#include "eval/statements.h"

#include "eval/choose.h"
#include "eval/keys.h"
#include "eval/list_keys.h"
#include "eval/optionals.h"
#include "eval/places.h"
#include "eval/primitives.h"
#include "eval/type_checks.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;

void Statements::run(const std::vector<core::Statement>& statements) {
    for (const core::Statement& statement : statements)
        run(statement);
}

void Statements::run(const core::Statement& statement) {
    if (!in_.spend(1))
        return;
    const Trace::InStatement inStatement(in_.trace, statement);
    switch (statement.kind) {
    case core::StatementKind::Let:
        in_.vars[statement.var.value] =
            in_.templates.namedLet(in_.evaluate(statement.value), in_.program[statement.var].name);
        break;
    case core::StatementKind::Resource:
        runResource(statement);
        break;
    case core::StatementKind::Check: {
        NodeRef condition = in_.evaluate(statement.value);
        decided(in_, Fork::Check, statement.value, condition);
        typeChecks_.stated(condition,
                           statement.message.valid() ? in_.evaluate(statement.message) : in_.nodes.string(""),
                           statement.span);
        break;
    }
    case core::StatementKind::Use:
        runUse(statement);
        break;
    case core::StatementKind::If:
    case core::StatementKind::IfLet: {
        bool binds = statement.kind == core::StatementKind::IfLet;
        NodeRef subject = in_.evaluate(statement.value);
        NodeRef guard = in_.simplify(binds ? present(in_, subject) : subject);
        decided(in_, binds ? Fork::Optional : Fork::Condition, statement.value, guard);
        if (binds && !guard->isFalse())
            in_.vars[statement.var.value] = payload(in_, subject);
        runGuarded(guard, statement.body);
        runGuarded(in_.guards.negate(guard), statement.orElse);
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
}

/// Uses that are not made give nothing; without this they would be taken for uses that come later.
void Statements::leaveOut(const std::vector<core::Statement>& body) {
    for (const core::Statement& statement : body) {
        if (statement.contribution.valid())
            in_.vars[statement.contribution.value] = in_.nodes.record({});
        leaveOut(statement.body);
        leaveOut(statement.orElse);
        for (const core::StatementArm& arm : statement.arms)
            leaveOut(arm.body);
    }
}

void Statements::runGuarded(NodeRef guard, const std::vector<core::Statement>& body) {
    if (guard->isFalse())
        return leaveOut(body);
    if (guard->isTrue() || body.empty())
        return run(body);
    const Within within(in_, scopes_, guard);
    run(body);
}

void Statements::runMatch(const core::Statement& statement) {
    NodeRef subject = in_.evaluate(statement.value);
    core::TypeId type = in_.program[statement.value].type;
    bool optional = in_.typeOf(type).kind == core::TypeKind::Optional;
    NodeRef rest = in_.yes();
    for (const core::StatementArm& arm : statement.arms) {
        NodeRef guard = arm.cases.empty() ? rest : in_.no();
        std::vector<NodeRef> tests;
        for (uint32_t index : arm.cases) {
            NodeRef test = optional ? present(in_, subject) : caseIs(in_, subject, type, index);
            tests.push_back(optional && index == 0 ? in_.guards.negate(test) : test);
            guard = in_.guards.either(guard, tests.back());
        }
        guard = in_.simplify(guard);
        matched(in_, statement.value, arm.cases, tests, guard);
        rest = in_.guards.both(rest, in_.guards.negate(guard));
        if (guard->isFalse()) {
            leaveOut(arm.body);
            continue;
        }
        if (arm.bind.valid())
            in_.vars[arm.bind.value] = optional ? payload(in_, subject) : casePayload(in_, subject, type, arm.cases[0]);
        runGuarded(guard, arm.body);
    }
}

/// What a use gives to services, where the use is there.
NodeRef Statements::contribution(const core::Component& component) {
    NodeRef gives = unshared(in_.evaluate(component.contribution));
    NodeRef guard = in_.yes();
    for (const ir::Scope& scope : scopes_.all())
        guard = in_.guards.both(guard, scope.guard);
    return choose(in_, guard, gives, in_.nodes.record({}));
}

void Statements::runUse(const core::Statement& statement) {
    const core::Component& component = in_.program[statement.component];
    std::vector<NodeRef> args;
    for (size_t i = 0; i < statement.args.size(); ++i)
        args.push_back(in_.templates.named(in_.evaluate(statement.args[i]), in_.program[component.params[i]].name));
    for (size_t i = 0; i < args.size(); ++i)
        in_.vars[component.params[i].value] = args[i];
    if (in_.program.isAuthors(statement.span))
        for (size_t i = 0; i < args.size(); ++i)
            typeChecks_.made(in_.program[component.params[i]].type, args[i], statement.args[i]);
    const size_t firstDocument = documents_.size();
    size_t self = instances_.size();
    instances_.push_back({statement.component, {}, {}, {}});
    {
        const Meanwhile<std::optional<size_t>> instance(instance_, self);
        run(component.body);
        for (const core::Selector& selector : component.selectors)
            instances_[self].selectors.push_back(in_.evaluate(selector.value));
    }
    if (statement.component == in_.program.service)
        serviceIds_.add(statement, args[0], scopes_.merged(in_.guards), firstDocument, documents_.size());
    NodeRef outputs = component.outputs.valid() ? in_.evaluate(component.outputs) : in_.nodes.record({});
    if (statement.contribution.valid())
        in_.vars[statement.contribution.value] = contribution(component);
    if (instance_)
        instances_[*instance_].uses.emplace_back(statement.name, self);
    if (!statement.var.valid())
        return;
    in_.vars[statement.var.value] = outputs;
    std::vector<size_t>& instances = instancesOf_[statement.var.value];
    if (instance_)
        instances.clear();
    instances.push_back(self);
}

void Statements::runResource(const core::Statement& statement) {
    if (!in_.spend(limit::resourceSteps))
        return;
    ir::Document document;
    document.name = statement.name;
    document.apiVersion = statement.apiVersion;
    document.kind = statement.resourceKind;
    document.namespaced = statement.namespaced;
    document.span = statement.span;
    document.scopes = scopes_.merged(in_.guards);
    document.origin = in_.trace.statements();
    size_t index = documents_.size();
    if (instance_)
        instances_[*instance_].documents.emplace_back(statement.name, index);
    NodeRef object = in_.evaluate(statement.value);
    checkKindKeys(statement, unshared(object));
    made_.push_back({&statement, object, scopes_.all(), in_.place, keysWrittenIn(in_, statement)});
    finishDocument(document, index);
    documents_.push_back(std::move(document));
}

namespace {

/// Does the author allow that a list has an element twice?
bool allowsTwice(const core::Statement* statement) {
    return std::ranges::any_of(statement->allowed, [](const core::Allowance& allowance) {
        return allowance.code == diag::codeName(diag::Code::E5025);
    });
}

} // namespace

void Statements::checkWhole() {
    serviceIds_.check(documents_);
    for (size_t i = 0; i < documents_.size(); ++i) {
        const Made& made = made_[i];
        if (std::ranges::any_of(documents_[i].origin, allowsTwice))
            continue;
        const Meanwhile place(in_.place, made.place);
        askListKeys(in_, *made.statement, documents_[i].object, made.keys);
    }
}

void Statements::checkKindKeys(const core::Statement& statement, NodeRef object) {
    if (statement.apiVersion.empty() || object->kind != NodeKind::Record)
        return; // a `Manifest` says them itself
    for (const Entry& entry : object->entries)
        for (const char* key : {"apiVersion", "kind"}) {
            bool isSpread = entry.kind == EntryKind::Spread;
            if (!isSpread && !isEntryOf(entry, key))
                continue;
            NodeRef there =
                isSpread ? primitive(in_, core::Op::HasKey, {entry.value, in_.nodes.string(key)}, nullptr) : in_.yes();
            NodeRef absent = in_.guards.negate(in_.guards.both(entry.guard, there));
            check(in_, scopes_, absent,
                  in_.nodes.string(fmt::format("the {} `{}` has its `{}` already: leave it out of what is spread there",
                                               statement.resourceKind, statement.name, key)),
                  statement.span);
        }
}

} // namespace stackc::eval
