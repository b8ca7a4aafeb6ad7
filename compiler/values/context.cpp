#include "values/context.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>

namespace stackc::values {

using core::Type;
using core::TypeKind;

namespace {

bool allDefaults(const Context& context, const Type& record) {
    return std::all_of(record.fields.begin(), record.fields.end(),
                       [&](const core::Field& field) { return hasDefault(context, field); });
}

bool isIdentifier(const std::string& key) {
    if (key.empty() || std::isdigit(static_cast<unsigned char>(key[0])) != 0)
        return false;
    return std::all_of(key.begin(), key.end(),
                       [](unsigned char c) { return std::isalnum(c) != 0 || c == '_' || c == '-'; });
}

} // namespace

bool hasDefault(const Context& context, const core::Field& field) {
    if (field.defaultValue.valid())
        return true;
    const Type& type = context.type(field.type);
    if (type.kind == TypeKind::Optional)
        return true;
    return type.kind == TypeKind::Record && allDefaults(context, type);
}

ir::NodeRef defaultOf(const Context& context, const core::Field& field) {
    if (field.defaultValue.valid())
        return context.evalConst(field.defaultValue);
    const Type& type = context.type(field.type);
    if (type.kind == TypeKind::Optional)
        return context.nodes.none();
    if (type.kind != TypeKind::Record || !allDefaults(context, type))
        return nullptr;
    std::vector<ir::Entry> entries;
    for (const core::Field& inner : type.fields)
        entries.push_back(ir::NodeTable::value(nullptr, inner.name, defaultOf(context, inner)));
    return context.nodes.record(std::move(entries));
}

ir::NodeRef presetOf(const Context& context, const core::Field& field, ir::NodeRef outer) {
    if (outer != nullptr && outer->kind == ir::NodeKind::Variant)
        return outer->text == field.key && !outer->args.empty() ? outer->args[0] : nullptr;
    const ir::Entry* said =
        outer != nullptr && outer->kind == ir::NodeKind::Record ? ir::findEntry(outer, field.name) : nullptr;
    return said != nullptr ? said->value : defaultOf(context, field);
}

ir::NodeRef heldByPreset(ir::NodeRef preset) {
    if (preset != nullptr && preset->kind == ir::NodeKind::Off)
        return preset->args[0];
    return preset == nullptr || preset->isNone() ? nullptr : preset;
}

ir::NodeRef absentOf(const Context& context, const core::Field& field, ir::NodeRef outer) {
    bool isOfCase = outer != nullptr && outer->kind == ir::NodeKind::Variant;
    if (isOfCase && context.type(field.type).kind != TypeKind::Record) // it is there if the case is
        return defaultOf(context, field);
    ir::NodeRef preset = presetOf(context, field, outer);
    return preset != nullptr ? preset : defaultOf(context, field);
}

ir::NodeRef meantByEmpty(const Context& context, const Type& type, const core::Field* field) {
    if (!type.isTextual())
        return nullptr;
    ir::NodeRef preset =
        field != nullptr && field->defaultValue.valid() ? context.evalConst(field->defaultValue) : nullptr;
    if (preset != nullptr && preset->kind == ir::NodeKind::Variant && type.cases[preset->index].fromEmpty)
        return preset;
    for (uint32_t i = 0; i < type.cases.size(); ++i)
        if (type.cases[i].fromEmpty && !type.cases[i].payload.valid())
            return context.nodes.variant(i, type.cases[i].key, nullptr);
    return nullptr;
}

ir::NodeRef inKeyOrder(const Context& context, core::TypeId id, ir::NodeRef value) {
    const Type* type = id.valid() ? &context.type(id) : nullptr;
    if (type != nullptr && type->kind == TypeKind::Optional)
        return value->isNone() ? value : inKeyOrder(context, type->element, value);
    if (value->kind == ir::NodeKind::Variant && type != nullptr && type->kind == TypeKind::Variant) {
        if (value->args.empty())
            return value;
        ir::NodeRef payload = inKeyOrder(context, type->cases[value->index].payload, value->args[0]);
        return context.nodes.variant(value->index, value->text, payload);
    }
    if (value->kind != ir::NodeKind::Record && value->kind != ir::NodeKind::List)
        return value;
    std::vector<ir::Entry> entries = value->entries;
    bool isRecord = type != nullptr && type->kind == TypeKind::Record;
    for (ir::Entry& entry : entries) {
        if (entry.value == nullptr)
            continue;
        const core::Field* field = isRecord ? type->field(entry.key) : nullptr;
        bool nests = type != nullptr && (type->kind == TypeKind::List || type->kind == TypeKind::Map);
        core::TypeId inner = field != nullptr ? field->type : nests ? type->element : core::TypeId{};
        entry.value = inKeyOrder(context, inner, entry.value);
    }
    if (value->kind == ir::NodeKind::List)
        return context.nodes.list(std::move(entries));
    if (!isRecord)
        std::stable_sort(entries.begin(), entries.end(),
                         [](const ir::Entry& a, const ir::Entry& b) { return a.key < b.key; });
    return context.nodes.record(std::move(entries));
}

bool isScalar(const Type& type) {
    switch (type.kind) {
    case TypeKind::Bool:
    case TypeKind::Int:
    case TypeKind::Float:
    case TypeKind::String:
    case TypeKind::Sensitive:
    case TypeKind::IntOrPercent:
    case TypeKind::Enum:
        return true;
    default:
        return false;
    }
}

std::string joinPath(const std::string& path, const std::string& key) {
    if (!isIdentifier(key)) {
        std::string quoted;
        for (char c : key) {
            bool isControl = static_cast<unsigned char>(c) < 0x20 || c == 0x7f; // nothing for a terminal
            if (isControl)
                quoted += fmt::format("\\u{:04x}", static_cast<int>(c));
            else
                (c == '"' || c == '\\' ? quoted += '\\' : quoted) += c;
        }
        return path + "[\"" + quoted + "\"]";
    }
    return path.empty() ? key : path + "." + key;
}

std::string joinPath(const std::string& path, size_t index) { return path + "[" + std::to_string(index) + "]"; }

std::vector<core::Field> payloadFields(const core::Type& variant) {
    std::vector<core::Field> fields;
    for (const core::Case& item : variant.cases) {
        if (!item.payload.valid())
            continue;
        core::Field& field = fields.emplace_back();
        field.key = item.key;
        field.type = item.payload;
        field.doc = item.doc;
    }
    return fields;
}

} // namespace stackc::values
