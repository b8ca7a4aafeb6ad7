// Expressions: `infer` finds a type, `check` works towards an expected one.
#include "sema/checker.h"

namespace stackc::sema {

ExprId Checker::make(Span span, TypeId type, core::ExprNode node) {
    program_.exprs.push_back({span, type, std::move(node)});
    return ExprId{static_cast<uint32_t>(program_.exprs.size() - 1)};
}

ExprId Checker::errorExpr(Span span) { return make(span, program_.types.error(), core::ErrorExpr{}); }

VarId Checker::newVar(std::string name, TypeId type) {
    program_.vars.push_back({std::move(name), type});
    return VarId{static_cast<uint32_t>(program_.vars.size() - 1)};
}

ExprId Checker::varRef(VarId var, Span span) { return make(span, program_[var].type, core::VarRef{var}); }

void Checker::bind(const std::string& name, VarId var, Span span) { env_.locals.push_back({name, varRef(var, span)}); }

void Checker::bindLet(const ast::Name& name, ExprId value) {
    lets_.try_emplace(name.span, false);
    env_.locals.push_back({name.text, value, {}, name.span});
}

ExprId Checker::field(ExprId base, const std::string& name, TypeId type, Span span) {
    return make(span, type, core::FieldAccess{base, name});
}

ExprId Checker::infer(ast::ExprId id) {
    if (!id.valid())
        return errorExpr({});
    const ast::Expr& expr = tree()[id];
    Span span = expr.span;
    if (std::holds_alternative<ast::ErrorExpr>(expr.node))
        return errorExpr(span);
    if (const auto* node = std::get_if<ast::NameRef>(&expr.node))
        return inferName(*node, span);
    if (const auto* node = std::get_if<ast::MemberExpr>(&expr.node))
        return inferMember(*node, span);
    if (const auto* node = std::get_if<ast::CallExpr>(&expr.node))
        return call(*node, span, {});
    if (const auto* node = std::get_if<ast::ApplyExpr>(&expr.node))
        return inferApply(*node, span);
    if (const auto* node = std::get_if<ast::ListExpr>(&expr.node))
        return inferList(*node, span);
    if (const auto* node = std::get_if<ast::MatchExpr>(&expr.node))
        return matchExpr(*node, span, {}, {});
    if (const auto* node = std::get_if<ast::IfExpr>(&expr.node))
        return ifExpr(*node, span, {}, {});
    if (const auto* node = std::get_if<ast::LetExpr>(&expr.node))
        return letExpr(*node, span, {}, {});
    if (const auto* node = std::get_if<ast::UnaryExpr>(&expr.node))
        return unary(*node, span);
    if (const auto* node = std::get_if<ast::BinaryExpr>(&expr.node))
        return binary(*node, span, {});
    if (const auto* node = std::get_if<ast::IsExpr>(&expr.node))
        return isExpr(*node, span);
    return inferLiteral(expr);
}

ExprId Checker::check(ast::ExprId id, TypeId expected, ExprId current) {
    if (!id.valid())
        return errorExpr({});
    const ast::Expr& expr = tree()[id];
    if (kindOf(expected) == TypeKind::Error)
        return inferable(id) ? infer(id) : errorExpr(expr.span);
    return checkNode(expr, id, expected, current);
}

ExprId Checker::checkNode(const ast::Expr& expr, ast::ExprId id, TypeId expected, ExprId current) {
    Span span = expr.span;
    if (const auto* node = std::get_if<ast::MatchExpr>(&expr.node))
        return matchExpr(*node, span, expected, current);
    if (const auto* node = std::get_if<ast::IfExpr>(&expr.node))
        return ifExpr(*node, span, expected, current);
    if (const auto* node = std::get_if<ast::LetExpr>(&expr.node))
        return letExpr(*node, span, expected, current);
    if (kindOf(expected) == TypeKind::Optional)
        return checkOptional(expr, id, expected, current);
    if (std::holds_alternative<ast::NoneLit>(expr.node)) {
        sink_.report(Code::E3019, span, show(expected));
        return errorExpr(span);
    }
    if (const auto* node = std::get_if<ast::IntLit>(&expr.node))
        return checkInt(node->value, expected, span);
    if (const auto* node = std::get_if<ast::FloatLit>(&expr.node))
        return checkFloat(node->text, expected, span);
    if (const auto* node = std::get_if<ast::UnitLit>(&expr.node))
        return checkUnit(node->text, expected, span);
    if (const auto* node = std::get_if<ast::StringLit>(&expr.node); node != nullptr && node->isPlainText())
        return checkText(node->plainText(), expected, span);
    if (const auto* node = std::get_if<ast::BlockExpr>(&expr.node))
        return checkBlock(node->block, expected, span);
    if (const auto* node = std::get_if<ast::ListExpr>(&expr.node))
        return checkList(*node, expected, span);
    if (const auto* node = std::get_if<ast::ApplyExpr>(&expr.node))
        return checkApply(*node, expected, current, span);
    if (const auto* node = std::get_if<ast::BinaryExpr>(&expr.node))
        return coerce(binary(*node, span, expected), expected, span);
    if (const auto* node = std::get_if<ast::UnaryExpr>(&expr.node); node && node->op == ast::UnaryOp::negate) {
        const ast::Expr& operand = tree()[node->operand];
        if (const auto* literal = std::get_if<ast::IntLit>(&operand.node))
            return checkInt(-literal->value, expected, span);
        if (const auto* literal = std::get_if<ast::FloatLit>(&operand.node))
            return checkFloat("-" + literal->text, expected, span);
    }
    if (const auto* node = std::get_if<ast::NameRef>(&expr.node)) {
        if (ExprId value = caseByName(node->name, expected, span); value.valid())
            return value;
        if (expected == backend_)
            if (ExprId value = contributionOf(node->name, span); value.valid())
                return value;
    }
    if (const auto* node = std::get_if<ast::CallExpr>(&expr.node)) {
        if (ExprId value = caseCalled(*node, expected, span); value.valid())
            return value;
        return coerce(call(*node, span, expected), expected, span);
    }
    return coerce(infer(id), expected, span);
}

ExprId Checker::checkOptional(const ast::Expr& expr, ast::ExprId id, TypeId expected, ExprId current) {
    TypeId element = type(expected).element;
    Span span = expr.span;
    if (std::holds_alternative<ast::NoneLit>(expr.node))
        return noneValue(expected, current, span);
    if (const auto* node = std::get_if<ast::NameRef>(&expr.node)) {
        const std::string& name = node->name.text;
        if ((name == "on" || name == "off") && lookupLocal(name) == nullptr && !lookupSymbol(name))
            return presetName(name == "on", expected, current, span);
        if (ExprId value = caseByName(node->name, element, span); value.valid())
            return isError(value) ? value : make(span, expected, core::OptionalLit{true, value});
    }
    if (const auto* node = std::get_if<ast::ApplyExpr>(&expr.node)) {
        const std::string name = node->callee.text();
        if (name == "on" || name == "off")
            return preset(*node, expected, current, span);
    }
    if (isConstruction(id)) {
        ExprId value = checkNode(expr, id, element, currentPayload(current, span));
        if (isError(value))
            return value;
        if (const std::string* text = literalText(value); text != nullptr && text->empty())
            sink_.report(Code::E3006, span, "\"\"", "the value of an optional")
                .suggest("`none` says that there is none");
        return make(span, expected, core::OptionalLit{true, value});
    }
    if (const auto* node = std::get_if<ast::BinaryExpr>(&expr.node))
        return coerce(binary(*node, span, expected), expected, span);
    if (const auto* node = std::get_if<ast::CallExpr>(&expr.node))
        if (ExprId value = caseCalled(*node, element, span); value.valid())
            return isError(value) ? value : make(span, expected, core::OptionalLit{true, value});
    return coerce(infer(id), expected, span);
}

/// Does an expression show its type by itself?
bool Checker::inferable(ast::ExprId id) {
    const ast::Expr& expr = tree()[id];
    const auto& node = expr.node;
    if (std::holds_alternative<ast::NoneLit>(node) || std::holds_alternative<ast::UnitLit>(node) ||
        std::holds_alternative<ast::BlockExpr>(node) || std::holds_alternative<ast::ErrorExpr>(node))
        return false;
    if (const auto* n = std::get_if<ast::NameRef>(&node))
        return lookup({n->name}).kind != Found::Kind::nothing;
    if (const auto* n = std::get_if<ast::CallExpr>(&node)) {
        auto path = pathOf(n->callee);
        return path && (isBuiltinFunction((*path)[0].text) || lookup(*path, true).kind != Found::Kind::nothing);
    }
    if (const auto* n = std::get_if<ast::ApplyExpr>(&node)) {
        Found found = lookup(n->callee.parts, true);
        return found.kind == Found::Kind::native ||
               (found.kind == Found::Kind::symbol && symbols_[found.symbol].kind == SymbolKind::Type);
    }
    if (const auto* n = std::get_if<ast::ListExpr>(&node)) {
        for (ast::ItemId item : n->items)
            if (const auto* value = std::get_if<ast::ValueItem>(&tree()[item].node))
                return inferable(value->value);
        return !n->items.empty();
    }
    if (const auto* n = std::get_if<ast::IfExpr>(&node))
        return inferable(n->then) || inferable(n->otherwise);
    if (const auto* n = std::get_if<ast::LetExpr>(&node))
        return inferable(n->body);
    if (const auto* n = std::get_if<ast::MatchExpr>(&node)) {
        for (const ast::MatchArm& arm : n->arms)
            if (inferable(arm.value) || std::holds_alternative<ast::NameRef>(tree()[arm.value].node))
                return true;
        return false;
    }
    if (const auto* n = std::get_if<ast::BinaryExpr>(&node); n && n->op == ast::BinaryOp::add)
        return inferable(n->lhs) || inferable(n->rhs);
    return true;
}

/// Is it written out (and not computed), so that an optional of it is surely there?
bool Checker::isConstruction(ast::ExprId id) {
    const auto& node = tree()[id].node;
    if (const auto* n = std::get_if<ast::UnaryExpr>(&node))
        return n->op == ast::UnaryOp::negate;
    return std::holds_alternative<ast::BlockExpr>(node) || std::holds_alternative<ast::ListExpr>(node) ||
           std::holds_alternative<ast::ApplyExpr>(node) || std::holds_alternative<ast::StringLit>(node) ||
           std::holds_alternative<ast::IntLit>(node) || std::holds_alternative<ast::FloatLit>(node) ||
           std::holds_alternative<ast::UnitLit>(node) || std::holds_alternative<ast::BoolLit>(node);
}

/// Has an alternative of an `if` or `match` the form `none`?
bool Checker::mayBeNone(ast::ExprId id) {
    const auto& node = tree()[id].node;
    if (std::holds_alternative<ast::NoneLit>(node))
        return true;
    if (const auto* n = std::get_if<ast::IfExpr>(&node))
        return mayBeNone(n->then) || mayBeNone(n->otherwise);
    if (const auto* n = std::get_if<ast::LetExpr>(&node))
        return mayBeNone(n->body);
    if (const auto* n = std::get_if<ast::MatchExpr>(&node))
        for (const ast::MatchArm& arm : n->arms)
            if (mayBeNone(arm.value))
                return true;
    return false;
}

} // namespace stackc::sema
