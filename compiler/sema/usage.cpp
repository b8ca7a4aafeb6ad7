// What depends on inputs, and which values nothing reads.
#include "sema/checker.h"

#include "sema/children.h"

#include <algorithm>

namespace stackc::sema {

bool Checker::dependsOnInput(ExprId id, std::map<uint32_t, bool>& memo) {
    auto [it, isNew] = memo.try_emplace(id.value, false);
    if (!isNew)
        return it->second;
    bool depends = false;
    const core::ExprNode& node = program_.exprs[id.value].node;
    if (const auto* input = std::get_if<core::InputRef>(&node))
        depends = input->input != core::Input::ChartName && input->input != core::Input::ChartVersion &&
                  input->input != core::Input::ChartAppVersion;
    else if (const auto* prim = std::get_if<core::PrimExpr>(&node))
        depends = prim->op == core::Op::ApiHas || prim->op == core::Op::KubeAtLeast;
    else if (const auto* let = std::get_if<core::LetRef>(&node))
        depends = !program_[let->let].value.valid() || dependsOnInput(program_[let->let].value, memo);
    else if (const auto* call = std::get_if<core::CallExpr>(&node); call && program_[call->fn].body.valid())
        depends = dependsOnInput(program_[call->fn].body, memo);
    std::function<void(ExprId)> visit = [&](ExprId child) { depends = depends || dependsOnInput(child, memo); };
    eachChild(node, visit);
    memo[id.value] = depends;
    return depends;
}

bool Checker::isStatic(ExprId id) {
    std::map<uint32_t, bool> memo;
    return !id.valid() || !dependsOnInput(id, memo);
}

void Checker::staticDefault(ExprId id) {
    if (id.valid() && !isStatic(id))
        sink_.report(Code::E3032, spanOf(id));
}

namespace {

struct Usage {
    bool whole = false;
    std::map<std::string, Usage> fields;
};

} // namespace

void Checker::unusedValues() {
    // A read is a chain of fields from `values` that no longer chain continues.
    std::set<uint32_t> continued;
    for (const core::Expr& expr : program_.exprs)
        if (const auto* access = std::get_if<core::FieldAccess>(&expr.node))
            continued.insert(access->base.value);
    Usage root;
    for (uint32_t i = 0; i < program_.exprs.size(); ++i) {
        if (continued.count(i) != 0)
            continue;
        std::vector<std::string> path;
        ExprId at{i};
        while (const auto* access = nodeAs<core::FieldAccess>(at)) {
            path.push_back(access->name);
            at = access->base;
        }
        const auto* input = nodeAs<core::InputRef>(at);
        if (input == nullptr || input->input != core::Input::Values)
            continue;
        Usage* usage = &root;
        for (auto it = path.rbegin(); it != path.rend(); ++it)
            usage = &usage->fields[*it];
        usage->whole = true;
    }
    std::function<void(TypeId, const Usage&, const std::string&)> report = [&](TypeId id, const Usage& usage,
                                                                               const std::string& prefix) {
        if (usage.whole || kindOf(id) != TypeKind::Record)
            return;
        for (const core::Field& field : type(id).fields) {
            // A dependency's values are read by it, and of `global` each chart reads its part.
            bool isForeign = prefix.empty() && (dependencyKeys_.count(field.name) != 0 || field.name == "global");
            if (isForeign)
                continue;
            auto it = usage.fields.find(field.name);
            if (it == usage.fields.end())
                sink_.report(Code::W2020, field.span, prefix + field.name);
            else
                report(field.type, it->second, prefix + field.name + ".");
        }
    };
    report(program_.valuesType, root, "");
}

void Checker::unusedNames() {
    // Of a module only what the chart needs is elaborated, so that only the chart's own file can be judged.
    for (const ast::Decl& decl : modules_[0].tree.decls)
        if (const auto* node = std::get_if<ast::ImportDecl>(&decl.node))
            unusedImports(*node);
    for (const Symbol& symbol : symbols_) {
        bool canBeUnused = symbol.kind == SymbolKind::Type || symbol.kind == SymbolKind::Function ||
                           symbol.kind == SymbolKind::Let || symbol.kind == SymbolKind::Backend ||
                           symbol.kind == SymbolKind::Component;
        if (canBeUnused && symbol.module == 0 && !symbol.exported && !used_.contains(symbol.name))
            sink_.report(Code::W2029, symbol.span, symbol.name);
    }
}

void Checker::unusedImports(const ast::ImportDecl& decl) {
    for (const ast::Name& name : decl.names)
        if (!used_.contains(name.text))
            sink_.report(Code::W2029, name.span, name.text);
    std::string whole = decl.alias ? decl.alias->text : decl.path.text();
    if (decl.names.empty() && !used_.contains(whole))
        sink_.report(Code::W2029, decl.alias ? decl.alias->span : decl.path.span, whole);
}

} // namespace stackc::sema
