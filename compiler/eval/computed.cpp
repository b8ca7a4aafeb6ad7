#include "eval/computed.h"

#include "eval/choose.h"
#include "eval/entries.h"
#include "eval/loops.h"
#include "eval/normalize.h"
#include "eval/optionals.h"
#include "eval/places.h"

#include <algorithm>
#include <unordered_map>

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;

namespace {

NodeRef recordAsGiven(Evaluation& in, NodeRef record, const core::Type& type);
NodeRef entriesAsGiven(Evaluation& in, NodeRef collection, core::TypeId element);
bool partsAsGiven(Evaluation& in, std::vector<Entry>& parts, core::TypeId element);
void keysOnly(Evaluation& in, std::vector<Entry>& parts);

/// A tree with its loops at other depths.
class Relocation {
public:
    Relocation(ir::NodeTable& nodes, uint32_t by) : nodes_(nodes), by_(by) {}

    Entry entry(Entry entry) {
        if (entry.loop != nullptr) {
            NodeRef source = node(entry.loop->source);
            const ir::Loop*& moved = loops_[entry.loop];
            moved = nodes_.loop(source, entry.loop->depth + by_, entry.loop->elementName, entry.loop->keyName);
            entry.loop = moved;
            memo_.clear();
        }
        entry.guard = node(entry.guard);
        entry.keyNode = node(entry.keyNode);
        entry.value = node(entry.value);
        for (Entry& inner : entry.body)
            inner = this->entry(inner);
        return entry;
    }

private:
    NodeRef node(NodeRef old) {
        if (old == nullptr || !old->late)
            return old;
        if (auto known = memo_.find(old); known != memo_.end())
            return known->second;
        ir::Node copy = *old;
        if (auto moved = loops_.find(old->loop); old->loop != nullptr && moved != loops_.end())
            copy.loop = moved->second;
        for (NodeRef& arg : copy.args)
            arg = node(arg);
        for (Entry& inner : copy.entries)
            inner = entry(inner);
        NodeRef made = nodes_.intern(std::move(copy));
        memo_[old] = made;
        return made;
    }

    ir::NodeTable& nodes_;
    uint32_t by_;
    std::unordered_map<const ir::Loop*, const ir::Loop*> loops_;
    std::unordered_map<NodeRef, NodeRef> memo_;
};

bool isOwnKey(const Entry& made, const ir::Loop* loop) {
    return made.kind == EntryKind::Value && made.keyNode != nullptr && made.keyNode->kind == NodeKind::Ref &&
           made.keyNode->base == ir::RefBase::Key && made.keyNode->loop == loop;
}

/// `for k, v in map { (k) = v }` is the map.
bool isCopy(const Entry& each) {
    if (each.kind != EntryKind::Each || each.body.size() != 1 || each.loop->source->kind != NodeKind::Ref)
        return false;
    const Entry& made = each.body[0];
    return isOwnKey(made, each.loop) && made.guard->isTrue() && made.value->kind == NodeKind::Ref &&
           made.value->base == ir::RefBase::Element && made.value->loop == each.loop;
}

/// Does the part give its entries in byte order of distinct keys?
bool isInOrder(const Entry& item) {
    if (item.kind == EntryKind::Each)
        return item.body.size() == 1 && isOwnKey(item.body[0], item.loop) && item.loop->source->kind != NodeKind::Prim;
    return true;
}

} // namespace

bool hasLateKeys(const std::vector<Entry>& entries) {
    return std::any_of(entries.begin(), entries.end(), [](const Entry& e) { return ir::fixedKey(e) == nullptr; });
}

bool isMixed(const std::vector<Entry>& entries) {
    return hasLateKeys(entries) && (entries.size() > 1 || !isInOrder(entries[0]));
}

Entry besideOthers(Evaluation& in, const Entry& each) {
    return in.place.isAround(each.loop) ? Relocation(in.nodes, in.place.depth() - each.loop->depth).entry(each) : each;
}

