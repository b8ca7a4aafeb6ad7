// Loops around statements: what a component or a resource makes for each element.
#include "eval/evaluator.h"

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
    eachStatement(evaluate(statement.value), program_[statement.value].type, statement);
}

/// The statements once for each element; late elements become a loop around what the statements make.
void Evaluator::eachStatement(NodeRef source, core::TypeId type, const core::Statement& statement) {
    source = unshare(source);
    const core::Type& sourceType = typeOf(type);
    Binding binding{statement.var, statement.second};
    auto body = [&]() -> std::vector<Entry> {
        run(statement.body);
        return {};
    };
    Walk walk{type, sourceType.kind == core::TypeKind::Map, binding, body, statement.span};
    if (sourceType.kind == core::TypeKind::Optional) {
        NodeRef guard = simplify(present(source));
        if (guard->isFalse())
            return;
        vars_[statement.var.value] = payload(source);
        runGuarded(guard, statement.body);
        return;
    }
    eachOf(source, walk);
}

/// A whole source: of a choice the alternative that holds.
void Evaluator::eachOf(NodeRef source, const Walk& walk) {
    source = unshare(source);
    if (source->isNone())
        return;
    if (source->kind == NodeKind::Choice) {
        for (const Entry& arm : alternatives(source)) {
            NodeRef guard = simplify(arm.guard);
            if (guard->isFalse())
                continue;
            Within within(*this, guard);
            eachOf(arm.value, walk);
        }
        return;
    }
    std::vector<Entry> items{spreadOf(source)};
    if (source->kind == NodeKind::Record || source->kind == NodeKind::List) {
        items = opened(source->entries);
        if (NodeRef whole = walkedWhole(items, walk)) {
            eachLate(whole, nodes_.integer(0), walk);
            return;
        }
        if (walk.isMap && !hasLateKeys(items))
            items = inKeyOrder(std::move(items), typeOf(walk.type).element);
    }
    eachItems(items, nodes_.integer(0), walk);
}

void Evaluator::eachItems(const std::vector<Entry>& items, NodeRef base, const Walk& walk) {
    bool isIndexed = walk.binding.second.valid() && !walk.isMap && base != nullptr;
    std::vector<Entry> before;
    for (const Entry& item : items) {
        eachItem(item, isIndexed ? plus(base, lengthOf(before, false)) : base, walk);
        if (isIndexed)
            before.push_back(item);
    }
}

/// One part of what a statement is repeated for, inside the scope that it makes.
void Evaluator::eachItem(const Entry& item, NodeRef index, const Walk& walk) {
    NodeRef guard = simplify(item.guard);
    if (guard->isFalse())
        return;
    Within within(*this, guard);
    if (item.kind == EntryKind::Value) {
        eachEntry(item, index, walk);
        return;
    }
    if (item.kind == EntryKind::Each) {
        Entry round = besideOthers(item);
        scopes_.push_back({yes(), round.loop});
        Around around(*this, round.loop);
        eachItems(round.body, nullptr, walk);
        scopes_.pop_back();
        return;
    }
    NodeRef source = unshare(item.value);
    if (source->kind == NodeKind::Record || source->kind == NodeKind::List) {
        eachItems(opened(source->entries), index, walk);
    } else if (source->kind == NodeKind::Choice) {
        NodeRef rest = yes();
        for (const Entry& arm : source->entries) {
            Entry part = spreadOf(arm.value);
            part.guard = guards_.both(rest, arm.guard);
            rest = guards_.both(rest, guards_.negate(arm.guard));
            eachItem(part, index, walk);
        }
    } else if (!source->isNone()) {
        eachLate(source, index, walk);
    }
}

/// A loop over a list or map of the values.
void Evaluator::eachLate(NodeRef source, NodeRef index, const Walk& walk) {
    const ir::Loop* loop = enter(source, walk.binding, walk.isMap);
    scopes_.push_back({yes(), loop});
    Around around(*this, loop);
    bindRound(loop, walk.binding, walk.isMap);
    if (walk.binding.second.valid() && !walk.isMap && index == nullptr)
        report(diag::Code::E4005, walk.span);
    else if (walk.binding.second.valid() && !walk.isMap)
        vars_[walk.binding.first.value] = plus(vars_[walk.binding.first.value], index);
    walk.body();
    scopes_.pop_back();
}

} // namespace stackc::eval
