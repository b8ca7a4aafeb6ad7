#include "sema/expr/forms.h"

#include "sema/expr/builtins.h"
#include "sema/expr/case_names.h"
#include "sema/expr/names.h"
#include "sema/names/lookup.h"
#include "sema/names/probe.h"

namespace stackc::sema {

bool inferable(Checking& in, ast::ExprId id) {
    const ast::Expr& expr = in.tree()[standsFor(in, id)];
    const auto& node = expr.node;
    if (std::holds_alternative<ast::NoneLit>(node) || std::holds_alternative<ast::UnitLit>(node) ||
        std::holds_alternative<ast::BlockExpr>(node) || std::holds_alternative<ast::ErrorExpr>(node))
        return false;
    if (const auto* n = std::get_if<ast::NameRef>(&node))
        return isProbe(in, n->name) || lookup(in, {n->name}).kind != Found::Kind::nothing;
    if (const auto* n = std::get_if<ast::CallExpr>(&node)) {
        auto path = pathOf(in, n->callee);
        return path && (isProbe(in, (*path)[0]) || isBuiltinFunction((*path)[0].text) ||
                        lookup(in, *path, true).kind != Found::Kind::nothing);
    }
    if (const auto* n = std::get_if<ast::ApplyExpr>(&node)) {
        Found found = lookup(in, n->callee.parts, true);
        return found.kind == Found::Kind::native ||
               (found.kind == Found::Kind::symbol && in.symbols[found.symbol].kind == SymbolKind::Type);
    }
    if (const auto* n = std::get_if<ast::ListExpr>(&node)) {
        for (ast::ItemId item : n->items)
            if (const auto* value = std::get_if<ast::ValueItem>(&in.tree()[item].node))
                return inferable(in, value->value);
        return !n->items.empty();
    }
    if (const auto* n = std::get_if<ast::IfExpr>(&node))
        return inferable(in, n->then) || inferable(in, n->otherwise);
    if (const auto* n = std::get_if<ast::LetExpr>(&node))
        return inferable(in, n->body);
    if (const auto* n = std::get_if<ast::MatchExpr>(&node)) {
        for (const ast::MatchArm& arm : n->arms)
            if (inferable(in, arm.value) || std::holds_alternative<ast::NameRef>(in.tree()[arm.value].node))
                return true;
        return false;
    }
    if (const auto* n = std::get_if<ast::BinaryExpr>(&node); n && n->op == ast::BinaryOp::add)
        return inferable(in, n->lhs) || inferable(in, n->rhs);
    return true;
}

bool isConstruction(Checking& in, ast::ExprId id) {
    const auto& node = in.tree()[id].node;
    if (const auto* n = std::get_if<ast::UnaryExpr>(&node))
        return n->op == ast::UnaryOp::negate;
    return std::holds_alternative<ast::BlockExpr>(node) || std::holds_alternative<ast::ListExpr>(node) ||
           std::holds_alternative<ast::ApplyExpr>(node) || std::holds_alternative<ast::StringLit>(node) ||
           std::holds_alternative<ast::IntLit>(node) || std::holds_alternative<ast::FloatLit>(node) ||
           std::holds_alternative<ast::UnitLit>(node) || std::holds_alternative<ast::BoolLit>(node);
}

bool mayBeNone(Checking& in, ast::ExprId id) {
    const auto& node = in.tree()[id].node;
    if (std::holds_alternative<ast::NoneLit>(node))
        return true;
    if (const auto* n = std::get_if<ast::IfExpr>(&node))
        return mayBeNone(in, n->then) || mayBeNone(in, n->otherwise);
    if (const auto* n = std::get_if<ast::LetExpr>(&node))
        return mayBeNone(in, n->body);
    if (const auto* n = std::get_if<ast::MatchExpr>(&node))
        for (const ast::MatchArm& arm : n->arms)
            if (mayBeNone(in, arm.value))
                return true;
    return false;
}

} // namespace stackc::sema
