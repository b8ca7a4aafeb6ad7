#include "sema/expr/held.h"

#include "core/children.h"
#include "sema/elaborate.h"
#include "sema/expr/edits.h"
#include "sema/expr/records.h"
#include "sema/expr/slots.h"
#include "sema/types/kinds.h"

#include <algorithm>

namespace stackc::sema {

using core::Entry;
using core::EntryKind;

namespace {

bool needsField(Checking& in, ExprId id, VarId before);

} // namespace

size_t placeOf(ObjectState& state, const std::string& key) {
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

bool mayHold(const Checking& in, const ObjectState& state, const std::string& key) {
    return (state.base.valid() && maySet(in, state.base, key, 0)) || maySet(in, state.entries, key, 0) ||
           (state.outer != nullptr && mayHold(in, *state.outer, key));
}

bool maySet(const Checking& in, const std::vector<Entry>& entries, const std::string& key, int depth) {
    return std::any_of(entries.begin(), entries.end(), [&](const Entry& entry) {
        switch (entry.kind) {
        case EntryKind::Set:
        case EntryKind::Amend:
            return entry.keyExpr.valid() || entry.key == key;
        case EntryKind::Spread:
            return maySet(in, entry.value, key, depth + 1);
        case EntryKind::Remove:
            return false;
        default:
            return maySet(in, entry.body, key, depth + 1) || maySet(in, entry.orElse, key, depth + 1);
        }
    });
}

bool maySet(const Checking& in, ExprId id, const std::string& key, int depth) {
    constexpr int deepest = 40;
    if (!id.valid() || depth > deepest)
        return true;
    if (in.isNarrowed(in.typeOf(id)) && !in.nativeOf(in.typeOf(id)).fields.find(key))
        return false;
    if (const auto* record = in.nodeAs<core::RecordExpr>(id))
        return maySet(in, record->entries, key, depth + 1) ||
               (record->base.valid() && maySet(in, record->base, key, depth + 1));
    if (const auto* ref = in.nodeAs<core::LetRef>(id))
        return maySet(in, in.program[ref->let].value, key, depth + 1);
    if (const auto* node = in.nodeAs<core::CallExpr>(id))
        return maySet(in, in.program[node->fn].body, key, depth + 1);
    if (const auto* node = in.nodeAs<core::LetExpr>(id))
        return maySet(in, node->body, key, depth + 1);
    if (const auto* node = in.nodeAs<core::IfExpr>(id))
        return maySet(in, node->then, key, depth + 1) || maySet(in, node->otherwise, key, depth + 1);
    if (const auto* node = in.nodeAs<core::IfLetExpr>(id))
        return maySet(in, node->then, key, depth + 1) || maySet(in, node->otherwise, key, depth + 1);
    if (const auto* node = in.nodeAs<core::MatchExpr>(id))
        return std::any_of(node->arms.begin(), node->arms.end(),
                           [&](const core::MatchArm& arm) { return maySet(in, arm.body, key, depth + 1); });
    return true;
}

ExprId emptyOf(Checking& in, TypeId id, Span span) {
    bool isList = in.kindOf(id) == TypeKind::List ||
                  (in.kindOf(id) == TypeKind::Native && in.nativeOf(id).shape == kube::Shape::List);
    return isList ? in.make(span, id, core::ListExpr{}) : in.make(span, id, core::RecordExpr{});
}

ExprId whereAbsent(Checking& in, const ObjectState& state, const Slot& slot, VarId before, ExprId value, Span span) {
    TypeId id = slot.type;
    bool isPartial = in.kindOf(state.type) == TypeKind::Partial;
    if (isPartial && !isCollection(in, id)) {
        const Type& record = in.type(in.type(state.type).element);
        for (size_t i = 0; i < record.fields.size(); ++i)
            if (record.fields[i].name == slot.key)
                if (ExprId byDefault = fieldDefault(in, in.type(state.type).element, i); byDefault.valid())
                    return byDefault;
    }
    if (isCollection(in, id) || in.kindOf(id) == TypeKind::Native || in.kindOf(id) == TypeKind::Data)
        return emptyOf(in, id, span);
    if (in.kindOf(id) == TypeKind::Optional || (in.kindOf(id) == TypeKind::Record && allDefaults(in, id)))
        return implicitDefault(in, id, span);
    if (in.kindOf(id) != TypeKind::Record || needsField(in, value, before))
        return {};
    PathTree paths;
    return recordValue(in, id, {}, {.span = span}, paths, false);
}

namespace {

/// Does an amended record take a field without default from what it amends?
bool needsField(Checking& in, ExprId id, VarId before) {
    if (!id.valid())
        return false;
    if (const auto* access = in.nodeAs<core::FieldAccess>(id)) {
        ExprId root = access->base;
        while (const auto* inner = in.nodeAs<core::FieldAccess>(root))
            root = inner->base;
        const auto* var = in.nodeAs<core::VarRef>(root);
        TypeId record = in.typeOf(access->base);
        if (var == nullptr || var->var != before || in.kindOf(record) != TypeKind::Record)
            return needsField(in, access->base, before);
        for (size_t i = 0; i < in.type(record).fields.size(); ++i)
            if (in.type(record).fields[i].name == access->name)
                return !isCollection(in, in.type(record).fields[i].type) && !fieldDefault(in, record, i).valid();
        return false;
    }
    bool needs = false;
    core::ExprNode node = in.program.exprs[id.value].node;
    eachChild(node, [&](ExprId child) { needs = needs || needsField(in, child, before); });
    return needs;
}

} // namespace

} // namespace stackc::sema
