#include "eval/statements.h"

#include "eval/choose.h"
#include "eval/computed.h"
#include "eval/entries.h"
#include "eval/optionals.h"
#include "eval/places.h"

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;

void Statements::runLoop(const core::Statement& statement) {
    NodeRef source = in_.evaluate(statement.value);
    counted(in_, statement.value, source);
    eachStatement(source, in_.program[statement.value].type, statement);
}

/// The statements once for each element; late elements become a loop around what the statements make.
void Statements::eachStatement(NodeRef source, core::TypeId type, const core::Statement& statement) {
    source = unshared(source);
    const core::Type& sourceType = in_.typeOf(type);
    Binding binding{statement.var, statement.second};
    auto body = [&]() -> std::vector<Entry> {
        run(statement.body);
        return {};
    };
    Walk walk{type, isMap(in_, type), binding, body, statement.span};
    if (sourceType.kind == core::TypeKind::Optional) {
        NodeRef guard = in_.simplify(present(in_, source));
        if (guard->isFalse())
            return;
        in_.vars[statement.var.value] = payload(in_, source);
        runGuarded(guard, statement.body);
        return;
    }
    eachOf(source, walk);
}

/// A whole source: of a choice the alternative that holds.
void Statements::eachOf(NodeRef source, const Walk& walk) {
    source = unshared(source);
    if (source->isNone())
        return;
    if (source->kind == NodeKind::Choice) {
        for (const Entry& arm : alternatives(in_, source)) {
            NodeRef guard = in_.simplify(arm.guard);
            if (guard->isFalse())
                continue;
            const Within within(in_, scopes_, guard);
            eachOf(arm.value, walk);
        }
        return;
    }
    std::vector<Entry> items{spreadOf(in_, source)};
    if (source->kind == NodeKind::Record || source->kind == NodeKind::List) {
        items = opened(in_, source->entries);
        if (NodeRef whole = walkedWhole(in_, items, walk)) {
            Walk known = walk;
            known.only = onlyCase(in_, items, in_.typeOf(walk.type).element);
            eachLate(whole, in_.nodes.integer(0), known);
            return;
        }
        if (walk.isMap && !hasLateKeys(items))
            items = inKeyOrder(in_, std::move(items), in_.typeOf(walk.type).element);
    }
    eachItems(items, in_.nodes.integer(0), walk);
}

void Statements::eachItems(const std::vector<Entry>& items, NodeRef base, const Walk& walk) {
    bool isIndexed = walk.binding.second.valid() && !walk.isMap && base != nullptr;
    std::vector<Entry> before;
    for (const Entry& item : items) {
        eachItem(item, isIndexed ? plus(in_, base, lengthOf(in_, before, false)) : base, walk);
        if (isIndexed)
            before.push_back(item);
    }
}

/// One part of what a statement is repeated for, inside the scope that it makes.
void Statements::eachItem(const Entry& item, NodeRef index, const Walk& walk) {
    NodeRef guard = in_.simplify(item.guard);
    if (guard->isFalse())
        return;
    const Within within(in_, scopes_, guard);
    if (item.kind == EntryKind::Value) {
        eachEntry(in_, item, index, walk);
        return;
    }
    if (item.kind == EntryKind::Each) {
        Entry round = besideOthers(in_, item);
        const WithinLoop within(in_, scopes_, round.loop);
        eachItems(round.body, nullptr, walk);
        return;
    }
    NodeRef source = unshared(item.value);
    if (source->kind == NodeKind::Record || source->kind == NodeKind::List) {
        eachItems(opened(in_, source->entries), index, walk);
    } else if (source->kind == NodeKind::Choice) {
        NodeRef rest = in_.yes();
        for (const Entry& arm : source->entries) {
            Entry part = spreadOf(in_, arm.value);
            part.guard = in_.guards.both(rest, arm.guard);
            rest = in_.guards.both(rest, in_.guards.negate(arm.guard));
            eachItem(part, index, walk);
        }
    } else if (!source->isNone()) {
        eachLate(source, index, walk);
    }
}

/// A loop over a list or map of the values.
void Statements::eachLate(NodeRef source, NodeRef index, const Walk& walk) {
    const ir::Loop* loop = enter(in_, source, walk.binding, walk.isMap);
    const WithinLoop within(in_, scopes_, loop);
    bindRound(in_, loop, walk);
    if (walk.binding.second.valid() && !walk.isMap && index == nullptr)
        in_.report(diag::Code::E4005, walk.span);
    else if (walk.binding.second.valid() && !walk.isMap)
        in_.vars[walk.binding.first.value] = plus(in_, in_.vars[walk.binding.first.value], index);
    walk.body();
}

} // namespace stackc::eval