namespace {

/// A text that holds something though it may be empty: in values that is what holds nothing.
bool mayBeEmptyText(Evaluation& in, NodeRef node) {
    switch (node->kind) {
    case NodeKind::String:
        return node->text.empty();
    case NodeKind::Ref:
    case NodeKind::Default: {
        const core::Type& type = in.typeOf(node);
        bool isPlain = type.kind == core::TypeKind::String || type.kind == core::TypeKind::Sensitive;
        return isPlain && type.minLength == 0 && type.domain == core::Domain::Plain;
    }
    case NodeKind::Prim:
        return node->op != core::Op::Concat || std::all_of(node->args.begin(), node->args.end(),
                                                           [&in](NodeRef part) { return mayBeEmptyText(in, part); });
    case NodeKind::Choice:
        return std::any_of(node->entries.begin(), node->entries.end(),
                           [&in](const Entry& arm) { return mayBeEmptyText(in, arm.value); });
    default:
        return false;
    }
}

/// The value as it would stand in values, with the keys of records and variants; null where it has no such form.
NodeRef asGiven(Evaluation& in, NodeRef node, core::TypeId id) {
    node = unshared(node);
    core::Type plain;
    const core::Type* type = id.valid() ? &in.typeOf(id) : &plain;
    if (type->kind == core::TypeKind::Optional) {
        bool isUnset = core::isText(in.typeOf(type->element)) && mayBeEmptyText(in, node);
        return isUnset ? nullptr : asGiven(in, node, type->element);
    }
    core::TypeId element =
        type->kind == core::TypeKind::List || type->kind == core::TypeKind::Map ? type->element : core::TypeId{};
    switch (node->kind) {
    case NodeKind::Record:
        return type->kind == core::TypeKind::Record ? recordAsGiven(in, node, *type)
                                                    : entriesAsGiven(in, node, element);
    case NodeKind::List: {
        bool isWhole = node->entries.size() == 1 && node->entries[0].kind == EntryKind::Spread &&
                       node->entries[0].guard->isTrue() && node->entries[0].value->kind == NodeKind::Ref;
        return isWhole ? node->entries[0].value : entriesAsGiven(in, node, element);
    }
    case NodeKind::Variant: {
        core::TypeId payload =
            type->kind == core::TypeKind::Variant ? type->cases[node->index].payload : core::TypeId{};
        NodeRef held = node->args.empty() ? nullptr : asGiven(in, node->args[0], payload);
        if (held == nullptr && !node->args.empty())
            return nullptr;
        if (type->isTextual() && type->cases[node->index].fromText)
            return held;
        std::vector<Entry> entries;
        if (!type->tagKey.empty())
            entries.push_back(ir::NodeTable::value(in.yes(), type->tagKey, in.nodes.string(node->text)));
        if (type->tagKey.empty() || held != nullptr)
            entries.push_back(ir::NodeTable::value(in.yes(), node->text, held != nullptr ? held : in.nodes.record({})));
        return in.nodes.record(std::move(entries));
    }
    case NodeKind::Choice: {
        ir::Node copy = *node;
        for (Entry& arm : copy.entries) {
            arm.value = arm.value->isNone() ? nullptr : asGiven(in, arm.value, id);
            if (arm.value == nullptr)
                return nullptr;
        }
        return in.nodes.intern(std::move(copy));
    }
    case NodeKind::Prim:
        return node->op == core::Op::Range ? nullptr : node;
    default:
        return node;
    }
}

NodeRef recordAsGiven(Evaluation& in, NodeRef record, const core::Type& type) {
    std::vector<Entry> out;
    for (const core::Field& field : type.fields) {
        const Entry* entry = ir::findEntry(record, field.name);
        if (entry == nullptr)
            continue;
        if (!entry->guard->isTrue())
            return nullptr;
        // A place of values says itself that there is nothing.
        const bool isWhole = isPlace(unshared(entry->value));
        NodeRef there = isWhole ? in.yes() : present(in, entry->value);
        // Left out, the default would come back.
        if (!there->isTrue() && field.defaultValue.valid() && !in.evaluate(field.defaultValue)->isNone())
            return nullptr;
        if (there->isFalse())
            continue;
        NodeRef value = asGiven(in, isWhole ? entry->value : payload(in, entry->value), field.type);
        bool isLaidOut = value != nullptr && value->kind == NodeKind::Record && there->isTrue();
        if (value == nullptr || (field.flat && !isLaidOut))
            return nullptr;
        if (field.flat)
            out.insert(out.end(), value->entries.begin(), value->entries.end());
        else
            out.push_back(ir::NodeTable::value(there, field.key, value));
    }
    return in.nodes.record(std::move(out));
}

NodeRef entriesAsGiven(Evaluation& in, NodeRef collection, core::TypeId element) {
    ir::Node copy = *collection;
    copy.args.clear();
    return partsAsGiven(in, copy.entries, element) ? in.nodes.intern(std::move(copy)) : nullptr;
}

/// A late collection as it stands, a computed one with its elements as given.
NodeRef collectionAsGiven(Evaluation& in, NodeRef collection, core::TypeId element) {
    collection = unshared(collection);
    if (collection->kind == NodeKind::Record || collection->kind == NodeKind::List)
        return entriesAsGiven(in, collection, element);
    if (collection->kind != NodeKind::Choice)
        return collection;
    ir::Node copy = *collection;
    for (Entry& arm : copy.entries) {
        arm.value = collectionAsGiven(in, arm.value, element);
        if (arm.value == nullptr)
            return nullptr;
    }
    return in.nodes.intern(std::move(copy));
}

/// The parts of a collection with their elements as given; false where one has no such form.
bool partsAsGiven(Evaluation& in, std::vector<Entry>& parts, core::TypeId element) {
    for (Entry& part : parts) {
        if (isCopy(part)) {
            part.kind = EntryKind::Spread;
            part.value = part.loop->source;
            part.loop = nullptr;
            part.body.clear();
        }
        if (part.kind == EntryKind::Each) {
            if (!partsAsGiven(in, part.body, element))
                return false;
            continue;
        }
        if (part.kind == EntryKind::Spread) {
            part.value = collectionAsGiven(in, part.value, element);
        } else {
            part.value = asGiven(in, part.value, element);
        }
        if (part.value == nullptr)
            return false;
    }
    return true;
}

} // namespace

