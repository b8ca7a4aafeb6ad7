// Operators.
#include "sema/checker.h"

#include <array>

namespace stackc::sema {

using core::Op;

namespace {

std::string_view symbolOf(ast::BinaryOp op) {
    constexpr std::array<std::string_view, 13> names{"+",  "-", "*",  "/",   "==", "!=", "<",
                                                     "<=", ">", ">=", "and", "or", "??"};
    return names[static_cast<size_t>(op)];
}

bool isComparable(const Type& t) {
    return t.kind == TypeKind::Bool || t.kind == TypeKind::Int || core::isStringLike(t);
}

} // namespace

ExprId Checker::prim(Op op, std::vector<ExprId> args, TypeId type, Span span) {
    return make(span, type, core::PrimExpr{op, std::move(args)});
}

ExprId Checker::unary(const ast::UnaryExpr& node, Span span) {
    if (node.op == ast::UnaryOp::logicalNot)
        return prim(Op::Not, {condition(node.operand)}, program_.types.boolean(), span);
    const ast::Expr& operand = tree()[node.operand];
    if (const auto* literal = std::get_if<ast::IntLit>(&operand.node))
        return checkInt(-literal->value, program_.types.integer(), span);
    if (const auto* literal = std::get_if<ast::FloatLit>(&operand.node))
        return checkFloat("-" + literal->text, program_.types.floating(), span);
    ExprId value = infer(node.operand);
    if (isError(value))
        return value;
    if (kindOf(typeOf(value)) != TypeKind::Int) {
        sink_.report(Code::E3014, span, "-", show(typeOf(value)));
        return errorExpr(span);
    }
    return intResult(Op::Sub, integer(0, span), value, span);
}

ExprId Checker::binary(const ast::BinaryExpr& node, Span span, TypeId expected) {
    switch (node.op) {
    case ast::BinaryOp::logicalAnd:
    case ast::BinaryOp::logicalOr:
        return logical(node, span);
    case ast::BinaryOp::coalesce:
        return coalesce(node, span, expected);
    case ast::BinaryOp::add:
    case ast::BinaryOp::sub:
    case ast::BinaryOp::mul:
    case ast::BinaryOp::div:
        return arithmetic(node, span, expected);
    default:
        return comparison(node, span);
    }
}

void Checker::flatten(ast::ExprId id, ast::BinaryOp op, Op coreOp, std::vector<ExprId>& out) {
    const auto* node = std::get_if<ast::BinaryExpr>(&tree()[id].node);
    if (node == nullptr || node->op != op) {
        out.push_back(condition(id));
        return;
    }
    flatten(node->lhs, op, coreOp, out);
    flatten(node->rhs, op, coreOp, out);
}

ExprId Checker::logical(const ast::BinaryExpr& node, Span span) {
    Op op = node.op == ast::BinaryOp::logicalAnd ? Op::And : Op::Or;
    std::vector<ExprId> args;
    flatten(node.lhs, node.op, op, args);
    flatten(node.rhs, node.op, op, args);
    return prim(op, std::move(args), program_.types.boolean(), span);
}

ExprId Checker::comparison(const ast::BinaryExpr& node, Span span) {
    TypeId boolean = program_.types.boolean();
    bool isEquality = node.op == ast::BinaryOp::eq || node.op == ast::BinaryOp::ne;
    bool isNone = std::holds_alternative<ast::NoneLit>(tree()[node.rhs].node);
    if (isEquality && isNone) {
        ExprId operand = infer(node.lhs);
        if (isError(operand))
            return operand;
        if (kindOf(typeOf(operand)) != TypeKind::Optional) {
            sink_.report(Code::E3001, spanOf(operand), "an optional", show(typeOf(operand)));
            return errorExpr(span);
        }
        ExprId some = make(span, boolean, core::IsSome{operand});
        return node.op == ast::BinaryOp::ne ? some : prim(Op::Not, {some}, boolean, span);
    }
    // What stands beside a quantity without a type of its own, such as `10Gi`, is one.
    auto beside = [&](ExprId other) {
        bool isAmount = !isEquality && isQuantity(typeOf(other));
        return isAmount ? program_.types.domain(core::Domain::Quantity) : unrefined(typeOf(other));
    };
    ExprId lhs, rhs;
    if (inferable(node.lhs)) {
        lhs = infer(node.lhs);
        rhs = inferable(node.rhs) ? infer(node.rhs) : check(node.rhs, beside(lhs));
    } else {
        rhs = infer(node.rhs);
        lhs = check(node.lhs, beside(rhs));
    }
    if (isError(lhs) || isError(rhs) || reveals("a comparison", {lhs, rhs}, span))
        return errorExpr(span);
    auto offset = static_cast<uint8_t>(node.op) - static_cast<uint8_t>(ast::BinaryOp::eq);
    auto op = static_cast<Op>(static_cast<uint8_t>(Op::Eq) + offset);
    if (!isEquality && (isQuantity(typeOf(lhs)) || isQuantity(typeOf(rhs))))
        return comparedAmounts(op, asQuantity(node.lhs, lhs), asQuantity(node.rhs, rhs), span);
    const Type& a = type(typeOf(lhs));
    const Type& b = type(typeOf(rhs));
    bool sameKind = a.kind == b.kind || (core::isStringLike(a) && core::isStringLike(b));
    bool isNumber = a.kind == TypeKind::Int || a.kind == TypeKind::Float;
    if (!sameKind || (isEquality ? !isComparable(a) : !isNumber)) {
        auto report = sink_.report(Code::E3014, span, std::string(symbolOf(node.op)),
                                   show(typeOf(lhs)) + " and " + show(typeOf(rhs)));
        if (a.kind == TypeKind::Optional || b.kind == TypeKind::Optional)
            report.suggest("open the optional with `if let x = …` or give a value with `??`");
        else if (a.kind == TypeKind::Variant || b.kind == TypeKind::Variant)
            report.suggest("`x is case` tests the case of a variant");
        return errorExpr(span);
    }
    if (a.kind == TypeKind::Enum && b.kind != TypeKind::Enum)
        lhs = prim(Op::ToText, {lhs}, program_.types.string(), span);
    else if (b.kind == TypeKind::Enum && a.kind != TypeKind::Enum)
        rhs = prim(Op::ToText, {rhs}, program_.types.string(), span);
    for (ExprId* side : {&lhs, &rhs})
        if (kindOf(typeOf(*side)) == TypeKind::String)
            *side = coerce(*side, program_.types.string(), span);
    return prim(op, {lhs, rhs}, boolean, span);
}

bool Checker::isQuantity(TypeId id) const {
    const Type& t = type(id);
    return (t.kind == TypeKind::String && t.domain == core::Domain::Quantity) ||
           (t.kind == TypeKind::Native && nativeOf(id).shape == kube::Shape::Quantity);
}

/// An operand beside a quantity: a number or text that is written out is one, too.
ExprId Checker::asQuantity(ast::ExprId source, ExprId operand) {
    const auto& node = tree()[source].node;
    bool isWritten = std::holds_alternative<ast::IntLit>(node) || std::holds_alternative<ast::FloatLit>(node) ||
                     std::holds_alternative<ast::StringLit>(node);
    return isWritten ? check(source, program_.types.domain(core::Domain::Quantity)) : operand;
}

/// Quantities are ordered by the amounts that they stand for.
ExprId Checker::comparedAmounts(Op op, ExprId lhs, ExprId rhs, Span span) {
    std::vector<ExprId> amounts;
    for (ExprId side : {lhs, rhs}) {
        if (isError(side))
            return side;
        if (!isQuantity(typeOf(side))) {
            mismatch(program_.types.domain(core::Domain::Quantity), typeOf(side), spanOf(side));
            return errorExpr(span);
        }
        amounts.push_back(prim(Op::Amount, {side}, program_.types.floating(), spanOf(side)));
    }
    return prim(op, std::move(amounts), program_.types.boolean(), span);
}

ExprId Checker::coalesce(const ast::BinaryExpr& node, Span span, TypeId expected) {
    ExprId lhs = infer(node.lhs);
    if (isError(lhs))
        return lhs;
    TypeId from = typeOf(lhs);
    if (kindOf(from) != TypeKind::Optional) {
        sink_.report(Code::E3001, spanOf(lhs), "an optional", show(from))
            .suggest("the value is always there; leave `??` out");
        return errorExpr(span);
    }
    TypeId payload = type(from).element;
    bool isLiteral = isConstruction(node.rhs) && inferable(node.rhs);
    // A literal takes the payload's type, unless that would only narrow a string.
    bool takesPayload = isLiteral && kindOf(payload) != TypeKind::String && kindOf(payload) != TypeKind::Int;
    if (isLiteral && kindOf(payload) == TypeKind::String && expected.valid() && kindOf(expected) == TypeKind::String)
        takesPayload = fits(payload, expected) && !type(expected).pattern.empty();
    if (isNumberOrText(payload) && std::holds_alternative<ast::IntLit>(tree()[node.rhs].node))
        takesPayload = true;
    if (expected.valid() && kindOf(expected) != TypeKind::Error && !inferable(node.rhs)) {
        ExprId rhs = check(node.rhs, expected);
        return make(span, expected, core::Coalesce{lhs, rhs});
    }
    ExprId rhs = inferable(node.rhs) && !takesPayload ? infer(node.rhs) : check(node.rhs, payload);
    if (isError(rhs))
        return rhs;
    TypeId other = typeOf(rhs);
    TypeId result = join(kindOf(other) == TypeKind::Optional ? from : payload, typeOf(rhs));
    if (!result.valid()) {
        mismatch(payload, other, spanOf(rhs));
        return errorExpr(span);
    }
    TypeId whole = kindOf(result) == TypeKind::Optional ? result : program_.types.optional(result);
    return make(span, result, core::Coalesce{coerceHeld(lhs, whole, span), coerce(rhs, result, span)});
}

ExprId Checker::arithmetic(const ast::BinaryExpr& node, Span span, TypeId expected) {
    bool isAdd = node.op == ast::BinaryOp::add;
    if (isAdd && expected.valid() && isCollection(expected))
        return combine(check(node.lhs, expected), check(node.rhs, expected), expected, span);
    ExprId lhs, rhs;
    if (isAdd && !inferable(node.lhs)) {
        rhs = infer(node.rhs);
        lhs = check(node.lhs, typeOf(rhs));
    } else {
        lhs = infer(node.lhs);
        rhs = inferable(node.rhs) ? infer(node.rhs) : check(node.rhs, typeOf(lhs));
    }
    if (isError(lhs) || isError(rhs))
        return errorExpr(span);
    TypeId a = typeOf(lhs), b = typeOf(rhs);
    if (isAdd && isCollection(a) && isCollection(b)) {
        TypeId wider = join(a, b);
        if (wider.valid())
            return combine(lhs, rhs, wider, span);
    }
    if (kindOf(a) == TypeKind::Int && kindOf(b) == TypeKind::Int) {
        constexpr std::array ops{Op::Add, Op::Sub, Op::Mul, Op::Div};
        return intResult(ops[static_cast<size_t>(node.op)], lhs, rhs, span);
    }
    auto report = sink_.report(Code::E3014, span, std::string(symbolOf(node.op)), show(a) + " and " + show(b));
    if (isAdd && (core::isStringLike(type(a)) || core::isStringLike(type(b))))
        report.suggest("strings are joined by interpolation: \"\\(a)\\(b)\"");
    return errorExpr(span);
}

/// Lists append, maps unite (the right one wins): written as spreads.
ExprId Checker::combine(ExprId lhs, ExprId rhs, TypeId id, Span span) {
    if (isError(lhs) || isError(rhs))
        return errorExpr(span);
    auto spread = [](ExprId value, Span at) {
        core::Entry entry;
        entry.kind = core::EntryKind::Spread;
        entry.value = value;
        entry.span = at;
        return entry;
    };
    bool isList =
        kindOf(id) == TypeKind::List || (kindOf(id) == TypeKind::Native && nativeOf(id).shape == kube::Shape::List);
    std::vector<core::Entry> entries;
    for (ExprId side : {lhs, rhs}) {
        const auto* list = nodeAs<core::ListExpr>(side);
        if (isList && list != nullptr)
            entries.insert(entries.end(), list->items.begin(), list->items.end());
        else
            entries.push_back(spread(side, spanOf(side)));
    }
    if (isList)
        return make(span, id, core::ListExpr{std::move(entries)});
    return make(span, id, core::RecordExpr{{}, std::move(entries)});
}

} // namespace stackc::sema
