// A patch of a service in an environment: it is moved to the values that the service's attributes are.
#include "sema/checker.h"

#include "sema/suggest.h"

namespace stackc::sema {

std::vector<ast::Name> Checker::valuesPath(const ast::ServiceDecl& service, const std::string& attribute) {
    const auto* block = std::get_if<ast::BlockExpr>(&tree()[service.value].node);
    if (block == nullptr)
        return {};
    for (ast::EntryId id : tree()[block->block].entries) {
        const auto* assign = std::get_if<ast::AssignEntry>(&tree()[id].node);
        bool isIt = assign != nullptr && !assign->append && assign->target.steps.size() == 1 &&
                    assign->target.steps[0].name.text == attribute;
        auto path = isIt ? pathOf(assign->value) : std::nullopt;
        if (!path)
            continue;
        // `for d in values.x` makes `d` stand for that path.
        for (const ast::Clause& clause : service.clauses) {
            bool binds = clause.kind == ast::Clause::Kind::loop && !clause.pattern.second &&
                         clause.pattern.first.text == (*path)[0].text;
            auto source = binds ? pathOf(clause.value) : std::nullopt;
            if (!source)
                continue;
            source->insert(source->end(), path->begin() + 1, path->end());
            path = source;
        }
        if ((*path)[0].text == "values" && path->size() > 1)
            return {path->begin() + 1, path->end()};
    }
    return {};
}

std::optional<SymbolIndex> Checker::partNamed(const ast::Name& name, SymbolKind kind) {
    auto symbol = lookupSymbol(name.text);
    if (symbol && symbols_[*symbol].kind == kind)
        return symbol;
    std::vector<std::string> names;
    for (const auto& [known, index] : modules_[0].names)
        if (symbols_[index].kind == kind)
            names.push_back(known);
    sink_.report(Code::E2001, name.span, name.text).suggest(didYouMean(name.text, names));
    return std::nullopt;
}

void Checker::environmentPart(core::Environment& env, const ast::PartEntry& part, PathTree& paths) {
    if (part.kind != ast::PartEntry::Kind::service)
        return environmentBackend(env, part, paths);
    auto symbol = partNamed(part.name, SymbolKind::Service);
    if (!symbol)
        return;
    const auto& service = std::get<ast::ServiceDecl>(tree()[symbols_[*symbol].decl].node);
    for (ast::EntryId id : tree()[part.block].entries) {
        Edit edit = editOf(tree()[id]);
        if (edit.target == nullptr || edit.target->steps.empty()) {
            sink_.report(Code::E3030, tree()[id].span, "this", "a patch of a service");
            continue;
        }
        const std::string attribute = edit.target->steps[0].name.text;
        std::vector<ast::Name> path = valuesPath(service, attribute);
        if (path.empty()) {
            sink_.report(Code::E3038, edit.target->span, attribute, part.name.text)
                .note(service.name.span, "the service is declared here")
                .suggest("declare a value for it in `values` and write `" + attribute + " = values.…` in the service");
            continue;
        }
        movedEdit(env, path, edit, 1, paths);
    }
}

/// The edit from that step on, of the values at the path.
void Checker::movedEdit(core::Environment& env, const std::vector<ast::Name>& path, const Edit& edit, size_t step,
                        PathTree& paths) {
    ast::Target& moved = movedTargets_.emplace_back();
    moved.span = edit.target->span;
    for (const ast::Name& name : path)
        moved.steps.push_back({ast::TargetStep::Kind::key, {name.text, edit.target->span}, false});
    moved.steps.insert(moved.steps.end(), edit.target->steps.begin() + static_cast<std::ptrdiff_t>(step),
                       edit.target->steps.end());
    Edit there = edit;
    there.target = &moved;
    env.values = recordValue(program_.valuesType, env.values, {.edit = &there, .span = edit.span}, paths, false);
}

} // namespace stackc::sema
