#include "sema/expr/services.h"

#include "sema/elaborate.h"
#include "sema/types/language_items.h"

namespace stackc::sema {

using core::Entry;
using core::EntryKind;
using core::Statement;
using core::StatementKind;

namespace {

std::optional<Entry> factsEntry(Checking& in, const core::Statement& statement, core::FnId facts);

} // namespace

ExprId servicesRef(Checking& in, Span span) {
    if (in.env.module != 0) {
        in.sink.report(Code::E2025, span);
        return in.errorExpr(span);
    }
    auto symbol = languageItem(in, LanguageItem::ServiceFacts, span);
    core::FnId facts = symbol ? functionOf(in, *symbol, span) : core::FnId{};
    if (!facts.valid() || in.program[facts].params.size() != 2)
        return in.errorExpr(span);
    if (!in.program.services.valid()) {
        in.program.services = core::LetId{static_cast<uint32_t>(in.program.lets.size())};
        core::Let let;
        let.name = "services";
        let.type = in.program.types.list(in.program[facts].result);
        let.span = span;
        in.program.lets.push_back(std::move(let));
    }
    return in.make(span, in.program[in.program.services].type, core::LetRef{in.program.services});
}

void serviceFacts(Checking& in) {
    if (!in.program.services.valid())
        return;
    core::FnId facts = in.symbols[*languageItem(in, LanguageItem::ServiceFacts, {})].made.fn;
    core::ListExpr list;
    for (const Statement& statement : in.program.statements)
        if (auto entry = factsEntry(in, statement, facts))
            list.items.push_back(std::move(*entry));
    core::Let& let = in.program.lets[in.program.services.value];
    let.value = in.make(let.span, let.type, std::move(list));
}

namespace {

/// The element of a service, under its clauses; nothing for other statements.
std::optional<Entry> factsEntry(Checking& in, const Statement& statement, core::FnId facts) {
    Entry entry;
    entry.span = statement.span;
    auto declared = in.modules[0].names.find(statement.name);
    bool isService = statement.kind == StatementKind::Use && declared != in.modules[0].names.end() &&
                     in.symbols[declared->second].kind == SymbolKind::Service;
    if (isService) {
        const core::Function& function = in.program[facts];
        TypeId result = function.result;
        ExprId attributes =
            in.make(statement.span, in.program[function.params[1]].type, core::AttributesExpr{statement.args[1]});
        entry.value = in.make(statement.span, result, core::CallExpr{facts, {statement.args[0], attributes}});
        return entry;
    }
    if (statement.body.size() != 1)
        return std::nullopt;
    auto inner = factsEntry(in, statement.body[0], facts);
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

} // namespace

} // namespace stackc::sema
