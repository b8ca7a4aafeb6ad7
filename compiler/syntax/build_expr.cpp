#include <algorithm>
#include <charconv>

#include "syntax/builder.h"
#include "text/numbers.h"

namespace stackc::syntax {

namespace {

constexpr std::int64_t kMaxInt = text::maxSafeInteger;
// Chains nest in the AST; what walks it is recursive.
constexpr std::size_t kMaxChain = 200;

} // namespace

ExprId Builder::add(Span span, decltype(Expr::node) node) { return module_.add(Expr{span, std::move(node)}); }

ExprId Builder::value(TreeNode context) {
    if (context.child(R::expr))
        return plainValue(context);
    Span span = spanOf(context);
    auto values = context.children(R::value);
    if (context.has(T::IF))
        return ifValue(span, context.child(R::cond), values);
    ExprId bound = value(values[0]);
    return add(span, LetExpr{name(context.child(R::name)), bound, value(values[1])});
}

ExprId Builder::ifValue(Span span, TreeNode condition, const std::vector<TreeNode>& values) {
    Cond test = cond(condition);
    ExprId then = value(values[0]);
    return add(span, IfExpr{std::move(test), then, value(values[1])});
}

ExprId Builder::plainValue(TreeNode context) {
    ExprId result = expr(context.child(R::expr));
    if (!context.child(R::block))
        return result;
    Path callee;
    if (!asPath(result, callee)) {
        Span brace = spanOf(context.child(R::block).firstToken());
        sink_.report(diag::Code::E1016, brace, "a block after this expression")
            .suggest(
                "only a case or a type takes a block: `name { … }`; a new entry begins on a new line or after `,`");
        return add(spanOf(context), ErrorExpr{});
    }
    callee.span = module_[result].span;
    return add(spanOf(context), ApplyExpr{std::move(callee), block(context.child(R::block))});
}

bool Builder::asPath(ExprId id, Path& path) const {
    const Expr& node = module_[id];
    if (const auto* reference = std::get_if<NameRef>(&node.node)) {
        path.parts.push_back(reference->name);
        return true;
    }
    const auto* member = std::get_if<MemberExpr>(&node.node);
    if (member == nullptr || !asPath(member->base, path))
        return false;
    path.parts.push_back(member->name);
    return true;
}

ExprId Builder::operand(TreeNode context) {
    ExprId result = atom(context.child(R::atom));
    auto steps = context.children(R::postfix);
    if (steps.size() > kMaxChain) {
        sink_.report(diag::Code::E1011, spanOf(steps[kMaxChain]), kMaxChain);
        return add(spanOf(context), ErrorExpr{});
    }
    for (TreeNode step : steps)
        result = postfix(result, step);
    return result;
}

ExprId Builder::postfix(ExprId base, TreeNode context) {
    Span span = module_[base].span.to(spanOf(context));
    if (context.has(T::LBRACKET))
        return add(span, IndexExpr{base, value(context.child(R::value))});
    if (!context.child(R::key))
        return add(span, CallExpr{base, args(context.child(R::args))});
    bool quoted = false;
    return add(span, MemberExpr{base, keyName(context.child(R::key), &quoted)});
}

ExprId Builder::atom(TreeNode context) {
    Span span = spanOf(context);
    switch (context.firstToken().kind) {
    case T::STRING:
    case T::RAW_STRING:
        return stringToken(context.firstToken());
    case T::STR_OPEN:
    case T::TEXT_OPEN:
        return stringContext(context.child(R::string));
    case T::INT:
    case T::FLOAT:
    case T::UNIT:
        return number(context.firstToken());
    case T::TRUE:
        return add(span, BoolLit{true});
    case T::FALSE:
        return add(span, BoolLit{false});
    case T::NONE:
        return add(span, NoneLit{});
    case T::LPAREN:
        return value(context.child(R::value));
    case T::LBRACE:
        return add(span, BlockExpr{block(context.child(R::block))});
    case T::LBRACKET:
        return list(context.child(R::list));
    case T::MATCH:
        return matchExpr(context.child(R::matchExpr));
    default:
        return add(span, NameRef{name(context.firstToken())});
    }
}

ExprId Builder::number(const Token& token) {
    Span span = spanOf(token);
    std::string digits(textOf(span));
    digits.erase(std::remove(digits.begin(), digits.end(), '_'), digits.end());
    if (token.kind == T::UNIT)
        return add(span, UnitLit{std::move(digits)});
    if (token.kind == T::FLOAT)
        return add(span, FloatLit{std::move(digits)});
    std::int64_t result = 0;
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), result);
    if (error != std::errc{} || result > kMaxInt) {
        sink_.report(diag::Code::E1014, span, digits)
            .note(fmt::format("whole numbers go up to 2^53 - 1 = {}", kMaxInt));
        return add(span, ErrorExpr{});
    }
    return add(span, IntLit{result});
}

ExprId Builder::list(TreeNode context) {
    ListExpr result;
    for (TreeNode one : context.children(R::item)) {
        if (!one.failed())
            result.items.push_back(item(one));
    }
    return add(spanOf(context), std::move(result));
}

ItemId Builder::item(TreeNode context) {
    Item result;
    result.span = spanOf(context);
    auto values = context.children(R::value);
    if (context.failed()) {
        result.node = ValueItem{add(result.span, ErrorExpr{})};
    } else if (context.has(T::FOR)) {
        auto exprs = context.children(R::expr);
        ExprId source = expr(exprs[0]);
        ExprId filter = exprs.size() > 1 ? expr(exprs[1]) : ExprId{};
        ItemId body = item(context.child(R::item));
        result.node = ForItem{pattern(context.child(R::pattern)), source, filter, body};
    } else if (context.has(T::IF) && values.empty()) {
        Cond test = cond(context.child(R::cond));
        result.node = IfItem{std::move(test), item(context.child(R::item))};
    } else if (context.has(T::IF)) {
        result.node = ValueItem{ifValue(result.span, context.child(R::cond), values)};
    } else if (context.has(T::ELLIPSIS)) {
        result.node = SpreadItem{value(values[0])};
    } else {
        result.node = ValueItem{value(values[0])};
    }
    return module_.add(std::move(result));
}

ExprId Builder::matchExpr(TreeNode context) {
    MatchExpr result;
    result.subject = expr(context.child(R::expr));
    for (TreeNode arm : context.children(R::arm)) {
        if (arm.failed())
            continue;
        auto patterns = casePatterns(arm.children(R::casePattern));
        result.arms.push_back({std::move(patterns), value(arm.child(R::value)), spanOf(arm)});
    }
    return add(spanOf(context), std::move(result));
}

} // namespace stackc::syntax
