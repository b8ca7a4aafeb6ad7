#include "sema/chart/environment_backends.h"

#include "sema/chart/environment_given.h"
#include "sema/chart/moved_edits.h"
#include "sema/expr/edits.h"
#include "sema/expr/records.h"
#include "sema/names/probe.h"
#include "sema/types/language_items.h"

namespace stackc::sema {

namespace {

/// The environment that amends a backend, and what it has set so far.
struct BackendEdit {
    core::Environment& env;
    const ast::BackendDecl& backend;
    PathTree& paths;
};

void chooseBackend(Checking& in, core::Environment& env, const ast::BackendDecl& backend, const ast::PartEntry& part,
                   PathTree& paths);
void backendEntry(Checking& in, const BackendEdit& where, const std::vector<GivenBlock>& given,
                  const std::string& prefix, const ast::Entry& entry);

} // namespace

void environmentBackend(Checking& in, core::Environment& env, const ast::PartEntry& part, PathTree& paths) {
    auto symbol = partNamed(in, part.name, SymbolKind::Backend);
    if (!symbol)
        return;
    const auto& backend = std::get<ast::BackendDecl>(in.tree()[in.symbols[*symbol].decl].node);
    if (part.value.valid())
        return chooseBackend(in, env, backend, part, paths);
    ValuesNames names;
    if (!clauseNames(in, env.values, backend, names)) {
        in.sink.report(Code::E3012, part.name.span, "the backend gives nothing in this environment")
            .suggest("switch on in `values` what its clauses ask for");
        return;
    }
    auto given = givenBlock(in, env.values, backend.value, std::move(names));
    if (!given) {
        in.sink.report(Code::E3012, part.name.span, "what the backend gives in this environment is computed")
            .note(backend.name.span, "the backend is declared here")
            .suggest("set the values that it reads");
        return;
    }
    for (ast::EntryId id : in.tree()[part.block].entries) {
        Edit edit = editOf(in.tree()[id]);
        if (edit.target != nullptr && !edit.target->steps.empty() && isProbe(in, edit.target->steps[0].name))
            probed(in, Probe::Place::Key, serviceType(in));
        bool isNamed = edit.target != nullptr && !edit.target->steps.empty();
        if (!isNamed || fieldIndex(in, serviceType(in), edit.target->steps[0].name))
            backendEntry(in, {env, backend, paths}, {*given}, "", in.tree()[id]);
    }
}

namespace {

/// `backend x = …`: the value that the backend chooses by.
void chooseBackend(Checking& in, core::Environment& env, const ast::BackendDecl& backend, const ast::PartEntry& part,
                   PathTree& paths) {
    std::vector<ast::Name> path;
    ValuesNames names;
    bool isThere = clauseNames(in, env.values, backend, names);
    const auto* match = std::get_if<ast::MatchExpr>(&in.tree()[backend.value].node);
    if (match != nullptr && isThere)
        path = pathIn(in, match->subject, names);
    else if (match == nullptr && backend.clauses.size() == 1)
        path = pathIn(in, backend.clauses[0].value, {});
    if (path.empty()) {
        in.sink.report(Code::E3081, part.name.span, backend.name.text)
            .note(backend.name.span, "it is declared here")
            .suggest("declare a variant with a case for each way, a value of it, and `backend " + backend.name.text +
                     " = match values.… { … }`");
        return;
    }
    ast::Target& target = in.elaboration.targets.emplace_back();
    target.span = part.name.span;
    target.steps.push_back({ast::TargetStep::Kind::key, part.name, false});
    Edit edit;
    edit.kind = Edit::Kind::assign;
    edit.target = &target;
    edit.value = part.value;
    edit.span = in.tree()[part.value].span;
    movedEdit(in, env, path, edit, 1, paths);
}

/// An entry of what an environment says of a backend, or of one of its attributes: `prefix` leads to what `given`
/// makes.
void backendEntry(Checking& in, const BackendEdit& where, const std::vector<GivenBlock>& given,
                  const std::string& prefix, const ast::Entry& entry) {
    Edit edit = editOf(entry);
    if (edit.target == nullptr || edit.target->steps.empty()) {
        in.sink.report(Code::E3030, entry.span, "this", "a patch of a backend");
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
        for (ast::EntryId id : in.tree()[block.block].entries) {
            Edit known = editOf(in.tree()[id]);
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
            readKey(in, where.env.values, block, key, known);
            saidIn(block, key);
        }
        if (!known.path.empty())
            return movedEdit(in, where.env, known.path, edit, step + 1, where.paths);
        blocks = std::move(known.blocks);
    }
    if (edit.kind == Edit::Kind::amend && step == steps && !blocks.empty()) {
        for (ast::EntryId id : in.tree()[edit.block].entries)
            backendEntry(in, where, blocks, name, in.tree()[id]);
        return;
    }
    for (; step < steps; ++step)
        name += edit.target->steps[step].computed.valid() ? "[…]" : "[\"" + edit.target->steps[step].name.text + "\"]";
    in.sink.report(Code::E3080, edit.target->span, name, where.backend.name.text)
        .note(said.valid() ? said : where.backend.name.span,
              said.valid() ? "what the backend gives here is computed, or constant" : "the backend is declared here")
        .suggest("declare a value for it in `values` and read it in the backend; where the environments differ in "
                 "more than values, let the backend `match` a variant of the values");
}

} // namespace

} // namespace stackc::sema
