#include "emit/helm/expressions.h"
#include "values/constraints.h"

#include <functional>
#include <set>

namespace stackc::emit::helm {

using core::TypeKind;
using ir::RefBase;

namespace {

auto hasKey(const std::string& key) {
    return [&key](const core::Case& one) { return one.key == key; };
}

/// Is the variant known to be a case of which that is true: by a guard, or as the only one that is left?
bool isKnownCase(const Lowering& in, NodeRef variant, const std::function<bool(const core::Case&)>& isIt) {
    auto isAsked = [&](NodeRef tag) { return tag->kind == NodeKind::TagIs && samePlace(tag->args[0], variant); };
    std::set<size_t> others;
    const core::Type* type = nullptr;
    auto deny = [&](NodeRef tag) {
        if (!isAsked(tag))
            return;
        type = &in.kinds.typeOf(tag->args[0]);
        others.insert(tag->index);
    };
    for (NodeRef guard : in.around.known()) {
        if (isAsked(guard) && isIt(in.kinds.typeOf(guard->args[0]).cases[guard->index]))
            return true;
        if (guard->kind == NodeKind::Prim && guard->op == core::Op::Not)
            deny(guard->args[0]);
    }
    for (NodeRef guard : in.around.denied())
        deny(guard);
    if (type == nullptr || others.size() + 1 != type->cases.size())
        return false;
    size_t left = 0;
    while (others.contains(left))
        ++left;
    return isIt(type->cases[left]);
}

} // namespace

bool mayBeAbsent(const Lowering& in, NodeRef ref) {
    while (ref->kind == NodeKind::Ref && ref->base == RefBase::Field) {
        NodeRef parent = ref->args[0];
        if (parent->kind != NodeKind::Ref)
            return true;
        const core::Type& type = in.kinds.typeOf(parent);
        bool isOpen = type.kind == TypeKind::Native || type.kind == TypeKind::Data || type.kind == TypeKind::Map;
        if (isOpen && !in.around.isKnownPresent(ref))
            return true;
        if (type.kind == TypeKind::Variant && !isKnownCase(in, parent, hasKey(ref->text)))
            return true;
        if (in.kinds.declaredType(parent).kind == TypeKind::Optional && !in.around.isKnownPresent(parent))
            return true;
        ref = parent;
    }
    return ref->kind == NodeKind::Ref && ref->base == RefBase::First && !in.around.isKnownFilled(ref->args[0]);
}

bool mayBeMap(const Lowering& in, NodeRef text) {
    return text->boolean && !isKnownCase(in, text, [](const core::Case& one) { return one.fromText; });
}

bool mayBeNil(const Lowering& in, NodeRef place) {
    if (place->kind == NodeKind::Ref && place->base == RefBase::First)
        return true;
    if (place->kind != NodeKind::Ref || place->base != RefBase::Field || in.around.isKnownPresent(place))
        return false;
    return mayBeLeftOut(in, place) || in.kinds.isPlainOptional(place) || mayBeAbsent(in, place);
}

bool mayBeLeftOut(const Lowering& in, NodeRef place) {
    const core::Field* field = in.kinds.declaration(place);
    bool isField = place->kind == NodeKind::Ref && place->base == RefBase::Field && place->args[0]->type.valid();
    TypeKind parent = isField ? in.kinds.typeOf(place->args[0]).kind : TypeKind::Error;
    bool isPayload = parent == TypeKind::Variant;
    if (parent == TypeKind::Native) // whose fields are absent as a rule
        return true;
    if ((field != nullptr || isPayload) && !ir::inElement(place))
        return values::isClearable(in.program.types, in.program.types[isPayload ? place->type : field->type]);
    return field != nullptr && field->defaultValue.valid() && in.program.types[field->type].kind != TypeKind::Optional;
}

ExprPtr ref(Lowering& in, NodeRef node) {
    if (in.around.isDot(node))
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
        const LoopNames& names = in.around.namesOf(node->loop);
        return variable(node->base == RefBase::Element ? names.element : names.key);
    }
    case RefBase::First: {
        ExprPtr element = call("first", {orEmpty(in, node->args[0], "list")});
        bool isScalar = in.kinds.isScalar(node);
        return isScalar ? element : pipe(element, "default", {call("dict", {})}); // its fields may be read anyway
    }
    case RefBase::Field: {
        NodeRef parent = in.kinds.holder(node);
        if (in.kinds.isFlat(node))
            return place(in, parent);
        bool isElementField =
            ir::inElement(node) && !(parent->kind == NodeKind::Ref && parent->base == RefBase::Element);
        bool mayBeNone =
            parent->kind == NodeKind::Ref && in.kinds.isPlainOptional(parent) && !in.around.isKnownPresent(parent);
        bool isSafe =
            isElementField || lacksEmpty(in, parent) || (in.eager > 0 && (mayBeNone || mayBeAbsent(in, parent)));
        if (!in.kinds.typeOf(parent).isTextual())
            return field(place(in, parent), node->text, isSafe);
        return isKnownCase(in, parent, hasKey(node->text)) ? guardedField(place(in, parent), node->text, isSafe)
                                                           : field(asMap(in, parent), node->text, isSafe);
    }
    }
    return root();
}

