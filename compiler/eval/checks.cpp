#include "eval/evaluator.h"

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;

/// Decided now, it is an error or nothing; else the chart's `validate` template decides it.
void Evaluator::check(NodeRef condition, NodeRef message, core::Span span) {
    NodeRef decided = simplify(condition);
    if (decided->isTrue())
        return;
    std::vector<ir::Scope> around = scopes();
    if (decided->isFalse() && around.empty()) {
        std::string text = message->kind == NodeKind::String ? message->text : "a check does not hold";
        report(diag::Code::E4001, span, text);
        return;
    }
    ++openReads_;
    package_.checks.push_back({std::move(around), decided, message, span});
}

/// The library's types don't know where the values are that are of them: their messages begin with a field, and that is
/// put before it.
void Evaluator::runChecks(const std::vector<core::TypeCheck>& checks, NodeRef self) {
    for (const core::TypeCheck& rule : checks) {
        vars_[rule.self.value] = self;
        NodeRef condition = evaluate(rule.condition);
        NodeRef message = evaluate(rule.message);
        if (!checkedPath_.empty() && !program_.isAuthors(rule.span))
            message = primitive(core::Op::Concat, {nodes_.string(checkedPath_ + "."), message}, nullptr);
        check(condition, message, rule.span);
    }
}

/// `checkType` of what stands below a key.
void Evaluator::checkBelow(const std::string& key, core::TypeId id, NodeRef node) {
    size_t length = checkedPath_.size();
    checkedPath_ += (length == 0 || key.empty() ? "" : ".") + key;
    checkType(id, node);
    checkedPath_.resize(length);
}

bool Evaluator::hasChecks(core::TypeId id) {
    if (!id.valid())
        return false;
    auto [place, fresh] = hasChecks_.try_emplace(id.value, false);
    if (!fresh)
        return place->second;
    const core::Type& type = typeOf(id);
    bool found = !type.checks.empty() || !type.wheres.empty();
    for (const core::Field& field : type.fields)
        found = found || hasChecks(field.type);
    for (const core::Case& variantCase : type.cases)
        found = found || hasChecks(variantCase.payload);
    bool nests =
        type.kind == core::TypeKind::Optional || type.kind == core::TypeKind::List || type.kind == core::TypeKind::Map;
    found = found || (nests && hasChecks(type.element));
    return hasChecks_[id.value] = found;
}

/// The rules of a type at every place of the values where it occurs, under the guards and loops that lead there.
void Evaluator::checkType(core::TypeId id, NodeRef node) {
    if (!hasChecks(id))
        return;
    const core::Type& type = typeOf(id);
    runChecks(type.wheres, node);
    auto guardedCheck = [&](NodeRef guard, const std::string& key, core::TypeId inner, NodeRef value) {
        guard = simplify(guard);
        if (guard->isFalse())
            return;
        Under under(*this, guard);
        scopes_.push_back({guard, nullptr});
        checkBelow(key, inner, value);
        scopes_.pop_back();
    };
    switch (type.kind) {
    case core::TypeKind::Record: {
        runChecks(type.checks, node);
        core::Expr field;
        for (const core::Field& declared : type.fields) {
            field.type = declared.type;
            core::Span outer = author_;
            if (program_.isAuthors(declared.span))
                author_ = declared.span;
            checkBelow(declared.flat ? "" : declared.key, declared.type, fieldOf(node, declared.name, field));
            author_ = outer;
        }
        break;
    }
    case core::TypeKind::Optional:
        if (NodeRef guard = present(node); !guard->isFalse())
            guardedCheck(guard, "", type.element, payload(node));
        break;
    case core::TypeKind::Variant:
        for (uint32_t i = 0; i < type.cases.size(); ++i)
            if (type.cases[i].payload.valid())
                if (NodeRef guard = caseIs(node, id, i); !guard->isFalse())
                    guardedCheck(guard, type.cases[i].key, type.cases[i].payload, casePayload(node, id, i));
        break;
    case core::TypeKind::List:
    case core::TypeKind::Map: {
        if (node->kind == NodeKind::List || node->kind == NodeKind::Record) {
            for (const Entry& entry : node->entries)
                checkType(type.element, entry.value);
            break;
        }
        const ir::Loop* loop = nodes_.loop(node, loopDepth_, "item", type.kind == core::TypeKind::Map ? "key" : "");
        scopes_.push_back({yes(), loop});
        Around around(*this, loop);
        checkType(type.element, nodes_.element(loop, type.element));
        scopes_.pop_back();
        break;
    }
    default:
        break;
    }
}

void Evaluator::checkValues() {
    scopes_.clear();
    checkType(program_.valuesType, input(core::Input::Values, program_.valuesType));
}

} // namespace stackc::eval
