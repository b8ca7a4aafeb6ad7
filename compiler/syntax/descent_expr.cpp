#include "syntax/descent.h"

namespace stackc::syntax {

using enum TokenKind;

bool Descent::value() {
    return rule(RuleKind::value, [&] {
        if (sees(IF))
            return consume() && cond() && conditional();
        if (take(LET))
            return name() && take(ASSIGN) && value() && take(IN) && value();
        return expr() && optional(LBRACE, [&] { return block(); });
    });
}

/// What follows the condition.
bool Descent::conditional() { return take(THEN) && value() && take(ELSE) && value(); }

bool Descent::cond() {
    return rule(RuleKind::cond, [&] { return take(LET) ? name() && take(ASSIGN) && expr() : expr(); });
}

bool Descent::expr() {
    return rule(RuleKind::expr, [&] {
        if (!operand())
            return false;
        while (sees(OR, AND, EQ, NE, LT, LE, GT, GE, COALESCE, PLUS, MINUS, STAR, SLASH, IS))
            if (!operation())
                return false;
        return true;
    });
}

bool Descent::operation() {
    return rule(RuleKind::operation, [&] { return take(IS) ? take(NONE) || name() : consume() && operand(); });
}

bool Descent::operand() {
    return rule(RuleKind::operand, [&] {
        while (sees(NOT, MINUS))
            consume();
        if (!atom())
            return false;
        while (sees(DOT, LPAREN, LBRACKET))
            if (!postfix())
                return false;
        return true;
    });
}

bool Descent::postfix() {
    return rule(RuleKind::postfix, [&] {
        if (take(LBRACKET))
            return value() && take(RBRACKET);
        return take(DOT) ? key() : parenthesised([&] { return args(); });
    });
}

bool Descent::args() {
    return rule(RuleKind::args, [&] { return separated(COMMA, [&] { return arg(); }); });
}

bool Descent::arg() {
    return rule(RuleKind::arg, [&] {
        bool isNamed = isName(next()) && next(1) == ASSIGN;
        return (!isNamed || (name() && take(ASSIGN))) && value();
    });
}

bool Descent::atom() {
    return rule(RuleKind::atom, [&] {
        switch (next()) {
        case STRING:
        case RAW_STRING:
        case INT:
        case FLOAT:
        case UNIT:
        case TRUE:
        case FALSE:
        case NONE:
            return consume();
        case STR_OPEN:
        case TEXT_OPEN:
            return string();
        case LPAREN:
            return consume() && value() && take(RPAREN);
        case LBRACE:
            return block();
        case LBRACKET:
            return list();
        case MATCH:
            return matchExpr();
        default:
            return name();
        }
    });
}

bool Descent::list() {
    return rule(RuleKind::list, [&] { return listed(LBRACKET, RBRACKET, [&] { return item(); }); });
}

bool Descent::item() {
    return rule(RuleKind::item, [&] {
        if (sees(FOR))
            return forItem();
        if (sees(IF))
            return ifItem();
        return optional(ELLIPSIS) && value();
    });
}

bool Descent::forItem() { return filteredWalk() && take(COLON) && item(); }

bool Descent::ifItem() { return take(IF) && cond() && (take(COLON) ? item() : conditional()); }

bool Descent::matchExpr() {
    return rule(RuleKind::matchExpr,
                [&] { return take(MATCH) && expr() && listed(LBRACE, RBRACE, [&] { return arm(); }); });
}

bool Descent::arm() {
    return rule(RuleKind::arm, [&] { return separated(BAR, [&] { return casePattern(); }) && take(ARROW) && value(); });
}

bool Descent::casePattern() {
    auto payload = [&] { return take(LPAREN) && name() && take(RPAREN); };
    return rule(RuleKind::casePattern, [&] { return take(NONE, STRING) || (name() && optional(LPAREN, payload)); });
}

bool Descent::pattern() {
    return rule(RuleKind::pattern, [&] { return name() && optional(COMMA, [&] { return take(COMMA) && name(); }); });
}

} // namespace stackc::syntax
