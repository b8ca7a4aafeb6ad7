#include "sema/stmt/services.h"

#include "sema/elaborate.h"
#include "sema/expr/held.h"
#include "sema/expr/infer.h"
#include "sema/expr/literals.h"
#include "sema/make.h"
#include "sema/stmt/clauses.h"
#include "sema/stmt/components.h"
#include "sema/stmt/outputs.h"
#include "sema/suggest.h"
#include "sema/types/language_items.h"

#include <algorithm>

namespace stackc::sema {

using core::Entry;
using core::Statement;
using core::StatementKind;

namespace {

void requireAttributes(Checking& in, ExprId own, Span span);

ExprId serviceAttributes(Checking& in, const ast::ServiceDecl& decl, Span span) {
    TypeId service = serviceType(in);
    TypeId contribution = contributionType(in);
    core::MergeExpr merge;
    merge.own = check(in, decl.value, contribution);
    core::RecordExpr defaults;
    for (size_t i = 0; i < in.type(service).fields.size(); ++i) {
        Entry entry;
        entry.key = in.type(service).fields[i].name;
        entry.value = fieldDefault(in, service, i);
        if (entry.value.valid())
            defaults.entries.push_back(std::move(entry));
    }
    merge.defaults = in.make(span, contribution, std::move(defaults));
    requireAttributes(in, merge.own, decl.name.span);
    return in.make(decl.name.span, service, std::move(merge));
}

/// The keys that entries set, whatever their conditions.
void addKeys(const std::vector<Entry>& entries, std::set<std::string>& keys) {
    for (const Entry& entry : entries) {
        if (!entry.key.empty())
            keys.insert(entry.key);
        addKeys(entry.body, keys);
        addKeys(entry.orElse, keys);
    }
}

/// What is surely missing; what backends leave out is found when they are merged.
void requireAttributes(Checking& in, ExprId own, Span span) {
    const Type& service = in.type(in.memo.service);
    if (in.isError(own))
        return;
    auto mayUse = [&](const core::Field& field) {
        return in.kindOf(field.type) == TypeKind::List && in.type(field.type).element == in.memo.backend &&
               maySet(in, own, field.name, 0);
    };
    if (std::any_of(service.fields.begin(), service.fields.end(), mayUse))
        return;
    std::vector<std::string> names;
    for (const core::Field& field : service.fields)
        names.push_back(field.name);
    std::set<std::string> keys;
    if (const auto* record = in.nodeAs<core::RecordExpr>(own))
        addKeys(record->entries, keys);
    const std::set<std::string> misspelt = meantNames(keys, names);
    std::string missing;
    for (size_t i = 0; i < names.size(); ++i)
        if (!fieldDefault(in, in.memo.service, i).valid() && !maySet(in, own, names[i], 0) &&
            !misspelt.contains(names[i]))
            missing += (missing.empty() ? "`" : ", `") + names[i] + "`";
    if (!missing.empty())
        in.sink.report(Code::E3003, span, "a service", missing);
}

/// Its resources are named by it alone: each round of a loop would make them again. What can't be walked is refused
/// already.
void refuseLoops(Checking& in, const Statement& clause) {
    bool isKnown = clause.kind == StatementKind::For && clause.var.valid();
    VarId element = clause.second.valid() ? clause.second : clause.var;
    if (isKnown && in.kindOf(in.program[element].type) != TypeKind::Error)
        in.sink.report(Code::E3029, clause.span, in.show(in.typeOf(clause.value)))
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
        ExprId attributes = serviceAttributes(in, node, decl.span);
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
