#include <fmt/format.h>

#include "syntax/dumper.h"
#include "text/dumped.h"

namespace stackc::syntax {

void Dumper::decl(const Decl& decl) {
    doc(decl.doc);
    annotations(decl.annotations);
    if (decl.exported)
        line("export");
    std::visit([this](const auto& one) { node(one); }, decl.node);
}

void Dumper::node(const ErrorDecl&) { line("error"); }

void Dumper::node(const ChartDecl& decl) {
    line("chart " + decl.name.text);
    Deeper deeper(*this);
    block(decl.block);
}

void Dumper::node(const ImportDecl& decl) {
    std::string text = "import " + decl.path.text();
    if (decl.alias)
        text += " as " + decl.alias->text;
    line(text);
    Deeper deeper(*this);
    for (const Name& name : decl.names)
        line(name.text);
}

void Dumper::node(const TypeDecl& decl) {
    line("type " + decl.name.text);
    Deeper deeper(*this);
    type(decl.type);
    for (const Name& field : decl.without)
        line("without " + field.text);
    if (decl.where)
        rule("where", *decl.where);
}

void Dumper::node(const VariantDecl& decl) {
    line(decl.tag ? fmt::format("variant {} by {}", decl.name.text, decl.tag->text) : "variant " + decl.name.text);
    Deeper deeper(*this);
    for (const VariantCase& one : decl.cases) {
        doc(one.doc);
        annotations(one.annotations);
        line("case " + one.name.text);
        Deeper inner(*this);
        if (one.payload.valid())
            type(one.payload);
    }
}

void Dumper::node(const EnumDecl& decl) {
    line("enum " + decl.name.text);
    Deeper deeper(*this);
    for (const EnumCase& one : decl.cases) {
        doc(one.doc);
        annotations(one.annotations);
        line("case " + (one.quoted ? text::dumped(one.name.text) : one.name.text));
    }
}

void Dumper::params(const std::vector<Param>& params) {
    for (const Param& param : params) {
        line("param " + param.name.text);
        Deeper deeper(*this);
        type(param.type);
        labelled("default", param.defaultValue);
    }
}

void Dumper::node(const FnDecl& decl) {
    line("fn " + decl.name.text);
    Deeper deeper(*this);
    params(decl.params);
    line("result");
    {
        Deeper inner(*this);
        type(decl.result);
    }
    labelled("body", decl.body);
}

void Dumper::node(const LetDecl& decl) {
    line("let " + decl.name.text);
    Deeper deeper(*this);
    if (decl.type.valid())
        type(decl.type);
    labelled("value", decl.value);
}

void Dumper::node(const ValuesDecl& decl) {
    line("values");
    Deeper deeper(*this);
    type(decl.type);
}

void Dumper::node(const CheckDecl& decl) { rule("check", decl.rule); }

void Dumper::node(const BackendDecl& decl) {
    line("backend " + decl.name.text);
    Deeper deeper(*this);
    clauses(decl.clauses);
    expr(decl.value);
}

void Dumper::node(const ServiceDecl& decl) {
    std::string text = "service " + decl.name.text;
    if (decl.clusterName)
        text += fmt::format(" {}", text::dumped(decl.clusterName->text));
    line(text);
    Deeper deeper(*this);
    clauses(decl.clauses);
    expr(decl.value);
}

void Dumper::node(const ResourceDecl& decl) {
    line(fmt::format("resource {} : {}", decl.name.text, decl.kind.text()));
    Deeper deeper(*this);
    clauses(decl.clauses);
    block(decl.block);
}

void Dumper::node(const PatchDecl& decl) {
    line("patch " + decl.target.text());
    Deeper deeper(*this);
    block(decl.block);
}

void Dumper::node(const UseDecl& decl) {
    line(fmt::format("use {} = {}", decl.name.text, decl.component.text()));
    Deeper deeper(*this);
    clauses(decl.clauses);
    args(decl.args);
}

void Dumper::node(const IncludeDecl& decl) {
    line(fmt::format("include {} as {}", decl.path.text(), text::dumped(decl.alias.text)));
    Deeper deeper(*this);
    clauses(decl.clauses);
    if (decl.block.valid())
        block(decl.block);
}

void Dumper::node(const ExternalDecl& decl) {
    line("external " + decl.name.text + (decl.resource ? " " + text::dumped(decl.resource->text) : ""));
    Deeper deeper(*this);
    clauses(decl.clauses);
    if (decl.block.valid())
        block(decl.block);
}

void Dumper::node(const EnvironmentDecl& decl) {
    std::string text = "environment " + decl.name.text;
    if (decl.parent)
        text += " extends " + decl.parent->text;
    line(text);
    Deeper deeper(*this);
    block(decl.block);
}

void Dumper::node(const ComponentDecl& decl) {
    line("component " + decl.name.text);
    Deeper deeper(*this);
    params(decl.params);
    if (decl.outputs.valid()) {
        line("outputs");
        Deeper inner(*this);
        type(decl.outputs);
    }
    body(decl.body);
}

void Dumper::node(const TestDecl& decl) {
    line(fmt::format("test {}", text::dumped(decl.name.text)));
    Deeper deeper(*this);
    if (decl.pattern) {
        line("for " + pattern(*decl.pattern));
        Deeper inner(*this);
        expr(decl.cases);
    }
    body(decl.body);
}

} // namespace stackc::syntax