ExprPtr constant(Lowering& in, NodeRef node) {
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
            items.push_back(constant(in, entry.value));
        return call("list", std::move(items));
    }
    case NodeKind::Record: {
        std::vector<ExprPtr> items;
        for (const Entry& entry : node->entries) {
            if (entry.value->isNone())
                continue;
            items.push_back(stringLiteral(entry.key));
            items.push_back(constant(in, entry.value));
        }
        return call("dict", std::move(items));
    }
    default:
        break;
    }
    in.unsupported("a default of this type inside a list or map", {node});
    return stringLiteral({});
}

ExprPtr withDefault(Lowering& in, NodeRef node) {
    NodeRef place = node->args[0];
    const core::Type& type = in.kinds.typeOf(place);
    ExprPtr given = ref(in, place);
    ExprPtr fallback = constant(in, node->args[1]);
    if (in.kinds.isFlat(place)) // a variant, which is there if its tag is
        return call("ternary",
                    {fallback, given, call("kindIs", {stringLiteral("invalid"), field(given, type.tagKey, true)})});
    bool isVariant = type.kind == TypeKind::Variant && type.tagKey.empty() && !type.isTextual();
    bool isOnlyText = !place->boolean; // else `""` may stand for another case of the variant
    bool isText =
        type.kind == TypeKind::Enum || (type.kind == TypeKind::String && type.domain != core::Domain::Quantity);
    bool neverEmpty = isVariant || (isOnlyText && isText && !values::admitsEmpty(type)) ||
                      (type.kind == TypeKind::Int && type.minInt > 0);
    // Data may be another empty value than its default.
    bool isAny = type.kind == TypeKind::Data ||
                 (type.kind == TypeKind::Native && in.program.types.natives().shape(type.native) == kube::Shape::Open);
    bool emptyDefault = !isAny && node->args[1]->entries.empty() &&
                        (node->args[1]->kind == NodeKind::List || node->args[1]->kind == NodeKind::Record);
    if (neverEmpty || emptyDefault)
        return pipe(given, "default", {fallback});
    if (in.kinds.isTruth(place))
        return truthOr(std::move(given), node->args[1]->boolean);
    NodeRef parent = in.kinds.holder(place);
    bool isOptional = in.kinds.declaredType(place).kind == TypeKind::Optional;
    if (!isOptional && parent->kind == NodeKind::Ref && parent->base == RefBase::Element)
        return call("ternary", {given, fallback, call("hasKey", {ref(in, parent), stringLiteral(place->text)})});
    bool isObject =
        type.kind == TypeKind::Native && in.program.types.natives().shape(type.native) == kube::Shape::Object;
    if (isOptional && isObject) // `""` says none
        return call("ternary", {given, fallback, call("kindIs", {stringLiteral("map"), given})});
    return call("ternary", {fallback, given, call("kindIs", {stringLiteral("invalid"), given})});
}

ExprPtr place(Lowering& in, NodeRef node) {
    if (node->kind == NodeKind::Default)
        return withDefault(in, node);
    if (node->kind == NodeKind::Ref)
        return ref(in, node);
    in.unsupported("a field of a computed record", {node});
    return root();
}

} // namespace stackc::emit::helm
