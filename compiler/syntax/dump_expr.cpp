#include <fmt/format.h>

#include "syntax/dumper.h"
#include "text/dumped.h"

namespace stackc::syntax {

namespace {

std::string_view spelling(BinaryOp op) {
    switch (op) {
    case BinaryOp::add:
        return "+";
    case BinaryOp::sub:
        return "-";
    case BinaryOp::mul:
        return "*";
    case BinaryOp::div:
        return "/";
    case BinaryOp::eq:
        return "==";
    case BinaryOp::ne:
        return "!=";
    case BinaryOp::lt:
        return "<";
    case BinaryOp::le:
        return "<=";
    case BinaryOp::gt:
        return ">";
    case BinaryOp::ge:
        return ">=";
    case BinaryOp::logicalAnd:
        return "and";
    case BinaryOp::logicalOr:
        return "or";
    case BinaryOp::coalesce:
        return "??";
    }
    return "";
}

} // namespace

void Dumper::expr(ExprId id) {
    std::visit([this](const auto& one) { node(one); }, module_[id].node);
}

void Dumper::node(const ErrorExpr&) { line("error"); }
void Dumper::node(const NoneLit&) { line("none"); }
void Dumper::node(const BoolLit& expr) { line(expr.value ? "true" : "false"); }
void Dumper::node(const IntLit& expr) { line(fmt::format("int {}", expr.value)); }
void Dumper::node(const FloatLit& expr) { line("float " + expr.text); }
void Dumper::node(const UnitLit& expr) { line("unit " + expr.text); }

void Dumper::node(const StringLit& expr) {
    if (expr.isPlainText())
        return line("string " + text::dumped(expr.plainText()));
    line("string");
    Deeper deeper(*this);
    for (const StringPart& part : expr.parts) {
        if (part.value.valid()) {
            this->expr(part.value);
        } else {
            line("text " + text::dumped(part.text));
        }
    }
}

void Dumper::node(const NameRef& expr) { line("name " + expr.name.text); }

void Dumper::node(const MemberExpr& expr) {
    line("member " + expr.name.text);
    Deeper deeper(*this);
    this->expr(expr.base);
}

void Dumper::node(const CallExpr& expr) {
    line("call");
    Deeper deeper(*this);
    this->expr(expr.callee);
    args(expr.args);
}

void Dumper::node(const ApplyExpr& expr) {
    line("apply " + expr.callee.text());
    Deeper deeper(*this);
    block(expr.block);
}

void Dumper::node(const BlockExpr& expr) { block(expr.block); }

void Dumper::node(const ListExpr& expr) {
    line("list");
    Deeper deeper(*this);
    for (ItemId one : expr.items)
        item(one);
}

void Dumper::node(const MatchExpr& expr) {
    line("match");
    Deeper deeper(*this);
    this->expr(expr.subject);
    for (const MatchArm& arm : expr.arms)
        labelled("arm " + patterns(arm.patterns), arm.value);
}

void Dumper::node(const IfExpr& expr) {
    line("if");
    Deeper deeper(*this);
    cond(expr.cond);
    labelled("then", expr.then);
    labelled("else", expr.otherwise);
}

void Dumper::node(const LetExpr& expr) {
    line("let " + expr.name.text);
    Deeper deeper(*this);
    this->expr(expr.value);
    labelled("in", expr.body);
}

void Dumper::node(const UnaryExpr& expr) {
    line(expr.op == UnaryOp::negate ? "negate" : "not");
    Deeper deeper(*this);
    this->expr(expr.operand);
}

void Dumper::node(const BinaryExpr& expr) {
    line(spelling(expr.op));
    Deeper deeper(*this);
    this->expr(expr.lhs);
    this->expr(expr.rhs);
}

void Dumper::node(const IsExpr& expr) {
    std::string_view kind = expr.test == IsExpr::Test::caseName ? "is case " : "is ";
    line(std::string(kind) + expr.name.text);
    Deeper deeper(*this);
    this->expr(expr.operand);
}

void Dumper::node(const IndexExpr& expr) {
    line("index");
    Deeper deeper(*this);
    this->expr(expr.base);
    this->expr(expr.index);
}

void Dumper::item(ItemId id) {
    const auto& node = module_[id].node;
    if (const auto* value = std::get_if<ValueItem>(&node))
        return expr(value->value);
    if (const auto* spread = std::get_if<SpreadItem>(&node))
        return labelled("spread", spread->value);
    if (const auto* branch = std::get_if<IfItem>(&node)) {
        line("if");
        Deeper deeper(*this);
        cond(branch->cond);
        return item(branch->body);
    }
    const auto& loop = std::get<ForItem>(node);
    line("for " + pattern(loop.pattern));
    Deeper deeper(*this);
    labelled("in", loop.source);
    labelled("if", loop.filter);
    item(loop.body);
}

} // namespace stackc::syntax
