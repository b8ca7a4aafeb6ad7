#include "sema/expr/infer.h"

#include "sema/expr/blocks.h"
#include "sema/expr/calls.h"
#include "sema/expr/case_names.h"
#include "sema/expr/cases.h"
#include "sema/expr/forms.h"
#include "sema/expr/lists.h"
#include "sema/expr/literals.h"
#include "sema/expr/match.h"
#include "sema/expr/names.h"
#include "sema/expr/operators.h"
#include "sema/expr/optionals.h"
#include "sema/expr/unknown_name.h"
#include "sema/make.h"
#include "sema/names/lookup.h"
#include "sema/names/probe.h"
#include "sema/notes.h"
#include "sema/types/coerce.h"
#include "sema/types/form_hints.h"
#include "sema/types/kinds.h"
#include "support/stopping.h"

namespace stackc::sema {

namespace {

ExprId inferNode(Checking& in, const ast::Expr& expr);
ExprId checkNode(Checking& in, const ast::Expr& expr, ast::ExprId id, TypeId expected, ExprId current);
ExprId checkOptional(Checking& in, const ast::Expr& expr, ast::ExprId id, TypeId expected, ExprId current);

} // namespace

ExprId infer(Checking& in, ast::ExprId id) {
    if (!id.valid())
        return in.errorExpr({});
    support::mayStop();
    id = standsFor(in, id);
    const ast::Expr& expr = in.tree()[id];
    probeExpression(in, expr, {});
    ExprId value = inferNode(in, expr);
    in.program.exprs[value.value].type = asRead(in, in.typeOf(value));
    noteExpression(in, expr.span, in.typeOf(value), {});
    return value;
}

namespace {

ExprId inferNode(Checking& in, const ast::Expr& expr) {
    Span span = expr.span;
    if (std::holds_alternative<ast::ErrorExpr>(expr.node))
        return in.errorExpr(span);
    if (const auto* node = std::get_if<ast::NameRef>(&expr.node))
        return inferName(in, *node, span);
    if (const auto* node = std::get_if<ast::MemberExpr>(&expr.node))
        return inferMember(in, *node, span);
    if (const auto* node = std::get_if<ast::CallExpr>(&expr.node))
        return callExpr(in, *node, span, {});
    if (const auto* node = std::get_if<ast::ApplyExpr>(&expr.node))
        return inferApply(in, *node, span);
    if (const auto* node = std::get_if<ast::ListExpr>(&expr.node))
        return inferList(in, *node, span);
    if (const auto* node = std::get_if<ast::MatchExpr>(&expr.node))
        return matchExpr(in, *node, span, {}, {});
    if (const auto* node = std::get_if<ast::IfExpr>(&expr.node))
        return ifExpr(in, *node, span, {}, {});
    if (const auto* node = std::get_if<ast::LetExpr>(&expr.node))
        return letExpr(in, *node, span, {}, {});
    if (const auto* node = std::get_if<ast::UnaryExpr>(&expr.node))
        return unaryExpr(in, *node, span);
    if (const auto* node = std::get_if<ast::BinaryExpr>(&expr.node))
        return binaryExpr(in, *node, span, {});
    if (const auto* node = std::get_if<ast::IsExpr>(&expr.node))
        return isExpr(in, *node, span);
    if (std::holds_alternative<ast::IndexExpr>(expr.node)) {
        in.sink.report(Code::E1023, span)
            .suggest(
                "`for x in list if …` walks a list, and `first(list)` is what it begins with; what a map surely has "
                "under a key is `map.key`");
        return in.errorExpr(span);
    }
    return inferLiteral(in, expr);
}

} // namespace

ExprId check(Checking& in, ast::ExprId id, TypeId expected, ExprId current) {
    if (!id.valid())
        return in.errorExpr({});
    support::mayStop();
    id = standsFor(in, id);
    const ast::Expr& expr = in.tree()[id];
    if (in.kindOf(expected) == TypeKind::Error) {
        const size_t before = in.sink.diagnostics().size();
        const ExprId value = inferable(in, id) ? infer(in, id) : in.errorExpr(expr.span);
        // A component in use may stand for what it contributes, if that is wanted.
        in.sink.takeBack(before, [](const diag::Diagnostic& found) { return found.code == Code::E2016; });
        return value;
    }
    probeExpression(in, expr, expected);
    ExprId value = checkNode(in, expr, id, expected, current);
    noteExpression(in, expr.span, in.typeOf(value), expected);
    return value;
}

namespace {

/// Reports a name that nothing declares where a text is wanted, which is meant perhaps; nothing for all else.
ExprId unquoted(Checking& in, const ast::Expr& expr, TypeId expected) {
    const auto* node = std::get_if<ast::NameRef>(&expr.node);
    bool isText = in.kindOf(expected) == TypeKind::String ||
                  (in.kindOf(expected) == TypeKind::Native && in.nativeOf(expected).shape == kube::Shape::String);
    const bool isRecord = in.kindOf(expected) == TypeKind::Record;
    if (node == nullptr || !(isText || isRecord) || isProbe(in, node->name) ||
        lookup(in, {node->name}).kind != Found::Kind::nothing)
        return {};
    const std::string& text = node->name.text;
    unknownName(in, {node->name}, Wanted::Value,
                isText ? "a text stands in quotes: `\"" + text + "\"`" : plainTextHint(in, text, expected));
    return in.errorExpr(expr.span);
}

/// What is for `none` where something must be there.
std::string insteadOfNone(const Checking& in, TypeId expected) {
    switch (in.kindOf(expected)) {
    case TypeKind::List:
        return "an empty list says that there is nothing: `[]`";
    case TypeKind::Map:
        return "an empty map says that there is nothing: `{}`";
    case TypeKind::Native:
    case TypeKind::Data:
    case TypeKind::Partial:
        return "";
    default:
        const bool isUnnamed = in.type(expected).name.empty() && in.kindOf(expected) == TypeKind::Record;
        return "a field that may be missing has a `?` behind its type, `" + (isUnnamed ? "{ … }" : in.show(expected)) +
               "?`; an entry of a list or map is left out: `[if a: x]`, `{ if a { k = x } }`";
    }
}

/// Is it the name of a backend, or of a component in use, where a list of them is wanted?
bool isOneBackend(Checking& in, const ast::Expr& expr, TypeId expected) {
    const auto* node = std::get_if<ast::NameRef>(&expr.node);
    if (node == nullptr || in.kindOf(expected) != TypeKind::List || in.type(expected).element != in.memo.backend ||
        !in.memo.backend.valid())
        return false;
    if (contributionOf(in, node->name, expr.span).valid())
        return true;
    auto symbol = lookupLocal(in, node->name.text) == nullptr ? lookupSymbol(in, node->name.text) : std::nullopt;
    return symbol && in.symbols[*symbol].kind == SymbolKind::Backend;
}

ExprId checkNode(Checking& in, const ast::Expr& expr, ast::ExprId id, TypeId expected, ExprId current) {
    Span span = expr.span;
    if (const auto* node = std::get_if<ast::MatchExpr>(&expr.node))
        return matchExpr(in, *node, span, expected, current);
    if (const auto* node = std::get_if<ast::IfExpr>(&expr.node))
        return ifExpr(in, *node, span, expected, current);
    if (const auto* node = std::get_if<ast::LetExpr>(&expr.node))
        return letExpr(in, *node, span, expected, current);
    if (in.kindOf(expected) == TypeKind::Optional)
        return checkOptional(in, expr, id, expected, current);
    if (std::holds_alternative<ast::NoneLit>(expr.node)) {
        in.sink.report(Code::E3019, span, in.show(expected)).suggest(insteadOfNone(in, expected));
        return in.errorExpr(span);
    }
    if (const auto* node = std::get_if<ast::IntLit>(&expr.node))
        return checkInt(in, node->value, expected, span);
    if (const auto* node = std::get_if<ast::FloatLit>(&expr.node))
        return checkFloat(in, node->text, expected, span);
    if (const auto* node = std::get_if<ast::UnitLit>(&expr.node))
        return checkUnit(in, node->text, expected, span);
    if (const auto* node = std::get_if<ast::StringLit>(&expr.node); node != nullptr && node->isPlainText())
        return checkText(in, node->plainText(), expected, span);
    if (const auto* node = std::get_if<ast::BlockExpr>(&expr.node))
        return checkBlock(in, node->block, expected, span);
    if (const auto* node = std::get_if<ast::ListExpr>(&expr.node))
        return checkList(in, *node, expected, span);
    if (const auto* node = std::get_if<ast::ApplyExpr>(&expr.node))
        return checkApply(in, *node, expected, current, span);
    if (const auto* node = std::get_if<ast::BinaryExpr>(&expr.node))
        return coerce(in, binaryExpr(in, *node, span, expected), expected, span);
    if (const auto* node = std::get_if<ast::UnaryExpr>(&expr.node); node && node->op == ast::UnaryOp::negate) {
        const ast::Expr& operand = in.tree()[node->operand];
        if (const auto* literal = std::get_if<ast::IntLit>(&operand.node))
            return checkInt(in, -literal->value, expected, span);
        if (const auto* literal = std::get_if<ast::FloatLit>(&operand.node))
            return checkFloat(in, "-" + literal->text, expected, span);
    }
    if (const auto* node = std::get_if<ast::NameRef>(&expr.node)) {
        if (ExprId value = caseByName(in, node->name, expected, span); value.valid())
            return value;
        if (expected == in.memo.backend) {
            if (ExprId value = contributionOf(in, node->name, span); value.valid())
                return value;
            ExprId value = infer(in, id);
            if (!contributesNothing(in, value))
                return coerce(in, value, expected, span);
            in.sink.report(Code::E3001, span, "`Backend`", "`" + node->name.text + "`, which contributes nothing")
                .suggest("a component has a `contribution { … }` for the services that use it");
            return in.errorExpr(span);
        }
    }
    if (isOneBackend(in, expr, expected)) {
        in.sink.report(Code::E3001, span, "`" + in.show(expected) + "`", in.show(in.type(expected).element))
            .suggest(fmt::format("a list has one, too: `[{}]`", in.sources.text(span)));
        return in.errorExpr(span);
    }
    if (ExprId value = unquoted(in, expr, expected); value.valid())
        return value;
    if (const auto* node = std::get_if<ast::CallExpr>(&expr.node)) {
        if (ExprId value = caseCalled(in, *node, expected, span); value.valid())
            return value;
        return coerce(in, callExpr(in, *node, span, expected), expected, span);
    }
    return coerce(in, infer(in, id), expected, span);
}

ExprId checkOptional(Checking& in, const ast::Expr& expr, ast::ExprId id, TypeId expected, ExprId current) {
    TypeId element = in.type(expected).element;
    Span span = expr.span;
    if (std::holds_alternative<ast::NoneLit>(expr.node))
        return noneValue(in, expected, current, span);
    if (const auto* node = std::get_if<ast::NameRef>(&expr.node)) {
        const std::string& name = node->name.text;
        if ((name == "on" || name == "off") && lookupLocal(in, name) == nullptr && !lookupSymbol(in, name))
            return presetName(in, name == "on", expected, current, span);
        if (ExprId value = caseByName(in, node->name, element, span); value.valid())
            return in.isError(value) ? value : in.make(span, expected, core::OptionalLit{true, value});
    }
    if (const auto* node = std::get_if<ast::ApplyExpr>(&expr.node)) {
        const std::string name = node->callee.text();
        if (name == "on" || name == "off")
            return preset(in, *node, expected, current, span);
    }
    if (std::holds_alternative<ast::BoolLit>(expr.node) && in.kindOf(element) == TypeKind::Record) {
        mismatch(in, expected, in.program.types.boolean(), span);
        return in.errorExpr(span);
    }
    if (isConstruction(in, id)) {
        ExprId value = checkNode(in, expr, id, element, currentPayload(in, current, span));
        if (in.isError(value))
            return value;
        if (const std::string* text = literalText(in, value); text != nullptr && text->empty())
            in.sink.report(Code::E3006, span, "\"\"", "the value of an optional")
                .suggest("`none` says that there is none");
        return in.make(span, expected, core::OptionalLit{true, value});
    }
    if (const auto* node = std::get_if<ast::BinaryExpr>(&expr.node))
        return coerce(in, binaryExpr(in, *node, span, expected), expected, span);
    if (const auto* node = std::get_if<ast::CallExpr>(&expr.node))
        if (ExprId value = caseCalled(in, *node, element, span); value.valid())
            return in.isError(value) ? value : in.make(span, expected, core::OptionalLit{true, value});
    if (ExprId value = unquoted(in, expr, element); value.valid())
        return value;
    return coerce(in, infer(in, id), expected, span);
}

} // namespace

} // namespace stackc::sema
