#include "eval/keys.h"

#include "eval/computed.h"
#include "eval/emptiness.h"
#include "eval/entries.h"
#include "eval/places.h"
#include "eval/primitives.h"
#include "eval/written_order.h"

#include <algorithm>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

namespace stackc::eval {

using core::Op;
using ir::EntryKind;
using ir::NodeKind;

namespace {

void keepKey(Evaluation& in, Entry& entry, NodeRef key);

std::string_view beginOf(NodeRef key) {
    while (key->kind == NodeKind::Prim && key->op == Op::Concat)
        key = key->args.front();
    return key->kind == NodeKind::String ? std::string_view(key->text) : std::string_view();
}

std::string_view endOf(NodeRef key) {
    while (key->kind == NodeKind::Prim && key->op == Op::Concat)
        key = key->args.back();
    return key->kind == NodeKind::String ? std::string_view(key->text) : std::string_view();
}

/// Is the key another one in each round of the loop, whatever the values?
bool tellsRounds(NodeRef key, const ir::Loop* loop) {
    if (key->kind == NodeKind::Ref && key->loop == loop)
        return key->base == ir::RefBase::Key ||
               (key->base == ir::RefBase::Element && loop->source->kind == NodeKind::Prim);
    if (key->kind != NodeKind::Prim || (key->op != Op::ToText && key->op != Op::Concat && key->op != Op::Add))
        return false;
    auto isConst = [](NodeRef part) { return part->isConst(); };
    auto part = std::find_if_not(key->args.begin(), key->args.end(), isConst);
    return part != key->args.end() && std::all_of(part + 1, key->args.end(), isConst) && tellsRounds(*part, loop);
}

} // namespace

bool hasKnownKeys(const Entry& entry) {
    if (entry.kind == EntryKind::Spread)
        return true;
    if (entry.kind != EntryKind::Each || entry.body.size() != 1 || !entry.body[0].guard->isTrue())
        return false;
    NodeRef key = entry.body[0].keyNode;
    return entry.body[0].kind == EntryKind::Value && key != nullptr && key->kind == NodeKind::Ref &&
           key->base == ir::RefBase::Key && key->loop == entry.loop && entry.loop->source->kind != NodeKind::Prim;
}

NodeRef keyOf(ir::NodeTable& nodes, const Entry& entry) {
    return entry.keyNode != nullptr ? entry.keyNode : nodes.string(entry.key);
}

bool neverEqual(NodeRef a, NodeRef b) {
    if (a->kind == NodeKind::String && b->kind == NodeKind::String)
        return a->text != b->text;
    std::string_view beginA = beginOf(a);
    std::string_view beginB = beginOf(b);
    std::string_view endA = endOf(a);
    std::string_view endB = endOf(b);
    size_t begin = std::min(beginA.size(), beginB.size());
    size_t end = std::min(endA.size(), endB.size());
    return beginA.substr(0, begin) != beginB.substr(0, begin) ||
           endA.substr(endA.size() - end) != endB.substr(endB.size() - end);
}

bool areApart(const Entry& a, const Entry& b) {
    return a.kind == EntryKind::Value && b.kind == EntryKind::Value && a.keyNode != nullptr && b.keyNode != nullptr &&
           neverEqual(a.keyNode, b.keyNode);
}

namespace {

/// Truth that the later entry makes that key; its loops stand inside of those around the key.
NodeRef takes(Evaluation& in, const Entry& later, NodeRef key) {
    Entry only = besideOthers(in, later);
    keepKey(in, only, key);
    return Emptiness(in.nodes, in.guards).some({only});
}

void keepKey(Evaluation& in, Entry& entry, NodeRef key) {
    if (hasKnownKeys(entry)) {
        NodeRef map = entry.kind == EntryKind::Spread ? entry.value : entry.loop->source;
        NodeRef has = primitive(in, Op::HasKey, {map, key}, nullptr);
        entry = ir::NodeTable::item(in.guards.both(entry.guard, has), in.yes());
        return;
    }
    if (entry.kind == EntryKind::Each) {
        for (Entry& inner : entry.body)
            keepKey(in, inner, key);
        return;
    }
    NodeRef own = keyOf(in.nodes, entry);
    NodeRef same = neverEqual(own, key) ? in.no() : own == key ? in.yes() : primitive(in, Op::Eq, {own, key}, nullptr);
    entry.guard = in.guards.both(entry.guard, same);
    entry.value = in.yes();
    entry.keyNode = nullptr;
}

struct MapTypes {
    core::TypeId key, element;
};

/// Of what a place of the values holds, if that is a map. What a map of Kubernetes holds and is no text is passed on as
/// it is.
std::optional<MapTypes> mapTypes(Evaluation& in, NodeRef place) {
    if (!isPlace(place))
        return std::nullopt;
    const core::Type& type = in.typeOf(place);
    if (type.kind == core::TypeKind::Map)
        return MapTypes{type.key, type.element};
    if (!in.hasShape(place->type, kube::Shape::Map))
        return std::nullopt;
    const core::TypeTable& types = in.program.types;
    switch (types.natives().shape(types.natives().type(type.native).element)) {
    case kube::Shape::String:
        return MapTypes{types.string(), types.string()};
    case kube::Shape::Quantity:
        return MapTypes{types.string(), types.domain(core::Domain::Quantity)};
    default:
        return MapTypes{types.string(), types.data()};
    }
}

} // namespace

void giveWay(Evaluation& in, Entry& entry, const Entry& later) {
    if (entry.kind == EntryKind::Each) {
        Around around(in, entry.loop);
        for (Entry& inner : entry.body)
            giveWay(in, inner, later);
        return;
    }
    std::optional<MapTypes> map = entry.kind == EntryKind::Spread ? mapTypes(in, entry.value) : std::nullopt;
    if (map) {
        // A loop of its own where the order isn't known: one that the program writes over the map is in byte order.
        bool isOrdered = inWrittenOrder(in, entry.value) != nullptr;
        const ir::Loop* loop = in.nodes.loop(entry.value, in.place.depth(), isOrdered ? "value" : "held", "key");
        if (!isOrdered)
            in.memo.unordered.insert(loop);
        Around around(in, loop);
        Entry copy = ir::NodeTable::item(in.guards.negate(takes(in, later, in.nodes.key(loop, map->key))),
                                         in.nodes.element(loop, map->element));
        copy.keyNode = in.nodes.key(loop, map->key);
        entry.kind = EntryKind::Each;
        entry.value = nullptr;
        entry.loop = loop;
        entry.body = {std::move(copy)};
    } else if (entry.kind == EntryKind::Value) {
        // What the guard says already stays as it is said: where the entry is in another branch too, both find it
        // again.
        NodeRef left = in.guards.negate(takes(in, later, keyOf(in.nodes, entry)));
        entry.guard = in.guards.both(entry.guard, in.guards.simplify(left, entry.guard));
    }
}

void giveWayToMaps(Evaluation& in, std::vector<Entry>& out) {
    for (size_t i = 0; i < out.size(); ++i) {
        if (!hasKnownKeys(out[i]) || ir::spreadsShared(out[i]))
            continue;
        const Entry map = out[i];
        for (size_t earlier = 0; earlier < i; ++earlier)
            giveWay(in, out[earlier], map);
    }
}

namespace {

/// May both have one key, and both be there?
bool mayMeet(Evaluation& in, const Entry& a, const Entry& b) {
    if (a.kind != EntryKind::Value || b.kind != EntryKind::Value)
        return true;
    bool areFixed = ir::fixedKey(a) != nullptr && ir::fixedKey(b) != nullptr; // they have given way already
    return !areFixed && !neverEqual(keyOf(in.nodes, a), keyOf(in.nodes, b));
}

} // namespace

bool mayMeet(Evaluation& in, const std::vector<Entry>& entries) {
    for (size_t later = 1; later < entries.size(); ++later)
        for (size_t i = 0; i < later; ++i)
            if (mayMeet(in, entries[i], entries[later]))
                return true;
    return false;
}

void giveWayToLater(Evaluation& in, std::vector<Entry>& entries) {
    constexpr size_t stepsEach = 16; // for each entry that a guard names then
    entries = opened(in, std::move(entries));
    in.spend(entries.size() * entries.size());
    for (size_t later = 1; later < entries.size(); ++later) {
        const Entry winner = entries[later];
        for (size_t i = 0; i < later; ++i)
            if (mayMeet(in, entries[i], winner) && in.spend(stepsEach * entries.size()))
                giveWay(in, entries[i], winner);
    }
}

bool isEntryOf(const Entry& entry, const std::string& key) {
    const std::string* fixed = ir::fixedKey(entry);
    return fixed != nullptr && *fixed == key;
}

namespace {

struct MadeKey {
    NodeRef key;
    NodeRef guard;
    const ir::Loop* loop;
};

/// The keys that a loop makes; false if they lie in loops of loops.
bool collectKeys(ir::NodeTable& nodes, const std::vector<Entry>& made, const ir::Loop* loop,
                 std::vector<MadeKey>& keys) {
    for (const Entry& entry : made) {
        if (entry.kind == EntryKind::Value)
            keys.push_back({keyOf(nodes, entry), entry.guard, loop});
        else if (entry.kind == EntryKind::Spread || loop != nullptr ||
                 !collectKeys(nodes, entry.body, entry.loop, keys))
            return false;
    }
    return true;
}

/// Are they known, and each another one?
bool areConstantsApart(const std::vector<MadeKey>& keys) {
    std::vector<NodeRef> sorted;
    sorted.reserve(keys.size());
    for (const MadeKey& made : keys) {
        if (made.key->late || made.loop != nullptr)
            return false;
        sorted.push_back(made.key);
    }
    std::ranges::sort(sorted);
    return std::ranges::adjacent_find(sorted) == sorted.end();
}

/// A list of the keys alone.
std::vector<Entry> keysAsItems(ir::NodeTable& nodes, std::vector<Entry> entries, uint32_t depth, core::TypeId text) {
    for (Entry& entry : entries) {
        if (entry.kind == EntryKind::Value) {
            entry.value = keyOf(nodes, entry);
            entry.keyNode = nullptr;
            entry.key.clear();
        } else if (entry.kind == EntryKind::Spread) {
            entry.kind = EntryKind::Each;
            entry.loop = nodes.loop(entry.value, depth, "value", "key");
            entry.value = nullptr;
            entry.body = {ir::NodeTable::item(nodes.boolean(true), nodes.key(entry.loop, text))};
        } else {
            entry.body = keysAsItems(nodes, std::move(entry.body), std::max(depth, entry.loop->depth) + 1, text);
        }
    }
    return entries;
}

} // namespace

void checkDistinct(Evaluation& in, const std::vector<Entry>& made, core::Span span, const std::string& fault) {
    std::vector<MadeKey> keys;
    bool isFlat = collectKeys(in.nodes, made, nullptr, keys);
    if (isFlat && areConstantsApart(keys))
        return;
    bool isDistinct = isFlat;
    std::unordered_map<NodeRef, std::vector<const MadeKey*>> seen;
    std::vector<const MadeKey*> late;
    for (const MadeKey& made : keys) {
        std::vector<const MadeKey*>& others = seen[made.key];
        for (const MadeKey* same : others) {
            if (in.guards.excludes(made.guard, same->guard))
                continue;
            isDistinct = false;
            if (made.guard->isTrue() && same->guard->isTrue() && made.key->kind == NodeKind::String &&
                made.loop == nullptr && same->loop == nullptr) {
                in.trace.sink().report(diag::Code::E4001, span, fault + " `" + made.key->text + "`");
                return;
            }
        }
        others.push_back(&made);
        if (made.loop != nullptr && !tellsRounds(made.key, made.loop))
            isDistinct = false;
        if (made.key->late)
            late.push_back(&made);
    }
    for (const MadeKey* one : late)
        for (const MadeKey& other : keys)
            isDistinct = isDistinct && (one->key == other.key || neverEqual(one->key, other.key));
    bool isOneMap = made.size() == 1 && made[0].kind == EntryKind::Spread;
    if (isDistinct || isOneMap || in.known != nullptr)
        return;
    in.addCheck({in.place.scopes(), in.no(), in.nodes.string(fault), span,
                 in.nodes.list(keysAsItems(in.nodes, made, in.place.depth(), in.program.types.string()))});
}

} // namespace stackc::eval
