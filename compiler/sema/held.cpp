// What a key of an object holds before an entry amends it.
#include "sema/checker.h"

#include "core/children.h"

#include <algorithm>

namespace stackc::sema {

using core::Entry;
using core::EntryKind;

/// The entry that sets the key, if nothing behind it may; else their number.
size_t Checker::placeOf(ObjectState& state, const std::string& key) {
    const std::vector<Entry>& entries = state.entries;
    KeyPlaces& keys = state.keys;
    for (; keys.known < entries.size(); ++keys.known) {
        const Entry& entry = entries[keys.known];
        bool isFixed = !entry.keyExpr.valid();
        if (isFixed && (entry.kind == EntryKind::Set || entry.kind == EntryKind::Amend))
            keys.places[entry.key] = keys.known;
        else if (isFixed && entry.kind == EntryKind::Remove)
            keys.places.erase(entry.key);
        else
            keys.places.clear();
    }
    auto place = keys.places.find(key);
    if (place == keys.places.end())
        return entries.size();
    const Entry& entry = entries[place->second];
    return entry.omitNone || entry.omitEmpty ? entries.size() : place->second;
}

bool Checker::mayHold(const ObjectState& state, const std::string& key) const {
    return (state.base.valid() && maySet(state.base, key, 0)) || maySet(state.entries, key, 0) ||
           (state.outer != nullptr && mayHold(*state.outer, key));
}

bool Checker::maySet(const std::vector<Entry>& entries, const std::string& key, int depth) const {
    return std::any_of(entries.begin(), entries.end(), [&](const Entry& entry) {
        switch (entry.kind) {
        case EntryKind::Set:
        case EntryKind::Amend:
            return entry.keyExpr.valid() || entry.key == key;
        case EntryKind::Spread:
            return maySet(entry.value, key, depth + 1);
        case EntryKind::Remove:
            return false;
        default:
            return maySet(entry.body, key, depth + 1) || maySet(entry.orElse, key, depth + 1);
        }
    });
}

/// Not only what is sure: whatever can't be seen through may set any key.
bool Checker::maySet(ExprId id, const std::string& key, int depth) const {
    constexpr int deepest = 40;
    if (!id.valid() || depth > deepest)
        return true;
    if (isNarrowed(typeOf(id)) && !nativeOf(typeOf(id)).fields.find(key))
        return false;
    if (const auto* record = nodeAs<core::RecordExpr>(id))
        return maySet(record->entries, key, depth + 1) ||
               (record->base.valid() && maySet(record->base, key, depth + 1));
    if (const auto* ref = nodeAs<core::LetRef>(id))
        return maySet(program_[ref->let].value, key, depth + 1);
    if (const auto* node = nodeAs<core::CallExpr>(id))
        return maySet(program_[node->fn].body, key, depth + 1);
    if (const auto* node = nodeAs<core::LetExpr>(id))
        return maySet(node->body, key, depth + 1);
    if (const auto* node = nodeAs<core::IfExpr>(id))
        return maySet(node->then, key, depth + 1) || maySet(node->otherwise, key, depth + 1);
    if (const auto* node = nodeAs<core::IfLetExpr>(id))
        return maySet(node->then, key, depth + 1) || maySet(node->otherwise, key, depth + 1);
    if (const auto* node = nodeAs<core::MatchExpr>(id))
        return std::any_of(node->arms.begin(), node->arms.end(),
                           [&](const core::MatchArm& arm) { return maySet(arm.body, key, depth + 1); });
    return true;
}

ExprId Checker::emptyOf(TypeId id, Span span) {
    bool isList =
        kindOf(id) == TypeKind::List || (kindOf(id) == TypeKind::Native && nativeOf(id).shape == kube::Shape::List);
    return isList ? make(span, id, core::ListExpr{}) : make(span, id, core::RecordExpr{});
}

/// What is amended where the key turns out not to be there: nothing, or the defaults. Invalid where these are not
/// whole.
ExprId Checker::whereAbsent(const ObjectState& state, const Slot& slot, VarId before, ExprId value, Span span) {
    TypeId id = slot.type;
    bool isPartial = kindOf(state.type) == TypeKind::Partial;
    if (isPartial && !isCollection(id)) {
        const Type& record = type(type(state.type).element);
        for (size_t i = 0; i < record.fields.size(); ++i)
            if (record.fields[i].name == slot.key)
                return fieldDefault(type(state.type).element, i);
        return {};
    }
    if (isCollection(id) || kindOf(id) == TypeKind::Native || kindOf(id) == TypeKind::Data)
        return emptyOf(id, span);
    if (kindOf(id) == TypeKind::Optional || (kindOf(id) == TypeKind::Record && allDefaults(id)))
        return implicitDefault(id, span);
    if (kindOf(id) != TypeKind::Record || needsField(value, before))
        return {};
    PathTree paths;
    return recordValue(id, {}, {.span = span}, paths, false);
}

/// Does an amended record take a field without default from what it amends?
bool Checker::needsField(ExprId id, VarId before) {
    if (!id.valid())
        return false;
    if (const auto* access = nodeAs<core::FieldAccess>(id)) {
        ExprId root = access->base;
        while (const auto* inner = nodeAs<core::FieldAccess>(root))
            root = inner->base;
        const auto* var = nodeAs<core::VarRef>(root);
        TypeId record = typeOf(access->base);
        if (var == nullptr || var->var != before || kindOf(record) != TypeKind::Record)
            return needsField(access->base, before);
        for (size_t i = 0; i < type(record).fields.size(); ++i)
            if (type(record).fields[i].name == access->name)
                return !isCollection(type(record).fields[i].type) && !fieldDefault(record, i).valid();
        return false;
    }
    bool needs = false;
    core::ExprNode node = program_.exprs[id.value].node;
    eachChild(node, [&](ExprId child) { needs = needs || needsField(child, before); });
    return needs;
}

} // namespace stackc::sema
