// `patch x.part { … }`: an amendment of what a use before it makes.
#include "sema/checker.h"

#include "sema/suggest.h"

#include <algorithm>

namespace stackc::sema {

using core::Entry;
using core::EntryKind;
using core::Statement;
using core::StatementKind;

/// The use that a patch names, and its component; reported if there is none.
bool Checker::patchTarget(const ast::PatchDecl& decl, VarId& use, core::ComponentId& component) {
    const ast::Name& name = decl.target.parts[0];
    if (const Local* local = component_ ? lookupLocal(name.text) : nullptr) {
        if (const auto* var = nodeAs<core::VarRef>(local->expr))
            use = var->var;
    } else if (auto symbol = component_ ? std::nullopt : lookupSymbol(name.text)) {
        const Symbol& found = symbols_[*symbol];
        bool isUse = found.kind == SymbolKind::Service || found.kind == SymbolKind::Use;
        if (isUse && !found.var.valid()) {
            sink_.report(Code::E2018, name.span, name.text);
            return false;
        }
        if (isUse)
            use = found.var;
    } else {
        unknownName(name);
        return false;
    }
    auto known = use.valid() ? usedComponents_.find(use.value) : usedComponents_.end();
    if (known == usedComponents_.end() || decl.target.parts.size() < 2) {
        sink_.report(Code::E2019, decl.target.span, decl.target.text());
        return false;
    }
    component = known->second;
    if (loopUses_.empty() || use.value >= loopUses_.back())
        return true;
    sink_.report(Code::E3059, decl.target.span, decl.target.text());
    return false;
}

void Checker::patch(const ast::PatchDecl& decl, Span span, std::vector<Statement>& out) {
    VarId use;
    core::ComponentId component;
    if (!patchTarget(decl, use, component))
        return;
    std::vector<ast::Name> names(decl.target.parts.begin() + 1, decl.target.parts.end());
    size_t used = 0;
    auto part = partOf(component, names, used);
    if (!part || used < names.size()) {
        std::string all;
        for (const std::string& name : partNames(component))
            all += (all.empty() ? "`" : ", `") + name + "`";
        sink_.report(Code::E2019, decl.target.span, decl.target.text())
            .note(program_[component].span, "its parts are " + all)
            .suggest(didYouMean(names.back().text, partNames(component)));
        return;
    }
    if (kindOf(part->type) == TypeKind::Error)
        return;
    PathTree paths;
    VarId before = newVar(names.back().text, part->type);
    ExprId value =
        amend(part->type, varRef(before, span), {.block = decl.block, .span = tree()[decl.block].span}, paths);
    bool isResource = std::all_of(part->places.begin(), part->places.end(),
                                  [](const PartPlace& place) { return place.steps.empty(); });
    if (const auto* object = nodeAs<core::RecordExpr>(value); object && isResource && part->type != manifest_)
        for (const Entry& entry : object->entries)
            if (entry.kind != EntryKind::Spread && (entry.key == "apiVersion" || entry.key == "kind"))
                sink_.report(Code::E5005, entry.span, entry.key);
    Statement statement;
    statement.kind = StatementKind::Patch;
    statement.span = decl.target.span;
    statement.name = decl.target.text();
    statement.var = use;
    for (const PartPlace& place : part->places) {
        core::Amendment amendment;
        amendment.path = place.path;
        amendment.object = place.steps.empty() ? before : newVar(place.path.back(), place.resource);
        amendment.value = place.steps.empty() ? value : atPlace(place, 0, amendment.object, before, value);
        statement.amendments.push_back(std::move(amendment));
    }
    out.push_back(std::move(statement));
}

/// The amendment of a resource that amends what the place's steps from `step` on lead to.
ExprId Checker::atPlace(const PartPlace& place, size_t step, VarId from, VarId part, ExprId value) {
    const PartStep& next = place.steps[step];
    bool isLast = step + 1 == place.steps.size();
    VarId inner = isLast ? part : newVar(next.key, next.type);
    ExprId amended = isLast ? value : atPlace(place, step + 1, inner, part, value);
    Span span = spanOf(value);
    TypeId type = program_[from].type;
    if (next.element.valid()) {
        core::AmendElements elements{varRef(from, span), next.key, varRef(next.element, span), inner, amended, false};
        return make(span, type, std::move(elements));
    }
    Entry entry;
    entry.kind = EntryKind::Amend;
    entry.span = span;
    entry.key = next.key;
    entry.first = inner;
    entry.value = amended;
    if (isCollection(next.type) || kindOf(next.type) == TypeKind::Native)
        entry.otherwise = emptyOf(next.type, span);
    return make(span, type, core::RecordExpr{varRef(from, span), {std::move(entry)}});
}

} // namespace stackc::sema
