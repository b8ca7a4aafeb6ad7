// The order in which a program is checked.
#include "sema/sema.h"

#include "core/verify.h"
#include "diag/fault.h"
#include "sema/chart/chart.h"
#include "sema/chart/chart_values.h"
#include "sema/chart/dependencies.h"
#include "sema/chart/environments.h"
#include "sema/chart/tests.h"
#include "sema/chart/usage.h"
#include "sema/chart/values.h"
#include "sema/checking.h"
#include "sema/elaborate.h"
#include "sema/expr/edits.h"
#include "sema/expr/records.h"
#include "sema/expr/services.h"
#include "sema/names/modules.h"
#include "sema/notes.h"
#include "sema/stmt/allowances.h"
#include "sema/stmt/components.h"
#include "sema/stmt/patches.h"
#include "sema/stmt/resources.h"
#include "sema/stmt/services.h"
#include "sema/stmt/uses.h"

namespace stackc::sema {

namespace {

void declarations(Checking& in);
void elaborateLater(Checking& in);
void elaborateRest(Checking& in);
void topLevel(Checking& in, ast::DeclId id, const ast::Decl& decl);
void verifyTypes(const core::Program& program);

} // namespace

core::Program check(source::SourceManager& sources, source::FileId main, Loader& loader, kube::Library& library,
                    diag::Sink& sink, Index* index) {
    Checking in(sources, loader, library, sink);
    in.index = index;
    core::Type empty;
    empty.kind = TypeKind::Record;
    empty.name = "values";
    in.program.valuesType = in.program.types.add(empty);
    addModule(in, "", main);
    in.modules.prelude = loadModule(in, "prelude", {});
    const std::vector<uint32_t> testModules = loadTests(in);
    size_t first = in.sink.diagnostics().size();
    declarations(in);
    if (in.chart.endlessValues) {
        finishNotes(in);
        return std::move(in.program);
    }
    if (!in.chart.faultyValues) {
        environments(in);
        tests(in, testModules);
    }
    elaborateLater(in);
    if (!in.chart.isThere)
        in.sink.report(Code::E2014, Span{main, 0, 0});
    valuesRules(in);
    serviceFacts(in);
    if (in.modules.unreadable)
        takeBackConsequences(in, first);
    if (!in.sink.hasErrors()) {
        unusedValues(in);
        unusedNames(in);
        verifyTypes(in.program);
    }
    if (in.index != nullptr)
        elaborateRest(in);
    finishNotes(in);
    return std::move(in.program);
}

namespace {

/// In builds with assertions: what was taken in error is our fault, whatever the program says.
void verifyTypes([[maybe_unused]] const core::Program& program) {
#ifndef NDEBUG
    std::vector<core::Violation> violations = core::verify(program);
    if (!violations.empty())
        throw diag::Fault(violations[0].what, violations[0].span);
#endif
}

void elaborateLater(Checking& in) {
    while (!in.elaboration.later.empty()) {
        auto task = std::move(in.elaboration.later.front());
        in.elaboration.later.pop_front();
        task();
    }
}

/// What nothing asks for of the author's other files, for the index alone. What is wrong there is said of nobody.
void elaborateRest(Checking& in) {
    size_t first = in.sink.diagnostics().size();
    for (SymbolIndex i = 0; i < in.symbols.size(); ++i) {
        const Symbol& symbol = in.symbols[i];
        bool isAuthors = symbol.kind != SymbolKind::Broken && symbol.module != 0 &&
                         in.program.library.count(in.modules[symbol.module].tree->file) == 0;
        if (!isAuthors || symbol.state != Symbol::State::fresh)
            continue;
        if (symbol.kind == SymbolKind::Type)
            typeOfSymbol(in, i);
        else if (symbol.kind == SymbolKind::Function)
            functionOf(in, i, symbol.span);
        else if (symbol.kind == SymbolKind::Let || symbol.kind == SymbolKind::Backend)
            letOf(in, i, symbol.span);
        else if (symbol.kind == SymbolKind::Component)
            componentOf(in, i, symbol.span);
    }
    elaborateLater(in);
    in.sink.takeBack(first, [](const diag::Diagnostic&) { return true; });
}

void declarations(Checking& in) {
    const ast::Module& tree = *in.modules[0].tree;
    // The releases of Kubernetes first; then types, so that the fields of `values` are known to everything else.
    for (const ast::Decl& decl : tree.decls)
        if (const auto* node = std::get_if<ast::ChartDecl>(&decl.node))
            chartDeclaration(in, *node, decl);
    for (const ast::Decl& decl : tree.decls) {
        if (const auto* node = std::get_if<ast::ValuesDecl>(&decl.node))
            valuesType(in, *node);
    }
    if (in.chart.endlessValues)
        return;
    dependencies(in, 0, in.program.valuesType);
    addLibraryValues(in, 0, in.program.valuesType);
    in.program.defaults = implicitDefault(in, in.program.valuesType, in.chart.valuesSpan);
    if (!in.program.defaults.valid()) {
        // Values without a default stay out; every environment has to give them.
        PathTree paths;
        in.program.defaults = recordValue(in, in.program.valuesType, {}, {.span = in.chart.valuesSpan}, paths, false);
    }
    for (uint32_t i = 0; i < tree.decls.size(); ++i)
        topLevel(in, ast::DeclId{i}, tree.decls[i]);
    chartObjects(in);
}

void topLevel(Checking& in, ast::DeclId id, const ast::Decl& decl) {
    // Of two declarations of one name the first counts; the second has been reported.
    auto isFirst = [&](const ast::Name& name) {
        auto it = in.modules[0].names.find(name.text);
        return it != in.modules[0].names.end() && in.symbols[it->second].module == 0 &&
               in.symbols[it->second].decl == id;
    };
    auto symbol = [&](const ast::Name& name) { return in.modules[0].names.find(name.text)->second; };
    size_t before = in.program.statements.size();
    if (const auto* node = std::get_if<ast::TypeDecl>(&decl.node); node && isFirst(node->name))
        typeOfSymbol(in, symbol(node->name));
    else if (const auto* node = std::get_if<ast::VariantDecl>(&decl.node); node && isFirst(node->name))
        typeOfSymbol(in, symbol(node->name));
    else if (const auto* node = std::get_if<ast::EnumDecl>(&decl.node); node && isFirst(node->name))
        typeOfSymbol(in, symbol(node->name));
    else if (const auto* node = std::get_if<ast::FnDecl>(&decl.node); node && isFirst(node->name))
        functionOf(in, symbol(node->name), node->name.span);
    else if (const auto* node = std::get_if<ast::LetDecl>(&decl.node); node && isFirst(node->name))
        letOf(in, symbol(node->name), node->name.span);
    else if (const auto* node = std::get_if<ast::BackendDecl>(&decl.node); node && isFirst(node->name))
        letOf(in, symbol(node->name), node->name.span);
    else if (const auto* node = std::get_if<ast::ComponentDecl>(&decl.node); node && isFirst(node->name))
        componentOf(in, symbol(node->name), node->name.span);
    else if (const auto* node = std::get_if<ast::ServiceDecl>(&decl.node); node && isFirst(node->name))
        serviceStatement(in, symbol(node->name), in.program.statements);
    else if (const auto* node = std::get_if<ast::UseDecl>(&decl.node); node && isFirst(node->name))
        useStatement(in, *node, decl.span, {}, in.program.statements);
    else if (const auto* node = std::get_if<ast::CheckDecl>(&decl.node))
        topCheck(in, node->rule);
    else if (const auto* node = std::get_if<ast::ResourceDecl>(&decl.node))
        resourceStatement(in, *node, decl.annotations, decl.span, in.program.statements);
    else if (const auto* node = std::get_if<ast::PatchDecl>(&decl.node))
        patchStatement(in, *node, decl.span, in.program.statements);
    else if (const auto* node = std::get_if<ast::IncludeDecl>(&decl.node))
        includeUse(in, *node);
    else if (const auto* node = std::get_if<ast::ExternalDecl>(&decl.node))
        node->resource ? outsideResource(in, *node) : externalUse(in, id, *node);
    allow(in, decl.annotations, before, in.program.statements);
}

} // namespace

} // namespace stackc::sema
