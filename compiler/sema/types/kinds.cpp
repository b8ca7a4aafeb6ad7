#include "sema/types/kinds.h"

#include "sema/types/intervals.h"
#include "text/regex.h"

#include <algorithm>
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

namespace {

/// The enum whose cases are the texts that a type of Kubernetes takes.
TypeId enumOf(Checking& in, const kube::Type& native) {
    auto [known, fresh] = in.memo.nativeEnums.try_emplace(native.id.value);
    if (!fresh)
        return known->second;
    Type type;
    type.kind = TypeKind::Enum;
    for (std::string_view value : native.enumValues) {
        core::Case item;
        item.name = item.key = value;
        type.cases.push_back(std::move(item));
    }
    return known->second = in.program.types.add(std::move(type));
}

/// Texts with a pattern and lengths. A pattern that RE2 can't read is asked of nothing.
TypeId textOf(Checking& in, const kube::Type& native, std::string_view pattern) {
    Type type = in.type(in.program.types.string());
    if (!pattern.empty() && text::isReadable(pattern))
        type.pattern = pattern;
    type.minLength = native.minLength.value_or(0);
    if (native.maxLength)
        type.maxLength = *native.maxLength;
    bool isPlain = type.pattern.empty() && type.minLength == 0 && type.maxLength < 0;
    return isPlain ? in.program.types.string() : in.program.types.add(std::move(type));
}

TypeId floatOf(Checking& in, const kube::Type& native) {
    if (!native.minFloat && !native.maxFloat)
        return in.program.types.floating();
    Type type = in.type(in.program.types.floating());
    type.minFloat = native.minFloat.value_or(type.minFloat);
    type.maxFloat = native.maxFloat.value_or(type.maxFloat);
    return in.program.types.add(std::move(type));
}

} // namespace

TypeId readElementOf(Checking& in, TypeId list) {
    TypeId element = elementOf(in, list);
    return element.valid() ? asRead(in, element) : element;
}

TypeId asRead(Checking& in, TypeId id) {
    TypeKind kind = in.kindOf(id);
    if (kind == TypeKind::Native)
        return scalarOf(in, in.type(id).native);
    bool isHeld = kind == TypeKind::Optional && in.kindOf(in.type(id).element) == TypeKind::Native;
    return isHeld ? in.program.types.optional(asRead(in, in.type(id).element)) : id;
}

TypeId declaredAs(Checking& in, kube::TypeId id) {
    kube::Type native = in.library.type(id);
    bool isText = native.shape == Shape::String && native.enumValues.empty();
    // No type of the language has these values: any text beside numbers, and a choice that is empty.
    bool isOwn = native.shape == Shape::IntOrString || std::ranges::count(native.enumValues, "") > 0;
    if (!isText && native.shape != Shape::Time && native.shape != Shape::Float)
        return isOwn ? in.program.types.native(id) : scalarOf(in, id);
    auto [known, fresh] = in.memo.declaredAs.try_emplace(id.value);
    if (fresh)
        known->second = native.shape == Shape::Float ? floatOf(in, native) : textOf(in, native, native.pattern);
    return known->second;
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
        return native.enumValues.empty() ? in.program.types.string() : enumOf(in, native);
    case Shape::Time:
        return in.program.types.string();
    case Shape::IntOrString:
        return in.program.types.intOrPercent();
    case Shape::Quantity:
        return in.program.types.domain(core::Domain::Quantity);
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
