#include "sema/expr/cases.h"

#include "sema/elaborate.h"
#include "sema/expr/blocks.h"
#include "sema/expr/edits.h"
#include "sema/expr/forms.h"
#include "sema/expr/infer.h"
#include "sema/expr/literals.h"
#include "sema/expr/records.h"
#include "sema/expr/unknown_name.h"
#include "sema/make.h"
#include "sema/names/lookup.h"
#include "sema/names/probe.h"
#include "sema/notes.h"
#include "sema/suggest.h"
#include "sema/types/coerce.h"
#include "sema/types/fits.h"

#include <fmt/format.h>

#include <algorithm>

namespace stackc::sema {

using kube::Shape;

namespace {

bool ambiguous(Checking& in, const ast::Name& name, TypeId expected) {
    TypeId lexical;
    if (const Local* local = lookupLocal(in, name.text))
        lexical = in.typeOf(local->expr);
    else if (auto symbol = lookupSymbol(in, name.text); symbol && in.symbols[*symbol].kind == SymbolKind::Let)
        if (in.symbols[*symbol].made.let.valid())
            lexical = in.program[in.symbols[*symbol].made.let].type;
    if (!lexical.valid() || in.kindOf(lexical) == TypeKind::Error || !fits(in, lexical, expected))
        return false;
    in.sink.report(Code::E2008, name.span, name.text, in.show(expected));
    return true;
}

} // namespace

ExprId emptyPayload(Checking& in, TypeId payload, Span span) {
    if (in.kindOf(payload) == TypeKind::Record && (allDefaults(in, payload) || in.env.incomplete)) {
        PathTree paths;
        return recordValue(in, payload, {}, {.span = span}, paths, !in.env.incomplete);
    }
    return {};
}

ExprId caseByName(Checking& in, const ast::Name& name, TypeId expected, Span span) {
    const Type& to = in.type(expected);
    if (to.kind == TypeKind::Native) {
        kube::Type native = in.nativeOf(expected);
        auto& values = native.enumValues;
        if (native.shape != Shape::String || values.empty())
            return {};
        if (std::find(values.begin(), values.end(), name.text) == values.end())
            return lookup(in, {name}).kind != Found::Kind::nothing
                       ? ExprId{}
                       : checkNativeText(in, name.text, expected, name.span);
        noteNativeCase(in, name, expected);
        if (ambiguous(in, name, expected))
            return in.errorExpr(span);
        return makeString(in, name.text, expected, span);
    }
    if (to.kind != TypeKind::Enum && to.kind != TypeKind::Variant)
        return {};
    int index = to.caseIndex(name.text);
    if (index < 0) {
        bool isKnown = lookup(in, {name}).kind != Found::Kind::nothing;
        return isKnown || to.textCase() >= 0 ? ExprId{} : unknownCase(in, name, expected);
    }
    noteCase(in, name, expected, static_cast<size_t>(index));
    if (ambiguous(in, name, expected))
        return in.errorExpr(span);
    auto caseIndex = static_cast<uint32_t>(index);
    if (to.kind == TypeKind::Enum)
        return in.make(span, expected, core::EnumExpr{caseIndex});
    TypeId payload = to.cases[caseIndex].payload;
    if (!payload.valid())
        return in.make(span, expected, core::VariantExpr{caseIndex, {}});
    ExprId value = emptyPayload(in, payload, span);
    if (value.valid())
        return in.make(span, expected, core::VariantExpr{caseIndex, value});
    bool isRecord = in.kindOf(payload) == TypeKind::Record;
    in.sink.report(Code::E3010, span, name.text, "a payload")
        .suggest(isRecord ? "write `" + name.text + " { … }`" : "write `" + name.text + "(…)`");
    return in.errorExpr(span);
}

ExprId unknownCase(Checking& in, const ast::Name& name, TypeId expected, const std::string& otherwise) {
    const Type& to = in.type(expected);
    std::vector<std::string> names;
    std::string all;
    for (const core::Case& c : to.cases) {
        names.push_back(c.name);
        all += (all.empty() ? "" : ", ") + c.name;
    }
    auto report = in.sink.report(Code::E3007, name.span, in.show(expected), name.text);
    report.note("the cases are " + all);
    const std::string meant = didYouMean(name.text, names);
    if (int index = to.caseIndex(name.text); index < 0)
        report.suggest(meant.empty() ? otherwise : meant);
    else
        report.suggest(fmt::format("its text is `{}`; write `{}` without quotes",
                                   to.cases[static_cast<size_t>(index)].key, name.text));
    return in.errorExpr(name.span);
}

namespace {

/// `case({ … })`: the one argument is a block of the payload's own fields, and not of its first field's.
const ast::BlockExpr* wholePayload(const Checking& in, const ast::CallExpr& call, TypeId payload) {
    if (call.args.size() != 1 || call.args[0].name)
        return nullptr;
    const auto* node = std::get_if<ast::BlockExpr>(&in.tree()[call.args[0].value].node);
    if (node == nullptr)
        return nullptr;
    const std::vector<core::Field>& fields = in.type(payload).fields;
    auto isField = [&](const ast::Target& target) {
        return !target.steps.empty() && std::any_of(fields.begin(), fields.end(), [&](const core::Field& field) {
            return field.name == target.steps[0].name.text;
        });
    };
    for (ast::EntryId id : in.tree()[node->block].entries) {
        const ast::Entry& entry = in.tree()[id];
        const auto* assign = std::get_if<ast::AssignEntry>(&entry.node);
        const auto* amend = std::get_if<ast::AmendEntry>(&entry.node);
        if ((assign != nullptr && !isField(assign->target)) || (amend != nullptr && !isField(amend->target)))
            return nullptr;
    }
    return node;
}

const Type& withoutOptional(const Checking& in, TypeId id) {
    return in.type(in.kindOf(id) == TypeKind::Optional ? TypeId(in.type(id).element) : id);
}

/// Has the type cases or words of its own, by which names may be meant?
bool hasCases(const Checking& in, TypeId id) {
    const TypeKind kind = withoutOptional(in, id).kind;
    return kind == TypeKind::Variant || kind == TypeKind::Enum || kind == TypeKind::Native;
}

/// A field or a call, which isn't that of a case: no type that is wanted makes it another value.
bool standsAlone(const Checking& in, const ast::Expr& expr, TypeId wanted) {
    const auto* call = std::get_if<ast::CallExpr>(&expr.node);
    if (call == nullptr)
        return std::holds_alternative<ast::MemberExpr>(expr.node);
    const auto* name = std::get_if<ast::NameRef>(&in.tree()[call->callee].node);
    const Type& type = withoutOptional(in, wanted);
    return name == nullptr || type.kind != TypeKind::Variant || type.caseIndex(name->name.text) < 0;
}

/// What the one argument of a case is: the whole payload, or its first field. Neither: it is to be checked.
struct Argument {
    ExprId whole, first;
};

/// `case(x)`: a record of the payload's type, and not what its first field is, or that field. It is inferred once where
/// its type doesn't depend on what is wanted, as cases stand in cases.
Argument inferredArgument(Checking& in, const ast::CallExpr& call, TypeId payload) {
    if (call.args.size() != 1 || call.args[0].name || isConstruction(in, call.args[0].value) ||
        !inferable(in, call.args[0].value))
        return {};
    const std::vector<core::Field>& fields = in.type(payload).fields;
    const TypeId wanted = fields.empty() ? TypeId{} : TypeId(fields[0].type);
    const ast::Expr& expr = in.tree()[call.args[0].value];
    const size_t before = in.sink.diagnostics().size();
    if (wanted.valid())
        probeExpression(in, expr, wanted);
    ExprId value = infer(in, call.args[0].value);
    bool isFirst = wanted.valid() && !in.isError(value) && fits(in, in.typeOf(value), wanted);
    if (!in.isError(value) && !isFirst && fits(in, in.typeOf(value), payload))
        return {.whole = coerce(in, value, payload, in.spanOf(value)), .first = {}};
    if (wanted.valid() && (standsAlone(in, expr, wanted) || (isFirst && !hasCases(in, wanted)))) {
        ExprId first = coerce(in, value, wanted, expr.span);
        noteExpression(in, expr.span, in.typeOf(first), wanted);
        return {.whole = {}, .first = first};
    }
    in.sink.takeBack(before, [](const diag::Diagnostic&) { return true; });
    return {};
}

} // namespace

ExprId caseCalled(Checking& in, const ast::CallExpr& call, TypeId expected, Span span) {
    const auto* ref = std::get_if<ast::NameRef>(&in.tree()[call.callee].node);
    if (ref == nullptr || in.kindOf(expected) != TypeKind::Variant)
        return {};
    int index = in.type(expected).caseIndex(ref->name.text);
    if (index < 0)
        return {};
    if (auto symbol = lookupSymbol(in, ref->name.text); symbol && in.symbols[*symbol].kind == SymbolKind::Function) {
        in.sink.report(Code::E2008, ref->name.span, ref->name.text, in.show(expected))
            .note(in.symbols[*symbol].span, "the function is declared here");
        return in.errorExpr(span);
    }
    noteCase(in, ref->name, expected, static_cast<size_t>(index));
    auto caseIndex = static_cast<uint32_t>(index);
    TypeId payload = in.type(expected).cases[caseIndex].payload;
    if (!payload.valid()) {
        in.sink.report(Code::E3010, span, ref->name.text, "no payload");
        return in.errorExpr(span);
    }
    noteCaseCall(in, span, expected, caseIndex);
    if (in.kindOf(payload) == TypeKind::Record) {
        if (const ast::BlockExpr* whole = wholePayload(in, call, payload))
            return in.make(span, expected, core::VariantExpr{caseIndex, checkBlock(in, whole->block, payload, span)});
        const Argument argument = inferredArgument(in, call, payload);
        if (argument.whole.valid())
            return in.make(span, expected, core::VariantExpr{caseIndex, argument.whole});
        // `generated(32)`: the fields in order, or by name.
        PathTree paths;
        RecordState state = recordStart(in, payload, {}, span);
        for (size_t i = 0; i < call.args.size(); ++i) {
            const ast::Arg& arg = call.args[i];
            auto at = arg.name ? fieldIndex(in, payload, *arg.name) : std::optional<size_t>(i);
            if (!at)
                return in.errorExpr(span);
            if (*at >= state.fields.size()) {
                in.sink.report(Code::E3015, span, ref->name.text, "too many arguments");
                return in.errorExpr(span);
            }
            TypeId fieldType = in.type(payload).fields[*at].type;
            state.fields[*at] = argument.first.valid() ? argument.first : check(in, arg.value, fieldType);
        }
        return in.make(span, expected, core::VariantExpr{caseIndex, recordFinish(in, state, span, !in.env.incomplete)});
    }
    if (call.args.size() != 1) {
        in.sink.report(Code::E3015, span, ref->name.text, "it takes one argument");
        return in.errorExpr(span);
    }
    return in.make(span, expected, core::VariantExpr{caseIndex, check(in, call.args[0].value, payload)});
}

namespace {

ExprId caseApplied(Checking& in, const ast::ApplyExpr& apply, TypeId expected, ExprId current, Span span) {
    const ast::Name& name = apply.callee.parts[0];
    int index = in.type(expected).caseIndex(name.text);
    if (index < 0)
        return {};
    noteCase(in, name, expected, static_cast<size_t>(index));
    auto caseIndex = static_cast<uint32_t>(index);
    TypeId payload = in.type(expected).cases[caseIndex].payload;
    if (!payload.valid()) {
        in.sink.report(Code::E3010, name.span, name.text, "no payload");
        return in.errorExpr(span);
    }
    (void)current; // `=` replaces: what is not mentioned takes its declared default
    return in.make(span, expected, core::VariantExpr{caseIndex, checkBlock(in, apply.block, payload, span)});
}

} // namespace

ExprId checkApply(Checking& in, const ast::ApplyExpr& apply, TypeId expected, ExprId current, Span span) {
    const std::string name = apply.callee.text();
    if (in.kindOf(expected) == TypeKind::Variant && apply.callee.parts.size() == 1) {
        if (ExprId value = caseApplied(in, apply, expected, current, span); value.valid())
            return value;
        if (lookup(in, apply.callee.parts).kind == Found::Kind::nothing)
            return unknownCase(in, apply.callee.parts[0], expected);
    }
    if ((name == "on" || name == "off") && lookup(in, apply.callee.parts).kind == Found::Kind::nothing) {
        in.sink.report(Code::E3019, span, in.show(expected));
        return in.errorExpr(span);
    }
    return coerce(in, inferApply(in, apply, span), expected, span);
}

ExprId inferApply(Checking& in, const ast::ApplyExpr& apply, Span span) {
    Found found = lookup(in, apply.callee.parts, true);
    bool isType = found.kind == Found::Kind::native ||
                  (found.kind == Found::Kind::symbol && in.symbols[found.symbol].kind == SymbolKind::Type);
    if (!isType) {
        if (found.kind == Found::Kind::nothing)
            unknownName(in, apply.callee.parts, Wanted::Type);
        else if (found.kind != Found::Kind::symbol || in.symbols[found.symbol].kind != SymbolKind::Broken)
            in.sink.report(Code::E2007, apply.callee.span, apply.callee.text(), "no type or case",
                           "what a block can be applied to");
        return in.errorExpr(span);
    }
    TypeId type = typeOfName(in, apply.callee);
    if (in.kindOf(type) == TypeKind::Error)
        return in.errorExpr(span);
    return checkBlock(in, apply.block, type, span);
}

} // namespace stackc::sema
