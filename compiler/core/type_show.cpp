// Types as a user would write them.
#include "core/types.h"
#include "kube/library.h"

#include <fmt/core.h>

namespace stackc::core {

namespace {

std::string showInt(const Type& type) {
    if (type.minInt == -maxInt && type.maxInt == maxInt)
        return "Int";
    std::string low = type.minInt == -maxInt ? "" : std::to_string(type.minInt);
    std::string high = type.maxInt == maxInt ? "" : std::to_string(type.maxInt);
    return fmt::format("Int({}..{})", low, high);
}

std::string showFloat(const Type& type) {
    constexpr double unbounded = std::numeric_limits<double>::infinity();
    if (type.minFloat == -unbounded && type.maxFloat == unbounded)
        return "Float";
    std::string low = type.minFloat == -unbounded ? "" : fmt::format("{}", type.minFloat);
    std::string high = type.maxFloat == unbounded ? "" : fmt::format("{}", type.maxFloat);
    return fmt::format("Float({}..{})", low, high);
}

std::string showString(const Type& type) {
    if (type.domain != Domain::Plain)
        return std::string(domainName(type.domain));
    std::string result = type.kind == TypeKind::Sensitive ? "Sensitive" : "String";
    if (type.minLength > 0 || type.maxLength >= 0)
        result += fmt::format("({}..{})", type.minLength > 0 ? std::to_string(type.minLength) : "",
                              type.maxLength >= 0 ? std::to_string(type.maxLength) : "");
    if (!type.pattern.empty())
        result += fmt::format("(r\"{}\")", type.pattern);
    return result;
}

/// A case of a choice; the empty one can't be seen without quotes.
std::string showCase(std::string_view name) { return name.empty() ? "\"\"" : std::string(name); }

std::string showChoice(const kube::Type& type) {
    std::string result;
    for (std::string_view value : type.enumValues)
        result += (result.empty() ? "one of " : ", ") + showCase(value);
    return result;
}

std::string showNative(const kube::Library& library, kube::TypeId id) {
    kube::Type type = library.type(id);
    if (!type.path.empty())
        return std::string(type.path);
    switch (type.shape) {
    case kube::Shape::Bool:
        return "Bool";
    case kube::Shape::Int:
        return "Int";
    case kube::Shape::Float:
        return "Float";
    case kube::Shape::String:
        return type.enumValues.empty() ? "String" : showChoice(type);
    case kube::Shape::IntOrString:
        return "an integer or a string";
    case kube::Shape::Quantity:
        return "Quantity";
    case kube::Shape::Time:
        return "a time";
    case kube::Shape::List:
        return fmt::format("[{}]", showNative(library, type.element));
    case kube::Shape::Map:
        return fmt::format("[String: {}]", showNative(library, type.element));
    case kube::Shape::Open:
        return "Data";
    case kube::Shape::Object:
        return "an object";
    }
    return "an object";
}

std::string showCases(const Type& type) {
    std::string result;
    for (const Case& c : type.cases)
        result += (result.empty() ? "" : " | ") + showCase(c.name);
    return result;
}

using NameOf = std::function<std::string(const Type&)>;

std::string showRecord(const TypeTable& table, const Type& type, const NameOf& nameOf) {
    std::string result;
    for (const Field& field : type.fields) {
        if (result.size() > 60)
            return fmt::format("{{ {}, … }}", result);
        result += fmt::format("{}{}: {}", result.empty() ? "" : ", ", field.name, table.show(field.type, nameOf));
    }
    return result.empty() ? "{}" : fmt::format("{{ {} }}", result);
}

} // namespace

std::string TypeTable::show(TypeId id) const {
    return show(id, [](const Type& type) { return type.name; });
}

std::string TypeTable::show(TypeId id, const NameOf& nameOf) const {
    if (!id.valid())
        return "?";
    const Type& type = types_[id.value];
    if (!type.name.empty())
        return nameOf(type);
    switch (type.kind) {
    case TypeKind::Error:
        return "?";
    case TypeKind::Bool:
        return "Bool";
    case TypeKind::Int:
        return showInt(type);
    case TypeKind::Float:
        return showFloat(type);
    case TypeKind::String:
    case TypeKind::Sensitive:
        return showString(type);
    case TypeKind::IntOrPercent:
        return "IntOrPercent";
    case TypeKind::Enum:
    case TypeKind::Variant:
        return showCases(type);
    case TypeKind::Record:
        return showRecord(*this, type, nameOf);
    case TypeKind::Optional:
        return show(type.element, nameOf) + "?";
    case TypeKind::List:
        return fmt::format("[{}]", show(type.element, nameOf));
    case TypeKind::Map:
        return fmt::format("[{}: {}]", show(type.key, nameOf), show(type.element, nameOf));
    case TypeKind::Native:
        return showNative(*natives_, type.native);
    case TypeKind::Data:
        return type.open ? "Manifest" : "Data";
    case TypeKind::Partial:
        return fmt::format("a contribution to {}", show(type.element, nameOf));
    }
    return "?";
}

} // namespace stackc::core
