#include "sema/stmt/components.h"

#include "sema/decl/functions.h"
#include "sema/decl/type_exprs.h"
#include "sema/elaboration.h"
#include "sema/stmt/checksums.h"
#include "sema/stmt/parts.h"
#include "sema/stmt/statements.h"
#include "sema/types/language_items.h"

#include <utility>

namespace stackc::sema {

using core::Statement;

namespace {

void componentBody(Checking& in, SymbolIndex index);

} // namespace

core::ComponentId componentOf(Checking& in, SymbolIndex index, Span use) {
    Symbol& symbol = in.symbols[index];
    if (symbol.state == Symbol::State::done)
        return symbol.made.component;
    const Elaborating now(in, index, use);
    if (!now.began())
        return {};
    componentBody(in, index);
    return symbol.made.component;
}

namespace {

void componentBody(Checking& in, SymbolIndex index) {
    Symbol& symbol = in.symbols[index];
    const auto& node = std::get<ast::ComponentDecl>((*in.modules[symbol.module].tree)[symbol.decl].node);
    const EnvScope scope(in, symbol.module);
    core::ComponentId id{static_cast<uint32_t>(in.program.components.size())};
    in.program.components.emplace_back();
    symbol.made.component = id;
    if (isServiceComponent(in, symbol))
        in.program.service = id;
    core::Component component;
    component.name = symbol.name;
    component.span = symbol.span;
    component.params = declareParams(in, symbol, node.params);
    if (node.outputs.valid())
        component.outputsType = resolveType(in, node.outputs);
    in.program.components[id.value] = component;
    bindParams(in, component.params);
    Body body;
    body.component = id;
    const Meanwhile inside(in.body, std::move(body));
    std::vector<Statement> statements;
    bodyStatements(in, node.body, statements);
    in.program.components[id.value].body = std::move(statements);
    for (const ast::PartStmt* part : in.body.parts)
        partStatement(in, *part);
    resolveChecksums(in, id);
    core::Component& done = in.program.components[id.value];
    if (done.outputsType.valid() && !done.outputs.valid())
        in.sink.report(Code::E3003, symbol.span, "component `" + symbol.name + "`", "`outputs`");
}

} // namespace

} // namespace stackc::sema
