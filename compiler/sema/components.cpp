// Components and the statements of their bodies.
#include "sema/checker.h"

#include <algorithm>
#include <utility>

namespace stackc::sema {

using core::Statement;
using core::StatementKind;

core::ComponentId Checker::componentOf(SymbolIndex index, Span use) {
    Symbol& symbol = symbols_[index];
    if (symbol.state == Symbol::State::done)
        return symbol.component;
    if (!enter(index, use))
        return {};
    componentBody(index);
    leave(index);
    return symbol.component;
}

void Checker::componentBody(SymbolIndex index) {
    Symbol& symbol = symbols_[index];
    const auto& node = std::get<ast::ComponentDecl>((*modules_[symbol.module].tree)[symbol.decl].node);
    EnvScope scope(*this, symbol.module);
    core::ComponentId id{static_cast<uint32_t>(program_.components.size())};
    program_.components.emplace_back();
    symbol.component = id;
    core::Component component;
    component.name = symbol.name;
    component.span = symbol.span;
    component.params = declareParams(symbol, node.params);
    if (node.outputs.valid())
        component.outputsType = resolveType(node.outputs);
    program_.components[id.value] = component;
    bindParams(component.params);
    auto saved = component_;
    component_ = id;
    size_t depth = std::exchange(depth_, 0);
    auto parts = std::exchange(partStatements_, {});
    auto loops = std::exchange(loopUses_, {});
    std::vector<Statement> statements;
    body(node.body, statements);
    program_.components[id.value].body = std::move(statements);
    for (const ast::PartStmt* part : partStatements_)
        partStatement(*part);
    depth_ = depth;
    partStatements_ = std::move(parts);
    loopUses_ = std::move(loops);
    component_ = saved;
    core::Component& done = program_.components[id.value];
    if (done.outputsType.valid() && !done.outputs.valid())
        sink_.report(Code::E3003, symbol.span, "component `" + symbol.name + "`", "`outputs`");
}

void Checker::body(ast::BodyId id, std::vector<Statement>& out) {
    size_t locals = env_.locals.size();
    ++depth_;
    for (ast::StmtId stmt : tree()[id].stmts)
        statement(tree()[stmt], out);
    --depth_;
    env_.locals.resize(locals);
}

void Checker::statement(const ast::Stmt& stmt, std::vector<Statement>& out) {
    size_t before = out.size();
    if (const auto* node = std::get_if<ast::LetDecl>(&stmt.node)) {
        Statement let;
        let.span = stmt.span;
        let.value = node->type.valid() ? check(node->value, resolveType(node->type)) : infer(node->value);
        let.var = newVar(node->name.text, typeOf(let.value));
        bindLet(node->name, varRef(let.var, node->name.span));
        out.push_back(std::move(let));
    } else if (const auto* node = std::get_if<ast::ResourceDecl>(&stmt.node)) {
        resource(*node, stmt.annotations, stmt.span, out);
    } else if (const auto* node = std::get_if<ast::CheckDecl>(&stmt.node)) {
        checkStatement(node->rule, out);
    } else if (const auto* node = std::get_if<ast::UseDecl>(&stmt.node)) {
        useStatement(*node, stmt.span, {}, out);
    } else if (const auto* node = std::get_if<ast::OutputsStmt>(&stmt.node)) {
        outputs(node->value, stmt.span);
    } else if (const auto* node = std::get_if<ast::IfStmt>(&stmt.node)) {
        ifStatement(*node, stmt.span, out);
    } else if (const auto* node = std::get_if<ast::MatchStmt>(&stmt.node)) {
        matchStatement(*node, stmt.span, out);
    } else if (const auto* node = std::get_if<ast::ForStmt>(&stmt.node)) {
        forStatement(*node, stmt.span, out);
    } else if (const auto* node = std::get_if<ast::PatchDecl>(&stmt.node)) {
        patch(*node, stmt.span, out);
    } else if (const auto* node = std::get_if<ast::PartStmt>(&stmt.node)) {
        if (depth_ > 1)
            sink_.report(Code::E3030, stmt.span, "`part`", "a branch or loop");
        else
            partStatements_.push_back(node);
    } else if (const auto* node = std::get_if<ast::ContributionStmt>(&stmt.node)) {
        contributionStatement(*node, stmt.span);
    }
    allow(stmt.annotations, before, out);
}

void Checker::contributionStatement(const ast::ContributionStmt& node, Span span) {
    if (depth_ > 1) {
        sink_.report(Code::E3030, span, "`contribution`", "a branch or loop");
        return;
    }
    if (program_[*component_].contribution.valid()) {
        sink_.report(Code::E2015, span, "contribution");
        return;
    }
    ExprId value = check(node.value, contributionType());
    program_.components[component_->value].contribution = value;
}

void Checker::outputs(ast::ExprId value, Span span) {
    if (depth_ > 1) {
        sink_.report(Code::E3030, span, "`outputs`", "a branch or loop");
        return;
    }
    core::Component& component = program_.components[component_->value];
    if (component.outputs.valid()) {
        sink_.report(Code::E2015, span, "outputs");
        return;
    }
    TypeId declared = component.outputsType;
    ExprId result = declared.valid() ? check(value, declared) : infer(value);
    program_.components[component_->value].outputs = result;
    program_.components[component_->value].outputsType = typeOf(result);
}

void Checker::checkStatement(const ast::Rule& rule, std::vector<Statement>& out) {
    Statement check;
    check.kind = StatementKind::Check;
    check.span = rule.span;
    check.value = condition(rule.condition);
    check.message = message(rule.message);
    out.push_back(std::move(check));
}

void Checker::ifStatement(const ast::IfStmt& node, Span span, std::vector<Statement>& out) {
    Statement result;
    result.span = span;
    {
        EnvScope scope(*this);
        Opened cond = openCond(node.cond);
        result.kind = cond.isLet ? StatementKind::IfLet : StatementKind::If;
        result.value = cond.value;
        result.var = cond.var;
        body(node.then, result.body);
    }
    EnvScope scope(*this);
    narrow(result.value, false);
    if (node.elseBody.valid())
        body(node.elseBody, result.orElse);
    else if (node.elseIf.valid())
        statement(tree()[node.elseIf], result.orElse);
    out.push_back(std::move(result));
}

void Checker::forStatement(const ast::ForStmt& node, Span span, std::vector<Statement>& out) {
    EnvScope scope(*this);
    Loop loop = openLoop(node.pattern, node.source);
    Statement result;
    result.kind = loop.isOptional ? StatementKind::IfLet : StatementKind::For;
    result.span = span;
    result.value = loop.source;
    result.var = loop.first;
    result.second = loop.second;
    bool isLoop = !loop.isOptional;
    if (isLoop)
        loopUses_.push_back(static_cast<uint32_t>(program_.vars.size()));
    if (node.filter.valid()) {
        Statement filter;
        filter.kind = StatementKind::If;
        filter.span = span;
        filter.value = condition(node.filter);
        body(node.body, filter.body);
        result.body.push_back(std::move(filter));
    } else {
        body(node.body, result.body);
    }
    if (isLoop)
        loopUses_.pop_back();
    out.push_back(std::move(result));
}

void Checker::matchStatement(const ast::MatchStmt& node, Span span, std::vector<Statement>& out) {
    Statement result;
    result.kind = StatementKind::Match;
    result.span = span;
    result.value = infer(node.subject);
    std::vector<const std::vector<ast::CasePattern>*> patterns;
    std::vector<Span> spans;
    for (const ast::MatchStmtArm& arm : node.arms) {
        patterns.push_back(&arm.patterns);
        spans.push_back(arm.span);
    }
    std::vector<ArmHead> heads = matchHeads(result.value, patterns, spans, span);
    for (size_t i = 0; i < node.arms.size(); ++i) {
        EnvScope scope(*this);
        if (heads[i].bind.valid())
            bind(program_[heads[i].bind].name, heads[i].bind, node.arms[i].span);
        core::StatementArm arm{heads[i].cases, heads[i].bind, {}};
        body(node.arms[i].body, arm.body);
        result.arms.push_back(std::move(arm));
    }
    out.push_back(std::move(result));
}

void Checker::withClauses(const std::vector<ast::Clause>& clauses, size_t index, std::vector<Statement>& out,
                          const StatementMaker& make) {
    if (index == clauses.size())
        return make(out);
    const ast::Clause& clause = clauses[index];
    EnvScope scope(*this);
    Statement result;
    result.span = clause.span;
    if (clause.kind == ast::Clause::Kind::when) {
        result.kind = StatementKind::If;
        result.value = condition(clause.value);
        narrow(result.value, true);
    } else {
        Loop loop = openLoop(clause.pattern, clause.value);
        result.kind = loop.isOptional ? StatementKind::IfLet : StatementKind::For;
        result.value = loop.source;
        result.var = loop.first;
        result.second = loop.second;
    }
    withClauses(clauses, index + 1, result.body, make);
    out.push_back(std::move(result));
}

bool Checker::isLooped(const std::vector<ast::Clause>& clauses) {
    EnvScope scope(*this);
    return std::any_of(clauses.begin(), clauses.end(), [this](const ast::Clause& clause) {
        return clause.kind == ast::Clause::Kind::loop && !openLoop(clause.pattern, clause.value).isOptional;
    });
}

/// A component in use where a backend is wanted: its contribution. Invalid if the name means something else.
ExprId Checker::contributionOf(const ast::Name& name, Span span) {
    VarId gives;
    if (const Local* local = lookupLocal(name.text))
        gives = local->contribution;
    else if (auto symbol = lookupSymbol(name.text); symbol && symbols_[*symbol].kind == SymbolKind::Use)
        gives = symbols_[*symbol].contribution;
    if (!gives.valid())
        return {};
    core::Entry id, contribution;
    id.key = "name";
    id.value = string(name.text, program_.types.string(), span);
    contribution.key = "gives";
    contribution.value = varRef(gives, span);
    return make(span, backend_, core::RecordExpr{{}, {std::move(id), std::move(contribution)}});
}

void Checker::useStatement(const ast::UseDecl& decl, Span span, VarId var, std::vector<Statement>& out) {
    Found found = lookup(decl.component.parts, true);
    bool isComponent = found.kind == Found::Kind::symbol && found.used == decl.component.parts.size() &&
                       symbols_[found.symbol].kind == SymbolKind::Component;
    if (!isComponent) {
        if (found.kind == Found::Kind::symbol && symbols_[found.symbol].kind == SymbolKind::Broken)
            return;
        if (found.kind == Found::Kind::symbol)
            sink_.report(Code::E2007, decl.component.span, decl.component.text(), kindName(symbols_[found.symbol].kind),
                         "a component");
        else if (found.kind == Found::Kind::module && found.used < decl.component.parts.size())
            notExported(found, decl.component.parts);
        else
            unknownName(decl.component.parts[0]);
        return;
    }
    core::ComponentId component = componentOf(found.symbol, decl.component.span);
    if (!component.valid())
        return;
    withClauses(decl.clauses, 0, out, [&](std::vector<Statement>& inner) {
        Statement use;
        use.kind = StatementKind::Use;
        use.span = span;
        use.name = decl.name.text;
        use.component = component;
        std::vector<VarId> params = program_[component].params;
        use.args = arguments(symbols_[found.symbol], params, decl.args, span);
        if (use.args.size() != params.size())
            return;
        TypeId outputs = program_[component].outputsType;
        use.var = var.valid() ? var : newVar(decl.name.text, outputs.valid() ? outputs : program_.types.error());
        usedComponents_[use.var.value] = component;
        // A loop makes several, and nothing says which of them a service uses.
        if (program_[component].contribution.valid() && !isLooped(decl.clauses))
            use.contribution = newVar(decl.name.text, contributionType());
        if (component_) {
            // Inside a component the outputs are known to what follows in the same block.
            useLocals_.push_back({decl.name.text, varRef(use.var, span), use.contribution});
        } else if (auto symbol = modules_[0].names.find(decl.name.text); symbol != modules_[0].names.end()) {
            symbols_[symbol->second].var = use.var;
            symbols_[symbol->second].contribution = use.contribution;
        }
        inner.push_back(std::move(use));
    });
    if (decl.clauses.empty())
        for (Local& local : useLocals_)
            env_.locals.push_back(std::move(local));
    useLocals_.clear();
}

} // namespace stackc::sema
