// Functions, lets, backends and what charts from elsewhere give, elaborated when they are first needed.
#include "sema/checker.h"
#include "values/own_templates.h"

#include <algorithm>

namespace stackc::sema {

using core::Entry;

bool Checker::tooDeep(Span use) {
    constexpr size_t most = 1000;
    if (chain_.size() < most)
        return false;
    sink_.report(Code::E1018, use, most);
    return true;
}

bool Checker::enter(SymbolIndex index, Span use) {
    Symbol& symbol = symbols_[index];
    if (symbol.state != Symbol::State::busy) {
        if (tooDeep(use))
            return false;
        symbol.state = Symbol::State::busy;
        chain_.push_back(index);
        return true;
    }
    std::string chain;
    bool inside = false;
    for (SymbolIndex link : chain_) {
        inside = inside || link == index;
        if (inside)
            chain += symbols_[link].name + " → ";
    }
    sink_.report(Code::E2010, use, symbol.name).note(symbol.span, chain + symbol.name);
    return false;
}

void Checker::leave(SymbolIndex index) {
    symbols_[index].state = Symbol::State::done;
    chain_.pop_back();
}

std::vector<VarId> Checker::declareParams(Symbol& symbol, const std::vector<ast::Param>& params) {
    std::vector<VarId> result;
    for (const ast::Param& param : params) {
        TypeId type = resolveType(param.type);
        if (std::find(symbol.params.begin(), symbol.params.end(), param.name.text) != symbol.params.end())
            sink_.report(Code::E2002, param.name.span, param.name.text);
        result.push_back(newVar(param.name.text, type));
        symbol.params.push_back(param.name.text);
        ExprId value;
        if (param.defaultValue.valid())
            value = check(param.defaultValue, type);
        else if (kindOf(type) == TypeKind::Optional)
            value = make(param.span, type, core::NoneLit{});
        symbol.defaults.push_back(value);
    }
    return result;
}

void Checker::bindParams(const std::vector<VarId>& params) {
    for (VarId param : params)
        bind(program_[param].name, param, {});
}

void Checker::functionSignature(Symbol& symbol) {
    const auto& decl = (*modules_[symbol.module].tree)[symbol.decl];
    const auto& node = std::get<ast::FnDecl>(decl.node);
    EnvScope scope(*this, symbol.module);
    core::Function fn;
    fn.name = symbol.name;
    fn.doc = decl.doc.text;
    fn.span = symbol.span;
    fn.result = resolveType(node.result);
    fn.params = declareParams(symbol, node.params);
    for (const ast::Annotation& annotation : decl.annotations)
        if (annotation.name.text == "template")
            declareTemplate(fn, annotation);
    symbol.fn = core::FnId{static_cast<uint32_t>(program_.functions.size())};
    symbol.hasSignature = true;
    program_.functions.push_back(std::move(fn));
}

void Checker::declareTemplate(core::Function& fn, const ast::Annotation& annotation) {
    Type name = type(program_.types.string());
    name.pattern = R"(^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$)";
    name.name = "a template's name, like \"labels.selector\"";
    std::string text = annotationText(annotation);
    if (text.empty() || !validText(text, program_.types.add(std::move(name)), annotation.span))
        return;
    if (values::own_templates::isOwn(text))
        sink_
            .report(Code::E3006, annotation.span, "\"" + text + "\"",
                    "free: the chart has templates of that name itself")
            .suggest("begin it with another word");
    else
        fn.templateName = text;
}

core::FnId Checker::functionOf(SymbolIndex index, Span use) {
    Symbol& symbol = symbols_[index];
    if (symbol.state == Symbol::State::done)
        return symbol.fn;
    if (!enter(index, use))
        return {};
    functionSignature(symbol);
    functionBody(index);
    leave(index);
    return symbol.fn;
}

void Checker::functionBody(SymbolIndex index) {
    Symbol& symbol = symbols_[index];
    const auto& node = std::get<ast::FnDecl>((*modules_[symbol.module].tree)[symbol.decl].node);
    EnvScope scope(*this, symbol.module);
    bindParams(program_[symbol.fn].params);
    TypeId result = program_[symbol.fn].result;
    ExprId body = check(node.body, result);
    program_.functions[symbol.fn.value].body = body;
}

core::LetId Checker::letOf(SymbolIndex index, Span use) {
    Symbol& symbol = symbols_[index];
    if (symbol.state == Symbol::State::done)
        return symbol.let;
    if (!enter(index, use))
        return {};
    const ast::Decl& decl = (*modules_[symbol.module].tree)[symbol.decl];
    core::Let let;
    let.name = symbol.name;
    let.span = symbol.span;
    {
        EnvScope scope(*this, symbol.module);
        if (const auto* node = std::get_if<ast::LetDecl>(&decl.node)) {
            let.value = node->type.valid() ? check(node->value, resolveType(node->type)) : infer(node->value);
            let.type = typeOf(let.value);
        } else if (const auto* external = std::get_if<ast::ExternalDecl>(&decl.node)) {
            let.value = externalOutputs(*external);
            let.type = typeOf(let.value);
        } else {
            const auto& backend = std::get<ast::BackendDecl>(decl.node);
            let.value = backendRecord(backend, decl.span);
            let.type = typeOf(let.value);
        }
    }
    symbol.let = core::LetId{static_cast<uint32_t>(program_.lets.size())};
    program_.lets.push_back(std::move(let));
    leave(index);
    return symbol.let;
}

ExprId Checker::backendRecord(const ast::BackendDecl& decl, Span span) {
    TypeId backend = backendType();
    if (type(backend).fields.empty() || !languageItem(LanguageItem::ServiceType, decl.name.span))
        return errorExpr(span);
    Entry name, gives;
    name.key = "name";
    name.value = string(decl.name.text, program_.types.string(), decl.name.span);
    gives.key = "gives";
    gives.value = backendValue(decl, 0, span);
    if (isError(gives.value))
        return gives.value;
    return make(span, backend, core::RecordExpr{{}, {std::move(name), std::move(gives)}});
}

ExprId Checker::backendValue(const ast::BackendDecl& decl, size_t clause, Span span) {
    TypeId contribution = contributionType();
    if (clause == decl.clauses.size())
        return check(decl.value, contribution);
    const ast::Clause& c = decl.clauses[clause];
    ExprId nothing = make(span, contribution, core::RecordExpr{});
    EnvScope scope(*this);
    if (c.kind == ast::Clause::Kind::when) {
        ExprId test = condition(c.value);
        return make(span, contribution, core::IfExpr{test, backendValue(decl, clause + 1, span), nothing});
    }
    ExprId source = infer(c.value);
    if (isError(source))
        return source;
    if (kindOf(typeOf(source)) != TypeKind::Optional) {
        sink_.report(Code::E3029, c.span, show(typeOf(source)))
            .note("a backend is there once: its clauses take optionals and conditions");
        return errorExpr(span);
    }
    VarId var = newVar(c.pattern.first.text, type(typeOf(source)).element);
    bind(c.pattern.first.text, var, c.pattern.first.span);
    return make(span, contribution, core::IfLetExpr{var, source, backendValue(decl, clause + 1, span), nothing});
}

} // namespace stackc::sema
