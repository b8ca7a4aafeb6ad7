#include "syntax/descent.h"

namespace stackc::syntax {

using enum TokenKind;

bool Descent::recordType() {
    return rule(RuleKind::recordType, [&] { return listed(LBRACE, RBRACE, [&] { return member(); }); });
}

/// A field may be called `check`.
bool Descent::member() {
    auto field = [&] {
        return annotations() && key() && take(COLON) && type() &&
               optional(ASSIGN, [&] { return take(ASSIGN) && value(); }) && optional(WHERE, [&] { return where(); });
    };
    return rule(RuleKind::member, [&] { return sees(CHECK) && next(1) != COLON ? checkDecl() : field(); });
}

bool Descent::where() {
    return rule(RuleKind::where, [&] { return take(WHERE) && expr() && take(ELSE) && text(); });
}

bool Descent::annotations() {
    return many(AT, [&] { return annotation(); });
}

bool Descent::annotation() {
    auto arguments = [&] { return parenthesised([&] { return args(); }); };
    return rule(RuleKind::annotation,
                [&] { return take(AT) && name() && optional(LPAREN, arguments) && optional(SEP); });
}

bool Descent::type() {
    return rule(RuleKind::type, [&] {
        return separated(AMPERSAND, [&] { return typeAtom(); }) && (!sees(QUESTION, COALESCE) || consume());
    });
}

bool Descent::typeAtom() {
    auto brackets = [&] {
        return take(LBRACKET) && type() && optional(COLON, [&] { return take(COLON) && type(); }) && take(RBRACKET);
    };
    auto named = [&] { return path() && optional(LPAREN, [&] { return refinements(); }); };
    return rule(RuleKind::typeAtom, [&] {
        return sees(LBRACKET) ? brackets() : sees(LBRACE) ? recordType() : named();
    });
}

bool Descent::refinements() {
    return rule(RuleKind::refinements,
                [&] { return take(LPAREN) && separated(COMMA, [&] { return refinement(); }) && take(RPAREN); });
}

bool Descent::refinement() {
    auto limit = [&] { return !sees(MINUS, INT, FLOAT, UNIT) || bound(); };
    return rule(RuleKind::refinement, [&] { return take(STRING, RAW_STRING) || (limit() && take(RANGE) && limit()); });
}

bool Descent::bound() {
    return rule(RuleKind::bound, [&] { return optional(MINUS) && take(INT, FLOAT, UNIT); });
}

} // namespace stackc::syntax
