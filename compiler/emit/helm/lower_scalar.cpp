#include "emit/helm/expressions.h"
#include "emit/helm/helpers.h"

#include <algorithm>

namespace stackc::emit::helm {

using core::TypeKind;

namespace {

/// The scalar of a place, with what its type's bounds say. From a million on a number of a file prints with an
/// exponent.
Scalar bounded(const Lowering& in, Scalar scalar, NodeRef place) {
    const core::Type& type = in.kinds.typeOf(place);
    scalar.isShort = type.kind == TypeKind::Int && type.minInt >= -999999 && type.maxInt <= 999999;
    scalar.isPositive = type.minInt > 0;
    return scalar;
}

/// `given ?? other`, of a place.
struct Coalesced {
    NodeRef given;
    NodeRef other;
};

std::optional<Coalesced> coalescedOf(NodeRef choice) {
    if (choice->kind != NodeKind::Choice || choice->entries.size() != 2)
        return std::nullopt;
    const Entry& first = choice->entries[0];
    const Entry& second = choice->entries[1];
    bool negated = first.guard->kind == NodeKind::Prim && first.guard->op == core::Op::Not;
    NodeRef test = negated ? first.guard->args[0] : first.guard;
    Coalesced parts{negated ? second.value : first.value, negated ? first.value : second.value};
    bool isOfPlace =
        test->kind == NodeKind::Present && parts.given->kind == NodeKind::Ref && samePlace(test->args[0], parts.given);
    return isOfPlace ? std::optional(parts) : std::nullopt;
}

/// A truth of the values that may be left out, and what it is then.
std::optional<Coalesced> coalescedTruth(const Lowering& in, NodeRef node) {
    std::optional<Coalesced> parts =
        node->kind == NodeKind::Default ? Coalesced{node->args[0], node->args[1]} : coalescedOf(node);
    bool isTruth = parts && parts->other->kind == NodeKind::Bool && in.kinds.isTruth(parts->given);
    return isTruth ? parts : std::nullopt;
}

/// What `ternary` asks, or the opposite of it.
struct Test {
    ExprPtr condition;
    bool isDenied = false;
};

/// All alternatives are evaluated, so each has to be total: fields that may be absent are read safely.
Scalar choice(Lowering& in, NodeRef node) {
    if (auto simple = coalesce(in, node))
        return *simple;
    const bool isRead = in.eager > 0;
    auto testOf = [&](NodeRef guard) { // the other way round of what is denied
        bool isDenied = guard->kind == NodeKind::Prim && guard->op == core::Op::Not;
        ExprPtr test = boolean(in, isDenied ? guard->args[0] : guard);
        bool isTwice = isCallOf(test, "not");
        return Test{isTwice ? test->args[0] : test, isDenied != isTwice};
    };
    const Test first = testOf(node->entries[0].guard); // asked wherever the choice is
    const Eager eager(in);
    if (auto truth = coalescedTruth(in, node))
        return {truthOr(ref(in, truth->given), truth->other->boolean), Form::Bool};
    std::vector<Scalar> arms;
    for (const Entry& entry : node->entries)
        arms.push_back(entry.value->isNone() ? Scalar{stringLiteral({}), Form::String} : scalar(in, entry.value));
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
        const auto [test, isDenied] = i == 0 ? first : testOf(node->entries[i].guard);
        ExprPtr arm = unify(arms[i]);
        result = call("ternary", {isDenied ? result : arm, isDenied ? arm : result, test});
    }
    bool nil = isRead && std::any_of(arms.begin(), arms.end(), [](const Scalar& arm) { return arm.mayBeNil; });
    return {result, form, form == Form::Int, nil};
}

/// Of what a named template holds, which is found out once. A list that is joined is put together where it is written.
Form formOfShared(Lowering& in, NodeRef held) {
    auto known = in.named.sharedForms.find(held);
    if (known != in.named.sharedForms.end())
        return known->second;
    Form form = isPrim(held, core::Op::Join) ? Form::String : scalar(in, held).form;
    return in.named.sharedForms.emplace(held, form).first->second;
}

} // namespace

ExprPtr shownInText(Lowering& in, NodeRef node) {
    bool isText = node->kind == NodeKind::Prim && node->op == core::Op::ToText;
    Scalar value = scalar(in, isText ? node->args[0] : node);
    if (value.form == Form::Int)
        return shownInt(value, false);
    return value.form == Form::Bool ? value.expr : asString(value);
}

ExprPtr includeOf(Lowering& in, NodeRef node) {
    if (node->kind == NodeKind::Shared)
        return call("include", {stringLiteral(in.program.chart.templates + "." + node->text), root()});
    if (std::find(in.defines.texts.begin(), in.defines.texts.end(), node) == in.defines.texts.end())
        return textInLoop(in, node);
    return call("include", {stringLiteral(in.program.chart.templates + "." + in.defines.textNames.at(node)), root()});
}

