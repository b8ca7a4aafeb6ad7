// Optionals: `none`, `on { … }`, `off { … }`, and what may be amended.
#include "sema/checker.h"

namespace stackc::sema {

/// What an optional holds, or its preset. Of one that isn't written out, as a function's, evaluation knows, where it
/// can: it takes the payload or the preset of what a record begins with.
ExprId Checker::currentPayload(ExprId current, Span span) {
    if (const auto* optional = nodeAs<core::OptionalLit>(current))
        return optional->payload;
    bool isWrittenOut = !current.valid() || isError(current) || nodeAs<core::NoneLit>(current) != nullptr;
    if (isWrittenOut || !env_.isKnown || kindOf(typeOf(current)) != TypeKind::Optional)
        return {};
    TypeId element = type(typeOf(current)).element;
    return kindOf(element) == TypeKind::Record ? make(span, element, core::RecordExpr{current, {}}) : ExprId{};
}

ExprId Checker::noneValue(TypeId optional, ExprId current, Span span) {
    ExprId payload = currentPayload(current, span);
    if (payload.valid() && kindOf(typeOf(payload)) == TypeKind::Record)
        return make(span, optional, core::OptionalLit{false, payload});
    return make(span, optional, core::NoneLit{});
}

ExprId Checker::presetName(bool on, TypeId optional, ExprId current, Span span) {
    if (!on)
        return noneValue(optional, current, span);
    TypeId element = type(optional).element;
    ExprId payload = currentPayload(current, span);
    if (!payload.valid())
        payload = emptyPayload(element, span);
    if (payload.valid() && kindOf(element) == TypeKind::Record) {
        PathTree paths;
        payload = recordValue(element, payload, {.span = span}, paths);
        return make(span, optional, core::OptionalLit{true, payload});
    }
    sink_.report(Code::E3013, span, show(element)).suggest("write `on { … }` with its fields");
    return errorExpr(span);
}

ExprId Checker::preset(const ast::ApplyExpr& apply, TypeId optional, ExprId current, Span span) {
    TypeId element = type(optional).element;
    bool on = apply.callee.text() == "on";
    TypeKind kind = kindOf(element);
    if (kind != TypeKind::Record && !(on && (kind == TypeKind::Native || kind == TypeKind::Map))) {
        sink_.report(Code::E3013, span, show(element)).suggest("`on` and `off` with fields are for optional records");
        return errorExpr(span);
    }
    PathTree paths;
    bool saved = incomplete_;
    incomplete_ = !on;
    Amendment amendment{.block = apply.block, .span = span};
    ExprId payload = kind == TypeKind::Record
                         ? recordValue(element, currentPayload(current, span), amendment, paths, on)
                         : checkBlock(apply.block, element, span);
    incomplete_ = saved;
    return make(span, optional, core::OptionalLit{on, payload});
}

ExprId Checker::amendOptional(TypeId optional, ExprId current, const Amendment& amendment, PathTree& paths) {
    const auto* now = nodeAs<core::OptionalLit>(current);
    if (now != nullptr && now->on) {
        ExprId payload = amend(type(optional).element, now->payload, amendment, paths);
        return make(amendment.span, optional, core::OptionalLit{true, payload});
    }
    if (current.valid() && isError(current))
        return current;
    bool isOff = !current.valid() || now != nullptr || nodeAs<core::NoneLit>(current) != nullptr;
    if (isOff) {
        sink_.report(Code::E3012, amendment.span, "it is off here")
            .suggest("`= on { … }` turns it on and amends its preset, `= { … }` turns it on with new values");
        return errorExpr(amendment.span);
    }
    // Whether it is on will be known when the value is.
    VarId before = newVar("it", type(optional).element);
    ExprId payload = amend(type(optional).element, varRef(before, amendment.span), amendment, paths);
    ExprId on = make(amendment.span, optional, core::OptionalLit{true, payload});
    ExprId off = make(amendment.span, optional, core::FailExpr{"it may be off here"});
    return make(amendment.span, optional, core::IfLetExpr{before, current, on, off});
}

} // namespace stackc::sema
