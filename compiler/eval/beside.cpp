#include "eval/beside.h"

#include "eval/choose.h"
#include "eval/entries.h"
#include "eval/places.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;

namespace {

/// Does the entry go over that map, with one entry of the same key in each round?
bool goesOver(Evaluation& in, const Entry& entry, NodeRef map) {
    return entry.kind == EntryKind::Each && entry.loop->source == map && isPlace(map) && entry.body.size() == 1 &&
           entry.body[0].kind == EntryKind::Value && in.typeOf(map).kind == core::TypeKind::Map &&
           entry.body[0].keyNode == in.nodes.key(entry.loop, in.typeOf(map).key);
}

} // namespace

bool isRecordLike(Evaluation& in, NodeRef node) { return node->kind == NodeKind::Record || isExpandable(in, node); }

NodeRef asRecord(Evaluation& in, NodeRef recordLike) {
    return isExpandable(in, recordLike) ? expand(in, recordLike) : recordLike;
}

bool spreads(Evaluation& in, NodeRef record, NodeRef whole) {
    return std::any_of(record->entries.begin(), record->entries.end(), [&](const Entry& e) {
        return (e.kind == EntryKind::Spread && e.value == whole) || goesOver(in, e, whole);
    });
}

NodeRef asSpreadBeside(Evaluation& in, NodeRef node, NodeRef other) {
    auto isSpread = [&](NodeRef whole) { return isPlace(whole) && spreads(in, other, whole); };
    if (other->kind != NodeKind::Record)
        return node;
    bool areSpread = node->kind == NodeKind::Choice &&
                     std::all_of(node->entries.begin(), node->entries.end(), [&](const Entry& arm) {
                         return arm.value->kind == NodeKind::Record || isSpread(arm.value);
                     });
    if (!areSpread && !isSpread(node))
        return node;
    Entries entries(in, Keys::Move);
    entries.spread(spreadOf(in, node));
    return in.nodes.record(entries.take());
}

namespace {

/// What an entry holds, or the late collection that it spreads or goes over.
NodeRef heldBy(const Entry& entry) { return entry.kind == EntryKind::Each ? entry.loop->source : entry.value; }

/// Has a record or list, or one of several alternatives, an entry that the other has, or a part with such an entry?
/// What a named template holds counts as its own for the other, `made`, alone.
bool hasPartOf(Evaluation& in, NodeRef node, NodeRef made) {
    if (node->kind == NodeKind::Choice)
        return std::any_of(node->entries.begin(), node->entries.end(),
                           [&](const Entry& arm) { return hasPartOf(in, arm.value, made); });
    made = unshared(made);
    if (node->kind != made->kind || (node->kind != NodeKind::Record && node->kind != NodeKind::List))
        return false;
    std::unordered_map<std::string_view, NodeRef> keyed;
    std::unordered_set<NodeRef> loose;
    const std::vector<Entry> parts = opened(in, made->entries);
    for (const Entry& part : parts)
        if (node->kind == NodeKind::Record && ir::hasPlainKey(part))
            keyed.emplace(part.key, part.value);
        else
            loose.insert(heldBy(part));
    const std::vector<Entry> own = opened(in, node->entries);
    return std::any_of(own.begin(), own.end(), [&](const Entry& entry) {
        auto same = ir::hasPlainKey(entry) ? keyed.find(entry.key) : keyed.end();
        return loose.contains(heldBy(entry)) ||
               (same != keyed.end() && (same->second == entry.value || hasPartOf(in, entry.value, same->second)));
    });
}

/// Is it a named template that the other has parts of?
bool isOpenedBeside(Evaluation& in, NodeRef node, NodeRef other) {
    return node->kind == NodeKind::Shared && hasPartOf(in, other, node);
}

} // namespace

NodeRef asOpenedBeside(Evaluation& in, NodeRef node, NodeRef other, core::TypeId type) {
    if (isOpenedBeside(in, node, other))
        return unshared(node);
    bool areOpened = node->kind == NodeKind::Choice &&
                     std::any_of(node->entries.begin(), node->entries.end(),
                                 [&](const Entry& arm) { return isOpenedBeside(in, arm.value, other); });
    if (!areOpened)
        return node;
    std::vector<Entry> arms = alternatives(in, node);
    for (Entry& arm : arms)
        arm.value = asOpenedBeside(in, arm.value, other, type);
    return chooseAll(in, std::move(arms), type);
}

namespace {

/// The loop, with what the spread has in each of its rounds.
Entry asLoop(Evaluation& in, const Entry& spread, const Entry& over) {
    const core::Type& whole = in.typeOf(spread.value);
    Entry made = over;
    made.guard = spread.guard;
    made.body = {ir::NodeTable::item(in.yes(), in.nodes.element(over.loop, whole.element))};
    if (whole.kind == core::TypeKind::Map)
        made.body[0].keyNode = in.nodes.key(over.loop, whole.key);
    return made;
}

} // namespace

Entry asLoopBeside(Evaluation& in, const Entry& item, const Entry& other) {
    bool isList =
        item.kind == EntryKind::Spread && isPlace(item.value) && in.typeOf(item.value).kind == core::TypeKind::List;
    if (!isList || other.kind != EntryKind::Each || other.loop->source != item.value)
        return item;
    return asLoop(in, item, other);
}

void spreadAsLoops(Evaluation& in, std::vector<NodeRef>& records) {
    std::vector<Entry> loops;
    for (NodeRef record : records)
        std::copy_if(record->entries.begin(), record->entries.end(), std::back_inserter(loops),
                     [&in](const Entry& e) { return e.kind == EntryKind::Each && goesOver(in, e, e.loop->source); });
    if (loops.empty())
        return;
    for (NodeRef& record : records) {
        std::vector<Entry> entries = record->entries;
        for (Entry& entry : entries) {
            auto over = std::find_if(loops.begin(), loops.end(), [&entry](const Entry& loop) {
                return entry.kind == EntryKind::Spread && loop.loop->source == entry.value;
            });
            if (over != loops.end())
                entry = asLoop(in, entry, *over);
        }
        record = in.nodes.record(std::move(entries));
    }
}

} // namespace stackc::eval
