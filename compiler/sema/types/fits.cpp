#include "sema/types/fits.h"

#include "sema/types/intervals.h"
#include "sema/types/kinds.h"
#include "sema/types/known_patterns.h"
#include "sema/types/text_types.h"
#include "text/inclusion.h"
#include "text/patterns.h"
#include "values/secrets.h"

#include <algorithm>

namespace stackc::sema {

using core::Domain;
using kube::Shape;

namespace {

bool fitsNative(Checking& in, TypeId from, kube::TypeId to);

bool hasLengths(const Type& from, const Type& to) {
    return from.minLength >= to.minLength &&
           (to.maxLength < 0 || (from.maxLength >= 0 && from.maxLength <= to.maxLength));
}

bool fitsString(const Type& from, const Type& to) {
    bool lengths = hasLengths(from, to);
    // A pattern of its own may show that all its texts are DNS labels.
    if (to.domain == Domain::DnsLabel && to.pattern == text::dnsLabelPattern && lengths &&
        shapeOfType(from).isDnsLabel())
        return true;
    std::string_view given = from.domain == Domain::DnsLabel ? text::dnsNamePattern : std::string_view(from.pattern);
    bool pattern = text::includes(to.pattern, given) || text::includes(to.pattern, from.pattern) ||
                   (to.domain == Domain::Plain && matchesKnown(shapeOfType(from), to.pattern));
    if (to.domain == Domain::DnsName && from.domain == Domain::DnsLabel)
        return true;
    return lengths && pattern && (isPatternOnly(to.domain) || to.domain == from.domain);
}

/// Inside lists and maps nothing is converted, so only what is the same bytes fits.
bool fitsInside(Checking& in, TypeId from, TypeId to) {
    TypeKind a = in.kindOf(from), b = in.kindOf(to);
    if (a == TypeKind::Error)
        return true;
    if (a == TypeKind::Optional || (a != b && b == TypeKind::Variant))
        return false;
    bool staysNumber = !isNumberOrText(in, from) || b != TypeKind::String || isNumberOrText(in, to);
    return staysNumber && fits(in, from, to);
}

/// Can a value of the type be written out as it is? How a variant is written is for the program to say.
bool isData(Checking& in, TypeId id) {
    return in.kindOf(id) != TypeKind::Partial && !variantIn(in, id).valid() &&
           !values::holdsSecret(in.program.types, in.type(id));
}

} // namespace

bool fits(Checking& in, TypeId fromId, TypeId toId) {
    if (in.program.types.same(fromId, toId))
        return true;
    const Type& from = in.type(fromId);
    const Type& to = in.type(toId);
    if (from.kind == TypeKind::Error || to.kind == TypeKind::Error)
        return true;
    if (to.kind == TypeKind::Optional)
        return fits(in, from.kind == TypeKind::Optional ? from.element : fromId, to.element);
    if (from.kind == TypeKind::Optional)
        return false;
    switch (to.kind) {
    case TypeKind::Int:
        return from.kind == TypeKind::Int && from.minInt >= to.minInt && from.maxInt <= to.maxInt;
    case TypeKind::Float:
        return from.kind == TypeKind::Float && from.minFloat >= to.minFloat && from.maxFloat <= to.maxFloat;
    case TypeKind::String:
        if (from.kind == TypeKind::String)
            return fitsString(from, to);
        return (from.kind == TypeKind::Enum || from.kind == TypeKind::IntOrPercent) && to.domain == Domain::Plain &&
               to.pattern.empty() && to.minLength == 0 && to.maxLength < 0;
    case TypeKind::IntOrPercent:
        if (from.kind == TypeKind::Int)
            return from.minInt >= 0 && from.maxInt <= text::greatestPart;
        return from.kind == TypeKind::String && from.pattern == text::partPattern;
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
        return text >= 0 && from.kind != TypeKind::Variant &&
               fits(in, fromId, to.cases[static_cast<size_t>(text)].payload);
    }
    case TypeKind::List:
        return from.kind == TypeKind::List && fitsInside(in, from.element, to.element);
    case TypeKind::Map:
        return from.kind == TypeKind::Map && fits(in, from.key, to.key) && fitsInside(in, from.element, to.element);
    case TypeKind::Partial:
        return fromId == in.memo.backend || in.program.types.same(fromId, to.element);
    case TypeKind::Data:
        return !to.open && isData(in, fromId);
    case TypeKind::Native:
        return fitsNative(in, fromId, to.native);
    default:
        return false;
    }
}

namespace {

bool fitsNativeInside(Checking& in, TypeId from, kube::TypeId to) {
    bool staysNumber = !isNumberOrText(in, from) || in.library.shape(to) != Shape::String;
    return staysNumber && fitsNative(in, from, to);
}

bool fitsNative(Checking& in, TypeId fromId, kube::TypeId id) {
    const Type& from = in.type(fromId);
    kube::Type to = in.library.type(id);
    if (from.kind == TypeKind::Native && from.native == id)
        return true;
    bool text = from.kind == TypeKind::String;
    switch (to.shape) {
    case Shape::Open:
        return isData(in, fromId);
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
            kube::Type other = in.library.type(from.native);
            return other.shape == Shape::List && fitsNativeInside(in, scalarOf(in, other.element), to.element);
        }
        return from.kind == TypeKind::List && fitsNativeInside(in, TypeId(from.element), to.element);
    case Shape::Map:
        if (from.kind == TypeKind::Native) {
            kube::Type other = in.library.type(from.native);
            return other.shape == Shape::Map && fitsNativeInside(in, scalarOf(in, other.element), to.element);
        }
        return from.kind == TypeKind::Map && fitsNativeInside(in, TypeId(from.element), to.element);
    case Shape::Object:
        return false;
    }
    return false;
}

} // namespace

TypeId join(Checking& in, TypeId a, TypeId b) {
    if (fits(in, a, b))
        return b;
    if (fits(in, b, a))
        return a;
    const Type& x = in.type(a);
    const Type& y = in.type(b);
    if (x.kind == TypeKind::Int && y.kind == TypeKind::Int)
        return intType(in, std::min(x.minInt, y.minInt), std::max(x.maxInt, y.maxInt));
    if (x.kind == TypeKind::Float && y.kind == TypeKind::Float)
        return in.program.types.floating();
    if (core::isStringLike(x) && core::isStringLike(y))
        return in.program.types.string();
    if (core::isText(x) && core::isText(y))
        return in.program.types.sensitive();
    if (x.kind == TypeKind::Optional || y.kind == TypeKind::Optional) {
        TypeId inner =
            join(in, x.kind == TypeKind::Optional ? x.element : a, y.kind == TypeKind::Optional ? y.element : b);
        return inner.valid() ? in.program.types.optional(inner) : inner;
    }
    if (x.kind == y.kind && (x.kind == TypeKind::List || x.kind == TypeKind::Map)) {
        bool isList = x.kind == TypeKind::List;
        TypeId key = x.key;
        TypeId inner = join(in, x.element, y.element);
        if (inner.valid())
            return isList ? in.program.types.list(inner) : in.program.types.map(key, inner);
    }
    return {};
}

} // namespace stackc::sema
