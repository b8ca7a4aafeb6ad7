#include "values/context.h"

#include <algorithm>
#include <cctype>

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

bool isScalar(const Type& type) {
    switch (type.kind) {
    case TypeKind::Bool:
    case TypeKind::Int:
    case TypeKind::Float:
    case TypeKind::String:
    case TypeKind::IntOrPercent:
    case TypeKind::Enum:
        return true;
    default:
        return false;
    }
}

std::string joinPath(const std::string& path, const std::string& key) {
    if (!isIdentifier(key))
        return path + "[\"" + key + "\"]";
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
