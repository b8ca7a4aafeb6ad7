#include "emit/helm/lowering.h"
#include "values/constraints.h"

#include <algorithm>
#include <cassert>

namespace stackc::emit::helm {

using core::TypeKind;
using ir::RefBase;

namespace {

auto hasKey(const std::string& key) {
    return [&key](const core::Case& one) { return one.key == key; };
}

} // namespace

bool samePlace(NodeRef a, NodeRef b) {
    if (a == b)
        return true;
    if (a != nullptr && b != nullptr && a->kind == NodeKind::Default && b->kind == NodeKind::Default)
        return samePlace(a->args[0], b->args[0]);
    if (a == nullptr || b == nullptr || a->kind != NodeKind::Ref || b->kind != NodeKind::Ref || a->base != b->base)
        return false;
    switch (a->base) {
    case RefBase::Input:
        return a->input == b->input;
    case RefBase::Element:
    case RefBase::Key:
        return a->loop == b->loop;
    case RefBase::First:
        return a->args[0] == b->args[0];
    case RefBase::Field:
        return a->text == b->text && samePlace(a->args[0], b->args[0]);
    }
    return false;
}

const core::Field* Lowering::declaration(NodeRef ref) const {
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

bool Lowering::isFlat(NodeRef ref) const {
    const core::Field* field = declaration(ref);
    return field != nullptr && field->flat;
}

NodeRef Lowering::holder(NodeRef field) const {
    NodeRef parent = field->args[0];
    while (parent->kind == NodeKind::Ref && isFlat(parent))
        parent = parent->args[0];
    return parent;
}

const core::Type& Lowering::declaredType(NodeRef ref) const {
    const core::Field* field = declaration(ref);
    return program_.types[field != nullptr ? field->type : ref->type];
}

const core::Type& Lowering::typeOf(NodeRef ref) const {
    const core::Type& type = program_.types[ref->kind == NodeKind::Default ? ref->args[0]->type : ref->type];
    return type.kind == TypeKind::Optional ? program_.types[type.element] : type;
}

bool Lowering::isKnownPresent(NodeRef optional) const {
    return std::any_of(around_.known.begin(), around_.known.end(), [&](NodeRef guard) {
        return guard->kind == NodeKind::Present && samePlace(guard->args[0], optional);
    });
}

/// Is the variant known to be a case of which that is true: by a guard, or as the only one that is left?
bool Lowering::isKnownCase(NodeRef variant, const std::function<bool(const core::Case&)>& isIt) const {
    auto isAsked = [&](NodeRef tag) { return tag->kind == NodeKind::TagIs && samePlace(tag->args[0], variant); };
    std::set<size_t> others;
    const core::Type* type = nullptr;
    auto deny = [&](NodeRef tag) {
        if (!isAsked(tag))
            return;
        type = &typeOf(tag->args[0]);
        others.insert(tag->index);
    };
    for (NodeRef guard : around_.known) {
        if (isAsked(guard) && isIt(typeOf(guard->args[0]).cases[guard->index]))
            return true;
        if (guard->kind == NodeKind::Prim && guard->op == core::Op::Not)
            deny(guard->args[0]);
    }
    for (NodeRef guard : around_.denied)
        deny(guard);
    if (type == nullptr || others.size() + 1 != type->cases.size())
        return false;
    size_t left = 0;
    while (others.contains(left))
        ++left;
    return isIt(type->cases[left]);
}

bool Lowering::isPlainOptional(NodeRef ref) const {
    const core::Type& type = typeOf(ref);
    bool isSwitched = type.kind == TypeKind::Record || (type.kind == TypeKind::Variant && !type.tagKey.empty());
    return declaredType(ref).kind == TypeKind::Optional && !isSwitched;
}

/// Below an optional that may be off, in the payload of a case that may not be chosen, or in an object whose fields may
/// be left out, as far as the guards around don't say otherwise.
bool Lowering::mayBeAbsent(NodeRef ref) const {
    while (ref->kind == NodeKind::Ref && ref->base == RefBase::Field) {
        NodeRef parent = ref->args[0];
        if (parent->kind != NodeKind::Ref)
            return true;
        const core::Type& type = typeOf(parent);
        bool isOpen = type.kind == TypeKind::Native || type.kind == TypeKind::Data || type.kind == TypeKind::Map;
        if (isOpen && !isKnownPresent(ref))
            return true;
        if (type.kind == TypeKind::Variant && !isKnownCase(parent, hasKey(ref->text)))
            return true;
        if (declaredType(parent).kind == TypeKind::Optional && !isKnownPresent(parent))
            return true;
        ref = parent;
    }
    return false;
}

bool Lowering::mayBeMap(NodeRef text) const {
    return text->boolean && !isKnownCase(text, [](const core::Case& one) { return one.fromText; });
}

/// Can reading the place give nil, if it is read whatever its guards say? Defaults are never nil.
bool Lowering::mayBeNil(NodeRef place) const {
    if (place->kind == NodeKind::Ref && place->base == RefBase::First)
        return true;
    if (place->kind != NodeKind::Ref || place->base != RefBase::Field || isKnownPresent(place))
        return false;
    return mayBeLeftOut(place) || isPlainOptional(place) || mayBeAbsent(place);
}

/// A list, map or the like whose key need not be there, which is as good as an empty one: users may clear it with null,
/// or leave it out of an element.
bool Lowering::mayBeLeftOut(NodeRef place) const {
    const core::Field* field = declaration(place);
    bool isField = place->kind == NodeKind::Ref && place->base == RefBase::Field && place->args[0]->type.valid();
    TypeKind parent = isField ? typeOf(place->args[0]).kind : TypeKind::Error;
    bool isPayload = parent == TypeKind::Variant;
    if (parent == TypeKind::Native) // whose fields are absent as a rule
        return true;
    if ((field != nullptr || isPayload) && !ir::inElement(place))
        return values::isClearable(program_.types, program_.types[isPayload ? place->type : field->type]);
    return field != nullptr && field->defaultValue.valid() && program_.types[field->type].kind != TypeKind::Optional;
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
    case TypeKind::String: // users may give a Quantity as a number
        return type.domain == core::Domain::Quantity ? Form::Json : Form::String;
    case TypeKind::Sensitive:
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
    case TypeKind::String:
    case TypeKind::Sensitive:
        return true;
    default:
        return false;
    }
}

ExprPtr Lowering::ref(NodeRef node) {
    if (around_.dot != nullptr && samePlace(node, around_.dot))
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
        case core::Input::ChartDeclaredName:
            return field(field(root(), "Chart"), "Name");
        case core::Input::ChartVersion:
            return field(field(root(), "Chart"), "Version");
        case core::Input::ChartAppVersion:
            return field(field(root(), "Chart"), "AppVersion");
        case core::Input::KubeVersion:
            // Some Helms cut off what a cloud adds, some don't.
            return call("regexReplaceAll",
                        {stringLiteral("[-+].*$"),
                         field(field(field(root(), "Capabilities"), "KubeVersion"), "Version"), stringLiteral({})});
        }
        break;
    case RefBase::Element:
    case RefBase::Key: {
        auto names = around_.loops.find(node->loop);
        assert(names != around_.loops.end() && "a loop's variable outside of its loop");
        return variable(node->base == RefBase::Element ? names->second.element : names->second.key);
    }
    case RefBase::First: {
        ExprPtr element = call("first", {orEmpty(node->args[0], "list")});
        bool isScalar = this->isScalar(node);
        return isScalar ? element : pipe(element, "default", {call("dict", {})}); // its fields may be read anyway
    }
    case RefBase::Field: {
        NodeRef parent = holder(node);
        if (isFlat(node))
            return place(parent);
        bool isElementField =
            ir::inElement(node) && !(parent->kind == NodeKind::Ref && parent->base == RefBase::Element);
        bool mayBeNone = parent->kind == NodeKind::Ref && isPlainOptional(parent) && !isKnownPresent(parent);
        bool isSafe = isElementField || lacksEmpty(parent) || (eager_ > 0 && (mayBeNone || mayBeAbsent(parent)));
        if (!typeOf(parent).isTextual())
            return field(place(parent), node->text, isSafe);
        return isKnownCase(parent, hasKey(node->text)) ? guardedField(place(parent), node->text, isSafe)
                                                       : field(asMap(parent), node->text, isSafe);
    }
    }
    return root();
}

