#include "ide/value_at.h"

#include "text/utf8.h"
#include "values/secrets.h"

#include <algorithm>

namespace stackc::ide {

namespace {

using core::ExprId;
using core::Program;
using core::TypeId;

/// The path below a record of the field that is declared there.
std::string pathIn(const Program& program, TypeId record, source::Span declared, int depth) {
    constexpr int deepest = 20; // types may refer to themselves
    const core::Type& type = program.types[record];
    if (type.kind == core::TypeKind::Optional)
        return pathIn(program, type.element, declared, depth);
    if (type.kind != core::TypeKind::Record || depth > deepest)
        return "";
    for (const core::Field& field : type.fields) {
        if (field.span == declared)
            return field.name;
        if (std::string inner = pathIn(program, field.type, declared, depth + 1); !inner.empty())
            return field.name + "." + inner;
    }
    return "";
}

/// The expression that gives a field, through optionals that are on; invalid where it is computed.
ExprId fieldOf(const Program& program, ExprId value, const std::string& name) {
    if (!value.valid())
        return {};
    if (const auto* optional = std::get_if<core::OptionalLit>(&program[value].node))
        return fieldOf(program, optional->payload, name);
    const auto* record = std::get_if<core::RecordExpr>(&program[value].node);
    if (record == nullptr)
        return {};
    auto entry = std::find_if(record->entries.begin(), record->entries.end(), [&](const core::Entry& one) {
        return one.kind == core::EntryKind::Set && one.key == name;
    });
    return entry == record->entries.end() ? ExprId{} : entry->value;
}

ExprId valueIn(const Program& program, ExprId values, const std::string& path) {
    for (size_t at = 0; at < path.size() && values.valid();) {
        size_t end = std::min(path.find('.', at), path.size());
        values = fieldOf(program, values, path.substr(at, end - at));
        at = end + 1;
    }
    return values;
}

/// On one line, and cut where it is long.
std::string shortened(std::string_view text, std::size_t longest) {
    std::string line;
    for (char c : text) {
        bool isSpace = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!isSpace)
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    return text::shortened(line, longest);
}

} // namespace

std::string valuePathOf(const Program& program, source::Span declared) {
    return declared.valid() && program.valuesType.valid() ? pathIn(program, program.valuesType, declared, 0) : "";
}

std::vector<ValueIn> valuesAt(const Program& program, const std::string& path) {
    std::vector<ValueIn> result;
    ExprId base = valueIn(program, program.defaults, path);
    if (base.valid() && program[base].span.valid())
        result.push_back({"", program[base].span});
    for (const core::Environment& environment : program.environments) {
        ExprId value = valueIn(program, environment.values, path);
        if (value.valid() && value != base && program[value].span.valid() &&
            (!base.valid() || program[value].span != program[base].span))
            result.push_back({environment.name, program[value].span});
    }
    return result;
}

std::string shownValue(const Analysis& analysis, core::TypeId type, const ValueIn& value, std::size_t longest) {
    const core::TypeTable& types = analysis.program().types;
    bool isSecret = type.valid() && values::holdsSecret(types, types[type]);
    return isSecret ? values::hiddenText : shortened(analysis.sources().text(value.at), longest);
}

} // namespace stackc::ide
