#include "api/scalars.h"

#include "text/patterns.h"
#include "values/constraints.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::api {

using core::Domain;
using core::Type;
using core::TypeKind;

namespace {

/// A string, also one that nobody may see.
bool isWritten(const Type& type) { return type.kind == TypeKind::String || type.kind == TypeKind::Sensitive; }

bool hasLengths(const Type& from, const Type& to) {
    return from.minLength >= to.minLength &&
           (to.maxLength < 0 || (from.maxLength >= 0 && from.maxLength <= to.maxLength));
}

/// A quantity may be a number.
bool mayBeNumber(const Type& type) { return type.kind == TypeKind::String && type.domain == Domain::Quantity; }

bool takesTexts(const Type& from, const Type& to) {
    if (!hasLengths(from, to) || (mayBeNumber(from) && !mayBeNumber(to)))
        return false;
    bool isName = from.domain == Domain::DnsLabel && to.domain == Domain::DnsName;
    return isName || to.pattern.empty() || to.pattern == from.pattern;
}

bool hasKey(const Type& type, const std::string& key) {
    return std::ranges::any_of(type.cases, [&](const core::Case& item) { return item.key == key; });
}

/// Does it hold for the keys of an enum?
template <typename Holds> bool allKeys(const Type& type, Holds holds) {
    return std::ranges::all_of(type.cases, [&](const core::Case& item) { return holds(item.key); });
}

bool isWithin(double low, double high, const Type& to) { return low >= to.minFloat && high <= to.maxFloat; }

void addBounds(const Type& from, const Type& to, std::vector<verify::Value>& tries) {
    if (from.kind == TypeKind::Int && to.kind == TypeKind::Int) {
        if (from.minInt < to.minInt)
            tries.emplace_back(to.minInt - 1);
        if (from.maxInt > to.maxInt)
            tries.emplace_back(to.maxInt + 1);
    }
    if (from.kind == TypeKind::Float && to.kind == TypeKind::Float) {
        if (from.minFloat < to.minFloat)
            tries.emplace_back(std::max(from.minFloat, std::floor(to.minFloat) - 1));
        if (from.maxFloat > to.maxFloat)
            tries.emplace_back(std::min(from.maxFloat, std::ceil(to.maxFloat) + 1));
    }
}

/// Texts one character too short and one too long, of the letter and of texts that the former type takes.
void addLengths(const Type& from, const Type& to, const std::vector<verify::Value>& taken,
                std::vector<verify::Value>& tries) {
    std::vector<size_t> lengths;
    if (to.minLength > from.minLength)
        lengths.push_back(static_cast<size_t>(to.minLength - 1));
    if (to.maxLength >= 0 && (from.maxLength < 0 || from.maxLength > to.maxLength))
        lengths.push_back(static_cast<size_t>(to.maxLength + 1));
    for (size_t length : lengths) {
        tries.emplace_back(std::string(length, 'a'));
        for (const verify::Value& value : taken)
            if (value->is_string() && !value->get_ref<const std::string&>().empty()) {
                std::string text = value->get<std::string>();
                text.resize(length, text.back());
                tries.emplace_back(std::move(text));
            }
    }
}

} // namespace

bool takesAll(const Type& from, const Type& to) {
    switch (from.kind) {
    case TypeKind::Bool:
        return to.kind == TypeKind::Bool;
    case TypeKind::Int:
        if (to.kind == TypeKind::Float)
            return isWithin(static_cast<double>(from.minInt), static_cast<double>(from.maxInt), to);
        if (mayBeNumber(to))
            return from.minInt >= 0;
        if (to.kind == TypeKind::IntOrPercent)
            return from.minInt >= 0 && from.maxInt <= text::greatestPart;
        return to.kind == TypeKind::Int && from.minInt >= to.minInt && from.maxInt <= to.maxInt;
    case TypeKind::Float:
        return to.kind == TypeKind::Float && isWithin(from.minFloat, from.maxFloat, to);
    case TypeKind::IntOrPercent:
        return to.kind == TypeKind::IntOrPercent;
    case TypeKind::Enum:
        if (isWritten(to))
            return allKeys(from, [&](const std::string& key) { return values::isTextOf(to, key); });
        return to.kind == TypeKind::Enum && allKeys(from, [&](const std::string& key) { return hasKey(to, key); });
    case TypeKind::String:
    case TypeKind::Sensitive:
        return isWritten(to) && takesTexts(from, to);
    default:
        return false;
    }
}

std::vector<verify::Value> triesAt(const values::Context& former, core::TypeId from, const Type& to, Samples& samples) {
    constexpr size_t many = 40;
    const Type& type = former.type(from);
    std::vector<verify::Value> tries;
    addBounds(type, to, tries);
    for (const core::Case& item : type.cases)
        if (type.kind == TypeKind::Enum && !hasKey(to, item.key))
            tries.emplace_back(item.key);
    const std::vector<verify::Value> taken = samples.several(from, many);
    if (isWritten(type) && isWritten(to))
        addLengths(type, to, taken, tries);
    if (mayBeNumber(type))
        tries.emplace_back(1);
    tries.insert(tries.end(), taken.begin(), taken.end());
    return tries;
}

std::string takenBy(const values::Context& context, const Type& type) {
    switch (type.kind) {
    case TypeKind::Optional:
        return takenBy(context, context.type(type.element)) + ", or nothing";
    case TypeKind::List:
        return "a list of: " + takenBy(context, context.type(type.element));
    case TypeKind::Map:
        return "a map of: " + takenBy(context, context.type(type.element));
    case TypeKind::Variant: {
        std::string text = "one of ";
        for (const core::Case& item : type.cases)
            text += (&item == &type.cases.front() ? "" : ", ") + item.key;
        return text + (type.tagKey.empty() ? "" : fmt::format(" by `{}`", type.tagKey));
    }
    case TypeKind::Native: {
        std::string_view path = context.program.types.natives().type(type.native).path;
        return path.empty() ? "a value of Kubernetes" : std::string(path);
    }
    case TypeKind::Data:
        return type.open ? "a resource" : "anything";
    default:
        return values::expectation(context, type);
    }
}

} // namespace stackc::api
