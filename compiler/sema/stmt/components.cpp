#include "sema/stmt/components.h"

#include "sema/decl/functions.h"
#include "sema/decl/type_exprs.h"
#include "sema/elaboration.h"
#include "sema/stmt/parts.h"
#include "sema/stmt/statements.h"

#include <utility>

namespace stackc::sema {

using core::Statement;

namespace {

void componentBody(Checking& in, SymbolIndex index);

} // namespace

core::ComponentId componentOf(Checking& in, SymbolIndex index, Span use) {
    Symbol& symbol = in.symbols[index];
    if (symbol.state == Symbol::State::done)
        return symbol.component;
    if (!enter(in, index, use))
        return {};
    componentBody(in, index);
    leave(in, index);
    return symbol.component;
}

namespace {

void componentBody(Checking& in, SymbolIndex index) {
    Symbol& symbol = in.symbols[index];
    const auto& node = std::get<ast::ComponentDecl>((*in.modules[symbol.module].tree)[symbol.decl].node);
    EnvScope scope(in, symbol.module);
    core::ComponentId id{static_cast<uint32_t>(in.program.components.size())};
    in.program.components.emplace_back();
    symbol.component = id;
    core::Component component;
    component.name = symbol.name;
    component.span = symbol.span;
    component.params = declareParams(in, symbol, node.params);
    if (node.outputs.valid())
        component.outputsType = resolveType(in, node.outputs);
    in.program.components[id.value] = component;
    bindParams(in, component.params);
    auto saved = in.body.component;
    in.body.component = id;
    size_t depth = std::exchange(in.body.depth, 0);
    auto parts = std::exchange(in.body.parts, {});
    auto loops = std::exchange(in.body.loops, {});
    std::vector<Statement> statements;
    bodyStatements(in, node.body, statements);
    in.program.components[id.value].body = std::move(statements);
    for (const ast::PartStmt* part : in.body.parts)
        partStatement(in, *part);
    in.body.depth = depth;
    in.body.parts = std::move(parts);
    in.body.loops = std::move(loops);
    in.body.component = saved;
    core::Component& done = in.program.components[id.value];
    if (done.outputsType.valid() && !done.outputs.valid())
        in.sink.report(Code::E3003, symbol.span, "component `" + symbol.name + "`", "`outputs`");
}

} // namespace

} // namespace stackc::sema
