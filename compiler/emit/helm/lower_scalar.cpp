#include "emit/helm/lowering.h"

#include <algorithm>
#include <fmt/format.h>

namespace stackc::emit::helm {

using core::TypeKind;

bool Lowering::isScalar(NodeRef node) const {
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
        switch (type.kind) {
        case TypeKind::Bool:
        case TypeKind::Int:
        case TypeKind::Float:
        case TypeKind::String:
        case TypeKind::Sensitive:
        case TypeKind::Enum:
        case TypeKind::IntOrPercent:
            return true;
        case TypeKind::Native: {
            kube::Shape shape = program_.types.natives().shape(type.native);
            return shape != kube::Shape::Object && shape != kube::Shape::List && shape != kube::Shape::Map &&
                   shape != kube::Shape::Open;
        }
        default:
            return false;
        }
    }
    default:
        return false;
    }
}

ExprPtr Lowering::includeOf(NodeRef node) {
    if (node->kind == NodeKind::Shared)
        return call("include", {stringLiteral(chart_ + "." + node->text), root()});
    if (std::find(defines_.texts.begin(), defines_.texts.end(), node) == defines_.texts.end())
        return textInLoop(node);
    return call("include", {stringLiteral(chart_ + "." + defines_.textNames.at(node)), root()});
}

Scalar Lowering::scalar(NodeRef node) {
    switch (node->kind) {
    case NodeKind::Bool:
        return {boolLiteral(node->boolean), Form::Bool};
    case NodeKind::Int:
        return {intLiteral(node->integer), Form::Int, true};
    case NodeKind::Float:
        return {floatLiteral(node->text), Form::Float};
    case NodeKind::String:
        return {stringLiteral(node->text), Form::String};
    case NodeKind::Present:
    case NodeKind::TagIs:
        return {boolean(node), Form::Bool};
    case NodeKind::Tag:
        return {tagOf(node->args[0]), Form::String, false, eager_ > 0 && node->args[0]->kind == NodeKind::Ref};
    case NodeKind::Ref: {
        bool isIndex = node->base == ir::RefBase::Key && program_.types[node->type].kind == TypeKind::Int;
        bool isCount = node->base == ir::RefBase::Element && node->loop->source->kind == NodeKind::Prim;
        return bounded({ref(node), formOf(node), isIndex || isCount, (eager_ > 0 && mayBeNil(node)) || mayBeMap(node)},
                       node);
    }
    case NodeKind::Default:
        return bounded({withDefault(node), formOf(node), false, mayBeMap(node)}, node);
    case NodeKind::Prim:
        return prim(node);
    case NodeKind::Choice:
        return choice(node);
    case NodeKind::Text:
        return {includeOf(node), Form::String};
    case NodeKind::Shared: {
        auto known = sharedForms_.find(node);
        if (known == sharedForms_.end())
            known = sharedForms_.emplace(node, scalar(node->args[0]).form).first;
        bool isText = known->second != Form::Int && known->second != Form::Bool;
        bool isInLoop = defines_.sharedInLoops.contains(node);
        if (isInLoop && isText && known->second != Form::String)
            return scalar(node->args[0]);
        ExprPtr include = isInLoop ? scalarInLoop(node) : includeOf(node);
        if (known->second == Form::Bool)
            return {call("eq", {include, stringLiteral("true")}), Form::Bool};
        return {include, isText ? Form::String : Form::Int};
    }
    default:
        break;
    }
    unsupported("this kind of value in a text", {node});
    return {stringLiteral({}), Form::String};
}

ExprPtr Lowering::asInt(const Scalar& scalar) { return scalar.exact ? scalar.expr : call("int64", {scalar.expr}); }

/// `isNumber`: read back as a number, so that -0 is 0.
ExprPtr Lowering::shownInt(const Scalar& scalar, bool isNumber) {
    if (isCallOf(scalar.expr, "int64") && isCallOf(scalar.expr->args[0], "include"))
        return scalar.expr->args[0]; // which prints the number
    bool isPlain = scalar.exact || (scalar.isShort && !scalar.mayBeNil && (isNumber || scalar.isPositive));
    return isPlain ? scalar.expr : call("int64", {scalar.expr});
}

/// The scalar of a place, with what its type's bounds say. From a million on a number of a file prints with an
/// exponent.
Scalar Lowering::bounded(Scalar scalar, NodeRef place) const {
    const core::Type& type = typeOf(place);
    scalar.isShort = type.kind == TypeKind::Int && type.minInt >= -999999 && type.maxInt <= 999999;
    scalar.isPositive = type.minInt > 0;
    return scalar;
}

/// For functions that take nothing but text, and for `eq`, which before Go 1.18 takes no nil.
ExprPtr Lowering::textOperand(const Scalar& scalar) {
    return scalar.mayBeNil && scalar.form == Form::String ? call("toString", {scalar.expr}) : asString(scalar);
}

/// For functions that take nothing but true or false.
ExprPtr Lowering::boolOperand(const Scalar& scalar) {
    return scalar.mayBeNil ? call("eq", {call("toString", {scalar.expr}), stringLiteral("true")}) : scalar.expr;
}

