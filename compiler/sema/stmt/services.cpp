#include "sema/stmt/services.h"

#include "sema/elaborate.h"
#include "sema/expr/attributes.h"
#include "sema/expr/infer.h"
#include "sema/expr/literals.h"
#include "sema/make.h"
#include "sema/stmt/clauses.h"
#include "sema/stmt/components.h"
#include "sema/stmt/outputs.h"
#include "sema/types/language_items.h"

namespace stackc::sema {

using core::Statement;
using core::StatementKind;

namespace {

/// Its resources are named by it alone: each round of a loop would make them again. What can't be walked is refused
/// already.
void refuseLoops(Checking& in, const Statement& clause) {
    bool isKnown = clause.kind == StatementKind::For && clause.var.valid();
    VarId element = clause.second.valid() ? clause.second : clause.var;
    if (isKnown && in.kindOf(in.program[element].type) != TypeKind::Error)
        in.sink
            .report(Code::E3030, clause.span, "a loop over `" + in.show(in.typeOf(clause.value)) + "`",
                    "the clauses of a service")
            .note("a service is there once: its clauses take optionals and conditions")
            .suggest("make one for each by `use x for id, … = service(id, { … })`, of `std.service`");
    for (const Statement& inner : clause.body)
        refuseLoops(in, inner);
}

} // namespace

void serviceStatement(Checking& in, SymbolIndex index, std::vector<Statement>& out) {
    const ast::Decl& decl = (*in.modules[0].tree)[in.symbols[index].decl];
    const auto& node = std::get<ast::ServiceDecl>(decl.node);
    const EnvScope scope(in, 0);
    TypeId service = serviceType(in);
    auto component = languageItem(in, LanguageItem::ServiceComponent, node.name.span);
    if (in.kindOf(service) == TypeKind::Error || !component)
        return;
    core::ComponentId id = componentOf(in, *component, node.name.span);
    if (!id.valid())
        return;
    std::string name = node.clusterName ? node.clusterName->text : node.name.text;
    Span nameSpan = node.clusterName ? node.clusterName->span : node.name.span;
    withClauses(in, node.clauses, 0, out, [&](std::vector<Statement>& inner) {
        Statement use;
        use.kind = StatementKind::Use;
        use.span = decl.span;
        use.name = node.name.text;
        use.component = id;
        ExprId own = check(in, node.value, contributionType(in));
        ExprId attributes = mergedAttributes(in, own, node.name.span, decl.span);
        std::vector<VarId> params = in.program[id].params;
        if (params.size() < 2)
            return;
        use.args.push_back(checkText(in, name, in.program[params[0]].type, nameSpan));
        use.args.push_back(attributes);
        for (size_t i = 2; i < params.size(); ++i)
            use.args.push_back(in.symbols[*component].signature.defaults[i]);
        use.var = newVar(in, node.name.text, outputsTypeOf(in, id));
        in.symbols[index].made.var = use.var;
        in.memo.usedComponents[use.var.value] = id;
        inner.push_back(std::move(use));
    });
    if (!node.clauses.empty())
        refuseLoops(in, out.back());
}

} // namespace stackc::sema
