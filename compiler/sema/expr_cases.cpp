// Cases of variants and enums: by name (`memory`), applied (`raft { … }`), called (`given("x")`).
#include "sema/checker.h"

#include "sema/suggest.h"

#include <algorithm>

namespace stackc::sema {

using kube::Shape;

bool Checker::ambiguous(const ast::Name& name, TypeId expected) {
    TypeId lexical;
    if (const Local* local = lookupLocal(name.text))
        lexical = typeOf(local->expr);
    else if (auto symbol = lookupSymbol(name.text); symbol && symbols_[*symbol].kind == SymbolKind::Let)
        if (symbols_[*symbol].let.valid())
            lexical = program_[symbols_[*symbol].let].type;
    if (!lexical.valid() || kindOf(lexical) == TypeKind::Error || !fits(lexical, expected))
        return false;
    sink_.report(Code::E2008, name.span, name.text, show(expected));
    return true;
}

ExprId Checker::emptyPayload(TypeId payload, Span span) {
    if (kindOf(payload) == TypeKind::Record && (allDefaults(payload) || incomplete_)) {
        PathTree paths;
        return recordValue(payload, {}, {.span = span}, paths, !incomplete_);
    }
    return {};
}

ExprId Checker::caseByName(const ast::Name& name, TypeId expected, Span span) {
    const Type& to = type(expected);
    if (to.kind == TypeKind::Native) {
        kube::Type native = nativeOf(expected);
        auto& values = native.enumValues;
        if (native.shape != Shape::String || values.empty())
            return {};
        if (std::find(values.begin(), values.end(), name.text) == values.end())
            return lookup({name}).kind != Found::Kind::nothing ? ExprId{}
                                                               : checkNativeText(name.text, expected, name.span);
        if (ambiguous(name, expected))
            return errorExpr(span);
        return string(name.text, expected, span);
    }
    if (to.kind != TypeKind::Enum && to.kind != TypeKind::Variant)
        return {};
    int index = to.caseIndex(name.text);
    if (index < 0) {
        bool isKnown = lookup({name}).kind != Found::Kind::nothing;
        return isKnown || to.textCase() >= 0 ? ExprId{} : unknownCase(name, expected);
    }
    if (ambiguous(name, expected))
        return errorExpr(span);
    auto caseIndex = static_cast<uint32_t>(index);
    if (to.kind == TypeKind::Enum)
        return make(span, expected, core::EnumExpr{caseIndex});
    TypeId payload = to.cases[caseIndex].payload;
    if (!payload.valid())
        return make(span, expected, core::VariantExpr{caseIndex, {}});
    ExprId value = emptyPayload(payload, span);
    if (value.valid())
        return make(span, expected, core::VariantExpr{caseIndex, value});
    bool isRecord = kindOf(payload) == TypeKind::Record;
    sink_.report(Code::E3010, span, name.text, "a payload")
        .suggest(isRecord ? "write `" + name.text + " { … }`" : "write `" + name.text + "(…)`");
    return errorExpr(span);
}

ExprId Checker::unknownCase(const ast::Name& name, TypeId expected) {
    const Type& to = type(expected);
    std::vector<std::string> names;
    std::string all;
    for (const core::Case& c : to.cases) {
        names.push_back(c.name);
        all += (all.empty() ? "" : ", ") + c.name;
    }
    sink_.report(Code::E3007, name.span, show(expected), name.text)
        .note("the cases are " + all)
        .suggest(didYouMean(name.text, names));
    return errorExpr(name.span);
}

/// `case({ … })`: the one argument is a block of the payload's own fields, and not of its first field's.
const ast::BlockExpr* Checker::wholePayload(const ast::CallExpr& call, TypeId payload) const {
    if (call.args.size() != 1 || call.args[0].name)
        return nullptr;
    const auto* node = std::get_if<ast::BlockExpr>(&tree()[call.args[0].value].node);
    if (node == nullptr)
        return nullptr;
    const std::vector<core::Field>& fields = type(payload).fields;
    auto isField = [&](const ast::Target& target) {
        return !target.steps.empty() && std::any_of(fields.begin(), fields.end(), [&](const core::Field& field) {
            return field.name == target.steps[0].name.text;
        });
    };
    for (ast::EntryId id : tree()[node->block].entries) {
        const ast::Entry& entry = tree()[id];
        const auto* assign = std::get_if<ast::AssignEntry>(&entry.node);
        const auto* amend = std::get_if<ast::AmendEntry>(&entry.node);
        if ((assign != nullptr && !isField(assign->target)) || (amend != nullptr && !isField(amend->target)))
            return nullptr;
    }
    return node;
}

ExprId Checker::caseCalled(const ast::CallExpr& call, TypeId expected, Span span) {
    const auto* ref = std::get_if<ast::NameRef>(&tree()[call.callee].node);
    if (ref == nullptr || kindOf(expected) != TypeKind::Variant)
        return {};
    int index = type(expected).caseIndex(ref->name.text);
    if (index < 0)
        return {};
    if (auto symbol = lookupSymbol(ref->name.text); symbol && symbols_[*symbol].kind == SymbolKind::Function) {
        sink_.report(Code::E2008, ref->name.span, ref->name.text, show(expected))
            .note(symbols_[*symbol].span, "the function is declared here");
        return errorExpr(span);
    }
    auto caseIndex = static_cast<uint32_t>(index);
    TypeId payload = type(expected).cases[caseIndex].payload;
    if (!payload.valid()) {
        sink_.report(Code::E3010, span, ref->name.text, "no payload");
        return errorExpr(span);
    }
    if (kindOf(payload) == TypeKind::Record) {
        if (const ast::BlockExpr* whole = wholePayload(call, payload))
            return make(span, expected, core::VariantExpr{caseIndex, checkBlock(whole->block, payload, span)});
        // `generated(32)`: the fields in order, or by name.
        PathTree paths;
        RecordState state = recordStart(payload, {}, span);
        for (size_t i = 0; i < call.args.size(); ++i) {
            const ast::Arg& arg = call.args[i];
            auto at = arg.name ? fieldIndex(payload, *arg.name) : std::optional<size_t>(i);
            if (!at)
                return errorExpr(span);
            if (*at >= state.fields.size()) {
                sink_.report(Code::E3015, span, ref->name.text, "too many arguments");
                return errorExpr(span);
            }
            TypeId fieldType = type(payload).fields[*at].type;
            state.fields[*at] = check(arg.value, fieldType);
        }
        return make(span, expected, core::VariantExpr{caseIndex, recordFinish(state, span, !incomplete_)});
    }
    if (call.args.size() != 1) {
        sink_.report(Code::E3015, span, ref->name.text, "it takes one argument");
        return errorExpr(span);
    }
    return make(span, expected, core::VariantExpr{caseIndex, check(call.args[0].value, payload)});
}

ExprId Checker::caseApplied(const ast::ApplyExpr& apply, TypeId expected, ExprId current, Span span) {
    const ast::Name& name = apply.callee.parts[0];
    int index = type(expected).caseIndex(name.text);
    if (index < 0)
        return {};
    auto caseIndex = static_cast<uint32_t>(index);
    TypeId payload = type(expected).cases[caseIndex].payload;
    if (!payload.valid()) {
        sink_.report(Code::E3010, name.span, name.text, "no payload");
        return errorExpr(span);
    }
    (void)current; // `=` replaces: what is not mentioned takes its declared default
    return make(span, expected, core::VariantExpr{caseIndex, checkBlock(apply.block, payload, span)});
}

ExprId Checker::checkApply(const ast::ApplyExpr& apply, TypeId expected, ExprId current, Span span) {
    const std::string name = apply.callee.text();
    if (kindOf(expected) == TypeKind::Variant && apply.callee.parts.size() == 1) {
        if (ExprId value = caseApplied(apply, expected, current, span); value.valid())
            return value;
        if (lookup(apply.callee.parts).kind == Found::Kind::nothing)
            return unknownCase(apply.callee.parts[0], expected);
    }
    if ((name == "on" || name == "off") && lookup(apply.callee.parts).kind == Found::Kind::nothing) {
        sink_.report(Code::E3019, span, show(expected));
        return errorExpr(span);
    }
    return coerce(inferApply(apply, span), expected, span);
}

ExprId Checker::inferApply(const ast::ApplyExpr& apply, Span span) {
    Found found = lookup(apply.callee.parts, true);
    bool isType = found.kind == Found::Kind::native ||
                  (found.kind == Found::Kind::symbol && symbols_[found.symbol].kind == SymbolKind::Type);
    if (!isType) {
        if (found.kind == Found::Kind::nothing)
            unknownName(apply.callee.parts[0]);
        else if (found.kind != Found::Kind::symbol || symbols_[found.symbol].kind != SymbolKind::Broken)
            sink_.report(Code::E2007, apply.callee.span, apply.callee.text(), "no type or case",
                         "what a block can be applied to");
        return errorExpr(span);
    }
    TypeId type = resolveName(apply.callee);
    if (kindOf(type) == TypeKind::Error)
        return errorExpr(span);
    return checkBlock(apply.block, type, span);
}

} // namespace stackc::sema
