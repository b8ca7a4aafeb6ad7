#include "syntax/builder.h"

namespace stackc::syntax {

namespace {

constexpr std::size_t kMaxOperators = 200;

enum Level : int { kAny, kOr, kAnd, kNot, kCompare, kCoalesce, kSum, kProduct, kNegate };

struct OperatorInfo {
    Level level{};
    BinaryOp op{};
};

OperatorInfo infoOf(std::size_t tokenType) {
    using P = StackParser;
    switch (tokenType) {
    case P::OR:
        return {kOr, BinaryOp::logicalOr};
    case P::AND:
        return {kAnd, BinaryOp::logicalAnd};
    case P::EQ:
        return {kCompare, BinaryOp::eq};
    case P::NE:
        return {kCompare, BinaryOp::ne};
    case P::LT:
        return {kCompare, BinaryOp::lt};
    case P::LE:
        return {kCompare, BinaryOp::le};
    case P::GT:
        return {kCompare, BinaryOp::gt};
    case P::GE:
        return {kCompare, BinaryOp::ge};
    case P::COALESCE:
        return {kCoalesce, BinaryOp::coalesce};
    case P::PLUS:
        return {kSum, BinaryOp::add};
    case P::MINUS:
        return {kSum, BinaryOp::sub};
    case P::STAR:
        return {kProduct, BinaryOp::mul};
    case P::SLASH:
        return {kProduct, BinaryOp::div};
    default:
        return {kCompare, BinaryOp::eq}; // `is`
    }
}

} // namespace

/// The flat list `operand operation*` while precedence is applied.
struct Builder::Operators {
    std::vector<P::OperandContext*> operands;
    std::vector<P::OperationContext*> operations;
    std::size_t operand = 0;
    /// Prefix operators of the current operand that are already taken.
    std::size_t prefix = 0;
    std::size_t operation = 0;
};

ExprId Builder::expr(P::ExprContext* context) {
    auto operations = context->operation();
    P::OperandContext* first = context->operand();
    if (operations.empty() && first->start == first->atom()->start)
        return operand(first);
    if (operations.size() + (first->atom()->start->getTokenIndex() - first->start->getTokenIndex()) > kMaxOperators) {
        sink_.report(diag::Code::E1011, spanOf(context->stop), kMaxOperators);
        return add(spanOf(context), ErrorExpr{});
    }
    Operators operators{{first}, std::move(operations)};
    for (auto* operation : operators.operations) {
        if (operation->operand() != nullptr)
            operators.operands.push_back(operation->operand());
    }
    return climb(operators, kAny);
}

ExprId Builder::operandAt(Operators& operators, int minimum) {
    P::OperandContext* context = operators.operands[operators.operand];
    std::size_t prefixes = context->atom()->start->getTokenIndex() - context->start->getTokenIndex();
    if (operators.prefix == prefixes) {
        ++operators.operand;
        operators.prefix = 0;
        return operand(context);
    }
    auto* node = static_cast<antlr4::tree::TerminalNode*>(context->children[operators.prefix++]);
    Span span = spanOf(node);
    bool negate = node->getSymbol()->getType() == P::MINUS;
    if (!negate && minimum > kNot) {
        sink_.report(diag::Code::E1016, span, "`not` behind an operator").suggest("put it in parentheses: `(not x)`");
    }
    ExprId inner = climb(operators, negate ? kNegate : kNot);
    return add(span.to(module_[inner].span), UnaryExpr{negate ? UnaryOp::negate : UnaryOp::logicalNot, inner});
}

ExprId Builder::climb(Operators& operators, int minimum) {
    ExprId lhs = operandAt(operators, minimum);
    bool compared = false;
    while (operators.operation < operators.operations.size()) {
        std::size_t at = operators.operation;
        int level = infoOf(operators.operations[at]->start->getType()).level;
        if (level < minimum)
            break;
        if (level == kCompare) {
            if (compared) {
                sink_.report(diag::Code::E1013, spanOf(operators.operations[at]->start))
                    .suggest("join two comparisons with `and`");
            }
            compared = true;
        }
        ++operators.operation;
        lhs = combine(operators, lhs, at, level);
    }
    return lhs;
}

ExprId Builder::combine(Operators& operators, ExprId lhs, std::size_t at, int level) {
    P::OperationContext* context = operators.operations[at];
    Span opSpan = spanOf(context->start);
    Span left = module_[lhs].span;
    if (context->IS() != nullptr) {
        Name word = name(context->stop);
        auto test = context->NONE() != nullptr ? IsExpr::Test::none : IsExpr::Test::caseName;
        if (word.text == "set")
            test = IsExpr::Test::set;
        Span span = left.to(word.span);
        return add(span, IsExpr{lhs, test, std::move(word)});
    }
    ExprId rhs = climb(operators, level == kCoalesce ? level : level + 1);
    BinaryOp op = infoOf(context->start->getType()).op;
    return add(left.to(module_[rhs].span), BinaryExpr{op, lhs, rhs, opSpan});
}

} // namespace stackc::syntax
