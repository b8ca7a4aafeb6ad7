#include "sema/expr/optionals.h"

#include "sema/expr/blocks.h"
#include "sema/expr/cases.h"
#include "sema/expr/edits.h"
#include "sema/expr/records.h"
#include "sema/make.h"
#include "sema/types/form_hints.h"

namespace stackc::sema {

ExprId currentPayload(Checking& in, ExprId current, Span span) {
    if (const auto* optional = in.nodeAs<core::OptionalLit>(current))
        return optional->payload;
    bool isWrittenOut = !current.valid() || in.isError(current) || in.nodeAs<core::NoneLit>(current) != nullptr;
    if (isWrittenOut || !in.env.isKnown || in.kindOf(in.typeOf(current)) != TypeKind::Optional)
        return {};
    TypeId element = in.type(in.typeOf(current)).element;
    return in.kindOf(element) == TypeKind::Record ? in.make(span, element, core::RecordExpr{current, {}}) : ExprId{};
}

ExprId noneValue(Checking& in, TypeId optional, ExprId current, Span span) {
    ExprId payload = currentPayload(in, current, span);
    if (payload.valid() && in.kindOf(in.typeOf(payload)) == TypeKind::Record)
        return in.make(span, optional, core::OptionalLit{false, payload});
    return in.make(span, optional, core::NoneLit{});
}

ExprId presetName(Checking& in, bool on, TypeId optional, ExprId current, Span span) {
    if (!on)
        return noneValue(in, optional, current, span);
    TypeId element = in.type(optional).element;
    ExprId payload = currentPayload(in, current, span);
    if (!payload.valid())
        payload = emptyPayload(in, element, span);
    if (payload.valid() && in.kindOf(element) == TypeKind::Record) {
        PathTree paths;
        payload = recordValue(in, element, payload, {.span = span}, paths);
        return in.make(span, optional, core::OptionalLit{true, payload});
    }
    in.sink.report(Code::E3013, span, in.show(element)).suggest("write `on { … }` with its fields");
    return in.errorExpr(span);
}

ExprId preset(Checking& in, const ast::ApplyExpr& apply, TypeId optional, ExprId current, Span span) {
    TypeId element = in.type(optional).element;
    bool on = apply.callee.text() == "on";
    TypeKind kind = in.kindOf(element);
    if (kind != TypeKind::Record && !(on && (kind == TypeKind::Native || kind == TypeKind::Map))) {
        in.sink.report(Code::E3013, span, in.show(element))
            .suggest("`on` and `off` with fields are for optional records");
        return in.errorExpr(span);
    }
    PathTree paths;
    const Meanwhile incomplete(in.env.incomplete, !on);
    Amendment amendment{.block = apply.block, .span = span};
    ExprId payload = kind == TypeKind::Record
                         ? recordValue(in, element, currentPayload(in, current, span), amendment, paths, on)
                         : checkBlock(in, apply.block, element, span);
    return in.make(span, optional, core::OptionalLit{on, payload});
}

namespace {

/// How something that is off is turned on.
std::string turnedOn(const Checking& in, TypeId element) {
    if (std::string cases = in.kindOf(element) == TypeKind::Variant ? casesOf(in, in.type(element)) : "";
        !cases.empty())
        return "`= …` turns it on and names the case: " + cases;
    return "`= on { … }` turns it on and amends its preset, `= { … }` turns it on with new values";
}

} // namespace

ExprId amendOptional(Checking& in, TypeId optional, ExprId current, const Amendment& amendment, PathTree& paths) {
    const auto* now = in.nodeAs<core::OptionalLit>(current);
    if (now != nullptr && now->on) {
        ExprId payload = amend(in, in.type(optional).element, now->payload, amendment, paths);
        return in.make(amendment.span, optional, core::OptionalLit{true, payload});
    }
    if (current.valid() && in.isError(current))
        return current;
    bool isOff = !current.valid() || now != nullptr || in.nodeAs<core::NoneLit>(current) != nullptr;
    if (isOff) {
        in.sink.report(Code::E3012, amendment.span, "it is off here").suggest(turnedOn(in, in.type(optional).element));
        return in.errorExpr(amendment.span);
    }
    // Whether it is on will be known when the value is.
    VarId before = newVar(in, "it", in.type(optional).element);
    ExprId payload = amend(in, in.type(optional).element, varRef(in, before, amendment.span), amendment, paths);
    ExprId on = in.make(amendment.span, optional, core::OptionalLit{true, payload});
    ExprId off = in.make(amendment.span, optional, core::FailExpr{"it may be off here"});
    return in.make(amendment.span, optional, core::IfLetExpr{before, current, on, off});
}

} // namespace stackc::sema
