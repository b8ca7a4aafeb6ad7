#include "sema/stmt/statements.h"

#include "sema/decl/type_exprs.h"
#include "sema/expr/conditions.h"
#include "sema/expr/infer.h"
#include "sema/expr/match.h"
#include "sema/make.h"
#include "sema/stmt/allowances.h"
#include "sema/stmt/checksums.h"
#include "sema/stmt/outputs.h"
#include "sema/stmt/patches.h"
#include "sema/stmt/resources.h"
#include "sema/stmt/uses.h"
#include "sema/types/releases.h"

#include <utility>

namespace stackc::sema {

using core::Statement;
using core::StatementKind;

namespace {

void statement(Checking& in, const ast::Stmt& stmt, std::vector<core::Statement>& out);
void checkStatement(Checking& in, const ast::Rule& rule, std::vector<core::Statement>& out);
void ifStatement(Checking& in, const ast::IfStmt& node, Span span, std::vector<core::Statement>& out);
void forStatement(Checking& in, const ast::ForStmt& node, Span span, std::vector<core::Statement>& out);
void matchStatement(Checking& in, const ast::MatchStmt& node, Span span, std::vector<core::Statement>& out);

} // namespace

void bodyStatements(Checking& in, ast::BodyId id, std::vector<Statement>& out) {
    const BlockScope scope(in);
    const Meanwhile depth(in.body.depth, in.body.depth + 1);
    for (ast::StmtId stmt : in.tree()[id].stmts)
        statement(in, in.tree()[stmt], out);
}

namespace {

void statement(Checking& in, const ast::Stmt& stmt, std::vector<Statement>& out) {
    size_t before = out.size();
    if (const auto* node = std::get_if<ast::LetDecl>(&stmt.node)) {
        Statement let;
        let.span = stmt.span;
        let.value = node->type.valid() ? check(in, node->value, resolveType(in, node->type)) : infer(in, node->value);
        let.var = newVar(in, node->name.text, in.typeOf(let.value));
        bindLet(in, node->name, varRef(in, let.var, node->name.span));
        out.push_back(std::move(let));
    } else if (const auto* node = std::get_if<ast::ResourceDecl>(&stmt.node)) {
        resourceStatement(in, *node, stmt.annotations, stmt.span, out);
        markChecksum(in, stmt.annotations, node->name.text, node->clauses);
    } else if (const auto* node = std::get_if<ast::CheckDecl>(&stmt.node)) {
        checkStatement(in, node->rule, out);
    } else if (const auto* node = std::get_if<ast::UseDecl>(&stmt.node)) {
        useStatement(in, *node, stmt.span, {}, out);
        markChecksum(in, stmt.annotations, node->name.text, node->clauses);
    } else if (const auto* node = std::get_if<ast::OutputsStmt>(&stmt.node)) {
        outputsStatement(in, node->value, stmt.span);
    } else if (const auto* node = std::get_if<ast::IfStmt>(&stmt.node)) {
        ifStatement(in, *node, stmt.span, out);
    } else if (const auto* node = std::get_if<ast::MatchStmt>(&stmt.node)) {
        matchStatement(in, *node, stmt.span, out);
    } else if (const auto* node = std::get_if<ast::ForStmt>(&stmt.node)) {
        forStatement(in, *node, stmt.span, out);
    } else if (const auto* node = std::get_if<ast::PatchDecl>(&stmt.node)) {
        patchStatement(in, *node, stmt.span, out);
    } else if (const auto* node = std::get_if<ast::PartStmt>(&stmt.node)) {
        if (in.body.depth > 1)
            in.sink.report(Code::E3030, stmt.span, "`part`", "a branch or loop");
        else
            in.body.parts.push_back(node);
    } else if (const auto* node = std::get_if<ast::ContributionStmt>(&stmt.node)) {
        contributionStatement(in, *node, stmt.span);
    }
    allow(in, stmt.annotations, before, out);
}

void checkStatement(Checking& in, const ast::Rule& rule, std::vector<Statement>& out) {
    Statement check;
    check.kind = StatementKind::Check;
    check.span = rule.span;
    check.value = condition(in, rule.condition);
    check.message = message(in, rule.message);
    out.push_back(std::move(check));
}

void ifStatement(Checking& in, const ast::IfStmt& node, Span span, std::vector<Statement>& out) {
    Statement result;
    result.span = span;
    {
        const EnvScope scope(in);
        Opened cond = openCond(in, node.cond);
        result.kind = cond.isLet ? StatementKind::IfLet : StatementKind::If;
        result.value = cond.value;
        result.var = cond.var;
        bodyStatements(in, node.then, result.body);
    }
    const EnvScope scope(in);
    narrow(in, result.value, false);
    if (node.elseBody.valid())
        bodyStatements(in, node.elseBody, result.orElse);
    else if (node.elseIf.valid())
        statement(in, in.tree()[node.elseIf], result.orElse);
    out.push_back(std::move(result));
}

void forStatement(Checking& in, const ast::ForStmt& node, Span span, std::vector<Statement>& out) {
    const EnvScope scope(in);
    Loop loop = openLoop(in, node.pattern, node.source);
    Statement result;
    result.kind = loop.isOptional ? StatementKind::IfLet : StatementKind::For;
    result.span = span;
    result.value = loop.source;
    result.var = loop.first;
    result.second = loop.second;
    std::optional<Pushed<uint32_t>> around;
    if (!loop.isOptional)
        around.emplace(in.body.loops, static_cast<uint32_t>(in.program.vars.size()));
    if (node.filter.valid()) {
        Statement filter;
        filter.kind = StatementKind::If;
        filter.span = span;
        filter.value = condition(in, node.filter);
        bodyStatements(in, node.body, filter.body);
        result.body.push_back(std::move(filter));
    } else {
        bodyStatements(in, node.body, result.body);
    }
    out.push_back(std::move(result));
}

void matchStatement(Checking& in, const ast::MatchStmt& node, Span span, std::vector<Statement>& out) {
    Statement result;
    result.kind = StatementKind::Match;
    result.span = span;
    result.value = infer(in, node.subject);
    std::vector<const std::vector<ast::CasePattern>*> patterns;
    std::vector<Span> spans;
    for (const ast::MatchStmtArm& arm : node.arms) {
        patterns.push_back(&arm.patterns);
        spans.push_back(arm.span);
    }
    MissingCases missing;
    std::vector<ArmHead> heads = matchHeads(in, result.value, patterns, spans, missing);
    reportMissing(in, span, missing, "{}");
    for (size_t i = 0; i < node.arms.size(); ++i) {
        const EnvScope scope(in);
        if (heads[i].bind.valid())
            bindName(in, in.program[heads[i].bind].name, heads[i].bind, node.arms[i].span);
        core::StatementArm arm{heads[i].cases, heads[i].bind, {}};
        bodyStatements(in, node.arms[i].body, arm.body);
        result.arms.push_back(std::move(arm));
    }
    out.push_back(std::move(result));
}

} // namespace

} // namespace stackc::sema
