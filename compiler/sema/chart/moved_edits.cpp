#include "sema/chart/moved_edits.h"

#include "sema/expr/edits.h"
#include "sema/expr/records.h"
#include "sema/names/lookup.h"
#include "sema/names/probe.h"
#include "sema/notes.h"
#include "sema/suggest.h"

namespace stackc::sema {

std::optional<SymbolIndex> partNamed(Checking& in, const ast::Name& name, SymbolKind kind) {
    auto symbol = lookupSymbol(in, name.text);
    if (symbol && in.symbols[*symbol].kind == kind) {
        noteSymbol(in, name, *symbol);
        return symbol;
    }
    std::vector<std::string> names;
    for (const auto& [known, index] : in.modules[0].names)
        if (in.symbols[index].kind == kind)
            names.push_back(known);
    probeOneOf(in, name, Probe::Place::Exported,
               kind == SymbolKind::Service ? EntityKind::Service : EntityKind::Backend, names);
    in.sink.report(Code::E2001, name.span, name.text).suggest(didYouMean(name.text, names));
    return std::nullopt;
}

void movedEdit(Checking& in, core::Environment& env, const std::vector<ast::Name>& path, const Edit& edit, size_t step,
               PathTree& paths) {
    ast::Target& moved = in.elaboration.targets.emplace_back();
    moved.span = edit.target->span;
    for (const ast::Name& name : path)
        moved.steps.push_back({ast::TargetStep::Kind::key, {name.text, edit.target->span}, false});
    moved.steps.insert(moved.steps.end(), edit.target->steps.begin() + static_cast<std::ptrdiff_t>(step),
                       edit.target->steps.end());
    Edit there = edit;
    there.target = &moved;
    Span unused;
    const Meanwhile implied(in.index != nullptr ? in.index->implied : unused, edit.target->span);
    env.values = recordValue(in, in.program.valuesType, env.values, {.edit = &there, .span = edit.span}, paths, false);
}

} // namespace stackc::sema
