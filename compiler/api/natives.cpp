#include "api/natives.h"

#include <algorithm>
#include <set>
#include <utility>

namespace stackc::api {

using kube::Shape;
using kube::Type;

namespace {

/// Is the bound of the second none, or no narrower than that of the first?
template <typename T> bool isAbove(const std::optional<T>& from, const std::optional<T>& to) {
    return !to || (from && *from >= *to);
}
template <typename T> bool isBelow(const std::optional<T>& from, const std::optional<T>& to) {
    return !to || (from && *from <= *to);
}

class Comparison {
public:
    Comparison(const Native& from, const Native& to) : from_(from), to_(to) {}

    bool takesAll(kube::TypeId fromId, kube::TypeId toId) {
        if (!seen_.insert({fromId, toId}).second)
            return true; // it is being looked at, or was
        const Type from = from_.library.type(fromId), to = to_.library.type(toId);
        if (to.shape == Shape::Open)
            return true;
        if (from.shape != to.shape || !hasBounds(from, to))
            return false;
        switch (from.shape) {
        case Shape::Object:
            return takesFields(from, to);
        case Shape::List:
        case Shape::Map:
            return takesAll(from.element, to.element);
        case Shape::String:
            return takesTexts(from, to);
        default:
            return from.pattern == to.pattern || to.pattern.empty();
        }
    }

private:
    static bool hasBounds(const Type& from, const Type& to) {
        return isAbove(from.min, to.min) && isBelow(from.max, to.max) && isAbove(from.minFloat, to.minFloat) &&
               isBelow(from.maxFloat, to.maxFloat) && isAbove(from.minLength, to.minLength) &&
               isBelow(from.maxLength, to.maxLength) && isAbove(from.minItems, to.minItems) &&
               isBelow(from.maxItems, to.maxItems);
    }

    static bool takesTexts(const Type& from, const Type& to) {
        auto isThere = [&](std::string_view text) {
            return std::find(to.enumValues.begin(), to.enumValues.end(), text) != to.enumValues.end();
        };
        bool isListed =
            to.enumValues.empty() || (!from.enumValues.empty() && std::ranges::all_of(from.enumValues, isThere));
        return isListed && (to.pattern.empty() || to.pattern == from.pattern) &&
               (to.format.empty() || to.format == from.format);
    }

    bool takesFields(const Type& from, const Type& to) {
        for (kube::Field field : from.fields) {
            if (!field.releases.has(from_.release))
                continue;
            auto other = to.fields.find(field.name);
            bool isThere = other && other->releases.has(to_.release);
            if (!isThere && !to.openFields)
                return false;
            if (isThere && !takesAll(field.type, other->type))
                return false;
        }
        for (kube::Field field : to.fields) {
            auto other = from.fields.find(field.name);
            if (field.required && !(other && other->required))
                return false;
            if (!other && from.openFields) // what stood there may have been anything
                return false;
        }
        return !from.openFields || to.openFields;
    }

    const Native& from_;
    const Native& to_;
    std::set<std::pair<kube::TypeId, kube::TypeId>> seen_;
};

} // namespace

bool takesAll(const Native& from, const Native& to) { return Comparison(from, to).takesAll(from.type, to.type); }

} // namespace stackc::api
