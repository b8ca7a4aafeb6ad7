#include "eval/kinds.h"

#include "eval/entries.h"
#include "eval/places.h"
#include "values/plain.h"

#include <algorithm>
#include <set>

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;
using kube::Shape;

namespace {

bool holdsKinds(const kube::Library& library, kube::TypeId id, std::set<kube::TypeId>& seen) {
    if (!seen.insert(id).second)
        return false;
    kube::Type type = library.type(id);
    if (library.kind(id))
        return true;
    if (type.shape == Shape::List || type.shape == Shape::Map)
        return holdsKinds(library, type.element, seen);
    if (type.shape != Shape::Object)
        return false;
    bool found = false;
    for (kube::Field field : type.fields)
        found = found || holdsKinds(library, field.type, seen);
    return found;
}

} // namespace

bool Kinds::areIn(kube::TypeId id) {
    auto [known, isNew] = known_.try_emplace(id, false);
    if (isNew) {
        std::set<kube::TypeId> seen;
        known->second = holdsKinds(in_.program.types.natives(), id, seen);
    }
    return known->second;
}

NodeRef Kinds::completedFields(NodeRef object, kube::TypeId id) {
    kube::Type type = in_.program.types.natives().type(id);
    std::vector<NodeRef> values;
    bool isComplete = true;
    for (const Entry& entry : unshared(object)->entries) {
        auto field = type.shape == Shape::Object ? type.fields.find(entry.key) : std::nullopt;
        NodeRef value = entry.value;
        if (entry.kind == EntryKind::Value && type.shape == Shape::Map)
            value = completed(value, type.element);
        else if (entry.kind == EntryKind::Value && field)
            value = completed(value, field->type);
        isComplete = isComplete && value == entry.value;
        values.push_back(value);
    }
    if (isComplete)
        return unshared(object);
    ir::Node copy = *unshared(object);
    for (size_t i = 0; i < values.size(); ++i)
        copy.entries[i].value = values[i];
    return in_.nodes.intern(std::move(copy));
}

std::vector<Entry> Kinds::completedItems(std::vector<Entry> items, kube::TypeId element) {
    for (Entry& item : items) {
        if (item.kind == EntryKind::Value)
            item.value = completed(item.value, element);
        else if (item.kind == EntryKind::Each)
            item.body = completedItems(std::move(item.body), element);
    }
    return items;
}

NodeRef Kinds::completed(NodeRef node, kube::TypeId id) {
    if (!areIn(id))
        return node;
    const kube::Library& library = in_.program.types.natives();
    NodeRef whole = unshared(node);
    if (whole->kind == NodeKind::Choice) {
        ir::Node copy = *whole;
        for (Entry& arm : copy.entries)
            arm.value = completed(arm.value, id);
        return in_.nodes.intern(std::move(copy));
    }
    if (whole->kind == NodeKind::List)
        return in_.nodes.list(completedItems(whole->entries, library.type(id).element));
    if (whole->kind != NodeKind::Record || whole->index == values::givenRecord)
        return node;
    whole = completedFields(whole, id);
    auto kind = library.kind(id);
    if (!kind)
        return whole;
    std::vector<Entry> entries = opened(in_, whole->entries);
    // What is spread wins where it says them itself.
    auto complete = [&](const std::string& key, std::string_view text) {
        bool isThere = std::any_of(entries.begin(), entries.end(), [&](const Entry& entry) {
            return entry.kind == EntryKind::Each ||
                   (entry.kind == EntryKind::Value && (entry.keyNode != nullptr || entry.key == key));
        });
        if (!isThere)
            entries.insert(entries.begin(), ir::NodeTable::value(in_.yes(), key, in_.nodes.string(std::string(text))));
    };
    complete("kind", kind->kind);
    complete("apiVersion", kind->apiVersion);
    return in_.nodes.record(std::move(entries));
}

} // namespace stackc::eval
