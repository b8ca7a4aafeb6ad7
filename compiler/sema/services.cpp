// `services`: what the services of the chart's file are, as a list that is made when all of them are known.
#include "sema/checker.h"

namespace stackc::sema {

using core::Entry;
using core::EntryKind;
using core::Statement;
using core::StatementKind;

ExprId Checker::servicesRef(Span span) {
    if (env_.module != 0) {
        sink_.report(Code::E2025, span);
        return errorExpr(span);
    }
    auto symbol = languageItem(LanguageItem::ServiceFacts, span);
    core::FnId facts = symbol ? functionOf(*symbol, span) : core::FnId{};
    if (!facts.valid() || program_[facts].params.size() != 2)
        return errorExpr(span);
    if (!program_.services.valid()) {
        program_.services = core::LetId{static_cast<uint32_t>(program_.lets.size())};
        core::Let let;
        let.name = "services";
        let.type = program_.types.list(program_[facts].result);
        let.span = span;
        program_.lets.push_back(std::move(let));
    }
    return make(span, program_[program_.services].type, core::LetRef{program_.services});
}

/// The value of `services`, where something reads it.
void Checker::serviceFacts() {
    if (!program_.services.valid())
        return;
    core::FnId facts = symbols_[*languageItem(LanguageItem::ServiceFacts, {})].fn;
    core::ListExpr list;
    for (const Statement& statement : program_.statements)
        if (auto entry = factsEntry(statement, facts))
            list.items.push_back(std::move(*entry));
    core::Let& let = program_.lets[program_.services.value];
    let.value = make(let.span, let.type, std::move(list));
}

/// The element of a service, under its clauses; nothing for other statements.
std::optional<Entry> Checker::factsEntry(const Statement& statement, core::FnId facts) {
    Entry entry;
    entry.span = statement.span;
    bool isService = statement.kind == StatementKind::Use && statement.args.size() >= 2 &&
                     nodeAs<core::MergeExpr>(statement.args[1]) != nullptr;
    if (isService) {
        const core::Function& function = program_[facts];
        TypeId result = function.result;
        ExprId attributes =
            make(statement.span, program_[function.params[1]].type, core::AttributesExpr{statement.args[1]});
        entry.value = make(statement.span, result, core::CallExpr{facts, {statement.args[0], attributes}});
        return entry;
    }
    if (statement.body.size() != 1)
        return std::nullopt;
    auto inner = factsEntry(statement.body[0], facts);
    if (!inner)
        return std::nullopt;
    entry.kind = statement.kind == StatementKind::If      ? EntryKind::If
                 : statement.kind == StatementKind::IfLet ? EntryKind::IfLet
                                                          : EntryKind::For;
    entry.value = statement.value;
    entry.first = statement.var;
    entry.second = statement.second;
    entry.body.push_back(std::move(*inner));
    return entry;
}

} // namespace stackc::sema
