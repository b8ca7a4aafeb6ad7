#include "syntax/descent.h"

namespace stackc::syntax {

using enum TokenKind;

bool Descent::block() {
    return rule(RuleKind::block, [&] { return listed(LBRACE, RBRACE, [&] { return entry(); }); });
}

/// All words are keys as well: the token after the word tells.
bool Descent::entry() {
    return rule(RuleKind::entry, [&] {
        TokenKind second = next(1);
        bool isKey = second == ASSIGN || second == APPEND || second == DOT || second == LBRACE || second == LBRACKET;
        if (sees(IF) && (second == LBRACE || second == LBRACKET))
            return false;
        if (sees(FOR) && isName(second))
            return forEntry();
        if (sees(IF) && !isKey)
            return ifBlock();
        if (sees(MATCH) && !isKey)
            return matchBlock();
        if (sees(REMOVE) && !isKey)
            return consume() && target();
        if (sees(LET) && isName(second))
            return consume() && name() && take(ASSIGN) && value();
        if (sees(SERVICE, BACKEND) && isName(second))
            return partEntry();
        if (take(ELLIPSIS))
            return value();
        return assignment();
    });
}

bool Descent::forEntry() { return filteredWalk() && block(); }

bool Descent::partEntry() {
    bool isBackend = sees(BACKEND);
    return consume() && name() && (isBackend ? valueOrBlock() : block());
}

bool Descent::assignment() { return target() && (take(ASSIGN, APPEND) ? value() : block()); }

bool Descent::ifBlock() {
    auto otherwise = [&] { return take(ELSE) && (sees(IF) ? ifBlock() : block()); };
    return rule(RuleKind::ifBlock, [&] { return take(IF) && cond() && block() && optional(ELSE, otherwise); });
}

bool Descent::matchBlock() {
    return rule(RuleKind::matchBlock,
                [&] { return take(MATCH) && expr() && listed(LBRACE, RBRACE, [&] { return blockArm(); }); });
}

bool Descent::blockArm() {
    return rule(RuleKind::blockArm,
                [&] { return separated(BAR, [&] { return casePattern(); }) && take(ARROW) && block(); });
}

bool Descent::target() {
    auto step = [&] { return key() && many(LBRACKET, [&] { return selector(); }); };
    return rule(RuleKind::target, [&] {
        if (sees(STR_OPEN, TEXT_OPEN))
            return string();
        if (take(LPAREN))
            return value() && take(RPAREN);
        return separated(DOT, step);
    });
}

bool Descent::selector() {
    return rule(RuleKind::selector, [&] { return take(LBRACKET) && expr() && take(RBRACKET); });
}

bool Descent::key() {
    return rule(RuleKind::key, [&] { return sees(STRING) ? consume() : step(); });
}

} // namespace stackc::syntax
