#include "syntax/builder.h"

namespace stackc::syntax {

namespace {

constexpr std::size_t kMaxOperators = 200;

enum Level : int { kAny, kOr, kAnd, kNot, kCompare, kCoalesce, kSum, kProduct, kNegate };

struct OperatorInfo {
    Level level{};
    BinaryOp op{};
};

OperatorInfo infoOf(TokenKind kind) {
    using T = TokenKind;
    switch (kind) {
    case T::OR:
        return {kOr, BinaryOp::logicalOr};
    case T::AND:
        return {kAnd, BinaryOp::logicalAnd};
    case T::EQ:
        return {kCompare, BinaryOp::eq};
    case T::NE:
        return {kCompare, BinaryOp::ne};
    case T::LT:
        return {kCompare, BinaryOp::lt};
    case T::LE:
        return {kCompare, BinaryOp::le};
    case T::GT:
        return {kCompare, BinaryOp::gt};
    case T::GE:
        return {kCompare, BinaryOp::ge};
    case T::COALESCE:
        return {kCoalesce, BinaryOp::coalesce};
    case T::PLUS:
        return {kSum, BinaryOp::add};
    case T::MINUS:
        return {kSum, BinaryOp::sub};
    case T::STAR:
        return {kProduct, BinaryOp::mul};
    case T::SLASH:
        return {kProduct, BinaryOp::div};
    default:
        return {kCompare, BinaryOp::eq}; // `is`
    }
}

} // namespace

/// How many `not` and `-` stand before the atom of an operand.
std::size_t Builder::prefixesOf(TreeNode operand) { return operand.child(R::atom).firstIndex() - operand.firstIndex(); }

/// The flat list `operand operation*` while precedence is applied.
struct Builder::Operators {
    std::vector<TreeNode> operands;
    std::vector<TreeNode> operations;
    std::size_t operand = 0;
    /// Prefix operators of the current operand that are already taken.
    std::size_t prefix = 0;
    std::size_t operation = 0;
};

ExprId Builder::expr(TreeNode context) {
    auto operations = context.children(R::operation);
    TreeNode first = context.child(R::operand);
    std::size_t prefixes = prefixesOf(first);
    if (operations.empty() && prefixes == 0)
        return operand(first);
    if (operations.size() + prefixes > kMaxOperators) {
        const Token& beyond = prefixes > kMaxOperators ? input_.tokens[first.firstIndex() + kMaxOperators]
                                                       : operations[kMaxOperators - prefixes].firstToken();
        sink_.report(diag::Code::E1011, spanOf(beyond), kMaxOperators);
        return add(spanOf(context), ErrorExpr{});
    }
    Operators operators{{first}, std::move(operations)};
    for (TreeNode operation : operators.operations) {
        if (operation.child(R::operand))
            operators.operands.push_back(operation.child(R::operand));
    }
    return climb(operators, kAny);
}

ExprId Builder::operandAt(Operators& operators, int minimum) {
    TreeNode context = operators.operands[operators.operand];
    std::size_t prefixes = prefixesOf(context);
    if (operators.prefix == prefixes) {
        ++operators.operand;
        operators.prefix = 0;
        return operand(context);
    }
    const Token& sign = input_.tokens[context.firstIndex() + operators.prefix++];
    Span span = spanOf(sign);
    bool negate = sign.kind == T::MINUS;
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
        int level = infoOf(operators.operations[at].firstToken().kind).level;
        if (level < minimum)
            break;
        bool chained = compared && level == kCompare;
        if (chained) {
            sink_.report(diag::Code::E1013, spanOf(operators.operations[at].firstToken()))
                .suggest("join two comparisons with `and`");
        }
        compared = compared || level == kCompare;
        ++operators.operation;
        lhs = combine(operators, lhs, at, level);
        if (chained)
            lhs = add(module_[lhs].span, ErrorExpr{});
    }
    return lhs;
}

ExprId Builder::combine(Operators& operators, ExprId lhs, std::size_t at, int level) {
    TreeNode context = operators.operations[at];
    Span opSpan = spanOf(context.firstToken());
    Span left = module_[lhs].span;
    if (context.has(T::IS)) {
        Name word = name(context.lastToken());
        auto test = context.has(T::NONE) ? IsExpr::Test::none : IsExpr::Test::caseName;
        if (word.text == "set")
            test = IsExpr::Test::set;
        Span span = left.to(word.span);
        return add(span, IsExpr{lhs, test, std::move(word)});
    }
    ExprId rhs = climb(operators, level == kCoalesce ? level : level + 1);
    BinaryOp op = infoOf(context.firstToken().kind).op;
    return add(left.to(module_[rhs].span), BinaryExpr{op, lhs, rhs, opSpan});
}

} // namespace stackc::syntax
