#include "syntax/descent.h"

namespace stackc::syntax {

using enum TokenKind;

bool Descent::file() {
    return rule(RuleKind::file, [&] { return (sees(END) || separated(SEP, [&] { return decl(); })) && take(END); });
}

bool Descent::decl() {
    return rule(RuleKind::decl, [&] { return annotations() && optional(EXPORT) && declaration(); });
}

bool Descent::declaration() {
    switch (next()) {
    case CHART:
        return chartDecl();
    case IMPORT:
        return importDecl();
    case TYPE:
        return typeDecl();
    case VARIANT:
        return variantDecl();
    case ENUM:
        return enumDecl();
    case FN:
        return fnDecl();
    case LET:
        return letDecl();
    case VALUES:
        return valuesDecl();
    case CHECK:
        return checkDecl();
    case BACKEND:
        return backendDecl();
    case SERVICE:
        return serviceDecl();
    case RESOURCE:
        return resourceDecl();
    case PATCH:
        return patchDecl();
    case USE:
        return useDecl();
    case INCLUDE:
        return includeDecl();
    case EXTERNAL:
        return externalDecl();
    case ENVIRONMENT:
        return environmentDecl();
    case COMPONENT:
        return componentDecl();
    case TEST:
        return testDecl();
    default:
        return false;
    }
}

bool Descent::chartDecl() {
    return rule(RuleKind::chartDecl, [&] { return take(CHART) && name() && block(); });
}

bool Descent::importDecl() {
    auto names = [&] { return listed(LBRACE, RBRACE, [&] { return name(); }); };
    auto alias = [&] { return take(AS) && name(); };
    return rule(RuleKind::importDecl,
                [&] { return take(IMPORT) && path() && optional(LBRACE, names) && optional(AS, alias); });
}

bool Descent::typeDecl() {
    auto alias = [&] {
        return take(ASSIGN) && type() && optional(WITHOUT, [&] { return without(); }) &&
               optional(WHERE, [&] { return where(); });
    };
    return rule(RuleKind::typeDecl, [&] { return take(TYPE) && name() && (sees(ASSIGN) ? alias() : recordType()); });
}

bool Descent::without() {
    return rule(RuleKind::without,
                [&] { return take(WITHOUT) && take(LBRACE) && separated(SEP, [&] { return key(); }) && take(RBRACE); });
}

bool Descent::variantDecl() {
    auto tag = [&] { return take(BY) && name(); };
    return rule(RuleKind::variantDecl, [&] {
        return take(VARIANT) && name() && optional(BY, tag) && listed(LBRACE, RBRACE, [&] { return variantCase(); });
    });
}

bool Descent::variantCase() {
    auto payload = [&] { return sees(LBRACE) ? recordType() : optional(COLON, [&] { return take(COLON) && type(); }); };
    return rule(RuleKind::variantCase, [&] { return annotations() && name() && payload(); });
}

bool Descent::enumDecl() {
    return rule(RuleKind::enumDecl,
                [&] { return take(ENUM) && name() && listed(LBRACE, RBRACE, [&] { return enumCase(); }); });
}

bool Descent::enumCase() {
    return rule(RuleKind::enumCase, [&] { return annotations() && (take(STRING) || name()); });
}

bool Descent::fnDecl() {
    return rule(RuleKind::fnDecl, [&] {
        return take(FN) && name() && parenthesised([&] { return params(); }) && take(COLON) && type() && take(ASSIGN) &&
               value();
    });
}

bool Descent::params() {
    return rule(RuleKind::params, [&] { return separated(COMMA, [&] { return param(); }); });
}

bool Descent::param() {
    return rule(RuleKind::param, [&] {
        return name() && take(COLON) && type() && optional(ASSIGN, [&] { return take(ASSIGN) && value(); });
    });
}

bool Descent::letDecl() {
    return rule(RuleKind::letDecl, [&] {
        return take(LET) && name() && optional(COLON, [&] { return take(COLON) && type(); }) && take(ASSIGN) && value();
    });
}

bool Descent::valuesDecl() {
    return rule(RuleKind::valuesDecl, [&] { return take(VALUES) && recordType(); });
}

bool Descent::checkDecl() {
    return rule(RuleKind::checkDecl, [&] { return take(CHECK) && expr() && take(ELSE) && text(); });
}

bool Descent::backendDecl() {
    return rule(RuleKind::backendDecl, [&] { return take(BACKEND) && name() && clauses() && valueOrBlock(); });
}

bool Descent::serviceDecl() {
    return rule(RuleKind::serviceDecl,
                [&] { return take(SERVICE) && name() && optional(STRING) && clauses() && valueOrBlock(); });
}

bool Descent::resourceDecl() {
    return rule(RuleKind::resourceDecl,
                [&] { return take(RESOURCE) && name() && clauses() && take(COLON) && path() && block(); });
}

bool Descent::patchDecl() {
    return rule(RuleKind::patchDecl, [&] { return take(PATCH) && path() && block(); });
}

bool Descent::useDecl() {
    return rule(RuleKind::useDecl, [&] {
        return take(USE) && name() && clauses() && take(ASSIGN) && path() && parenthesised([&] { return args(); });
    });
}

bool Descent::includeDecl() {
    return rule(RuleKind::includeDecl, [&] {
        return take(INCLUDE) && path() && take(AS) && take(STRING) && clauses() &&
               optional(LBRACE, [&] { return block(); });
    });
}

bool Descent::externalDecl() {
    return rule(RuleKind::externalDecl,
                [&] { return take(EXTERNAL) && name() && (take(STRING) || (clauses() && block())); });
}

bool Descent::environmentDecl() {
    auto parent = [&] { return take(EXTENDS) && name(); };
    return rule(RuleKind::environmentDecl,
                [&] { return take(ENVIRONMENT) && name() && optional(EXTENDS, parent) && block(); });
}

bool Descent::componentDecl() {
    auto outputs = [&] { return take(COLON) && type(); };
    return rule(RuleKind::componentDecl, [&] {
        return take(COMPONENT) && name() && parenthesised([&] { return params(); }) && optional(COLON, outputs) &&
               body();
    });
}

bool Descent::testDecl() {
    return rule(RuleKind::testDecl,
                [&] { return take(TEST) && take(STRING) && optional(FOR, [&] { return walk(); }) && testBody(); });
}

bool Descent::clauses() {
    while (sees(FOR, WHEN))
        if (!clause())
            return false;
    return true;
}

bool Descent::clause() {
    return rule(RuleKind::clause, [&] { return sees(FOR) ? walk() : take(WHEN) && expr(); });
}

/// `for` with its pattern and what it goes through.
bool Descent::walk() { return take(FOR) && pattern() && take(IN) && expr(); }

bool Descent::filteredWalk() {
    return walk() && optional(IF, [&] { return take(IF) && expr(); });
}

bool Descent::valueOrBlock() { return take(ASSIGN) ? value() : block(); }

} // namespace stackc::syntax
