#include "eval/written_order.h"

#include "core/layout.h"
#include "eval/computed.h"
#include "eval/places.h"
#include "eval/primitives.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;

namespace {

/// The keys of several maps in one order that agrees with that of each: of those that may come next, the one that was
/// seen first.
class CommonOrder {
public:
    void add(const std::vector<Entry>& map) {
        size_t before = SIZE_MAX;
        for (const Entry& entry : map) {
            size_t number = places_.try_emplace(entry.key, keys_.size()).first->second;
            if (number == keys_.size())
                keys_.push_back({entry.key, 0, {}});
            if (before != SIZE_MAX) {
                keys_[before].after.push_back(number);
                ++keys_[number].waitsFor;
            }
            before = number;
        }
    }

    /// Fewer than all keys where no order agrees with all maps.
    std::vector<std::string> keys() const {
        std::vector<Key> left = keys_;
        std::set<size_t> ready;
        for (size_t i = 0; i < left.size(); ++i)
            if (left[i].waitsFor == 0)
                ready.insert(i);
        std::vector<std::string> out;
        while (!ready.empty()) {
            const Key& next = left[ready.extract(ready.begin()).value()];
            out.push_back(next.name);
            for (size_t after : next.after)
                if (--left[after].waitsFor == 0)
                    ready.insert(after);
        }
        return out;
    }

    size_t size() const { return keys_.size(); }

private:
    struct Key {
        std::string name;
        size_t waitsFor;           ///< how many keys that stand right before it
        std::vector<size_t> after; ///< what stands right behind it
    };
    std::vector<Key> keys_;
    std::unordered_map<std::string, size_t> places_;
};

bool isPlainMap(NodeRef node) {
    return node->kind == NodeKind::Record &&
           std::all_of(node->entries.begin(), node->entries.end(),
                       [](const Entry& e) { return ir::hasPlainKey(e) && !e.value->isNone(); });
}

/// Adds what the program wrote as elements of the collection: trees and places of values.
void addElements(Evaluation& in, NodeRef collection, core::TypeId element, std::vector<NodeRef>& out) {
    collection = unshared(collection);
    if (isPlace(collection)) {
        out.push_back(in.nodes.element(in.nodes.loop(collection, in.place.depth(), "item", ""), element));
        return;
    }
    auto add = [&](auto& self, const std::vector<Entry>& entries) -> void {
        for (const Entry& entry : entries) {
            if (entry.kind == EntryKind::Each)
                self(self, entry.body);
            else if (entry.kind == EntryKind::Spread || collection->kind == NodeKind::Choice)
                addElements(in, entry.value, element, out);
            else
                out.push_back(entry.value);
        }
    };
    add(add, collection->entries);
}

/// Adds what the program wrote under the key of the record, in the encoding of values.
void addField(Evaluation& in, NodeRef record, NodeRef place, std::vector<NodeRef>& out) {
    record = unshared(record);
    if (record->kind == NodeKind::Choice) {
        for (const Entry& arm : record->entries)
            addField(in, arm.value, place, out);
    } else if (isPlace(record)) {
        out.push_back(in.nodes.field(record, place->text, place->type));
    } else if (record->kind == NodeKind::Record) {
        for (const Entry& entry : record->entries)
            if (ir::hasPlainKey(entry) && entry.key == place->text)
                out.push_back(entry.value);
    }
}

/// Is it the place of a flat field?
bool isFlat(Evaluation& in, NodeRef place) {
    if (!place->args[0]->type.valid())
        return false;
    const core::Field* field = core::fieldOfKey(in.typeOf(place->args[0]), place->text);
    return field != nullptr && field->flat;
}

/// What the program wrote where the place stands; nothing where values stand there.
std::vector<NodeRef> writtenAt(Evaluation& in, NodeRef place) {
    if (place->kind == NodeKind::Default)
        return writtenAt(in, place->args[0]);
    std::vector<NodeRef> out;
    bool isElement = place->base == ir::RefBase::Element;
    if (isElement || place->base == ir::RefBase::First) {
        NodeRef collection = isElement ? place->loop->source : place->args[0];
        if (!isPlace(collection))
            addElements(in, collection, place->type, out);
        else
            for (NodeRef written : writtenAt(in, collection))
                addElements(in, written, place->type, out);
    } else if (place->base == ir::RefBase::Field && isFlat(in, place)) {
        return writtenAt(in, place->args[0]); // its keys stand beside those of its siblings
    } else if (place->base == ir::RefBase::Field) {
        for (NodeRef written : writtenAt(in, place->args[0]))
            addField(in, written, place, out);
    }
    return out;
}

/// Does the map, where the program writes it, have its keys in byte order? Of data and objects of Kubernetes, what is
/// in it as well.
bool isInByteOrder(Evaluation& in, NodeRef map, bool isData) {
    map = unshared(map);
    auto isOrdered = [&](NodeRef part) { return isInByteOrder(in, part, isData); };
    if (isPlace(map)) {
        std::vector<NodeRef> written = writtenAt(in, map);
        return std::all_of(written.begin(), written.end(), isOrdered);
    }
    bool isRecord = map->kind == NodeKind::Record;
    if (!isRecord && map->kind != NodeKind::List && map->kind != NodeKind::Choice)
        return true;
    if (isRecord && map->entries.size() == 1 && map->entries[0].kind == EntryKind::Spread)
        return isOrdered(map->entries[0].value);
    if (isRecord && isMixed(map->entries))
        return false;
    auto isRise = [](const Entry& a, const Entry& b) { return a.key < b.key; };
    if (isRecord && !hasLateKeys(map->entries) &&
        std::adjacent_find(map->entries.begin(), map->entries.end(), std::not_fn(isRise)) != map->entries.end())
        return false;
    bool seesParts = isData || map->kind == NodeKind::Choice;
    return !seesParts || std::all_of(map->entries.begin(), map->entries.end(), [&](const Entry& entry) {
        return entry.kind == EntryKind::Value && isOrdered(entry.value);
    });
}

} // namespace

