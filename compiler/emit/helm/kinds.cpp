#include "emit/helm/kinds.h"

#include "values/context.h"
#include "values/yaml_text.h"

#include <algorithm>

namespace stackc::emit::helm {

using core::TypeKind;
using ir::RefBase;

bool Kinds::isTrueWhereGiven(NodeRef ref) const {
    const core::Type& type = typeOf(ref);
    if (type.kind == TypeKind::Int)
        return type.minInt > 0 || type.maxInt < 0;
    if (!type.isTextual())
        return formOf(ref) == Form::String;
    const core::Type& text = program_.types[type.cases[static_cast<size_t>(type.textCase())].payload];
    return text.domain != core::Domain::Quantity; // which may be the number 0
}

const core::Field* Kinds::declaration(NodeRef ref) const {
    if (ref->kind != NodeKind::Ref || ref->base != RefBase::Field || !ref->args[0]->type.valid())
        return nullptr;
    const core::Type& parent = typeOf(ref->args[0]);
    auto [fields, fresh] = fields_.try_emplace(&parent);
    if (fresh)
        for (const core::Field& field : parent.fields)
            fields->second.try_emplace(field.key, &field);
    auto found = fields->second.find(ref->text);
    return found == fields->second.end() ? nullptr : found->second;
}

bool Kinds::isFlat(NodeRef ref) const {
    const core::Field* field = declaration(ref);
    return field != nullptr && field->flat;
}

NodeRef Kinds::holder(NodeRef field) const {
    NodeRef parent = field->args[0];
    while (parent->kind == NodeKind::Ref && isFlat(parent))
        parent = parent->args[0];
    return parent;
}

const core::Type& Kinds::declaredType(NodeRef ref) const {
    const core::Field* field = declaration(ref);
    return program_.types[field != nullptr ? field->type : ref->type];
}

const core::Type& Kinds::typeOf(NodeRef ref) const {
    const core::Type& type = program_.types[ref->kind == NodeKind::Default ? ref->args[0]->type : ref->type];
    return type.kind == TypeKind::Optional ? program_.types[type.element] : type;
}

bool Kinds::isPlainOptional(NodeRef ref) const {
    const core::Type& type = typeOf(ref);
    bool isSwitched = type.kind == TypeKind::Record || (type.kind == TypeKind::Variant && !type.tagKey.empty());
    return declaredType(ref).kind == TypeKind::Optional && !isSwitched;
}

Form Kinds::formOf(NodeRef ref) const {
    const core::Type& type = typeOf(ref);
    switch (type.kind) {
    case TypeKind::Bool:
        return Form::Bool;
    case TypeKind::Int:
        return Form::Int;
    case TypeKind::Float:
        return Form::Float;
    case TypeKind::String: // users may give a Quantity as a number
        return type.domain == core::Domain::Quantity ? Form::Json : Form::String;
    case TypeKind::Sensitive:
    case TypeKind::Enum:
        return Form::String;
    default:
        return Form::Json;
    }
}

bool Kinds::isTruth(NodeRef ref) const {
    const core::Type& type = typeOf(ref);
    return type.kind == TypeKind::Bool ||
           (type.kind == TypeKind::Native && program_.types.natives().shape(type.native) == kube::Shape::Bool);
}

bool Kinds::isPlainText(NodeRef scalar) const {
    auto isPlainKey = [](const core::Case& one) { return values::isPlainSafe(one.key); };
    switch (scalar->kind) {
    case NodeKind::String:
        return values::isPlainSafe(scalar->text);
    case NodeKind::Tag:
        return std::ranges::all_of(typeOf(scalar->args[0]).cases, isPlainKey);
    case NodeKind::Ref: {
        const core::Type& type = typeOf(scalar);
        return type.kind == TypeKind::Enum && std::ranges::all_of(type.cases, isPlainKey);
    }
    case NodeKind::Default:
        return isPlainText(scalar->args[0]) && isPlainText(scalar->args[1]);
    case NodeKind::Choice:
        return std::ranges::all_of(scalar->entries, [this](const Entry& entry) { return isPlainText(entry.value); });
    case NodeKind::Shared:
        return isPlainText(scalar->args[0]);
    case NodeKind::Prim:
        return scalar->args.size() == 1 && (scalar->op == core::Op::ToText || scalar->op == core::Op::Concat) &&
               isPlainText(scalar->args[0]);
    default:
        return false;
    }
}

bool Kinds::isPlainData(core::TypeId id) const {
    const core::Type& type = program_.types[id];
    switch (type.kind) {
    case TypeKind::Optional:
    case TypeKind::List:
    case TypeKind::Map:
        return isPlainData(type.element);
    case TypeKind::Native:
    case TypeKind::Data:
    case TypeKind::Bool:
    case TypeKind::Int:
    case TypeKind::Float:
    case TypeKind::Enum:
    case TypeKind::IntOrPercent:
    case TypeKind::String:
    case TypeKind::Sensitive:
        return true;
    default:
        return false;
    }
}

bool Kinds::isScalar(NodeRef node) const {
    switch (node->kind) {
    case NodeKind::Bool:
    case NodeKind::Int:
    case NodeKind::Float:
    case NodeKind::String:
    case NodeKind::Present:
    case NodeKind::TagIs:
    case NodeKind::Tag:
    case NodeKind::Text:
        return true;
    case NodeKind::Prim:
        return node->op != core::Op::Range;
    case NodeKind::Shared: {
        auto [known, fresh] = sharedScalars_.try_emplace(node, false);
        if (fresh)
            known->second = isScalar(node->args[0]);
        return known->second;
    }
    case NodeKind::Choice:
        return std::all_of(node->entries.begin(), node->entries.end(),
                           [this](const Entry& entry) { return isScalar(entry.value); });
    case NodeKind::Ref:
    case NodeKind::Default: {
        const core::Type& type = typeOf(node);
        if (type.kind != TypeKind::Native)
            return values::isScalar(type);
        kube::Shape shape = program_.types.natives().shape(type.native);
        return shape != kube::Shape::Object && shape != kube::Shape::List && shape != kube::Shape::Map &&
               shape != kube::Shape::Open;
    }
    default:
        return false;
    }
}

} // namespace stackc::emit::helm