/// A constant as a value of Go templates. Defaults inside elements are in the encoding of the values.
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
    default:
        break;
    }
    unsupported("a default of this type inside a list or map", {node});
    return stringLiteral({});
}

/// The value of an element's field where it is given, else its default. `default` only where no value of the type is
/// empty to Go.
ExprPtr Lowering::withDefault(NodeRef node) {
    NodeRef place = node->args[0];
    const core::Type& type = typeOf(place);
    ExprPtr given = ref(place);
    ExprPtr fallback = constant(node->args[1]);
    if (isFlat(place)) // a variant, which is there if its tag is
        return call("ternary",
                    {fallback, given, call("kindIs", {stringLiteral("invalid"), field(given, type.tagKey, true)})});
    bool isVariant = type.kind == TypeKind::Variant && type.tagKey.empty() && !type.isTextual();
    bool isOnlyText = !place->boolean; // else `""` may stand for another case of the variant
    bool neverEmpty = isVariant || (isOnlyText && type.kind == TypeKind::Enum) ||
                      (isOnlyText && type.kind == TypeKind::String && type.domain != core::Domain::Quantity &&
                       !values::admitsEmpty(type)) ||
                      (type.kind == TypeKind::Int && type.minInt > 0);
    // Data may be another empty value than its default.
    bool isAny = type.kind == TypeKind::Data ||
                 (type.kind == TypeKind::Native && program_.types.natives().shape(type.native) == kube::Shape::Open);
    bool emptyDefault = !isAny && node->args[1]->entries.empty() &&
                        (node->args[1]->kind == NodeKind::List || node->args[1]->kind == NodeKind::Record);
    if (neverEmpty || emptyDefault)
        return pipe(given, "default", {fallback});
    NodeRef parent = holder(place);
    bool isOptional = declaredType(place).kind == TypeKind::Optional;
    if (!isOptional && parent->kind == NodeKind::Ref && parent->base == RefBase::Element)
        return call("ternary", {given, fallback, call("hasKey", {ref(parent), stringLiteral(place->text)})});
    bool isObject = type.kind == TypeKind::Native && program_.types.natives().shape(type.native) == kube::Shape::Object;
    if (isOptional && isObject) // `""` says none
        return call("ternary", {given, fallback, call("kindIs", {stringLiteral("map"), given})});
    return call("ternary", {fallback, given, call("kindIs", {stringLiteral("invalid"), given})});
}

ExprPtr Lowering::place(NodeRef node) {
    if (node->kind == NodeKind::Default)
        return withDefault(node);
    if (node->kind == NodeKind::Ref)
        return ref(node);
    unsupported("a field of a computed record", {node});
    return root();
}

} // namespace stackc::emit::helm
