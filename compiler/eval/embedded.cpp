// Resources inside resources, such as the claims of a StatefulSet: the API server writes their apiVersion and kind, so
// they are written here too, or tools that compare see a difference for ever.
#include "eval/evaluator.h"
#include "values/decode.h"

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

/// Can a value of the type hold a whole resource, or be one?
bool Evaluator::holdsKinds(kube::TypeId id) {
    auto [known, isNew] = holdsKinds_.try_emplace(id, false);
    if (isNew) {
        std::set<kube::TypeId> seen;
        known->second = eval::holdsKinds(program_.types.natives(), id, seen);
    }
    return known->second;
}

/// The fields of a resource with those that hold resources completed.
NodeRef Evaluator::completeFields(NodeRef object, kube::TypeId id) {
    kube::Type type = program_.types.natives().type(id);
    ir::Node copy = *unshare(object);
    for (Entry& entry : copy.entries) {
        if (entry.kind != EntryKind::Value)
            continue;
        auto field = type.shape == Shape::Object ? type.fields.find(entry.key) : std::nullopt;
        if (type.shape == Shape::Map)
            entry.value = completeKinds(entry.value, type.element);
        else if (field)
            entry.value = completeKinds(entry.value, field->type);
    }
    return nodes_.intern(std::move(copy));
}

std::vector<Entry> Evaluator::completeItems(std::vector<Entry> items, kube::TypeId element) {
    for (Entry& item : items) {
        if (item.kind == EntryKind::Value)
            item.value = completeKinds(item.value, element);
        else if (item.kind == EntryKind::Each)
            item.body = completeItems(std::move(item.body), element);
    }
    return items;
}

NodeRef Evaluator::completeKinds(NodeRef node, kube::TypeId id) {
    if (!holdsKinds(id))
        return node;
    const kube::Library& library = program_.types.natives();
    NodeRef whole = unshare(node);
    if (whole->kind == NodeKind::Choice) {
        ir::Node copy = *whole;
        for (Entry& arm : copy.entries)
            arm.value = completeKinds(arm.value, id);
        return nodes_.intern(std::move(copy));
    }
    if (whole->kind == NodeKind::List)
        return nodes_.list(completeItems(whole->entries, library.type(id).element));
    if (whole->kind != NodeKind::Record || whole->index == values::givenRecord)
        return node;
    whole = completeFields(whole, id);
    auto kind = library.kind(id);
    if (!kind)
        return whole;
    std::vector<Entry> entries = opened(whole->entries);
    auto complete = [&](const std::string& key, std::string_view text) {
        bool isThere = std::any_of(entries.begin(), entries.end(), [&](const Entry& entry) {
            return entry.kind != EntryKind::Value || entry.key == key;
        });
        if (!isThere)
            entries.insert(entries.begin(), ir::NodeTable::value(yes(), key, nodes_.string(std::string(text))));
    };
    complete("kind", kind->kind);
    complete("apiVersion", kind->apiVersion);
    return nodes_.record(std::move(entries));
}

} // namespace stackc::eval
