#include "testing/expectation.h"
#include "testing/functions.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::testing {

Value Evaluator::truth(ast::ExprId id) {
    Value value = run(id);
    if (value.isFault())
        return value;
    if (value.kind == Value::Kind::Missing)
        return failed(id, value.why);
    return value.isData() && value.data->is_boolean()
               ? value
               : failed(id, fmt::format("this is {}, and no truth", shown(value)));
}

/// What is there where nothing is wanted: a list or an object, as others are shown where they are evaluated.
void Evaluator::showWhole(ast::ExprId id, const Value& value) {
    const auto* member = std::get_if<ast::MemberExpr>(&module_[id].node);
    if (value.isData() && value.data->is_structured())
        show(member != nullptr ? member->name.span.begin : module_[id].span.begin, value);
}

Value Evaluator::node(ast::ExprId id, const ast::UnaryExpr& expr) {
    if (expr.op == ast::UnaryOp::logicalNot) {
        Value holds = truth(expr.operand);
        return holds.isFault() ? holds : valueOf(*holds.data == false);
    }
    Value value = run(expr.operand);
    if (value.isData() && value.data->is_number_integer())
        return valueOf(-value.data->get<int64_t>());
    if (value.isData() && value.data->is_number())
        return valueOf(-value.data->get<double>());
    return value.isFault() ? value : failed(id, fmt::format("`-` takes a number, and there is {}", kindOf(value)));
}

/// `+ - * /` of whole numbers; `+` of lists and texts' lists too.
Value Evaluator::number(const ast::BinaryExpr& expr, const Value& a, const Value& b) const {
    bool areLists = a.isData() && b.isData() && a.data->is_array() && b.data->is_array();
    if (areLists && expr.op == ast::BinaryOp::add) {
        Json both = *a.data;
        Json seen = seenOf(a);
        both.insert(both.end(), b.data->begin(), b.data->end());
        seen.insert(seen.end(), seenOf(b).begin(), seenOf(b).end());
        return valueOf(std::move(both), std::move(seen));
    }
    for (const Value* one : {&a, &b})
        if (!one->isData() || !one->data->is_number_integer())
            return fault(fmt::format("a whole number is wanted, and there is {}", kindOf(*one)));
    auto left = a.data->get<int64_t>();
    auto right = b.data->get<int64_t>();
    int64_t result = 0;
    bool isTooLarge = false;
    switch (expr.op) {
    case ast::BinaryOp::add:
        isTooLarge = __builtin_add_overflow(left, right, &result);
        break;
    case ast::BinaryOp::sub:
        isTooLarge = __builtin_sub_overflow(left, right, &result);
        break;
    case ast::BinaryOp::mul:
        isTooLarge = __builtin_mul_overflow(left, right, &result);
        break;
    default:
        if (right == 0)
            return fault("this divides by 0");
        result = right == -1 ? -left : left / right;
        break;
    }
    return isTooLarge ? fault("this number is too large") : valueOf(result);
}

Value Evaluator::node(ast::ExprId, const ast::BinaryExpr& expr) {
    using ast::BinaryOp;
    if (expr.op == BinaryOp::logicalAnd || expr.op == BinaryOp::logicalOr) {
        Value left = truth(expr.lhs);
        if (left.isFault() || (*left.data == true) == (expr.op == BinaryOp::logicalOr))
            return left;
        return truth(expr.rhs);
    }
    Value left = run(expr.lhs);
    if (left.isFault())
        return left;
    if (expr.op == BinaryOp::coalesce)
        return left.isData() ? left : run(expr.rhs);
    bool withNone = std::holds_alternative<ast::NoneLit>(module_[standsFor(module_, case_, expr.rhs)].node);
    Value right = run(expr.rhs);
    if (right.isFault())
        return right;
    Value result;
    switch (expr.op) {
    case BinaryOp::eq:
    case BinaryOp::ne:
        if (withNone)
            showWhole(expr.lhs, left);
        result = withNone ? valueOf(!left.isData()) : equal(left, right);
        if (!result.isFault() && expr.op == BinaryOp::ne)
            result = valueOf(*result.data == false);
        break;
    case BinaryOp::lt:
    case BinaryOp::le:
    case BinaryOp::gt:
    case BinaryOp::ge: {
        Value order = ordered(left, right);
        if (order.isFault())
            return order;
        auto sign = order.data->get<int>();
        result = valueOf(expr.op == BinaryOp::lt   ? sign < 0
                         : expr.op == BinaryOp::le ? sign <= 0
                         : expr.op == BinaryOp::gt ? sign > 0
                                                   : sign >= 0);
        break;
    }
    default:
        result = number(expr, left, right);
        break;
    }
    show(expr.opSpan.begin, result);
    return result;
}

Value Evaluator::node(ast::ExprId id, const ast::IsExpr& expr) {
    if (expr.test != ast::IsExpr::Test::none)
        return failed(id, "an expectation asks `is none` alone");
    Value value = run(expr.operand);
    showWhole(expr.operand, value);
    return value.isFault() ? value : valueOf(!value.isData());
}

} // namespace stackc::testing
