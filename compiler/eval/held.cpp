#include "eval/held.h"

#include "eval/choose.h"
#include "eval/entries.h"
#include "eval/keys.h"
#include "eval/loops.h"
#include "eval/places.h"
#include "eval/primitives.h"

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;

Held heldBySpread(Evaluation& in, NodeRef whole, NodeRef key, core::TypeId type, Absent absent) {
    whole = unshared(whole);
    if (whole->isNone())
        return {in.no(), nullptr};
    if (isExpandable(in, whole))
        whole = expand(in, whole);
    if (whole->kind == NodeKind::Record)
        return held(in, whole->entries, key, type, absent);
    if (whole->kind == NodeKind::Choice) {
        Held result{in.no(), nullptr};
        for (auto arm = whole->entries.rbegin(); arm != whole->entries.rend(); ++arm) {
            Held other = heldBySpread(in, arm->value, key, type, absent);
            if (other.there == nullptr)
                return other;
            NodeRef otherwise = in.guards.negate(arm->guard);
            result.there =
                in.guards.either(in.guards.both(arm->guard, other.there), in.guards.both(otherwise, result.there));
            if (other.value != nullptr)
                result.value =
                    result.value == nullptr ? other.value : choose(in, arm->guard, other.value, result.value, type);
        }
        return result;
    }
    if (!isPlace(whole) || key->kind != NodeKind::String)
        return {nullptr, nullptr};
    bool isCollection = isList(in, type) || isMap(in, type);
    core::TypeKind kind = in.typeOf(whole).kind;
    if (kind != core::TypeKind::Native && kind != core::TypeKind::Map)
        return {nullptr, nullptr};
    NodeRef value = refField(in, whole, key->text, type);
    if (kind == core::TypeKind::Native && isCollection && absent == Absent::IsEmpty)
        return {in.yes(), value};
    return {primitive(in, core::Op::HasKey, {whole, key}, nullptr), value};
}

Held held(Evaluation& in, const std::vector<Entry>& entries, NodeRef key, core::TypeId type, Absent absent) {
    Held result{in.no(), nullptr};
    auto add = [&](NodeRef guard, NodeRef value) {
        if (value == nullptr || guard->isFalse())
            return;
        result.value = result.value == nullptr ? value : choose(in, guard, value, result.value, type);
        result.there = in.guards.either(result.there, guard);
    };
    for (const Entry& entry : opened(in, entries)) {
        if (const std::string* fixed = ir::fixedKey(entry); fixed != nullptr && key->kind == NodeKind::String) {
            if (*fixed == key->text)
                add(entry.guard, entry.value);
        } else if (entry.kind == EntryKind::Value) {
            NodeRef own = keyOf(in.nodes, entry);
            if (!neverEqual(own, key))
                add(in.guards.both(entry.guard, compare(in, core::Op::Eq, own, key)), entry.value);
        } else if (entry.kind == EntryKind::Spread) {
            Held other = heldBySpread(in, entry.value, key, type, absent);
            if (other.there == nullptr)
                return other;
            // An absent list or map of an object of Kubernetes is an empty one, but what stands before stays.
            NodeRef value = other.value;
            if (other.there->isTrue() && result.value != nullptr)
                value = choose(in, primitive(in, core::Op::HasKey, {entry.value, key}, nullptr), value,
                               choose(in, result.there, result.value, value, type), type);
            add(in.guards.both(entry.guard, other.there), value);
        } else {
            return {nullptr, nullptr};
        }
    }
    result.there = in.simplify(result.there);
    return result;
}

} // namespace stackc::eval
