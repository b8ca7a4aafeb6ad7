#include "sema/chart/dependencies.h"

#include "sema/chart/dependency_fields.h"
#include "sema/chart/externals.h"
#include "sema/chart/includes.h"
#include "sema/decl/external_outputs.h"
#include "sema/elaborate.h"
#include "sema/expr/conditions.h"
#include "sema/expr/names.h"

namespace stackc::sema {

namespace {

void brokenField(Checking& in, TypeId record, const ast::Name& name);

} // namespace

void dependencies(Checking& in, uint32_t module, TypeId record) {
    const EnvScope scope(in, module);
    std::vector<External> externals;
    std::vector<const ast::IncludeDecl*> includes;
    const ast::Module& tree = *in.modules[module].tree;
    for (const ast::Decl& decl : tree.decls) {
        if (const auto* node = std::get_if<ast::ExternalDecl>(&decl.node)) {
            if (node->resource)
                continue;
            if (auto external = externalField(in, record, *node, decl))
                externals.push_back(*external);
            else
                brokenField(in, record, node->name);
        } else if (const auto* node = std::get_if<ast::IncludeDecl>(&decl.node)) {
            if (includeField(in, record, *node, decl))
                includes.push_back(node);
            else
                brokenField(in, record, node->alias);
        }
    }
    for (const External& external : externals)
        externalDefault(in, record, external);
    for (const ast::IncludeDecl* include : includes)
        includeDefault(in, record, *include);
}

namespace {

/// Of what a dependency with a fault would have as its values nothing is known, and nothing is said. Of a value of that
/// name nobody knows whether it or the dependency is meant by what is set below it.
void brokenField(Checking& in, TypeId record, const ast::Name& name) {
    if (const core::Field* known = in.type(record).field(name.text)) {
        if (name.text != "global" && !in.type(known->type).subchart)
            breakField(in, record, name.text);
        return;
    }
    core::Field field;
    field.name = field.key = name.text;
    field.span = name.span;
    field.type = in.program.types.error();
    dependencyField(in, record, std::move(field));
}

/// The keys of what stands after `when`; none if nothing does.
std::vector<std::string> dependencyCondition(Checking& in, const std::string& what,
                                             const std::vector<ast::Clause>& clauses) {
    const EnvScope scope(in, 0);
    std::vector<std::string> keys;
    for (size_t i = 0; i < clauses.size(); ++i) {
        if (clauses[i].kind == ast::Clause::Kind::loop) {
            in.sink.report(Code::E3030, clauses[i].span, "a `for`", what);
            continue;
        }
        if (i > 0) {
            in.sink.report(Code::E3030, clauses[i].span, "a second condition", what);
            continue;
        }
        size_t errorsBefore = in.sink.errorCount();
        bool isKnown = !in.isError(condition(in, clauses[i].value)) && !in.chart.faultyValues;
        auto path = pathOf(in, clauses[i].value);
        auto found = path ? requiredBool(in, *path) : std::nullopt;
        if (found)
            keys = *found;
        else if (isKnown && in.sink.errorCount() == errorsBefore)
            in.sink.report(Code::E3039, in.tree()[clauses[i].value].span, what)
                .suggest(
                    "declare one, say `backend: { enabled: Bool = true }`, and write `when values.backend.enabled`");
    }
    return keys;
}

} // namespace

void includeUse(Checking& in, const ast::IncludeDecl& decl) {
    std::vector<std::string> condition = dependencyCondition(in, "`include`", decl.clauses);
    for (core::Include& include : in.program.includes)
        if (include.span == decl.alias.span)
            include.condition = condition;
}

void externalUse(Checking& in, ast::DeclId id, const ast::ExternalDecl& decl) {
    std::vector<std::string> condition = dependencyCondition(in, "`external`", decl.clauses);
    for (core::ExternalChart& external : in.program.externals)
        if (external.span == decl.name.span && !condition.empty())
            external.condition = condition;
    auto symbol = in.modules[0].names.find(decl.name.text);
    if (symbol != in.modules[0].names.end() && in.symbols[symbol->second].decl == id)
        letOf(in, symbol->second, decl.name.span);
}

} // namespace stackc::sema
