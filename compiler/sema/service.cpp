// Services: `use x = std.service.service(name, merged attributes)`.
#include "sema/checker.h"

#include <algorithm>

namespace stackc::sema {

using core::Entry;
using core::Statement;
using core::StatementKind;

ExprId Checker::serviceAttributes(const ast::ServiceDecl& decl, Span span) {
    TypeId service = serviceType();
    TypeId contribution = contributionType();
    core::MergeExpr merge;
    merge.own = check(decl.value, contribution);
    core::RecordExpr defaults;
    for (size_t i = 0; i < type(service).fields.size(); ++i) {
        Entry entry;
        entry.key = type(service).fields[i].name;
        entry.value = fieldDefault(service, i);
        if (entry.value.valid())
            defaults.entries.push_back(std::move(entry));
    }
    merge.defaults = make(span, contribution, std::move(defaults));
    requireAttributes(merge.own, decl.name.span);
    return make(decl.name.span, service, std::move(merge));
}

/// What is surely missing; what backends leave out is found when they are merged.
void Checker::requireAttributes(ExprId own, Span span) {
    const Type& service = type(service_);
    if (isError(own))
        return;
    auto mayUse = [&](const core::Field& field) {
        return kindOf(field.type) == TypeKind::List && type(field.type).element == backend_ &&
               maySet(own, field.name, 0);
    };
    if (std::any_of(service.fields.begin(), service.fields.end(), mayUse))
        return;
    std::string missing;
    for (size_t i = 0; i < service.fields.size(); ++i)
        if (!fieldDefault(service_, i).valid() && !maySet(own, type(service_).fields[i].name, 0))
            missing += (missing.empty() ? "`" : ", `") + type(service_).fields[i].name + "`";
    if (!missing.empty())
        sink_.report(Code::E3003, span, "a service", missing);
}

void Checker::serviceStatement(SymbolIndex index, std::vector<Statement>& out) {
    const ast::Decl& decl = (*modules_[0].tree)[symbols_[index].decl];
    const auto& node = std::get<ast::ServiceDecl>(decl.node);
    EnvScope scope(*this, 0);
    TypeId service = serviceType();
    auto component = languageItem(LanguageItem::ServiceComponent, node.name.span);
    if (kindOf(service) == TypeKind::Error || !component)
        return;
    core::ComponentId id = componentOf(*component, node.name.span);
    if (!id.valid())
        return;
    std::string name = node.clusterName ? node.clusterName->text : node.name.text;
    Span nameSpan = node.clusterName ? node.clusterName->span : node.name.span;
    withClauses(node.clauses, 0, out, [&](std::vector<Statement>& inner) {
        Statement use;
        use.kind = StatementKind::Use;
        use.span = decl.span;
        use.name = node.name.text;
        use.component = id;
        ExprId attributes = serviceAttributes(node, decl.span);
        std::vector<VarId> params = program_[id].params;
        if (params.size() < 2)
            return;
        use.args.push_back(checkText(name, program_[params[0]].type, nameSpan));
        use.args.push_back(attributes);
        for (size_t i = 2; i < params.size(); ++i)
            use.args.push_back(symbols_[*component].defaults[i]);
        TypeId outputs = program_[id].outputsType;
        use.var = newVar(node.name.text, outputs.valid() ? outputs : program_.types.error());
        symbols_[index].var = use.var;
        usedComponents_[use.var.value] = id;
        inner.push_back(std::move(use));
    });
}

} // namespace stackc::sema