NodeRef inWrittenOrder(Evaluation& in, NodeRef place) {
    // What a template prints whole, with all that is in it.
    bool isData = in.typeOf(place).kind == core::TypeKind::Data || in.typeOf(place).kind == core::TypeKind::Native;
    if (in.typeOf(place).kind != core::TypeKind::Map && !isData)
        return place;
    std::vector<NodeRef> all = writtenAt(in, place);
    if (std::all_of(all.begin(), all.end(), [&](NodeRef written) { return isInByteOrder(in, written, isData); }))
        return place;
    std::vector<NodeRef> maps;
    for (size_t i = 0; i < all.size(); ++i) {
        NodeRef written = unshared(all[i]);
        if (written->kind == NodeKind::Choice)
            for (const Entry& arm : written->entries)
                all.push_back(arm.value);
        else if (!isPlace(written))
            maps.push_back(written);
        else if (std::vector<NodeRef> inner = writtenAt(in, written); !inner.empty())
            all.insert(all.end(), inner.begin(), inner.end());
        else
            return nullptr; // users choose the keys
    }
    if (!std::all_of(maps.begin(), maps.end(), isPlainMap))
        return nullptr;
    CommonOrder order;
    for (NodeRef map : maps)
        order.add(map->entries);
    std::vector<std::string> keys = order.keys();
    if (keys.size() < order.size())
        return nullptr;
    core::TypeId element = isData ? in.program.types.data() : in.typeOf(place).element;
    std::vector<Entry> entries;
    for (const std::string& key : keys) {
        bool isCertain = std::all_of(maps.begin(), maps.end(), [&](NodeRef map) {
            const Entry* entry = ir::findEntry(map, key);
            return entry != nullptr && entry->guard->isTrue();
        });
        NodeRef there = isCertain ? in.yes() : primitive(in, core::Op::HasKey, {place, in.nodes.string(key)}, nullptr);
        NodeRef value = orEmpty(in, in.nodes.field(place, key, element), element, nullptr);
        entries.push_back(ir::NodeTable::value(there, key, value));
    }
    return in.nodes.record(std::move(entries));
}

} // namespace stackc::eval
