#include "ide/completion_snippets.h"

#include "ide/lexical.h"

#include <algorithm>
#include <fmt/format.h>

namespace stackc::ide {

using core::TypeKind;

std::string asKey(std::string_view key) { return isName(key, true) ? std::string(key) : inQuotes(key); }

std::string asName(std::string_view name) { return isName(name, false) ? std::string(name) : inQuotes(name); }

bool isNeeded(const core::TypeTable& types, const core::Field& field, int depth) {
    constexpr int deepest = 10;
    TypeKind kind = types[field.type].kind;
    if (field.defaultValue.valid() || kind == TypeKind::Optional || kind == TypeKind::Error)
        return false;
    const std::vector<core::Field>& inner = types[field.type].fields;
    return kind != TypeKind::Record || depth > deepest ||
           std::any_of(inner.begin(), inner.end(),
                       [&](const core::Field& one) { return isNeeded(types, one, depth + 1); });
}

namespace {

/// As a part of a snippet, where some characters mean something.
std::string escaped(std::string_view text) {
    std::string result;
    for (char c : text) {
        if (c == '$' || c == '}' || c == '\\')
            result += '\\';
        result += c;
    }
    return result;
}

/// The fields that a block of the type has to set.
std::vector<std::string> neededIn(const Probed& in, core::TypeId id) {
    std::vector<std::string> needed;
    const core::Type& type = in.types()[id];
    if (type.kind == TypeKind::Record)
        for (const core::Field& field : type.fields)
            if (isNeeded(in.types(), field))
                needed.push_back(field.name);
    if (type.kind == TypeKind::Native && in.known.library.shape(type.native) == kube::Shape::Object)
        for (const kube::Field field : in.known.library.type(type.native).fields)
            if (field.required)
                needed.emplace_back(field.name);
    return needed;
}

/// Each as `name = $1`, in a snippet.
std::string fieldsOf(const std::vector<std::string>& names, std::string_view before, std::string_view between) {
    std::string fields;
    int place = 0;
    for (const std::string& name : names)
        fields += fmt::format("{}{}{} = ${}", fields.empty() ? "" : between, before, escaped(asKey(name)), ++place);
    return fields;
}

} // namespace

Insert assigned(const Probed& in, const std::string& name, core::TypeId type) {
    if (in.isFollowed())
        return {asKey(name)};
    const std::string key = escaped(asKey(name));
    const core::Type& t = in.types()[type];
    kube::Shape shape = t.kind == TypeKind::Native ? in.known.library.shape(t.native) : kube::Shape::String;
    bool isBlock = t.kind == TypeKind::Record || t.kind == TypeKind::Map || t.kind == TypeKind::Data ||
                   t.kind == TypeKind::Partial || shape == kube::Shape::Object || shape == kube::Shape::Map;
    if (isBlock) {
        const std::vector<std::string> needed = neededIn(in, type);
        return {fmt::format("{} {{\n{}\n}}", key, needed.empty() ? "\t$0" : fieldsOf(needed, "\t", "\n")), true};
    }
    if (t.kind != TypeKind::List && shape != kube::Shape::List)
        return {key + " = $0", true};
    const core::TypeId element = t.kind == TypeKind::List
                                     ? t.element
                                     : in.compilation.program.types.native(in.known.library.type(t.native).element);
    const std::vector<std::string> needed = neededIn(in, element);
    return {fmt::format("{} = [{}]", key, needed.empty() ? "$0" : "{ " + fieldsOf(needed, "", ", ") + " }"), true};
}

Insert applied(const Probed& in, const std::string& name, core::TypeId payload) {
    if (in.isFollowed())
        return {name};
    const core::Type& type = in.types()[payload];
    if (type.kind != TypeKind::Record)
        return {name + "($0)", true};
    const std::string fields = fieldsOf(neededIn(in, payload), "", ", ");
    if (fields.empty())
        return {name};
    return {name + " { " + fields + " }", true};
}

Insert arm(const Probed& in, const std::string& name, bool holdsSomething) {
    if (in.isFollowed() || in.text.before == '|' || in.text.after == '|')
        return {name};
    const std::string body = in.text.form == Form::Case ? "{\n\t$0\n}" : "$0";
    std::string binding = holdsSomething ? fmt::format("(${{1:{}}})", name.front()) : "";
    return {escaped(name) + binding + " => " + body, true};
}

} // namespace stackc::ide
