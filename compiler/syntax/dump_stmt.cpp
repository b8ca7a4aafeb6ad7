#include <fmt/format.h>

#include "syntax/dumper.h"

namespace stackc::syntax {

void Dumper::body(BodyId id) {
    line("body");
    Deeper deeper(*this);
    for (StmtId one : module_[id].stmts)
        stmt(one);
}

void Dumper::stmt(StmtId id) {
    const Stmt& stmt = module_[id];
    doc(stmt.doc);
    annotations(stmt.annotations);
    std::visit([this](const auto& one) { node(one); }, stmt.node);
}

void Dumper::node(const ErrorStmt&) { line("error"); }

void Dumper::node(const OutputsStmt& stmt) { labelled("outputs", stmt.value); }

void Dumper::node(const ContributionStmt& stmt) { labelled("contribution", stmt.value); }

void Dumper::node(const PartStmt& stmt) {
    line("part " + stmt.name.text);
    Deeper deeper(*this);
    for (const PartPath& path : stmt.paths) {
        line("path");
        Deeper inner(*this);
        for (const PartStep& step : path.steps) {
            if (step.element.valid())
                labelled("element", step.element);
            else
                line("step " + step.name.text);
        }
    }
}

void Dumper::node(const IfStmt& stmt) {
    line("if");
    Deeper deeper(*this);
    cond(stmt.cond);
    body(stmt.then);
    if (!stmt.elseBody.valid() && !stmt.elseIf.valid())
        return;
    line("else");
    Deeper inner(*this);
    if (stmt.elseBody.valid()) {
        body(stmt.elseBody);
    } else {
        this->stmt(stmt.elseIf);
    }
}

void Dumper::node(const MatchStmt& stmt) {
    line("match");
    Deeper deeper(*this);
    expr(stmt.subject);
    for (const MatchStmtArm& arm : stmt.arms) {
        line("arm " + patterns(arm.patterns));
        Deeper inner(*this);
        body(arm.body);
    }
}

void Dumper::node(const ForStmt& stmt) {
    line("for " + pattern(stmt.pattern));
    Deeper deeper(*this);
    labelled("in", stmt.source);
    labelled("if", stmt.filter);
    body(stmt.body);
}

void Dumper::node(const GivenStmt& stmt) {
    line(stmt.environment ? "given " + stmt.environment->text : "given");
    Deeper deeper(*this);
    if (stmt.block.valid())
        block(stmt.block);
}

void Dumper::node(const ExpectStmt& stmt) {
    line("expect");
    Deeper deeper(*this);
    expr(stmt.value);
    labelled("text", stmt.text);
}

} // namespace stackc::syntax
