#include "emit/helm/lowering.h"

#include <cassert>

namespace stackc::emit::helm {

using core::TypeKind;
using ir::RefBase;

bool samePlace(NodeRef a, NodeRef b) {
    if (a == b)
        return true;
    if (a == nullptr || b == nullptr || a->kind != NodeKind::Ref || b->kind != NodeKind::Ref || a->base != b->base)
        return false;
    switch (a->base) {
    case RefBase::Input:
        return a->input == b->input;
    case RefBase::Element:
    case RefBase::Key:
        return a->loop == b->loop;
    case RefBase::Field:
        return a->text == b->text && samePlace(a->args[0], b->args[0]);
    }
    return false;
}

const core::Type& Lowering::declaredType(NodeRef ref) const {
    if (ref->kind == NodeKind::Ref && ref->base == RefBase::Field && ref->args[0]->kind == NodeKind::Ref) {
        const core::Type& parent = program_.types[ref->args[0]->type];
        if (parent.kind == TypeKind::Record) {
            for (const core::Field& field : parent.fields)
                if (field.key == ref->text)
                    return program_.types[field.type];
        }
    }
    return program_.types[ref->type];
}

const core::Type& Lowering::typeOf(NodeRef ref) const {
    const core::Type& type = program_.types[ref->kind == NodeKind::Default ? ref->args[0]->type : ref->type];
    return type.kind == TypeKind::Optional ? program_.types[type.element] : type;
}

/// On the spine: below an optional that may be off, or in the payload of a case that may not be chosen.
bool Lowering::mayBeAbsent(NodeRef ref) const {
    while (ref->kind == NodeKind::Ref && ref->base == RefBase::Field) {
        NodeRef parent = ref->args[0];
        if (parent->kind != NodeKind::Ref || typeOf(parent).kind == TypeKind::Variant ||
            declaredType(parent).kind == TypeKind::Optional)
            return true;
        ref = parent;
    }
    return false;
}

Form Lowering::formOf(NodeRef ref) const {
    const core::Type& type = typeOf(ref);
    switch (type.kind) {
    case TypeKind::Bool:
        return Form::Bool;
    case TypeKind::Int:
        return Form::Int;
    case TypeKind::Float:
        return Form::Float;
    case TypeKind::String:
        return type.domain == core::Domain::Tag ? Form::Json : Form::String;
    case TypeKind::Enum:
        return Form::String;
    default:
        return Form::Json;
    }
}

/// May toYaml print it as it stands in the values?
bool Lowering::isPlainData(core::TypeId id) const {
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
        return true;
    case TypeKind::String:
        return type.domain != core::Domain::Tag;
    default:
        return false;
    }
}

ExprPtr Lowering::ref(NodeRef node) {
    if (dotPlace_ != nullptr && samePlace(node, dotPlace_))
        return dot();
    switch (node->base) {
    case RefBase::Input:
        switch (node->input) {
        case core::Input::Values:
            return field(root(), "Values");
        case core::Input::ReleaseName:
            return field(field(root(), "Release"), "Name");
        case core::Input::ReleaseNamespace:
            return field(field(root(), "Release"), "Namespace");
        case core::Input::ReleaseService:
            return field(field(root(), "Release"), "Service");
        case core::Input::ChartName:
            return field(field(root(), "Chart"), "Name");
        case core::Input::ChartVersion:
            return field(field(root(), "Chart"), "Version");
        case core::Input::ChartAppVersion:
            return field(field(root(), "Chart"), "AppVersion");
        case core::Input::KubeVersion:
            return field(field(field(root(), "Capabilities"), "KubeVersion"), "Version");
        }
        break;
    case RefBase::Element:
    case RefBase::Key: {
        auto names = loops_.find(node->loop);
        assert(names != loops_.end() && "a loop's variable outside of its loop");
        return variable(node->base == RefBase::Element ? names->second.element : names->second.key);
    }
    case RefBase::Field: {
        NodeRef parent = node->args[0];
        bool isElementField =
            ir::inElement(node) && !(parent->kind == NodeKind::Ref && parent->base == RefBase::Element);
        return field(place(parent), node->text, isElementField || (eager_ > 0 && mayBeAbsent(parent)));
    }
    }
    return root();
}

/// A constant as a value of Go templates, in the encoding of the values: for defaults inside elements.
ExprPtr Lowering::constant(NodeRef node) {
    switch (node->kind) {
    case NodeKind::Bool:
        return boolLiteral(node->boolean);
    case NodeKind::Int:
        return intLiteral(node->integer);
    case NodeKind::Float:
        return floatLiteral(node->text);
    case NodeKind::String:
        return stringLiteral(node->text);
    case NodeKind::List: {
        std::vector<ExprPtr> items;
        for (const Entry& entry : node->entries)
            items.push_back(constant(entry.value));
        return call("list", std::move(items));
    }
    case NodeKind::Record: {
        std::vector<ExprPtr> items;
        for (const Entry& entry : node->entries) {
            if (entry.value->isNone())
                continue;
            items.push_back(stringLiteral(entry.key));
            items.push_back(constant(entry.value));
        }
        return call("dict", std::move(items));
    }
    case NodeKind::Variant:
        if (node->args.empty())
            return call("dict", {stringLiteral(node->text), call("dict", {})});
        return call("dict", {stringLiteral(node->text), constant(node->args[0])});
    default:
        break;
    }
    unsupported("a default of this type inside a list or map");
    return stringLiteral({});
}

/// The value of an element's field where it is given, else its default. `default` only where no value of the type is
/// empty to Go.
ExprPtr Lowering::withDefault(NodeRef node) {
    NodeRef place = node->args[0];
    const core::Type& type = typeOf(place);
    ExprPtr given = ref(place);
    ExprPtr fallback = constant(node->args[1]);
    bool neverEmpty = type.kind == TypeKind::Enum || (type.kind == TypeKind::String && type.minLength > 0) ||
                      (type.kind == TypeKind::Int && type.minInt > 0);
    bool emptyDefault = node->args[1]->entries.empty() &&
                        (node->args[1]->kind == NodeKind::List || node->args[1]->kind == NodeKind::Record);
    if (neverEmpty || emptyDefault)
        return pipe(given, "default", {fallback});
    NodeRef parent = place->args[0];
    if (parent->kind == NodeKind::Ref && parent->base == RefBase::Element)
        return call("ternary", {given, fallback, call("hasKey", {ref(parent), stringLiteral(place->text)})});
    return call("ternary", {fallback, given, call("kindIs", {stringLiteral("invalid"), given})});
}

ExprPtr Lowering::place(NodeRef node) {
    if (node->kind == NodeKind::Default)
        return withDefault(node);
    if (node->kind == NodeKind::Ref)
        return ref(node);
    unsupported("a field of a computed record");
    return root();
}

} // namespace stackc::emit::helm
