#include "syntax/dump.h"

#include <fmt/format.h>

#include "syntax/dumper.h"
#include "text/dumped.h"

namespace stackc::syntax {

std::string dump(const Module& module) { return Dumper(module).run(); }

std::string Dumper::run() {
    for (const Decl& one : module_.decls)
        decl(one);
    return std::move(out_);
}

void Dumper::line(std::string_view text) {
    out_.append(static_cast<std::size_t>(depth_) * 2, ' ');
    out_ += text;
    out_ += '\n';
}

void Dumper::doc(const Doc& doc) {
    if (doc.span.valid())
        line("doc " + text::dumped(doc.text));
}

void Dumper::annotations(const std::vector<Annotation>& annotations) {
    for (const Annotation& annotation : annotations) {
        line("@" + annotation.name.text);
        Deeper deeper(*this);
        args(annotation.args);
    }
}

void Dumper::args(const std::vector<Arg>& args) {
    for (const Arg& arg : args)
        labelled(arg.name ? "arg " + arg.name->text : std::string("arg"), arg.value);
}

void Dumper::rule(std::string_view label, const Rule& rule) {
    line(label);
    Deeper deeper(*this);
    expr(rule.condition);
    labelled("else", rule.message);
}

void Dumper::cond(const Cond& cond) {
    labelled(cond.binding ? "cond let " + cond.binding->text : std::string("cond"), cond.value);
}

void Dumper::clauses(const std::vector<Clause>& clauses) {
    for (const Clause& clause : clauses) {
        bool loop = clause.kind == Clause::Kind::loop;
        labelled(loop ? fmt::format("for {} in", pattern(clause.pattern)) : std::string("when"), clause.value);
    }
}

std::string Dumper::pattern(const LoopPattern& pattern) {
    return pattern.second ? fmt::format("{}, {}", pattern.first.text, pattern.second->text) : pattern.first.text;
}

std::string Dumper::patterns(const std::vector<CasePattern>& patterns) {
    std::string result;
    for (const CasePattern& one : patterns) {
        if (!result.empty())
            result += " | ";
        switch (one.kind) {
        case CasePattern::Kind::wildcard:
            result += "_";
            break;
        case CasePattern::Kind::none:
            result += "none";
            break;
        case CasePattern::Kind::text:
            result += text::dumped(one.name.text);
            break;
        case CasePattern::Kind::name:
            result += one.name.text;
            break;
        }
        if (one.binding)
            result += fmt::format("({})", one.binding->text);
    }
    return result;
}

void Dumper::labelled(std::string_view label, ExprId id) {
    if (!id.valid())
        return;
    line(label);
    Deeper deeper(*this);
    expr(id);
}

} // namespace stackc::syntax