NodeRef computed(Evaluation& in, std::vector<Entry> parts, core::TypeId element, bool isMap) {
    if (!partsAsGiven(in, parts, element))
        return nullptr;
    NodeRef whole = isMap ? in.nodes.record(std::move(parts)) : in.nodes.list(std::move(parts));
    return normalize(whole, in.nodes, in.guards);
}

NodeRef walkable(Evaluation& in, NodeRef list) {
    list = unshared(list);
    if (list->isNone())
        return in.nodes.list({});
    if (list->kind == NodeKind::List && list->late)
        return computed(in, opened(in, list->entries), {}, false);
    if (list->kind != NodeKind::Choice)
        return list;
    ir::Node copy = *list;
    for (Entry& arm : copy.entries) {
        arm.value = walkable(in, arm.value);
        if (arm.value == nullptr)
            return nullptr;
    }
    return in.nodes.intern(std::move(copy));
}

NodeRef length(Evaluation& in, NodeRef collection) {
    collection = unshared(collection);
    switch (collection->kind) {
    case NodeKind::String:
        return in.nodes.integer(static_cast<int64_t>(collection->text.size()));
    case NodeKind::None:
    case NodeKind::Off:
        return in.nodes.integer(0);
    case NodeKind::Prim:
        if (collection->op == core::Op::Range)
            return collection->args[0];
        break;
    case NodeKind::Choice: {
        NodeRef result = length(in, collection->entries.back().value);
        for (size_t i = collection->entries.size() - 1; i-- > 0;)
            result = choose(in, collection->entries[i].guard, length(in, collection->entries[i].value), result);
        return result;
    }
    case NodeKind::Record:
    case NodeKind::List:
        return lengthOf(in, opened(in, collection->entries), collection->kind == NodeKind::Record);
    default:
        break;
    }
    return in.nodes.prim(core::Op::Len, {collection});
}

NodeRef lengthOf(Evaluation& in, std::vector<Entry> parts, bool isMap) {
    if (isMap && isMixed(parts)) {
        keysOnly(in, parts);
        return in.nodes.prim(core::Op::Len, {normalize(in.nodes.record(std::move(parts)), in.nodes, in.guards)});
    }
    if (isMap && !hasLateKeys(parts))
        parts = inKeyOrder(in, std::move(parts), {});
    int64_t known = 0;
    std::vector<NodeRef> terms;
    std::vector<Entry> others;
    for (Entry& part : parts) {
        bool isCertain = part.guard->isTrue();
        if (isCertain && part.kind == EntryKind::Value)
            ++known;
        else if (isCertain && part.kind == EntryKind::Spread)
            terms.push_back(length(in, part.value));
        else
            others.push_back(std::move(part));
    }
    if (!others.empty()) {
        keysOnly(in, others);
        terms.push_back(
            in.nodes.prim(core::Op::Len, {normalize(in.nodes.list(std::move(others)), in.nodes, in.guards)}));
    }
    if (known > 0 || terms.empty())
        terms.push_back(in.nodes.integer(known));
    NodeRef sum = terms[0];
    for (size_t i = 1; i < terms.size(); ++i)
        sum = in.nodes.prim(core::Op::Add, {sum, terms[i]});
    return sum;
}

namespace {

/// What counts: that an entry is there, under which key.
void keysOnly(Evaluation& in, std::vector<Entry>& parts) {
    for (Entry& part : parts) {
        if (part.kind == EntryKind::Value)
            part.value = in.yes();
        keysOnly(in, part.body);
    }
}

} // namespace

} // namespace stackc::eval
