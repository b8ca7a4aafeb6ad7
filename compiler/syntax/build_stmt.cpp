#include "syntax/builder.h"

namespace stackc::syntax {

BodyId Builder::body(TreeNode context) {
    Body result;
    result.span = spanOf(context);
    for (TreeNode statement : context.children(R::stmt))
        result.stmts.push_back(stmt(statement));
    return module_.add(std::move(result));
}

StmtId Builder::stmt(TreeNode context) {
    Stmt result;
    result.span = spanOf(context);
    if (context.failed())
        return module_.add(std::move(result));
    result.annotations = annotations(context.children(R::annotation));
    TreeNode inner = context.lastChild();
    result.doc = docOf(context, inner);
    switch (inner.rule()) {
    case R::letDecl:
        result.node = letDecl(inner);
        break;
    case R::resourceDecl:
        result.node = resourceDecl(inner);
        break;
    case R::checkDecl:
        result.node = checkDecl(inner);
        break;
    case R::patchDecl:
        result.node = patchDecl(inner);
        break;
    case R::useDecl:
        result.node = useDecl(inner);
        break;
    case R::outputsStmt: {
        TreeNode outputs = inner;
        result.node = OutputsStmt{valueOrBlock(outputs.child(R::value), outputs.child(R::block))};
        break;
    }
    case R::contributionStmt: {
        TreeNode contribution = inner;
        result.node = ContributionStmt{valueOrBlock(contribution.child(R::value), contribution.child(R::block))};
        break;
    }
    case R::partStmt:
        result.node = partStmt(inner);
        break;
    case R::ifStmt:
        result.node = ifStmt(inner);
        break;
    case R::matchStmt:
        result.node = matchStmt(inner);
        break;
    case R::forStmt:
        result.node = forStmt(inner);
        break;
    default:
        assert(false && "a statement without a builder");
    }
    return module_.add(std::move(result));
}

PartStmt Builder::partStmt(TreeNode context) {
    PartStmt result;
    result.name = name(context.child(R::name));
    for (TreeNode path : context.children(R::partPath)) {
        PartPath made;
        made.span = spanOf(path);
        for (TreeNode child = path.first(); child; child = path.after(child)) {
            if (child.is(R::name))
                made.steps.push_back({name(child), {}});
            else if (child.is(R::key))
                made.steps.push_back({keyName(child), {}});
            else if (child.is(R::selector))
                made.steps.push_back({{"", spanOf(child)}, expr(child.child(R::expr))});
        }
        if (!path.failed() && !made.steps.empty())
            result.paths.push_back(std::move(made));
    }
    return result;
}

IfStmt Builder::ifStmt(TreeNode context) {
    IfStmt result;
    result.cond = cond(context.child(R::cond));
    auto bodies = context.children(R::body);
    result.then = body(bodies[0]);
    if (bodies.size() > 1)
        result.elseBody = body(bodies[1]);
    if (TreeNode next = context.child(R::ifStmt)) {
        Stmt other;
        other.span = spanOf(next);
        other.node = ifStmt(next);
        result.elseIf = module_.add(std::move(other));
    }
    return result;
}

MatchStmt Builder::matchStmt(TreeNode context) {
    MatchStmt result;
    result.subject = expr(context.child(R::expr));
    for (TreeNode arm : context.children(R::stmtArm)) {
        if (arm.failed())
            continue;
        result.arms.push_back({casePatterns(arm.children(R::casePattern)), body(arm.child(R::body)), spanOf(arm)});
    }
    return result;
}

ForStmt Builder::forStmt(TreeNode context) {
    auto exprs = context.children(R::expr);
    ExprId source = expr(exprs[0]);
    ExprId filter = exprs.size() > 1 ? expr(exprs[1]) : ExprId{};
    return {pattern(context.child(R::pattern)), source, filter, body(context.child(R::body))};
}

BodyId Builder::testBody(TreeNode context) {
    Body result;
    result.span = spanOf(context);
    for (TreeNode statement : context.children(R::testStmt))
        result.stmts.push_back(testStmt(statement));
    return module_.add(std::move(result));
}

StmtId Builder::testStmt(TreeNode context) {
    Stmt result;
    result.span = spanOf(context);
    if (context.failed())
        return module_.add(std::move(result));
    auto exprs = context.children(R::expr);
    if (context.has(T::GIVEN)) {
        GivenStmt given;
        if (TreeNode environment = context.child(R::name))
            given.environment = name(environment);
        if (TreeNode amended = context.child(R::block))
            given.block = block(amended);
        result.node = std::move(given);
    } else if (context.has(T::EXPECT)) {
        ExprId expected = expr(exprs[0]);
        result.node = ExpectStmt{expected, exprs.size() > 1 ? expr(exprs[1]) : ExprId{}};
    } else if (context.has(T::LET)) {
        result.node = LetDecl{name(context.child(R::name)), {}, value(context.child(R::value))};
    } else {
        ExprId source = expr(exprs[0]);
        ExprId filter = exprs.size() > 1 ? expr(exprs[1]) : ExprId{};
        result.node = ForStmt{pattern(context.child(R::pattern)), source, filter, testBody(context.child(R::testBody))};
    }
    return module_.add(std::move(result));
}

} // namespace stackc::syntax
