#include <algorithm>
#include <charconv>

#include "syntax/builder.h"

namespace stackc::syntax {

namespace {

constexpr std::int64_t kMaxInt = (std::int64_t{1} << 53) - 1;
// Chains nest in the AST; what walks it is recursive.
constexpr std::size_t kMaxChain = 200;

} // namespace

ExprId Builder::add(Span span, decltype(Expr::node) node) { return module_.add(Expr{span, std::move(node)}); }

ExprId Builder::value(P::ValueContext* context) {
    Span span = spanOf(context);
    if (auto* plain = dynamic_cast<P::PlainValueContext*>(context))
        return plainValue(plain);
    if (auto* branch = dynamic_cast<P::IfValueContext*>(context)) {
        Cond test = cond(branch->cond());
        ExprId then = value(branch->value(0));
        return add(span, IfExpr{std::move(test), then, value(branch->value(1))});
    }
    auto* let = static_cast<P::LetValueContext*>(context);
    ExprId bound = value(let->value(0));
    return add(span, LetExpr{name(let->name()), bound, value(let->value(1))});
}

ExprId Builder::plainValue(P::PlainValueContext* context) {
    ExprId result = expr(context->expr());
    if (context->block() == nullptr)
        return result;
    Path callee;
    if (!asPath(result, callee)) {
        Span brace = spanOf(context->block()->start);
        sink_.report(diag::Code::E1016, brace, "a block after this expression")
            .suggest(
                "only a case or a type takes a block: `name { … }`; a new entry begins on a new line or after `,`");
        return add(spanOf(context), ErrorExpr{});
    }
    callee.span = module_[result].span;
    return add(spanOf(context), ApplyExpr{std::move(callee), block(context->block())});
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

ExprId Builder::operand(P::OperandContext* context) {
    ExprId result = atom(context->atom());
    auto steps = context->postfix();
    if (steps.size() > kMaxChain) {
        sink_.report(diag::Code::E1011, spanOf(steps[kMaxChain]), kMaxChain);
        return add(spanOf(context), ErrorExpr{});
    }
    for (auto* step : steps)
        result = postfix(result, step);
    return result;
}

ExprId Builder::postfix(ExprId base, P::PostfixContext* context) {
    Span span = module_[base].span.to(spanOf(context));
    if (context->key() == nullptr)
        return add(span, CallExpr{base, args(context->args())});
    bool quoted = false;
    return add(span, MemberExpr{base, keyName(context->key(), &quoted)});
}

ExprId Builder::atom(P::AtomContext* context) {
    Span span = spanOf(context);
    switch (context->start->getType()) {
    case P::STRING:
    case P::RAW_STRING:
        return stringToken(context->start);
    case P::STR_OPEN:
    case P::TEXT_OPEN:
        return stringContext(context->string());
    case P::INT:
    case P::FLOAT:
    case P::UNIT:
        return number(context->start);
    case P::TRUE:
        return add(span, BoolLit{true});
    case P::FALSE:
        return add(span, BoolLit{false});
    case P::NONE:
        return add(span, NoneLit{});
    case P::LPAREN:
        return value(context->value());
    case P::LBRACE:
        return add(span, BlockExpr{block(context->block())});
    case P::LBRACKET:
        return list(context->list());
    case P::MATCH:
        return matchExpr(context->matchExpr());
    default:
        return add(span, NameRef{name(context->start)});
    }
}

ExprId Builder::number(antlr4::Token* token) {
    Span span = spanOf(token);
    std::string digits(textOf(span));
    digits.erase(std::remove(digits.begin(), digits.end(), '_'), digits.end());
    if (token->getType() == P::UNIT)
        return add(span, UnitLit{std::move(digits)});
    if (token->getType() == P::FLOAT)
        return add(span, FloatLit{std::move(digits)});
    std::int64_t result = 0;
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), result);
    if (error != std::errc{} || result > kMaxInt) {
        sink_.report(diag::Code::E1014, span, digits).note("whole numbers go up to 2^53 - 1 = 9007199254740991");
        return add(span, ErrorExpr{});
    }
    return add(span, IntLit{result});
}

ExprId Builder::list(P::ListContext* context) {
    ListExpr result;
    for (auto* one : context->item()) {
        if (one->exception == nullptr)
            result.items.push_back(item(one));
    }
    return add(spanOf(context), std::move(result));
}

ItemId Builder::item(P::ItemContext* context) {
    Item result;
    result.span = spanOf(context);
    if (auto* loop = dynamic_cast<P::ForItemContext*>(context)) {
        auto exprs = loop->expr();
        ExprId source = expr(exprs[0]);
        ExprId filter = exprs.size() > 1 ? expr(exprs[1]) : ExprId{};
        // An item inside that could not be parsed leaves a value that is an error.
        ItemId body = item(loop->item());
        result.node = ForItem{pattern(loop->pattern()), source, filter, body};
    } else if (auto* branch = dynamic_cast<P::IfItemContext*>(context)) {
        Cond test = cond(branch->cond());
        if (branch->item() != nullptr) {
            result.node = IfItem{std::move(test), item(branch->item())};
        } else {
            ExprId then = value(branch->value(0));
            ExprId choice = add(result.span, IfExpr{std::move(test), then, value(branch->value(1))});
            result.node = ValueItem{choice};
        }
    } else if (auto* spread = dynamic_cast<P::SpreadItemContext*>(context)) {
        result.node = SpreadItem{value(spread->value())};
    } else if (auto* plain = dynamic_cast<P::ValueItemContext*>(context); plain != nullptr && !plain->exception) {
        result.node = ValueItem{value(plain->value())};
    } else {
        result.node = ValueItem{add(result.span, ErrorExpr{})};
    }
    return module_.add(std::move(result));
}

ExprId Builder::matchExpr(P::MatchExprContext* context) {
    MatchExpr result;
    result.subject = expr(context->expr());
    for (auto* arm : context->arm()) {
        if (arm->exception != nullptr)
            continue;
        auto patterns = casePatterns(arm->casePattern());
        result.arms.push_back({std::move(patterns), value(arm->value()), spanOf(arm)});
    }
    return add(spanOf(context), std::move(result));
}

} // namespace stackc::syntax
