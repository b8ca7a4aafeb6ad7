// A backend in an environment. A chart is one program for all environments, so an environment can't bring code of its
// own: it chooses by the value that the backend chooses by, and what it sets are the values that the backend reads.
#include "sema/checker.h"

namespace stackc::sema {

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
        bool isNamed = edit.target != nullptr && !edit.target->steps.empty();
        if (!isNamed || fieldIndex(serviceType(), edit.target->steps[0].name))
            backendEntry({env, backend, paths}, {*given}, "", tree()[id]);
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

/// An entry of what an environment says of a backend, or of one of its attributes: `prefix` leads to what `given`
/// makes.
void Checker::backendEntry(const BackendEdit& where, const std::vector<GivenBlock>& given, const std::string& prefix,
                           const ast::Entry& entry) {
    Edit edit = editOf(entry);
    if (edit.target == nullptr || edit.target->steps.empty()) {
        sink_.report(Code::E3030, entry.span, "this", "a patch of a backend");
        return;
    }
    std::vector<GivenBlock> blocks = given;
    std::string name = prefix;
    const size_t steps = edit.target->steps.size();
    // The entry of the backend that sets what is amended, in the blocks that are written out.
    Span said;
    auto saidIn = [&](const GivenBlock& block, const std::string& key) {
        if (block.entry || !block.spread.empty())
            return;
        for (ast::EntryId id : tree()[block.block].entries) {
            Edit known = editOf(tree()[id]);
            if (known.target != nullptr && !known.target->steps.empty() && known.target->steps[0].name.text == key)
                said = known.span;
        }
    };
    size_t step = 0;
    for (; step < steps && !isElement(edit, step); ++step) {
        const std::string& key = edit.target->steps[step].name.text;
        name += (name.empty() ? "" : ".") + key;
        GivenKey known;
        said = {};
        for (const GivenBlock& block : blocks) {
            readKey(where.env.values, block, key, known);
            saidIn(block, key);
        }
        if (!known.path.empty())
            return movedEdit(where.env, known.path, edit, step + 1, where.paths);
        blocks = std::move(known.blocks);
    }
    if (edit.kind == Edit::Kind::amend && step == steps && !blocks.empty()) {
        for (ast::EntryId id : tree()[edit.block].entries)
            backendEntry(where, blocks, name, tree()[id]);
        return;
    }
    for (; step < steps; ++step)
        name += "[\"" + edit.target->steps[step].name.text + "\"]";
    sink_.report(Code::E3080, edit.target->span, name, where.backend.name.text)
        .note(said.valid() ? said : where.backend.name.span,
              said.valid() ? "what the backend gives here is computed, or constant" : "the backend is declared here")
        .suggest("declare a value for it in `values` and read it in the backend; where the environments differ in "
                 "more than values, let the backend `match` a variant of the values");
}

} // namespace stackc::sema
