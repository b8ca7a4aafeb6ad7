// Which types fit where: the coercions of the language, and the types of Kubernetes objects.
#include "sema/checker.h"
#include "text/patterns.h"

#include <algorithm>

namespace stackc::sema {

using core::Domain;
using kube::Shape;

namespace {

bool hasLengths(const Type& from, const Type& to) {
    return from.minLength >= to.minLength &&
           (to.maxLength < 0 || (from.maxLength >= 0 && from.maxLength <= to.maxLength));
}

/// Are they `^P` and `^(Q)?P`? Then what the first matches the second does too.
bool hasOptionalBefore(std::string_view from, std::string_view to) {
    size_t end = to.find(")?");
    if (!from.starts_with('^') || !to.starts_with("^(") || end == std::string_view::npos)
        return false;
    std::string_view group = to.substr(2, end - 2);
    return group.find_first_of("([") == std::string_view::npos && !group.ends_with('\\') &&
           to.substr(end + 2) == from.substr(1);
}

} // namespace

bool Checker::fitsString(const Type& from, const Type& to) const {
    if (!to.wheres.empty() && from.name != to.name)
        return false;
    bool lengths = hasLengths(from, to);
    // A pattern of its own may show that all its texts are DNS labels.
    if (to.domain == Domain::DnsLabel && to.pattern == text::dnsLabelPattern && lengths &&
        shapeOfType(from).isDnsLabel())
        return true;
    std::string_view given = from.domain == Domain::DnsLabel ? text::dnsNamePattern : std::string_view(from.pattern);
    bool pattern = to.pattern.empty() || to.pattern == from.pattern || hasOptionalBefore(given, to.pattern);
    if (to.domain == Domain::DnsName && from.domain == Domain::DnsLabel)
        return true;
    return lengths && pattern && (to.domain == Domain::Plain || to.domain == from.domain);
}

/// Inside lists and maps nothing is converted, so only what is the same bytes fits.
bool Checker::fitsInside(TypeId from, TypeId to) {
    TypeKind a = kindOf(from), b = kindOf(to);
    if (a == TypeKind::Error)
        return true;
    if (a == TypeKind::Optional || (a != b && b == TypeKind::Variant))
        return false;
    bool staysNumber = !isNumberOrText(from) || b != TypeKind::String || isNumberOrText(to);
    return staysNumber && fits(from, to);
}

TypeId Checker::findInside(TypeId id, const std::function<bool(TypeId)>& wanted) const {
    std::set<uint32_t> seen;
    std::function<TypeId(TypeId)> find = [&](TypeId at) -> TypeId {
        if (!at.valid() || !seen.insert(at.value).second)
            return {};
        if (wanted(at))
            return at;
        const Type& t = type(at);
        TypeId found = find(t.element);
        for (size_t i = 0; i < t.fields.size() && !found.valid(); ++i)
            found = find(t.fields[i].type);
        for (size_t i = 0; i < t.cases.size() && !found.valid(); ++i)
            found = find(t.cases[i].payload);
        return found;
    };
    return find(id);
}

TypeId Checker::variantIn(TypeId id) const {
    return findInside(id, [this](TypeId at) { return kindOf(at) == TypeKind::Variant; });
}

/// Can a value of the type be written out as it is? How a variant is written is for the program to say.
bool Checker::isData(TypeId id) {
    return kindOf(id) != TypeKind::Partial && !variantIn(id).valid() && !holdsSensitive(id);
}

bool Checker::fits(TypeId fromId, TypeId toId) {
    if (program_.types.same(fromId, toId))
        return true;
    const Type& from = type(fromId);
    const Type& to = type(toId);
    if (from.kind == TypeKind::Error || to.kind == TypeKind::Error)
        return true;
    if (to.kind == TypeKind::Optional)
        return fits(from.kind == TypeKind::Optional ? from.element : fromId, to.element);
    if (from.kind == TypeKind::Optional)
        return false;
    switch (to.kind) {
    case TypeKind::Int:
        return from.kind == TypeKind::Int && from.minInt >= to.minInt && from.maxInt <= to.maxInt && to.wheres.empty();
    case TypeKind::Float:
        return from.kind == TypeKind::Float && from.minFloat >= to.minFloat && from.maxFloat <= to.maxFloat;
    case TypeKind::String:
        if (from.kind == TypeKind::String)
            return fitsString(from, to);
        return (from.kind == TypeKind::Enum || from.kind == TypeKind::IntOrPercent) && to.domain == Domain::Plain &&
               to.pattern.empty() && to.minLength == 0 && to.maxLength < 0;
    case TypeKind::Sensitive:
        if (from.kind == TypeKind::String || from.kind == TypeKind::Sensitive)
            return hasLengths(from, to);
        return (from.kind == TypeKind::Enum || from.kind == TypeKind::IntOrPercent) && to.minLength <= 1 &&
               to.maxLength < 0;
    case TypeKind::Enum:
        return from.kind == TypeKind::Enum &&
               std::all_of(from.cases.begin(), from.cases.end(), [&](const core::Case& c) {
                   int index = to.caseIndex(c.name);
                   return index >= 0 && to.cases[static_cast<size_t>(index)].key == c.key;
               });
    case TypeKind::Variant: {
        int text = to.textCase();
        return text >= 0 && from.kind != TypeKind::Variant && fits(fromId, to.cases[static_cast<size_t>(text)].payload);
    }
    case TypeKind::List:
        return from.kind == TypeKind::List && fitsInside(from.element, to.element);
    case TypeKind::Map:
        return from.kind == TypeKind::Map && fits(from.key, to.key) && fitsInside(from.element, to.element);
    case TypeKind::Partial:
        return fromId == backend_ || program_.types.same(fromId, to.element);
    case TypeKind::Data:
        return !to.open && isData(fromId);
    case TypeKind::Native:
        return fitsNative(fromId, to.native);
    default:
        return false;
    }
}

bool Checker::fitsNativeInside(TypeId from, kube::TypeId to) {
    bool staysNumber = !isNumberOrText(from) || library_.shape(to) != Shape::String;
    return staysNumber && fitsNative(from, to);
}

bool Checker::fitsNative(TypeId fromId, kube::TypeId id) {
    const Type& from = type(fromId);
    kube::Type to = library_.type(id);
    if (from.kind == TypeKind::Native && from.native == id)
        return true;
    bool text = from.kind == TypeKind::String;
    switch (to.shape) {
    case Shape::Open:
        return isData(fromId);
    case Shape::Bool:
        return from.kind == TypeKind::Bool;
    case Shape::Int:
        return from.kind == TypeKind::Int;
    case Shape::Float:
        return from.kind == TypeKind::Float || from.kind == TypeKind::Int;
    case Shape::String:
    case Shape::Time:
        if (to.enumValues.empty())
            return text || from.kind == TypeKind::Enum;
        return from.kind == TypeKind::Enum &&
               std::all_of(from.cases.begin(), from.cases.end(), [&](const core::Case& c) {
                   return std::find(to.enumValues.begin(), to.enumValues.end(), c.key) != to.enumValues.end();
               });
    case Shape::IntOrString:
        return text || from.kind == TypeKind::Int || from.kind == TypeKind::IntOrPercent || from.kind == TypeKind::Enum;
    case Shape::Quantity:
        return text && from.domain == Domain::Quantity;
    case Shape::List:
        if (from.kind == TypeKind::Native) {
            kube::Type other = library_.type(from.native);
            return other.shape == Shape::List && fitsNative(program_.types.native(other.element), to.element);
        }
        return from.kind == TypeKind::List && fitsNativeInside(TypeId(from.element), to.element);
    case Shape::Map:
        if (from.kind == TypeKind::Native) {
            kube::Type other = library_.type(from.native);
            return other.shape == Shape::Map && fitsNative(program_.types.native(other.element), to.element);
        }
        return from.kind == TypeKind::Map && fitsNativeInside(TypeId(from.element), to.element);
    case Shape::Object:
        return false;
    }
    return false;
}

TypeId Checker::scalarOf(kube::TypeId id) {
    kube::Type native = library_.type(id);
    switch (native.shape) {
    case Shape::Bool:
        return program_.types.boolean();
    case Shape::Int:
        return intType(native.min.value_or(-core::maxInt), native.max.value_or(core::maxInt));
    case Shape::Float:
        return program_.types.floating();
    case Shape::String:
        return native.enumValues.empty() ? program_.types.string() : program_.types.native(id);
    case Shape::Time:
        return program_.types.string();
    case Shape::IntOrString:
        return program_.types.intOrPercent();
    default:
        return program_.types.native(id);
    }
}

TypeId Checker::unrefined(TypeId id) {
    const Type& t = type(id);
    switch (t.kind) {
    case TypeKind::Int:
        return program_.types.integer();
    case TypeKind::Float:
        return program_.types.floating();
    case TypeKind::String:
        return program_.types.string();
    case TypeKind::Sensitive:
        return program_.types.sensitive();
    default:
        return id;
    }
}

TypeId Checker::join(TypeId a, TypeId b) {
    if (fits(a, b))
        return b;
    if (fits(b, a))
        return a;
    const Type& x = type(a);
    const Type& y = type(b);
    if (x.kind == TypeKind::Int && y.kind == TypeKind::Int)
        return intType(std::min(x.minInt, y.minInt), std::max(x.maxInt, y.maxInt));
    if (x.kind == TypeKind::Float && y.kind == TypeKind::Float)
        return program_.types.floating();
    if (core::isStringLike(x) && core::isStringLike(y))
        return program_.types.string();
    if (core::isText(x) && core::isText(y))
        return program_.types.sensitive();
    if (x.kind == TypeKind::Optional || y.kind == TypeKind::Optional) {
        TypeId inner = join(x.kind == TypeKind::Optional ? x.element : a, y.kind == TypeKind::Optional ? y.element : b);
        return inner.valid() ? program_.types.optional(inner) : inner;
    }
    if (x.kind == y.kind && (x.kind == TypeKind::List || x.kind == TypeKind::Map)) {
        bool isList = x.kind == TypeKind::List;
        TypeId key = x.key;
        TypeId inner = join(x.element, y.element);
        if (inner.valid())
            return isList ? program_.types.list(inner) : program_.types.map(key, inner);
    }
    return {};
}

} // namespace stackc::sema
