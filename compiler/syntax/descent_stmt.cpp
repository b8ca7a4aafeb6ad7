#include "syntax/descent.h"

namespace stackc::syntax {

using enum TokenKind;

bool Descent::body() {
    return rule(RuleKind::body, [&] { return listed(LBRACE, RBRACE, [&] { return stmt(); }); });
}

bool Descent::stmt() {
    return rule(RuleKind::stmt, [&] { return annotations() && statement(); });
}

bool Descent::statement() {
    switch (next()) {
    case LET:
        return letDecl();
    case RESOURCE:
        return resourceDecl();
    case CHECK:
        return checkDecl();
    case PATCH:
        return patchDecl();
    case USE:
        return useDecl();
    case OUTPUTS:
        return outputsStmt();
    case CONTRIBUTION:
        return contributionStmt();
    case PART:
        return partStmt();
    case IF:
        return ifStmt();
    case MATCH:
        return matchStmt();
    case FOR:
        return forStmt();
    default:
        return false;
    }
}

bool Descent::outputsStmt() {
    return rule(RuleKind::outputsStmt, [&] { return take(OUTPUTS) && valueOrBlock(); });
}

bool Descent::contributionStmt() {
    return rule(RuleKind::contributionStmt, [&] { return take(CONTRIBUTION) && valueOrBlock(); });
}

bool Descent::partStmt() {
    return rule(RuleKind::partStmt,
                [&] { return take(PART) && name() && take(ASSIGN) && separated(BAR, [&] { return partPath(); }); });
}

bool Descent::partPath() {
    auto selectors = [&] { return many(LBRACKET, [&] { return selector(); }); };
    auto step = [&] { return take(DOT) && key() && selectors(); };
    return rule(RuleKind::partPath, [&] { return name() && selectors() && many(DOT, step); });
}

bool Descent::ifStmt() {
    auto otherwise = [&] { return take(ELSE) && (sees(IF) ? ifStmt() : body()); };
    return rule(RuleKind::ifStmt, [&] { return take(IF) && cond() && body() && optional(ELSE, otherwise); });
}

bool Descent::matchStmt() {
    return rule(RuleKind::matchStmt,
                [&] { return take(MATCH) && expr() && listed(LBRACE, RBRACE, [&] { return stmtArm(); }); });
}

bool Descent::stmtArm() {
    return rule(RuleKind::stmtArm,
                [&] { return separated(BAR, [&] { return casePattern(); }) && take(ARROW) && body(); });
}

bool Descent::forStmt() {
    return rule(RuleKind::forStmt, [&] { return filteredWalk() && body(); });
}

bool Descent::testBody() {
    return rule(RuleKind::testBody, [&] { return listed(LBRACE, RBRACE, [&] { return testStmt(); }); });
}

bool Descent::testStmt() {
    return rule(RuleKind::testStmt, [&] {
        if (take(GIVEN))
            return (!isName(next()) || name()) && optional(LBRACE, [&] { return block(); });
        if (take(EXPECT))
            return expr() && (sees(SEP, RBRACE) || expr());
        if (take(LET))
            return name() && take(ASSIGN) && value();
        return filteredWalk() && testBody();
    });
}

} // namespace stackc::syntax