bool saysTrue(Lowering& in, NodeRef held) {
    bool isTest = held->kind == NodeKind::Present || held->kind == NodeKind::TagIs;
    return isTest || (held->kind == NodeKind::Prim && formOfShared(in, held) == Form::Bool);
}

Scalar scalar(Lowering& in, NodeRef node) {
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
        return {boolean(in, node), Form::Bool};
    case NodeKind::Tag:
        return {tagOf(in, node->args[0]), Form::String, false, in.eager > 0 && node->args[0]->kind == NodeKind::Ref};
    case NodeKind::Ref: {
        bool isIndex = node->base == ir::RefBase::Key && in.program.types[node->type].kind == TypeKind::Int;
        bool isCount = node->base == ir::RefBase::Element && node->loop->source->kind == NodeKind::Prim;
        return bounded(in,
                       {ref(in, node), in.kinds.formOf(node), isIndex || isCount,
                        (in.eager > 0 && mayBeNil(in, node)) || mayBeMap(in, node)},
                       node);
    }
    case NodeKind::Default:
        return bounded(in, {withDefault(in, node), in.kinds.formOf(node), false, mayBeMap(in, node)}, node);
    case NodeKind::Prim:
        return prim(in, node);
    case NodeKind::Choice:
        return choice(in, node);
    case NodeKind::Text:
        return {includeOf(in, node), Form::String};
    case NodeKind::Shared: {
        const Form form = formOfShared(in, node->args[0]);
        bool isText = form != Form::Int && form != Form::Bool;
        bool isInLoop = in.defines.sharedInLoops.contains(node);
        if (isInLoop && isText && form != Form::String)
            return scalar(in, node->args[0]);
        ExprPtr include = isInLoop ? scalarInLoop(in, node) : includeOf(in, node);
        if (form == Form::Bool)
            return {saysTrue(in, node->args[0]) ? call("ne", {include, stringLiteral({})})
                                                : call("eq", {include, stringLiteral("true")}),
                    Form::Bool};
        return {include, isText ? Form::String : Form::Int};
    }
    default:
        break;
    }
    in.unsupported("this kind of value in a text", {node});
    return {stringLiteral({}), Form::String};
}

ExprPtr asInt(const Scalar& scalar) { return scalar.exact ? scalar.expr : call("int64", {scalar.expr}); }

ExprPtr shownInt(const Scalar& scalar, bool isNumber) {
    if (isCallOf(scalar.expr, "int64") && isCallOf(scalar.expr->args[0], "include"))
        return scalar.expr->args[0]; // which prints the number
    bool isPlain = scalar.exact || (scalar.isShort && !scalar.mayBeNil && (isNumber || scalar.isPositive));
    return isPlain ? scalar.expr : call("int64", {scalar.expr});
}

ExprPtr textOperand(const Scalar& scalar) {
    return scalar.mayBeNil && scalar.form == Form::String ? call("toString", {scalar.expr}) : asString(scalar);
}

ExprPtr boolOperand(const Scalar& scalar) { return scalar.mayBeNil ? truthOr(scalar.expr, false) : scalar.expr; }

ExprPtr asString(const Scalar& scalar) {
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

ExprPtr truthOr(ExprPtr given, bool otherwise) {
    if (!otherwise)
        return pipe(std::move(given), "default", {boolLiteral(false)});
    return call("ne", {call("toString", {std::move(given)}), stringLiteral("false")});
}

ExprPtr falseWithout(Lowering& in, NodeRef node) {
    auto truth = coalescedTruth(in, node);
    if (!truth || truth->other->boolean)
        return nullptr;
    if (node->kind == NodeKind::Default)
        return ref(in, truth->given);
    const Eager eager(in);
    return ref(in, truth->given);
}

std::optional<Scalar> coalesce(Lowering& in, NodeRef choice) {
    auto parts = coalescedOf(choice);
    if (!parts || in.kinds.formOf(parts->given) != Form::String)
        return std::nullopt;
    const Eager eager(in);
    Scalar result{pipe(ref(in, parts->given), "default", {stringOf(in, parts->other)}), Form::String};
    return result;
}

ExprPtr stringOf(Lowering& in, NodeRef node) { return asString(scalar(in, node)); }

ExprPtr textOf(Lowering& in, NodeRef node) { return textOperand(scalar(in, node)); }

ExprPtr intOf(Lowering& in, NodeRef node) { return asInt(scalar(in, node)); }

} // namespace stackc::emit::helm
