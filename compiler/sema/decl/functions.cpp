#include "sema/decl/functions.h"

#include "sema/decl/annotations.h"
#include "sema/decl/external_outputs.h"
#include "sema/decl/type_exprs.h"
#include "sema/elaborate.h"
#include "sema/elaboration.h"
#include "sema/expr/conditions.h"
#include "sema/expr/infer.h"
#include "sema/expr/literals.h"
#include "sema/make.h"
#include "sema/notes.h"
#include "sema/types/language_items.h"
#include "values/own_templates.h"

#include <algorithm>

namespace stackc::sema {

using core::Entry;

namespace {

void declareTemplate(Checking& in, core::Function& fn, const ast::Annotation& annotation);
void functionBody(Checking& in, SymbolIndex index);
ExprId backendRecord(Checking& in, const ast::BackendDecl& decl, Span span);
ExprId backendValue(Checking& in, const ast::BackendDecl& decl, size_t clause, Span span);

} // namespace

std::vector<VarId> declareParams(Checking& in, Symbol& symbol, const std::vector<ast::Param>& params) {
    std::vector<VarId> result;
    for (const ast::Param& param : params) {
        TypeId type = resolveType(in, param.type);
        if (std::find(symbol.signature.params.begin(), symbol.signature.params.end(), param.name.text) !=
            symbol.signature.params.end())
            in.sink.report(Code::E2002, param.name.span, param.name.text);
        result.push_back(newVar(in, param.name.text, type));
        noteVariable(in, param.name, result.back(), EntityKind::Parameter);
        symbol.signature.params.push_back(param.name.text);
        ExprId value;
        if (param.defaultValue.valid())
            value = check(in, param.defaultValue, type);
        else if (in.kindOf(type) == TypeKind::Optional)
            value = in.make(param.span, type, core::NoneLit{});
        symbol.signature.defaults.push_back(value);
    }
    return result;
}

void bindParams(Checking& in, const std::vector<VarId>& params) {
    for (VarId param : params)
        bindName(in, in.program[param].name, param, {});
}

namespace {

void functionSignature(Checking& in, Symbol& symbol) {
    const auto& decl = (*in.modules[symbol.module].tree)[symbol.decl];
    const auto& node = std::get<ast::FnDecl>(decl.node);
    const EnvScope scope(in, symbol.module);
    core::Function fn;
    fn.name = symbol.name;
    fn.doc = decl.doc.text;
    fn.span = symbol.span;
    fn.result = resolveType(in, node.result);
    fn.params = declareParams(in, symbol, node.params);
    for (const ast::Annotation& annotation : decl.annotations)
        if (annotation.name.text == "template")
            declareTemplate(in, fn, annotation);
    symbol.made.fn = core::FnId{static_cast<uint32_t>(in.program.functions.size())};
    in.program.functions.push_back(std::move(fn));
}

/// Invalid after a cycle has been reported.
void declareTemplate(Checking& in, core::Function& fn, const ast::Annotation& annotation) {
    Type name = in.type(in.program.types.string());
    name.pattern = R"(^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$)";
    name.name = "a template's name, like \"labels.selector\"";
    std::string text = annotationText(in, annotation);
    if (text.empty() || !validText(in, text, in.program.types.add(std::move(name)), annotation.span))
        return;
    if (values::own_templates::isOwn(text))
        in.sink
            .report(Code::E3006, annotation.span, "\"" + text + "\"",
                    "free: the chart has templates of that name itself")
            .suggest("begin it with another word");
    else
        fn.templateName = text;
}

} // namespace

core::FnId functionOf(Checking& in, SymbolIndex index, Span use) {
    Symbol& symbol = in.symbols[index];
    if (symbol.state == Symbol::State::done)
        return symbol.made.fn;
    const Elaborating now(in, index, use);
    if (!now.began())
        return {};
    functionSignature(in, symbol);
    functionBody(in, index);
    return symbol.made.fn;
}

namespace {

void functionBody(Checking& in, SymbolIndex index) {
    Symbol& symbol = in.symbols[index];
    const auto& node = std::get<ast::FnDecl>((*in.modules[symbol.module].tree)[symbol.decl].node);
    const EnvScope scope(in, symbol.module);
    bindParams(in, in.program[symbol.made.fn].params);
    TypeId result = in.program[symbol.made.fn].result;
    ExprId body = check(in, node.body, result);
    in.program.functions[symbol.made.fn.value].body = body;
}

} // namespace

core::LetId letOf(Checking& in, SymbolIndex index, Span use) {
    Symbol& symbol = in.symbols[index];
    if (symbol.state == Symbol::State::done)
        return symbol.made.let;
    const Elaborating now(in, index, use);
    if (!now.began())
        return {};
    const ast::Decl& decl = (*in.modules[symbol.module].tree)[symbol.decl];
    core::Let let;
    let.name = symbol.name;
    let.span = symbol.span;
    {
        const EnvScope scope(in, symbol.module);
        if (const auto* node = std::get_if<ast::LetDecl>(&decl.node)) {
            let.value =
                node->type.valid() ? check(in, node->value, resolveType(in, node->type)) : infer(in, node->value);
            let.type = in.typeOf(let.value);
        } else if (const auto* external = std::get_if<ast::ExternalDecl>(&decl.node)) {
            let.value = externalOutputs(in, *external);
            let.type = in.typeOf(let.value);
        } else {
            const auto& backend = std::get<ast::BackendDecl>(decl.node);
            let.value = backendRecord(in, backend, decl.span);
            let.type = in.typeOf(let.value);
        }
    }
    symbol.made.let = core::LetId{static_cast<uint32_t>(in.program.lets.size())};
    in.program.lets.push_back(std::move(let));
    return symbol.made.let;
}

namespace {

ExprId backendRecord(Checking& in, const ast::BackendDecl& decl, Span span) {
    TypeId backend = backendType(in);
    if (in.type(backend).fields.empty() || !languageItem(in, LanguageItem::ServiceType, decl.name.span))
        return in.errorExpr(span);
    Entry name, gives;
    name.key = "name";
    name.value = makeString(in, decl.name.text, in.program.types.string(), decl.name.span);
    gives.key = "gives";
    gives.value = backendValue(in, decl, 0, span);
    if (in.isError(gives.value))
        return gives.value;
    return in.make(span, backend, core::RecordExpr{{}, {std::move(name), std::move(gives)}});
}

ExprId backendValue(Checking& in, const ast::BackendDecl& decl, size_t clause, Span span) {
    TypeId contribution = contributionType(in);
    if (clause == decl.clauses.size())
        return check(in, decl.value, contribution);
    const ast::Clause& c = decl.clauses[clause];
    ExprId nothing = in.make(span, contribution, core::RecordExpr{});
    const EnvScope scope(in);
    if (c.kind == ast::Clause::Kind::when) {
        ExprId test = condition(in, c.value);
        return in.make(span, contribution, core::IfExpr{test, backendValue(in, decl, clause + 1, span), nothing});
    }
    ExprId source = infer(in, c.value);
    if (in.isError(source))
        return source;
    if (in.kindOf(in.typeOf(source)) != TypeKind::Optional) {
        in.sink
            .report(Code::E3030, c.span, "a loop over `" + in.show(in.typeOf(source)) + "`", "the clauses of a backend")
            .note("a backend is there once: its clauses take optionals and conditions");
        return in.errorExpr(span);
    }
    VarId var = newVar(in, c.pattern.first.text, in.type(in.typeOf(source)).element);
    bindName(in, c.pattern.first.text, var, c.pattern.first.span);
    return in.make(span, contribution, core::IfLetExpr{var, source, backendValue(in, decl, clause + 1, span), nothing});
}

} // namespace

} // namespace stackc::sema
