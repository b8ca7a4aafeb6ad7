// A backend in an environment. A chart is one program for all environments, so an environment can't bring code of its
// own: it chooses by the value that the backend chooses by, and what it sets are the values that the backend reads.
#include "sema/checker.h"

namespace stackc::sema {

/// The path into `values` that an expression of a backend is; empty if it is something else.
std::vector<ast::Name> Checker::pathIn(ast::ExprId value, const ValuesNames& names) const {
    auto path = pathOf(value);
    if (!path)
        return {};
    if (auto known = names.find((*path)[0].text); known != names.end()) {
        std::vector<ast::Name> whole = known->second;
        whole.insert(whole.end(), path->begin() + 1, path->end());
        return whole;
    }
    if ((*path)[0].text != "values")
        return {};
    return {path->begin() + 1, path->end()};
}

/// What the values of an environment hold at a path; invalid where that is not written out.
ExprId Checker::valueAt(ExprId values, const std::vector<ast::Name>& path) const {
    for (const ast::Name& name : path) {
        while (const auto* optional = nodeAs<core::OptionalLit>(values))
            values = optional->payload;
        if (const auto* variant = nodeAs<core::VariantExpr>(values)) {
            bool isChosen = type(typeOf(values)).cases[variant->caseIndex].name == name.text;
            values = isChosen ? variant->payload : ExprId{};
            continue;
        }
        const auto* record = nodeAs<core::RecordExpr>(values);
        ExprId found;
        if (record != nullptr)
            for (const core::Entry& entry : record->entries)
                if (entry.kind == core::EntryKind::Set && entry.key == name.text)
                    found = entry.value;
        values = found;
    }
    return values;
}

std::optional<GivenBlock> Checker::givenByMatch(ExprId values, const ast::MatchExpr& match, ValuesNames names) {
    std::vector<ast::Name> subject = pathIn(match.subject, names);
    const auto* chosen = subject.empty() ? nullptr : nodeAs<core::VariantExpr>(valueAt(values, subject));
    if (chosen == nullptr)
        return std::nullopt;
    const core::Case& wanted = type(typeOf(valueAt(values, subject))).cases[chosen->caseIndex];
    for (const ast::MatchArm& arm : match.arms)
        for (const ast::CasePattern& pattern : arm.patterns) {
            if (pattern.name.text != wanted.name && pattern.name.text != "_")
                continue;
            if (pattern.binding) {
                subject.push_back({wanted.name, pattern.name.span});
                names[pattern.binding->text] = subject;
            }
            return givenBlock(values, arm.value, std::move(names));
        }
    return std::nullopt;
}

/// The block that a backend's value is with the values of an environment.
std::optional<GivenBlock> Checker::givenBlock(ExprId values, ast::ExprId value, ValuesNames names) {
    const auto& node = tree()[value].node;
    if (const auto* block = std::get_if<ast::BlockExpr>(&node))
        return GivenBlock{block->block, std::move(names)};
    if (const auto* match = std::get_if<ast::MatchExpr>(&node))
        return givenByMatch(values, *match, std::move(names));
    const auto* choice = std::get_if<ast::IfExpr>(&node);
    if (choice == nullptr)
        return std::nullopt;
    std::vector<ast::Name> path = pathIn(choice->cond.value, names);
    ExprId held = path.empty() ? ExprId{} : valueAt(values, path);
    if (choice->cond.binding) {
        const auto* optional = nodeAs<core::OptionalLit>(held);
        if (optional == nullptr && nodeAs<core::NoneLit>(held) == nullptr)
            return std::nullopt;
        bool isOn = optional != nullptr && optional->on;
        names[choice->cond.binding->text] = path;
        return givenBlock(values, isOn ? choice->then : choice->otherwise, std::move(names));
    }
    const auto* truth = nodeAs<core::Literal>(held);
    if (truth == nullptr || truth->kind != core::Literal::Kind::Bool)
        return std::nullopt;
    return givenBlock(values, truth->boolean ? choice->then : choice->otherwise, std::move(names));
}

/// Names what the clauses bind; false where the backend gives nothing in the environment, or that can't be told.
bool Checker::clauseNames(ExprId values, const ast::BackendDecl& backend, ValuesNames& names) {
    for (const ast::Clause& clause : backend.clauses) {
        std::vector<ast::Name> path = pathIn(clause.value, names);
        ExprId held = path.empty() ? ExprId{} : valueAt(values, path);
        if (clause.kind == ast::Clause::Kind::loop) {
            const auto* optional = nodeAs<core::OptionalLit>(held);
            if (optional == nullptr || !optional->on)
                return false;
            names[clause.pattern.first.text] = path;
        } else {
            const auto* truth = nodeAs<core::Literal>(held);
            if (truth == nullptr || !truth->boolean)
                return false;
        }
    }
    return true;
}

void Checker::environmentBackend(core::Environment& env, const ast::PartEntry& part, PathTree& paths) {
    auto symbol = partNamed(part.name, SymbolKind::Backend);
    if (!symbol)
        return;
    const auto& backend = std::get<ast::BackendDecl>(tree()[symbols_[*symbol].decl].node);
    if (part.value.valid())
        return chooseBackend(env, backend, part, paths);
    ValuesNames names;
    if (!clauseNames(env.values, backend, names)) {
        sink_.report(Code::E3012, part.name.span, "the backend gives nothing in this environment")
            .suggest("switch on in `values` what its clauses ask for");
        return;
    }
    auto given = givenBlock(env.values, backend.value, std::move(names));
    if (!given) {
        sink_.report(Code::E3012, part.name.span, "what the backend gives in this environment is computed")
            .note(backend.name.span, "the backend is declared here")
            .suggest("set the values that it reads");
        return;
    }
    for (ast::EntryId id : tree()[part.block].entries) {
        Edit edit = editOf(tree()[id]);
        if (edit.target == nullptr || edit.target->steps.empty()) {
            sink_.report(Code::E3030, tree()[id].span, "this", "a patch of a backend");
            continue;
        }
        bool isAttribute = fieldIndex(serviceType(), edit.target->steps[0].name).has_value();
        if (!isAttribute || editBackend(env, *given, edit, 0, paths))
            continue;
        std::string name;
        for (const ast::TargetStep& step : edit.target->steps)
            name += (name.empty() ? "" : ".") + step.name.text;
        sink_.report(Code::E3080, edit.target->span, name, part.name.text)
            .note(backend.name.span, "the backend is declared here")
            .suggest("declare a value for it in `values` and read it in the backend; where the environments differ in "
                     "more than values, let the backend `match` a variant of the values");
    }
}

/// `backend x = …`: the value that the backend chooses by.
void Checker::chooseBackend(core::Environment& env, const ast::BackendDecl& backend, const ast::PartEntry& part,
                            PathTree& paths) {
    std::vector<ast::Name> path;
    ValuesNames names;
    bool isThere = clauseNames(env.values, backend, names);
    const auto* match = std::get_if<ast::MatchExpr>(&tree()[backend.value].node);
    if (match != nullptr && isThere)
        path = pathIn(match->subject, names);
    else if (match == nullptr && backend.clauses.size() == 1)
        path = pathIn(backend.clauses[0].value, {});
    if (path.empty()) {
        sink_.report(Code::E3081, part.name.span, backend.name.text)
            .note(backend.name.span, "it is declared here")
            .suggest("declare a variant with a case for each way, a value of it, and `backend " + backend.name.text +
                     " = match values.… { … }`");
        return;
    }
    ast::Target& target = movedTargets_.emplace_back();
    target.span = part.name.span;
    target.steps.push_back({ast::TargetStep::Kind::key, part.name, false});
    Edit edit;
    edit.kind = Edit::Kind::assign;
    edit.target = &target;
    edit.value = part.value;
    edit.span = tree()[part.value].span;
    movedEdit(env, path, edit, 1, paths);
}

/// The edit as one of the values that the backend's block reads there; false where it reads none.
bool Checker::editBackend(core::Environment& env, const GivenBlock& given, const Edit& edit, size_t step,
                          PathTree& paths) {
    if (isElement(edit, step))
        return false;
    const std::string& key = edit.target->steps[step].name.text;
    GivenBlock inner{{}, given.names};
    for (ast::EntryId id : tree()[given.block].entries) {
        Edit entry = editOf(tree()[id]);
        bool isIt = entry.target != nullptr && entry.target->steps.size() == 1 &&
                    entry.target->steps[0].name.text == key && entry.kind != Edit::Kind::append;
        if (!isIt)
            continue;
        if (entry.kind == Edit::Kind::amend)
            inner.block = entry.block;
        else if (const auto* block = std::get_if<ast::BlockExpr>(&tree()[entry.value].node))
            inner.block = block->block;
        else if (std::vector<ast::Name> path = pathIn(entry.value, given.names); !path.empty()) {
            movedEdit(env, path, edit, step + 1, paths);
            return true;
        }
    }
    if (!inner.block.valid())
        return false;
    if (step + 1 < edit.target->steps.size())
        return editBackend(env, inner, edit, step + 1, paths);
    if (edit.kind != Edit::Kind::amend)
        return false;
    for (ast::EntryId id : tree()[edit.block].entries) {
        Edit next = editOf(tree()[id]);
        if (next.target == nullptr || next.target->steps.empty() || !editBackend(env, inner, next, 0, paths))
            return false;
    }
    return true;
}

} // namespace stackc::sema
