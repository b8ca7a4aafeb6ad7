#include "sema/chart/environment_parts.h"

#include "sema/chart/environment_backends.h"
#include "sema/chart/moved_edits.h"
#include "sema/expr/edits.h"
#include "sema/expr/names.h"
#include "sema/expr/records.h"
#include "sema/names/probe.h"
#include "sema/notes.h"
#include "sema/types/language_items.h"

namespace stackc::sema {

namespace {

/// What stands in the block of a service.
std::vector<ast::EntryId> entriesOf(const Checking& in, const ast::ServiceDecl& service) {
    const auto* block = std::get_if<ast::BlockExpr>(&in.tree()[service.value].node);
    return block != nullptr ? in.tree()[block->block].entries : std::vector<ast::EntryId>();
}

/// The path into `values` that a service's attribute is; empty if it is something else.
std::vector<ast::Name> valuesPath(Checking& in, const ast::ServiceDecl& service, const std::string& attribute) {
    for (ast::EntryId id : entriesOf(in, service)) {
        const auto* assign = std::get_if<ast::AssignEntry>(&in.tree()[id].node);
        bool isIt = assign != nullptr && !assign->append && assign->target.steps.size() == 1 &&
                    assign->target.steps[0].name.text == attribute;
        auto path = isIt ? pathOf(in, assign->value) : std::nullopt;
        if (!path)
            continue;
        // `for d in values.x` makes `d` stand for that path.
        for (const ast::Clause& clause : service.clauses) {
            bool binds = clause.kind == ast::Clause::Kind::loop && !clause.pattern.second &&
                         clause.pattern.first.text == (*path)[0].text;
            auto source = binds ? pathOf(in, clause.value) : std::nullopt;
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

/// The path in `values` that the service spreads and that has the attribute: `...values.opt`. Empty if there is none.
std::vector<ast::Name> spreadWith(Checking& in, const ast::ServiceDecl& service, const std::string& attribute) {
    for (ast::EntryId id : entriesOf(in, service)) {
        const auto* spread = std::get_if<ast::SpreadEntry>(&in.tree()[id].node);
        auto path = spread != nullptr ? pathOf(in, spread->value) : std::nullopt;
        if (!path || path->size() < 2 || (*path)[0].text != "values")
            continue;
        TypeId at = in.program.valuesType;
        for (size_t i = 1; i < path->size() && at.valid(); ++i) {
            const core::Field* field = in.type(at).field((*path)[i].text);
            at = field != nullptr ? TypeId(field->type) : TypeId{};
        }
        if (at.valid() && in.type(at).field(attribute) != nullptr)
            return *path;
    }
    return {};
}

/// What stands for `attribute` in the values, or how it comes there.
std::string placeHint(Checking& in, const ast::ServiceDecl& service, const std::string& attribute) {
    std::vector<ast::Name> path = spreadWith(in, service, attribute);
    if (path.empty())
        return "declare a value for it in `values` and write `" + attribute + " = values.…` in the service";
    std::string spread = "values", opened = "values";
    std::string closed;
    for (size_t i = 1; i < path.size(); ++i) {
        spread += "." + path[i].text;
        opened += " { " + path[i].text;
        closed += " }";
    }
    return "`..." + spread + "` gives it: write `" + opened + " { " + attribute + " … }" + closed +
           "` in the environment";
}

} // namespace

void environmentPart(Checking& in, core::Environment& env, const ast::PartEntry& part, PathTree& paths) {
    if (part.kind != ast::PartEntry::Kind::service)
        return environmentBackend(in, env, part, paths);
    auto symbol = partNamed(in, part.name, SymbolKind::Service);
    if (!symbol)
        return;
    const auto& service = std::get<ast::ServiceDecl>(in.tree()[in.symbols[*symbol].decl].node);
    for (ast::EntryId id : in.tree()[part.block].entries) {
        Edit edit = editOf(in.tree()[id]);
        if (edit.target == nullptr || edit.target->steps.empty()) {
            in.sink.report(Code::E3030, in.tree()[id].span, "this", "a patch of a service");
            continue;
        }
        const ast::Name& name = edit.target->steps[0].name;
        const std::string attribute = name.text;
        if (isProbe(in, name))
            probed(in, Probe::Place::Key, serviceType(in));
        if (!fieldIndex(in, serviceType(in), name))
            continue;
        std::vector<ast::Name> path = valuesPath(in, service, attribute);
        if (path.empty()) {
            in.sink.report(Code::E3038, edit.target->span, attribute, part.name.text)
                .note(service.name.span, "the service is declared here")
                .suggest(placeHint(in, service, attribute));
            continue;
        }
        movedEdit(in, env, path, edit, 1, paths);
    }
}

} // namespace stackc::sema
