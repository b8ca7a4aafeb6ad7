#include "sema/types/kinds.h"

#include "sema/types/intervals.h"

#include <set>

namespace stackc::sema {

using kube::Shape;

bool isNumberOrText(const Checking& in, TypeId id) {
    const Type& t = in.type(id);
    return t.kind == TypeKind::IntOrPercent || (t.kind == TypeKind::String && t.domain == core::Domain::Quantity);
}

TypeId elementOf(Checking& in, TypeId id) {
    const Type& t = in.type(id);
    if (t.kind == TypeKind::List)
        return t.element;
    if (t.kind == TypeKind::Native && in.nativeOf(id).shape == Shape::List)
        return in.program.types.native(in.nativeOf(id).element);
    if (t.kind == TypeKind::Data || (t.kind == TypeKind::Native && in.nativeOf(id).shape == Shape::Open))
        return in.program.types.data();
    return {};
}

bool isCollection(const Checking& in, TypeId id) {
    TypeKind kind = in.kindOf(id);
    if (kind == TypeKind::Native) {
        Shape shape = in.nativeOf(id).shape;
        return shape == Shape::List || shape == Shape::Map;
    }
    return kind == TypeKind::List || kind == TypeKind::Map;
}

bool isPartOf(const Checking& in, TypeId part, TypeId whole) {
    if (!in.isNarrowed(part) || in.kindOf(whole) != TypeKind::Native)
        return false;
    kube::TypeId native = in.type(whole).native;
    for (kube::Field field : in.nativeOf(part).fields)
        if (!in.nativeOf(whole).fields.find(field.name))
            return false;
    return in.library.narrowedFrom(in.type(part).native) == in.library.narrowedFrom(native).value_or(native);
}

TypeId findInside(const Checking& in, TypeId id, const std::function<bool(TypeId)>& wanted) {
    std::set<uint32_t> seen;
    std::function<TypeId(TypeId)> find = [&](TypeId at) -> TypeId {
        if (!at.valid() || !seen.insert(at.value).second)
            return {};
        if (wanted(at))
            return at;
        const Type& t = in.type(at);
        TypeId found = find(t.element);
        for (size_t i = 0; i < t.fields.size() && !found.valid(); ++i)
            found = find(t.fields[i].type);
        for (size_t i = 0; i < t.cases.size() && !found.valid(); ++i)
            found = find(t.cases[i].payload);
        return found;
    };
    return find(id);
}

TypeId variantIn(const Checking& in, TypeId id) {
    return findInside(in, id, [&in](TypeId at) { return in.kindOf(at) == TypeKind::Variant; });
}

TypeId scalarOf(Checking& in, kube::TypeId id) {
    kube::Type native = in.library.type(id);
    switch (native.shape) {
    case Shape::Bool:
        return in.program.types.boolean();
    case Shape::Int:
        return intType(in, native.min.value_or(-core::maxInt), native.max.value_or(core::maxInt));
    case Shape::Float:
        return in.program.types.floating();
    case Shape::String:
        return native.enumValues.empty() ? in.program.types.string() : in.program.types.native(id);
    case Shape::Time:
        return in.program.types.string();
    case Shape::IntOrString:
        return in.program.types.intOrPercent();
    default:
        return in.program.types.native(id);
    }
}

TypeId unrefined(Checking& in, TypeId id) {
    const Type& t = in.type(id);
    switch (t.kind) {
    case TypeKind::Int:
        return in.program.types.integer();
    case TypeKind::Float:
        return in.program.types.floating();
    case TypeKind::String:
        return in.program.types.string();
    case TypeKind::Sensitive:
        return in.program.types.sensitive();
    default:
        return id;
    }
}

} // namespace stackc::sema
