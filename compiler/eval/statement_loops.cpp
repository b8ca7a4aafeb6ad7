// Loops around statements: what a component or a resource makes for each element.
#include "eval/evaluator.h"

#include <algorithm>

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;

/// Statements under a guard, which becomes a scope of what they make.
class Evaluator::Within {
public:
    Within(Evaluator& evaluator, NodeRef guard) : under_(evaluator, guard), evaluator_(evaluator) {
        evaluator_.scopes_.push_back({guard, nullptr});
    }
    ~Within() { evaluator_.scopes_.pop_back(); }
    Within(const Within&) = delete;
    Within& operator=(const Within&) = delete;

private:
    Under under_;
    Evaluator& evaluator_;
};

void Evaluator::runLoop(const core::Statement& statement) {
    eachStatement(evaluate(statement.value), program_[statement.value].type, statement, 0);
}

/// The statements once for each element; late elements become a loop around what the statements make. `first` is the
/// index of the first element of a list, where it is known.
void Evaluator::eachStatement(NodeRef source, core::TypeId type, const core::Statement& statement, Index first) {
    source = unshare(source);
    if (typeOf(type).kind == core::TypeKind::Optional) {
        NodeRef guard = simplify(present(source));
        if (guard->isFalse())
            return;
        vars_[statement.var.value] = payload(source);
        runGuarded(guard, statement.body);
        return;
    }
    if (source->isNone())
        return;
    if (source->kind == NodeKind::Choice) {
        NodeRef rest = yes();
        for (const Entry& arm : source->entries) {
            NodeRef guard = simplify(guards_.both(rest, arm.guard));
            rest = guards_.both(rest, guards_.negate(arm.guard));
            if (guard->isFalse())
                continue;
            Within within(*this, guard);
            eachStatement(arm.value, type, statement, first);
        }
        return;
    }
    if (source->kind != NodeKind::Record && source->kind != NodeKind::List) {
        eachLateStatement(source, type, statement, first);
        return;
    }
    std::vector<Entry> items = opened(source->entries);
    if (typeOf(type).kind == core::TypeKind::Map)
        std::stable_sort(items.begin(), items.end(), [](const Entry& a, const Entry& b) { return a.key < b.key; });
    for (size_t i = 0; i < items.size(); ++i) {
        NodeRef guard = simplify(items[i].guard);
        if (guard->isFalse())
            continue;
        Within within(*this, guard);
        statementsFor(items[i], type, statement, indexOf(items, i, first));
    }
}

/// The index of an item where it is there, if what is there before it is known then.
Evaluator::Index Evaluator::indexOf(const std::vector<Entry>& items, size_t item, Index first) {
    for (size_t i = 0; first && i < item; ++i) {
        NodeRef guard = simplify(items[i].guard);
        if (guard->isFalse())
            continue;
        first = guard->isTrue() && items[i].kind == EntryKind::Value ? Index(*first + 1) : std::nullopt;
    }
    return first;
}

void Evaluator::statementsFor(const Entry& item, core::TypeId type, const core::Statement& statement, Index index) {
    if (item.kind == EntryKind::Spread) {
        eachLateStatement(item.value, type, statement, index);
        return;
    }
    bool two = statement.second.valid();
    if (item.kind == EntryKind::Value) {
        vars_[(two ? statement.second : statement.var).value] = item.value;
        if (two && typeOf(type).kind == core::TypeKind::Map)
            vars_[statement.var.value] = item.keyNode != nullptr ? item.keyNode : nodes_.string(item.key);
        else if (two)
            vars_[statement.var.value] = nodes_.integer(knownIndex(index, statement));
        run(statement.body);
        return;
    }
    // A loop that was made further out could be around these statements already.
    if (item.loop->depth < loopDepth_) {
        sink_.report(diag::Code::E4003, statement.span, "resources for each element of a computed late list");
        return;
    }
    scopes_.push_back({yes(), item.loop});
    uint32_t saved = loopDepth_;
    loopDepth_ = item.loop->depth + 1;
    for (const Entry& inner : item.body) {
        NodeRef guard = simplify(inner.guard);
        if (guard->isFalse())
            continue;
        Within within(*this, guard);
        statementsFor(inner, type, statement, std::nullopt);
    }
    loopDepth_ = saved;
    scopes_.pop_back();
}

int64_t Evaluator::knownIndex(Index index, const core::Statement& statement) {
    if (!index)
        sink_.report(diag::Code::E4005, statement.span);
    return index.value_or(0);
}

/// A loop over a list or map of the values.
void Evaluator::eachLateStatement(NodeRef source, core::TypeId type, const core::Statement& statement, Index first) {
    source = unshare(source);
    if (source->kind == NodeKind::Choice || source->kind == NodeKind::Record || source->kind == NodeKind::List ||
        source->isNone()) {
        eachStatement(source, type, statement, first);
        return;
    }
    bool isMap = typeOf(type).kind == core::TypeKind::Map;
    bool two = statement.second.valid();
    VarId elementVar = two ? statement.second : statement.var;
    const ir::Loop* made = enter(source, {statement.var, statement.second, false}, isMap);
    bool typed = source->type.valid();
    core::TypeId element = typed ? typeOf(source).element : program_.types.integer();
    vars_[elementVar.value] = nodes_.element(made, element);
    if (two) {
        NodeRef key = nodes_.key(made, isMap && typed ? typeOf(source).key : program_.types.integer());
        int64_t before = isMap ? 0 : knownIndex(first, statement);
        vars_[statement.var.value] =
            before == 0 ? key : primitive(core::Op::Add, {key, nodes_.integer(before)}, nullptr);
    }
    scopes_.push_back({yes(), made});
    ++loopDepth_;
    run(statement.body);
    --loopDepth_;
    scopes_.pop_back();
}

} // namespace stackc::eval
