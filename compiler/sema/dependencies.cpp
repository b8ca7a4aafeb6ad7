// Charts that this one brings along: what they add to `values`, and their conditions.
#include "sema/checker.h"

namespace stackc::sema {

/// Adds a field for each dependency of a module's chart, then the defaults, which may name what the fields belong to.
void Checker::dependencies(uint32_t module, TypeId record) {
    EnvScope scope(*this, module);
    std::vector<External> externals;
    std::vector<const ast::IncludeDecl*> includes;
    const ast::Module& tree = *modules_[module].tree;
    for (const ast::Decl& decl : tree.decls) {
        if (const auto* node = std::get_if<ast::ExternalDecl>(&decl.node)) {
            if (node->resource)
                continue;
            if (auto external = externalField(record, *node, decl))
                externals.push_back(*external);
            else
                brokenField(record, node->name);
        } else if (const auto* node = std::get_if<ast::IncludeDecl>(&decl.node)) {
            if (includeField(record, *node, decl))
                includes.push_back(node);
            else
                brokenField(record, node->alias);
        }
    }
    for (const External& external : externals)
        externalDefault(record, external);
    for (const ast::IncludeDecl* include : includes)
        includeDefault(record, *include);
}

/// Of what a dependency with a fault would have as its values nothing is known, and nothing is said.
void Checker::brokenField(TypeId record, const ast::Name& name) {
    if (type(record).field(name.text) != nullptr)
        return;
    core::Field field;
    field.name = field.key = name.text;
    field.span = name.span;
    field.type = program_.types.error();
    dependencyField(record, std::move(field));
}

void Checker::dependencyField(TypeId record, core::Field field) {
    if (env_.module == 0)
        dependencyKeys_.insert(field.name);
    program_.types.edit(record).fields.push_back(std::move(field));
}

/// The keys that lead to a Bool of the values that is always there: Helm takes a missing value, a string and what is no
/// path for true.
std::optional<std::vector<std::string>> Checker::requiredBool(const std::vector<ast::Name>& path) {
    if (path.size() < 2 || path[0].text != "values")
        return std::nullopt;
    std::vector<std::string> keys;
    TypeId at = program_.valuesType;
    for (size_t i = 1; i < path.size(); ++i) {
        const core::Field* field = kindOf(at) == TypeKind::Record ? type(at).field(path[i].text) : nullptr;
        bool isStep = field != nullptr && field->key.find('.') == std::string::npos;
        if (!isStep)
            return std::nullopt;
        if (!field->flat)
            keys.push_back(field->key);
        at = field->type;
    }
    return kindOf(at) == TypeKind::Bool ? std::optional(keys) : std::nullopt;
}

/// The keys of what stands after `when`; none if nothing does.
std::vector<std::string> Checker::dependencyCondition(const std::string& what,
                                                      const std::vector<ast::Clause>& clauses) {
    EnvScope scope(*this, 0);
    std::vector<std::string> keys;
    for (size_t i = 0; i < clauses.size(); ++i) {
        if (clauses[i].kind == ast::Clause::Kind::loop) {
            sink_.report(Code::E3030, clauses[i].span, "a `for`", what);
            continue;
        }
        if (i > 0) {
            sink_.report(Code::E3030, clauses[i].span, "a second condition", what);
            continue;
        }
        size_t errorsBefore = sink_.errorCount();
        condition(clauses[i].value);
        auto path = pathOf(clauses[i].value);
        auto found = path ? requiredBool(*path) : std::nullopt;
        if (found)
            keys = *found;
        else if (sink_.errorCount() == errorsBefore)
            sink_.report(Code::E3039, tree()[clauses[i].value].span, what)
                .suggest(
                    "declare one, say `backend: { enabled: Bool = true }`, and write `when values.backend.enabled`");
    }
    return keys;
}

void Checker::includeUse(const ast::IncludeDecl& decl) {
    std::vector<std::string> condition = dependencyCondition("`include`", decl.clauses);
    for (core::Include& include : program_.includes)
        if (include.span == decl.alias.span)
            include.condition = condition;
}

void Checker::externalUse(ast::DeclId id, const ast::ExternalDecl& decl) {
    std::vector<std::string> condition = dependencyCondition("`external`", decl.clauses);
    for (core::ExternalChart& external : program_.externals)
        if (external.span == decl.name.span && !condition.empty())
            external.condition = condition;
    auto symbol = modules_[0].names.find(decl.name.text);
    if (symbol != modules_[0].names.end() && symbols_[symbol->second].decl == id)
        letOf(symbol->second, decl.name.span);
}

} // namespace stackc::sema
