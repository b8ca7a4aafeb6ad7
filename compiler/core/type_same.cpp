// Structural equality of types. What rules ask, `where` and `check`, is no part of a type: it is asked of what is
// given.
#include "core/types.h"

#include <algorithm>

namespace stackc::core {

namespace {

bool sameScalar(const Type& a, const Type& b) {
    switch (a.kind) {
    case TypeKind::Int:
        return a.minInt == b.minInt && a.maxInt == b.maxInt;
    case TypeKind::Float:
        return a.minFloat == b.minFloat && a.maxFloat == b.maxFloat;
    case TypeKind::String:
    case TypeKind::Sensitive:
        return a.domain == b.domain && a.minLength == b.minLength && a.maxLength == b.maxLength &&
               a.pattern == b.pattern;
    default:
        return true;
    }
}

bool sameCases(const TypeTable& table, const Type& a, const Type& b) {
    auto same = [&](const Case& x, const Case& y) {
        if (x.name != y.name || x.key != y.key || x.payload.valid() != y.payload.valid())
            return false;
        return !x.payload.valid() || table.same(x.payload, y.payload);
    };
    return a.tagKey == b.tagKey && std::equal(a.cases.begin(), a.cases.end(), b.cases.begin(), b.cases.end(), same);
}

bool sameFields(const TypeTable& table, const Type& a, const Type& b) {
    if (a.fields.size() != b.fields.size())
        return false;
    return std::all_of(a.fields.begin(), a.fields.end(), [&](const Field& field) {
        const Field* other = b.field(field.name);
        return other != nullptr && other->key == field.key && table.same(field.type, other->type);
    });
}

} // namespace

bool TypeTable::same(TypeId a, TypeId b) const {
    if (a == b)
        return true;
    const Type& x = types_[a.value];
    const Type& y = types_[b.value];
    if (x.kind != y.kind)
        return false;
    switch (x.kind) {
    case TypeKind::Enum:
    case TypeKind::Variant:
        return sameCases(*this, x, y);
    case TypeKind::Record:
        return x.open == y.open && sameFields(*this, x, y);
    case TypeKind::Map:
        return same(x.key, y.key) && same(x.element, y.element);
    case TypeKind::Optional:
    case TypeKind::List:
    case TypeKind::Partial:
        return same(x.element, y.element);
    case TypeKind::Native:
        return x.native == y.native;
    case TypeKind::Data:
        return x.open == y.open;
    default:
        return sameScalar(x, y);
    }
}

} // namespace stackc::core
