#include "sema/stmt/uses.h"

#include "sema/expr/calls.h"
#include "sema/expr/unknown_name.h"
#include "sema/make.h"
#include "sema/names/lookup.h"
#include "sema/names/probe.h"
#include "sema/notes.h"
#include "sema/stmt/clauses.h"
#include "sema/stmt/components.h"
#include "sema/stmt/outputs.h"
#include "sema/types/language_items.h"

#include <utility>

namespace stackc::sema {

using core::Statement;
using core::StatementKind;

void useStatement(Checking& in, const ast::UseDecl& decl, Span span, VarId var, std::vector<Statement>& out) {
    probeNames(in, decl.component.parts[0], Probe::Place::Component);
    probePath(in, decl.component.parts, Probe::Place::Component);
    Found found = lookup(in, decl.component.parts, true);
    bool isComponent = found.kind == Found::Kind::symbol && found.used == decl.component.parts.size() &&
                       in.symbols[found.symbol].kind == SymbolKind::Component;
    if (!isComponent) {
        if (found.kind == Found::Kind::symbol && in.symbols[found.symbol].kind == SymbolKind::Broken)
            return;
        if (found.kind == Found::Kind::symbol)
            in.sink.report(Code::E2007, decl.component.span, decl.component.text(),
                           kindName(in.symbols[found.symbol].kind), "a component");
        else if (found.kind == Found::Kind::module && found.used < decl.component.parts.size())
            notExported(in, found, decl.component.parts);
        else
            unknownName(in, decl.component.parts, Wanted::Component);
        return;
    }
    core::ComponentId component = componentOf(in, found.symbol, decl.component.span);
    if (!component.valid())
        return;
    std::vector<Local> outputs; // inside a component, known to what follows in the same block
    withClauses(in, decl.clauses, 0, out, [&](std::vector<Statement>& inner) {
        Statement use;
        use.kind = StatementKind::Use;
        use.span = span;
        use.name = decl.name.text;
        use.component = component;
        std::vector<VarId> params = in.program[component].params;
        noteCall(in, span, in.symbols[found.symbol], params, in.program[component].outputsType);
        use.args = arguments(in, in.symbols[found.symbol], params, decl.args, span);
        if (use.args.size() != params.size())
            return;
        use.var = var.valid() ? var : newVar(in, decl.name.text, outputsTypeOf(in, component));
        in.memo.usedComponents[use.var.value] = component;
        // A loop makes several, and nothing says which of them a service uses.
        if (in.program[component].contribution.valid() && !isLooped(in, decl.clauses))
            use.contribution = newVar(in, decl.name.text, contributionType(in));
        if (in.body.component) {
            noteVariable(in, decl.name, use.var, EntityKind::Use);
            outputs.push_back({decl.name.text, varRef(in, use.var, span), use.contribution});
        } else if (auto symbol = in.modules[0].names.find(decl.name.text); symbol != in.modules[0].names.end()) {
            in.symbols[symbol->second].made.var = use.var;
            in.symbols[symbol->second].made.contribution = use.contribution;
        }
        inner.push_back(std::move(use));
    });
    if (decl.clauses.empty())
        for (Local& local : outputs)
            in.env.locals.push_back(std::move(local));
}

} // namespace stackc::sema
