// Late keys that meet others in one map: what stands later wins, so an entry stands only where no later one has its
// key.
#include "emit/helm/expressions.h"

namespace stackc::emit::helm {

using core::Op;

namespace {

/// The loop over a late map that makes an entry of each of its keys, whatever the value; else null.
const ir::Loop* loopOverAllKeys(const Entry& entry) {
    if (entry.kind != EntryKind::Each || entry.body.size() != 1 || entry.loop->source->kind == NodeKind::Prim)
        return nullptr;
    const Entry& made = entry.body[0];
    bool isOwnKey = made.keyNode != nullptr && made.keyNode->kind == NodeKind::Ref &&
                    made.keyNode->base == ir::RefBase::Key && made.keyNode->loop == entry.loop;
    return isOwnKey && made.kind == EntryKind::Value && made.guard->isTrue() ? entry.loop : nullptr;
}

/// Can a computed key be this text? By the constant text that it begins and ends with.
bool mayBe(NodeRef key, std::string_view text) {
    if (key->kind == NodeKind::String)
        return key->text == text;
    if (key->kind != NodeKind::Prim || key->op != Op::Concat)
        return true;
    NodeRef first = key->args.front();
    NodeRef last = key->args.back();
    return !(first->kind == NodeKind::String && text.substr(0, first->text.size()) != first->text) &&
           !(last->kind == NodeKind::String &&
             (text.size() < last->text.size() || text.substr(text.size() - last->text.size()) != last->text));
}

ExprPtr keysOfMap(Lowering& in, NodeRef map) {
    if (map->kind == NodeKind::Ref || map->kind == NodeKind::Default) {
        ExprPtr given = place(in, map);
        bool absent = ir::inElement(map) || mayBeAbsent(in, map) || lacksEmpty(in, map);
        return absent ? pipe(given, "default", {call("dict", {})}) : given;
    }
    if (map->kind == NodeKind::Record)
        return loopSource(in, map);
    if (map->isNone())
        return call("dict", {});
    if (map->kind != NodeKind::Choice)
        return nullptr;
    ExprPtr result = keysOfMap(in, map->entries.back().value);
    for (size_t i = map->entries.size() - 1; result && i-- > 0;) {
        ExprPtr arm = keysOfMap(in, map->entries[i].value);
        result = arm ? call("ternary", {arm, result, boolean(in, map->entries[i].guard)}) : nullptr;
    }
    return result;
}

/// A map whose keys are those that an entry brings, or null if there is none.
ExprPtr lateKeysOf(Lowering& in, const Entry& entry) {
    NodeRef source = entry.value;
    if (const ir::Loop* loop = loopOverAllKeys(entry))
        source = loop->source;
    else if (entry.kind != EntryKind::Spread)
        return nullptr;
    return keysOfMap(in, source);
}

/// No later entry has this computed key.
std::vector<ExprPtr> unlessTaken(Lowering& in, const std::vector<Entry>& entries, size_t index, NodeRef keyNode) {
    ExprPtr key = stringOf(in, keyNode);
    std::vector<ExprPtr> guards = notLater(in, entries, index, key);
    std::vector<ExprPtr> taken;
    const Eager eager(in);
    bool isKnown = keyNode->kind == NodeKind::String; // entries of one known key exclude each other
    for (size_t i = index + 1; !isKnown && i < entries.size(); ++i) {
        const std::string* later = ir::fixedKey(entries[i]);
        if (later == nullptr || !mayBe(keyNode, *later))
            continue;
        NodeRef guard = entries[i].guard;
        if (guard->isTrue())
            taken.push_back(stringLiteral(*later));
        else
            guards.push_back(negate(call("and", {boolean(in, guard), call("eq", {key, stringLiteral(*later)})})));
    }
    if (taken.size() == 1)
        guards.push_back(call("ne", {key, taken[0]}));
    else if (!taken.empty())
        guards.push_back(negate(call("has", {key, call("list", taken)})));
    return guards;
}

} // namespace

std::vector<ExprPtr> notLater(Lowering& in, const std::vector<Entry>& entries, size_t index, const ExprPtr& key) {
    std::vector<ExprPtr> guards;
    const bool isFixed = entries[index].kind == EntryKind::Value && entries[index].keyNode == nullptr;
    const Eager eager(in);
    for (size_t i = index + 1; i < entries.size(); ++i) {
        const NodeRef spread = entries[i].kind == EntryKind::Spread ? entries[i].value : nullptr;
        bool isTyped = isFixed && spread != nullptr && spread->type.valid();
        ExprPtr map = lateKeysOf(in, entries[i]);
        if (!map || (isTyped && !in.program.types.mayHaveKey(spread->type, entries[index].key)))
            continue;
        ExprPtr has = call("hasKey", {map, key});
        bool always = entries[i].guard->isTrue();
        guards.push_back(negate(always ? has : call("and", {boolean(in, entries[i].guard), has})));
    }
    return guards;
}

std::vector<ExprPtr> spreadGuards(Lowering& in, const std::vector<Entry>& entries, size_t index) {
    const Entry& entry = entries[index];
    if (entry.kind != EntryKind::Value)
        return {};
    if (entry.keyNode != nullptr)
        return unlessTaken(in, entries, index, entry.keyNode);
    std::vector<ExprPtr> guards = notLater(in, entries, index, stringLiteral(entry.key));
    const Eager eager(in);
    for (size_t i = index + 1; i < entries.size(); ++i) {
        const Entry& later = entries[i];
        if (later.kind != EntryKind::Value || later.keyNode == nullptr || later.keyNode->kind == NodeKind::String ||
            !mayBe(later.keyNode, entry.key))
            continue;
        ExprPtr same = call("eq", {stringOf(in, later.keyNode), stringLiteral(entry.key)});
        guards.push_back(negate(later.guard->isTrue() ? same : call("and", {boolean(in, later.guard), same})));
    }
    return guards;
}

} // namespace stackc::emit::helm
