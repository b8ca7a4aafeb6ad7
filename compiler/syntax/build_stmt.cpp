#include "syntax/builder.h"

namespace stackc::syntax {

BodyId Builder::body(P::BodyContext* context) {
    Body result;
    result.span = spanOf(context);
    for (auto* statement : context->stmt())
        result.stmts.push_back(stmt(statement));
    return module_.add(std::move(result));
}

StmtId Builder::stmt(P::StmtContext* context) {
    Stmt result;
    result.span = spanOf(context);
    if (context->exception != nullptr)
        return module_.add(std::move(result));
    result.annotations = annotations(context->annotation());
    auto* inner = static_cast<Rule_*>(context->children.back());
    result.doc = docOf(context, inner);
    switch (inner->getRuleIndex()) {
    case P::RuleLetDecl:
        result.node = letDecl(static_cast<P::LetDeclContext*>(inner));
        break;
    case P::RuleResourceDecl:
        result.node = resourceDecl(static_cast<P::ResourceDeclContext*>(inner));
        break;
    case P::RuleCheckDecl:
        result.node = checkDecl(static_cast<P::CheckDeclContext*>(inner));
        break;
    case P::RulePatchDecl:
        result.node = patchDecl(static_cast<P::PatchDeclContext*>(inner));
        break;
    case P::RuleUseDecl:
        result.node = useDecl(static_cast<P::UseDeclContext*>(inner));
        break;
    case P::RuleOutputsStmt: {
        auto* outputs = static_cast<P::OutputsStmtContext*>(inner);
        result.node = OutputsStmt{valueOrBlock(outputs->value(), outputs->block())};
        break;
    }
    case P::RuleContributionStmt: {
        auto* contribution = static_cast<P::ContributionStmtContext*>(inner);
        result.node = ContributionStmt{valueOrBlock(contribution->value(), contribution->block())};
        break;
    }
    case P::RuleIfStmt:
        result.node = ifStmt(static_cast<P::IfStmtContext*>(inner));
        break;
    case P::RuleMatchStmt:
        result.node = matchStmt(static_cast<P::MatchStmtContext*>(inner));
        break;
    case P::RuleForStmt:
        result.node = forStmt(static_cast<P::ForStmtContext*>(inner));
        break;
    default:
        assert(false && "a statement without a builder");
    }
    return module_.add(std::move(result));
}

IfStmt Builder::ifStmt(P::IfStmtContext* context) {
    IfStmt result;
    result.cond = cond(context->cond());
    result.then = body(context->body(0));
    if (context->body().size() > 1)
        result.elseBody = body(context->body(1));
    if (auto* next = context->ifStmt()) {
        Stmt other;
        other.span = spanOf(next);
        other.node = ifStmt(next);
        result.elseIf = module_.add(std::move(other));
    }
    return result;
}

MatchStmt Builder::matchStmt(P::MatchStmtContext* context) {
    MatchStmt result;
    result.subject = expr(context->expr());
    for (auto* arm : context->stmtArm()) {
        if (arm->exception != nullptr)
            continue;
        result.arms.push_back({casePatterns(arm->casePattern()), body(arm->body()), spanOf(arm)});
    }
    return result;
}

ForStmt Builder::forStmt(P::ForStmtContext* context) {
    auto exprs = context->expr();
    ExprId source = expr(exprs[0]);
    ExprId filter = exprs.size() > 1 ? expr(exprs[1]) : ExprId{};
    return {pattern(context->pattern()), source, filter, body(context->body())};
}

} // namespace stackc::syntax