ExprPtr Lowering::asString(const Scalar& scalar) {
    switch (scalar.form) {
    case Form::String:
        return scalar.expr;
    case Form::Int: {
        ExprPtr shown = shownInt(scalar, false);
        return isCallOf(shown, "include") ? shown : call("toString", {shown});
    }
    case Form::Bool:
        return call("toString", {scalar.expr});
    case Form::Float:
        return call("toJson", {scalar.expr});
    case Form::Json:
        return pipe(pipe(scalar.expr, "toJson"), "trimAll", {stringLiteral("\"")});
    }
    return scalar.expr;
}

/// `a ?? b` of a string-like a, whose payload is never empty: `a | default b`.
std::optional<Scalar> Lowering::coalesce(NodeRef choice) {
    if (choice->entries.size() != 2)
        return std::nullopt;
    const Entry& first = choice->entries[0];
    const Entry& second = choice->entries[1];
    bool negated = first.guard->kind == NodeKind::Prim && first.guard->op == core::Op::Not;
    NodeRef test = negated ? first.guard->args[0] : first.guard;
    NodeRef given = negated ? second.value : first.value;
    NodeRef other = negated ? first.value : second.value;
    if (test->kind != NodeKind::Present || given->kind != NodeKind::Ref || !samePlace(test->args[0], given) ||
        formOf(given) != Form::String)
        return std::nullopt;
    ++eager_;
    Scalar result{pipe(ref(given), "default", {stringOf(other)}), Form::String};
    --eager_;
    return result;
}

/// All alternatives are evaluated, so each has to be total: fields that may be absent are read safely.
Scalar Lowering::choice(NodeRef node) {
    if (auto simple = coalesce(node))
        return *simple;
    ++eager_;
    std::vector<Scalar> arms;
    for (const Entry& entry : node->entries)
        arms.push_back(entry.value->isNone() ? Scalar{stringLiteral({}), Form::String} : scalar(entry.value));
    bool same = std::all_of(arms.begin(), arms.end(), [&](const Scalar& arm) { return arm.form == arms[0].form; });
    bool numbers = std::all_of(arms.begin(), arms.end(), [](const Scalar& arm) {
        return arm.form == Form::Int || arm.form == Form::Json || arm.form == Form::Float;
    });
    // A text or a number, each as what it is.
    bool mixed =
        std::none_of(node->entries.begin(), node->entries.end(), [](const Entry& e) { return e.value->isNone(); });
    Form form = same ? arms[0].form : numbers || mixed ? Form::Json : Form::String;
    auto unify = [&](const Scalar& arm) {
        if (form == Form::Int)
            return asInt(arm);
        return form == Form::String ? asString(arm) : arm.expr;
    };
    ExprPtr result = unify(arms.back());
    for (size_t i = arms.size() - 1; i-- > 0;) {
        NodeRef guard = node->entries[i].guard;
        bool negated = guard->kind == NodeKind::Prim && guard->op == core::Op::Not;
        ExprPtr test = boolean(negated ? guard->args[0] : guard);
        if (isCallOf(test, "not")) {
            test = test->args[0];
            negated = !negated;
        }
        ExprPtr arm = unify(arms[i]);
        result = call("ternary", {negated ? result : arm, negated ? arm : result, test});
    }
    --eager_;
    bool nil = eager_ > 0 && std::any_of(arms.begin(), arms.end(), [](const Scalar& arm) { return arm.mayBeNil; });
    return {result, form, form == Form::Int, nil};
}

/// The text of a scalar behind `key: ` or `- `.
void Lowering::scalarParts(NodeRef node, std::vector<Part>& parts) {
    if (node->isConst()) {
        switch (node->kind) {
        case NodeKind::String:
            parts.push_back({staticString(node->text, false), nullptr});
            return;
        case NodeKind::Bool:
            parts.push_back({node->boolean ? "true" : "false", nullptr});
            return;
        case NodeKind::Int:
            parts.push_back({std::to_string(node->integer), nullptr});
            return;
        case NodeKind::Float:
            parts.push_back({node->text, nullptr});
            return;
        default:
            break;
        }
    }
    if (node->kind == NodeKind::Prim && node->op == core::Op::ToText) {
        Scalar plain = scalar(node->args[0]);
        if (plain.form == Form::Int || plain.form == Form::Bool) {
            parts.push_back({{}, pipe(plain.form == Form::Int ? shownInt(plain, false) : plain.expr, "quote")});
            return;
        }
    }
    Scalar value = scalar(node);
    switch (value.form) {
    case Form::String:
        parts.push_back({{}, pipe(value.expr, style_ == Style::Text ? "toRawJson" : "quote")});
        return;
    case Form::Int:
        parts.push_back({{}, shownInt(value, style_ == Style::Resource)});
        return;
    case Form::Bool:
        parts.push_back({{}, value.expr});
        return;
    case Form::Float:
        parts.push_back({{}, call("toJson", {value.expr})});
        return;
    case Form::Json:
        parts.push_back({{}, call(style_ == Style::Text ? "toRawJson" : "toJson", {value.expr})});
        return;
    }
}

} // namespace stackc::emit::helm
