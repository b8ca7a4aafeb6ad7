// Collections that a chart makes before it walks them: their order, their keys or their indices depend on all their
// parts together. Their elements stand in the encoding of values, so that they are read like elements of values.
#include "eval/evaluator.h"

#include <algorithm>
#include <unordered_map>

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;

namespace {

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

bool Evaluator::hasLateKeys(const std::vector<Entry>& entries) {
    return std::any_of(entries.begin(), entries.end(), [](const Entry& e) { return ir::fixedKey(e) == nullptr; });
}

/// Do the parts of a map together decide on its keys and their order?
bool Evaluator::isMixed(const std::vector<Entry>& entries) {
    return hasLateKeys(entries) && (entries.size() > 1 || !isInOrder(entries[0]));
}

/// The entry of a loop, for use inside of the loops that are around: none of those may be it.
Entry Evaluator::besideOthers(const Entry& each) {
    bool isAround = std::any_of(rounds_.begin(), rounds_.end(), [&](const Round& r) { return r.loop == each.loop; });
    return isAround ? Relocation(nodes_, loopDepth_ - each.loop->depth).entry(each) : each;
}

/// A text that holds something though it may be empty: in values that is what holds nothing.
bool Evaluator::mayBeEmptyText(NodeRef node) const {
    switch (node->kind) {
    case NodeKind::String:
        return node->text.empty();
    case NodeKind::Ref:
    case NodeKind::Default: {
        const core::Type& type = typeOf(node);
        bool isPlain = type.kind == core::TypeKind::String || type.kind == core::TypeKind::Sensitive;
        return isPlain && type.minLength == 0 && type.domain == core::Domain::Plain;
    }
    case NodeKind::Prim:
        return node->op != core::Op::Concat ||
               std::all_of(node->args.begin(), node->args.end(), [this](NodeRef part) { return mayBeEmptyText(part); });
    case NodeKind::Choice:
        return std::any_of(node->entries.begin(), node->entries.end(),
                           [this](const Entry& arm) { return mayBeEmptyText(arm.value); });
    default:
        return false;
    }
}

/// The value as it would stand in values, with the keys of records and variants; null where it has no such form.
NodeRef Evaluator::asGiven(NodeRef node, core::TypeId id) {
    node = unshare(node);
    core::Type plain;
    const core::Type* type = id.valid() ? &typeOf(id) : &plain;
    if (type->kind == core::TypeKind::Optional) {
        bool isUnset = core::isText(typeOf(type->element)) && mayBeEmptyText(node);
        return isUnset ? nullptr : asGiven(node, type->element);
    }
    core::TypeId element =
        type->kind == core::TypeKind::List || type->kind == core::TypeKind::Map ? type->element : core::TypeId{};
    switch (node->kind) {
    case NodeKind::Record:
        return type->kind == core::TypeKind::Record ? recordAsGiven(node, *type) : entriesAsGiven(node, element);
    case NodeKind::List: {
        bool isWhole = node->entries.size() == 1 && node->entries[0].kind == EntryKind::Spread &&
                       node->entries[0].guard->isTrue() && node->entries[0].value->kind == NodeKind::Ref;
        return isWhole ? node->entries[0].value : entriesAsGiven(node, element);
    }
    case NodeKind::Variant: {
        core::TypeId payload =
            type->kind == core::TypeKind::Variant ? type->cases[node->index].payload : core::TypeId{};
        NodeRef held = node->args.empty() ? nullptr : asGiven(node->args[0], payload);
        if (held == nullptr && !node->args.empty())
            return nullptr;
        if (type->isTextual() && type->cases[node->index].fromText)
            return held;
        std::vector<Entry> entries;
        if (!type->tagKey.empty())
            entries.push_back(ir::NodeTable::value(yes(), type->tagKey, nodes_.string(node->text)));
        if (type->tagKey.empty() || held != nullptr)
            entries.push_back(ir::NodeTable::value(yes(), node->text, held != nullptr ? held : nodes_.record({})));
        return nodes_.record(std::move(entries));
    }
    case NodeKind::Choice: {
        ir::Node copy = *node;
        for (Entry& arm : copy.entries) {
            arm.value = arm.value->isNone() ? nullptr : asGiven(arm.value, id);
            if (arm.value == nullptr)
                return nullptr;
        }
        return nodes_.intern(std::move(copy));
    }
    case NodeKind::Prim:
        return node->op == core::Op::Range ? nullptr : node;
    default:
        return node;
    }
}

NodeRef Evaluator::recordAsGiven(NodeRef record, const core::Type& type) {
    std::vector<Entry> out;
    for (const core::Field& field : type.fields) {
        const Entry* entry = ir::findEntry(record, field.name);
        if (entry == nullptr)
            continue;
        if (!entry->guard->isTrue())
            return nullptr;
        // A place of values says itself that there is nothing.
        const bool isWhole = isPlace(unshare(entry->value));
        NodeRef there = isWhole ? yes() : present(entry->value);
        // Left out, the default would come back.
        if (!there->isTrue() && field.defaultValue.valid() && !evaluate(field.defaultValue)->isNone())
            return nullptr;
        if (there->isFalse())
            continue;
        NodeRef value = asGiven(isWhole ? entry->value : payload(entry->value), field.type);
        bool isLaidOut = value != nullptr && value->kind == NodeKind::Record && there->isTrue();
        if (value == nullptr || (field.flat && !isLaidOut))
            return nullptr;
        if (field.flat)
            out.insert(out.end(), value->entries.begin(), value->entries.end());
        else
            out.push_back(ir::NodeTable::value(there, field.key, value));
    }
    return nodes_.record(std::move(out));
}

NodeRef Evaluator::entriesAsGiven(NodeRef collection, core::TypeId element) {
    ir::Node copy = *collection;
    copy.args.clear();
    return partsAsGiven(copy.entries, element) ? nodes_.intern(std::move(copy)) : nullptr;
}

/// A late collection as it stands, a computed one with its elements as given.
NodeRef Evaluator::collectionAsGiven(NodeRef collection, core::TypeId element) {
    collection = unshare(collection);
    if (collection->kind == NodeKind::Record || collection->kind == NodeKind::List)
        return entriesAsGiven(collection, element);
    if (collection->kind != NodeKind::Choice)
        return collection;
    ir::Node copy = *collection;
    for (Entry& arm : copy.entries) {
        arm.value = collectionAsGiven(arm.value, element);
        if (arm.value == nullptr)
            return nullptr;
    }
    return nodes_.intern(std::move(copy));
}

/// The parts of a collection with their elements as given; false where one has no such form.
bool Evaluator::partsAsGiven(std::vector<Entry>& parts, core::TypeId element) {
    for (Entry& part : parts) {
        if (isCopy(part)) {
            part.kind = EntryKind::Spread;
            part.value = part.loop->source;
            part.loop = nullptr;
            part.body.clear();
        }
        if (part.kind == EntryKind::Each) {
            if (!partsAsGiven(part.body, element))
                return false;
            continue;
        }
        if (part.kind == EntryKind::Spread) {
            part.value = collectionAsGiven(part.value, element);
        } else {
            part.value = asGiven(part.value, element);
        }
        if (part.value == nullptr)
            return false;
    }
    return true;
}

/// One late collection of all the parts, for a loop to go over; null where an element can't be kept in one.
NodeRef Evaluator::computed(std::vector<Entry> parts, core::TypeId element, bool isMap) {
    if (!partsAsGiven(parts, element))
        return nullptr;
    NodeRef whole = isMap ? nodes_.record(std::move(parts)) : nodes_.list(std::move(parts));
    return normalize(whole, nodes_, guards_);
}

/// A list of scalars as a constant, a place, or one that the chart puts together; null where it can't be kept.
NodeRef Evaluator::walkable(NodeRef list) {
    list = unshare(list);
    if (list->isNone())
        return nodes_.list({});
    if (list->kind == NodeKind::List && list->late)
        return computed(opened(list->entries), {}, false);
    if (list->kind != NodeKind::Choice)
        return list;
    ir::Node copy = *list;
    for (Entry& arm : copy.entries) {
        arm.value = walkable(arm.value);
        if (arm.value == nullptr)
            return nullptr;
    }
    return nodes_.intern(std::move(copy));
}

/// The number of entries: of a list those of its parts, of a map those of its keys.
NodeRef Evaluator::length(NodeRef collection) {
    collection = unshare(collection);
    switch (collection->kind) {
    case NodeKind::String:
        return nodes_.integer(static_cast<int64_t>(collection->text.size()));
    case NodeKind::None:
    case NodeKind::Off:
        return nodes_.integer(0);
    case NodeKind::Prim:
        if (collection->op == core::Op::Range)
            return collection->args[0];
        break;
    case NodeKind::Choice: {
        NodeRef result = length(collection->entries.back().value);
        for (size_t i = collection->entries.size() - 1; i-- > 0;)
            result = choose(collection->entries[i].guard, length(collection->entries[i].value), result);
        return result;
    }
    case NodeKind::Record:
    case NodeKind::List:
        return lengthOf(opened(collection->entries), collection->kind == NodeKind::Record);
    default:
        break;
    }
    return nodes_.prim(core::Op::Len, {collection});
}

NodeRef Evaluator::lengthOf(std::vector<Entry> parts, bool isMap) {
    if (isMap && isMixed(parts)) {
        keysOnly(parts);
        return nodes_.prim(core::Op::Len, {normalize(nodes_.record(std::move(parts)), nodes_, guards_)});
    }
    if (isMap && !hasLateKeys(parts))
        parts = inKeyOrder(std::move(parts), {});
    int64_t known = 0;
    std::vector<NodeRef> terms;
    std::vector<Entry> others;
    for (Entry& part : parts) {
        bool isCertain = part.guard->isTrue();
        if (isCertain && part.kind == EntryKind::Value)
            ++known;
        else if (isCertain && part.kind == EntryKind::Spread)
            terms.push_back(length(part.value));
        else
            others.push_back(std::move(part));
    }
    if (!others.empty()) {
        keysOnly(others);
        terms.push_back(nodes_.prim(core::Op::Len, {normalize(nodes_.list(std::move(others)), nodes_, guards_)}));
    }
    if (known > 0 || terms.empty())
        terms.push_back(nodes_.integer(known));
    NodeRef sum = terms[0];
    for (size_t i = 1; i < terms.size(); ++i)
        sum = nodes_.prim(core::Op::Add, {sum, terms[i]});
    return sum;
}

/// What counts: that an entry is there, under which key.
void Evaluator::keysOnly(std::vector<Entry>& parts) {
    for (Entry& part : parts) {
        if (part.kind == EntryKind::Value)
            part.value = yes();
        keysOnly(part.body);
    }
}

} // namespace stackc::eval
