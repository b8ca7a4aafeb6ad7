// The order in which a program is checked.
#include "sema/checker.h"

#include <algorithm>

namespace stackc::sema {

core::Program check(source::SourceManager& sources, source::FileId main, Loader& loader, kube::Library& library,
                    diag::Sink& sink) {
    return Checker(sources, loader, library, sink).run(main);
}

core::Program Checker::run(source::FileId main) {
    core::Type empty;
    empty.kind = TypeKind::Record;
    empty.name = "values";
    program_.valuesType = program_.types.add(empty);
    addModule("", main);
    prelude_ = loadModule("prelude", {});
    size_t first = sink_.diagnostics().size();
    declarations();
    if (endlessValues_)
        return std::move(program_);
    if (!faultyValues_)
        environments();
    while (!later_.empty()) {
        auto task = std::move(later_.front());
        later_.pop_front();
        task();
    }
    if (!haveChart_)
        sink_.report(Code::E2014, Span{main, 0, 0});
    valuesRules();
    serviceFacts();
    if (unreadable_)
        takeBackConsequences(first);
    if (!sink_.hasErrors()) {
        unusedValues();
        unusedNames();
    }
    return std::move(program_);
}

void Checker::declarations() {
    const ast::Module& tree = *modules_[0].tree;
    // The releases of Kubernetes first; then types, so that the fields of `values` are known to everything else.
    for (const ast::Decl& decl : tree.decls)
        if (const auto* node = std::get_if<ast::ChartDecl>(&decl.node))
            chart(*node, decl);
    for (const ast::Decl& decl : tree.decls) {
        if (const auto* node = std::get_if<ast::ValuesDecl>(&decl.node))
            valuesType(*node);
    }
    if (endlessValues_)
        return;
    dependencies(0, program_.valuesType);
    addLibraryValues(0, program_.valuesType);
    program_.defaults = implicitDefault(program_.valuesType, valuesSpan_);
    if (!program_.defaults.valid()) {
        // Values without a default stay out; every environment has to give them.
        PathTree paths;
        program_.defaults = recordValue(program_.valuesType, {}, {.span = valuesSpan_}, paths, false);
    }
    for (uint32_t i = 0; i < tree.decls.size(); ++i)
        topLevel(ast::DeclId{i}, tree.decls[i]);
    chartObjects();
}

bool Checker::inLibrary() const { return sources_.writer(modules_[env_.module].tree->file) == source::Writer::Library; }

void Checker::topLevel(ast::DeclId id, const ast::Decl& decl) {
    // Of two declarations of one name the first counts; the second has been reported.
    auto isFirst = [&](const ast::Name& name) {
        auto it = modules_[0].names.find(name.text);
        return it != modules_[0].names.end() && symbols_[it->second].module == 0 && symbols_[it->second].decl == id;
    };
    auto symbol = [&](const ast::Name& name) { return modules_[0].names.find(name.text)->second; };
    size_t before = program_.statements.size();
    if (const auto* node = std::get_if<ast::TypeDecl>(&decl.node); node && isFirst(node->name))
        typeOfSymbol(symbol(node->name));
    else if (const auto* node = std::get_if<ast::VariantDecl>(&decl.node); node && isFirst(node->name))
        typeOfSymbol(symbol(node->name));
    else if (const auto* node = std::get_if<ast::EnumDecl>(&decl.node); node && isFirst(node->name))
        typeOfSymbol(symbol(node->name));
    else if (const auto* node = std::get_if<ast::FnDecl>(&decl.node); node && isFirst(node->name))
        functionOf(symbol(node->name), node->name.span);
    else if (const auto* node = std::get_if<ast::LetDecl>(&decl.node); node && isFirst(node->name))
        letOf(symbol(node->name), node->name.span);
    else if (const auto* node = std::get_if<ast::BackendDecl>(&decl.node); node && isFirst(node->name))
        letOf(symbol(node->name), node->name.span);
    else if (const auto* node = std::get_if<ast::ComponentDecl>(&decl.node); node && isFirst(node->name))
        componentOf(symbol(node->name), node->name.span);
    else if (const auto* node = std::get_if<ast::ServiceDecl>(&decl.node); node && isFirst(node->name))
        serviceStatement(symbol(node->name), program_.statements);
    else if (const auto* node = std::get_if<ast::UseDecl>(&decl.node); node && isFirst(node->name))
        useStatement(*node, decl.span, {}, program_.statements);
    else if (const auto* node = std::get_if<ast::CheckDecl>(&decl.node))
        topCheck(node->rule);
    else if (const auto* node = std::get_if<ast::ResourceDecl>(&decl.node))
        resource(*node, decl.annotations, decl.span, program_.statements);
    else if (const auto* node = std::get_if<ast::PatchDecl>(&decl.node))
        patch(*node, decl.span, program_.statements);
    else if (const auto* node = std::get_if<ast::IncludeDecl>(&decl.node))
        includeUse(*node);
    else if (const auto* node = std::get_if<ast::ExternalDecl>(&decl.node))
        node->resource ? outsideResource(*node) : externalUse(id, *node);
    allow(decl.annotations, before, program_.statements);
}

} // namespace stackc::sema
