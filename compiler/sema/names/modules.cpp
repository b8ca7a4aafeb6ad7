#include "sema/names/modules.h"

#include "diag/suggest.h"
#include "sema/names/annotations.h"
#include "sema/names/lookup.h"
#include "sema/names/native_names.h"
#include "sema/names/probe.h"
#include "sema/notes.h"
#include "sema/stdlib.h"
#include "sema/suggest.h"
#include "syntax/parser.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace stackc::sema {

namespace {

std::shared_ptr<const ast::Module> parsed(Checking& in, uint32_t module, source::FileId file);
void dropFaulty(Checking& in, uint32_t module, ast::Module& tree);
void declare(Checking& in, uint32_t module);
void declareName(Checking& in, uint32_t module, ast::DeclId id, SymbolKind kind, const ast::Name& name, bool scoped);
bool isFree(Checking& in, uint32_t module, const ast::Name& name, const std::string& otherwise = {});
void importModule(Checking& in, uint32_t module, const ast::ImportDecl& decl, bool passesOn);
bool loadTypes(Checking& in, const std::string& path, Span span);
SymbolIndex brokenSymbol(Checking& in);
void breakAmbiguous(Checking& in, uint32_t module, const std::string& name);
void importNames(Checking& in, uint32_t module, const ast::ImportDecl& decl, const std::string& path, bool passesOn);

} // namespace

std::optional<uint32_t> loadModule(Checking& in, std::string_view path, Span span) {
    if (auto it = in.modules.byPath.find(path); it != in.modules.byPath.end()) {
        if (in.modules[it->second].loading) {
            in.sink.report(Code::E2004, span, std::string(path));
            return std::nullopt;
        }
        return it->second;
    }
    std::optional<source::FileId> file = in.loader.load(path);
    if (!file) {
        if (auto why = in.loader.refusal(path))
            in.sink.report(Code::E7015, span, path, *why);
        return std::nullopt;
    }
    for (uint32_t i = 0; i < in.modules.size(); ++i)
        if (in.modules[i].tree->file == *file && !in.modules[i].loading) {
            in.modules.byPath.emplace(path, i);
            return i;
        }
    return addModule(in, std::string(path), *file);
}

uint32_t addModule(Checking& in, std::string path, source::FileId file) {
    auto index = static_cast<uint32_t>(in.modules.size());
    in.modules.byPath.emplace(path, index);
    ModuleInfo& info = in.modules.add();
    info.path = std::move(path);
    if (in.sources.writer(file) == source::Writer::Library)
        in.program.library.insert(file);
    placeProbe(in, file);
    size_t errorsBefore = in.sink.errorCount();
    info.tree = parsed(in, index, file);
    info.unreadable = in.sink.errorCount() > errorsBefore;
    in.modules.unreadable = in.modules.unreadable || info.unreadable;
    checkAnnotations(*info.tree, in.sink);
    declare(in, index);
    info.loading = false;
    return index;
}

namespace {

std::shared_ptr<const ast::Module> parsed(Checking& in, uint32_t module, source::FileId file) {
    Trees* trees = in.loader.trees();
    if (trees != nullptr)
        if (auto known = trees->find(file); known != trees->end())
            return known->second;
    size_t before = in.sink.diagnostics().size();
    auto tree = std::make_shared<ast::Module>(syntax::parse(in.sources, file, in.sink));
    if (in.index == nullptr || !in.index->withGaps)
        dropFaulty(in, module, *tree);
    if (trees != nullptr && in.sink.diagnostics().size() == before && tree->faults.empty())
        trees->emplace(file, tree);
    return tree;
}

/// Is it `values`, or a dependency, which has a key there?
bool givesValues(std::string_view declaration) {
    std::string_view word = declaration.substr(0, declaration.find_first_of(" \t\r\n{"));
    return word == "values" || word == "include" || word == "external";
}

/// Does a line that begins there, with no declaration, most likely mean to declare them?
bool meansValues(std::string_view text, uint32_t begin) {
    constexpr size_t longest = 16;
    std::string_view word = text.substr(begin, longest);
    word = word.substr(0, word.find_first_of(" \t\r\n{"));
    return (begin == 0 || text[begin - 1] == '\n') && diag::suggestName(word, {"values"}) == "values";
}

/// Declarations with syntax errors are left out; what they would declare is broken, so that nothing follows from it.
void dropFaulty(Checking& in, uint32_t module, ast::Module& tree) {
    ModuleInfo& info = in.modules[module];
    auto breakName = [&](const std::string& name) { info.names.try_emplace(name, brokenSymbol(in)); };
    const std::set<uint32_t> faults(tree.faults.begin(), tree.faults.end());
    for (uint32_t fault : faults)
        in.chart.faultyValues = in.chart.faultyValues || meansValues(in.sources.text(tree.file), fault);
    for (size_t i = 0; i < tree.decls.size(); ++i) {
        ast::Decl& decl = tree.decls[i];
        // What stands behind a declaration may be the rest of it.
        uint32_t end = i + 1 < tree.decls.size() ? tree.decls[i + 1].span.begin : UINT32_MAX;
        auto fault = faults.lower_bound(decl.span.begin);
        if (fault == faults.end() || *fault >= end)
            continue;
        if (const auto* node = std::get_if<ast::ImportDecl>(&decl.node)) {
            for (const ast::Name& name : node->names)
                breakName(name.text);
            if (node->names.empty())
                breakName(node->alias ? node->alias->text : node->path.text());
        } else if (const auto* node = std::get_if<ast::EnvironmentDecl>(&decl.node)) {
            in.chart.orphans.insert(node->name.text);
        } else {
            in.chart.isThere = in.chart.isThere || std::holds_alternative<ast::ChartDecl>(decl.node);
            in.chart.faultyValues = in.chart.faultyValues || givesValues(in.sources.text(decl.span));
            std::visit(
                [&]<typename Other>(const Other& other) {
                    // A chart and a test are called as they like.
                    constexpr bool isNamed =
                        !std::is_same_v<Other, ast::ChartDecl> && !std::is_same_v<Other, ast::TestDecl>;
                    if constexpr (isNamed && requires { other.name.text; })
                        breakName(other.name.text);
                },
                decl.node);
        }
        decl.node = ast::ErrorDecl{};
    }
}

} // namespace

void takeBackConsequences(Checking& in, size_t first) {
    in.sink.takeBack(first, [&](const diag::Diagnostic& found) {
        switch (found.code) {
        case Code::E2001:
        case Code::E2003:
        case Code::E2005:
        case Code::E2006:
        case Code::E2007:
        case Code::E2014:
        case Code::E2019:
        case Code::E2021:
        case Code::E2022:
            return true;
        default:
            return false;
        }
    });
}

namespace {

void declare(Checking& in, uint32_t module) {
    const ast::Module& tree = *in.modules[module].tree;
    for (uint32_t i = 0; i < tree.decls.size(); ++i) {
        const ast::Decl& decl = tree.decls[i];
        ast::DeclId id{i};
        if (const auto* node = std::get_if<ast::ImportDecl>(&decl.node))
            importModule(in, module, *node, decl.exported);
        else if (const auto* node = std::get_if<ast::TypeDecl>(&decl.node))
            declareName(in, module, id, SymbolKind::Type, node->name, false);
        else if (const auto* node = std::get_if<ast::VariantDecl>(&decl.node))
            declareName(in, module, id, SymbolKind::Type, node->name, false);
        else if (const auto* node = std::get_if<ast::EnumDecl>(&decl.node))
            declareName(in, module, id, SymbolKind::Type, node->name, false);
        else if (const auto* node = std::get_if<ast::FnDecl>(&decl.node))
            declareName(in, module, id, SymbolKind::Function, node->name, false);
        else if (const auto* node = std::get_if<ast::LetDecl>(&decl.node))
            declareName(in, module, id, SymbolKind::Let, node->name, false);
        else if (const auto* node = std::get_if<ast::BackendDecl>(&decl.node))
            declareName(in, module, id, SymbolKind::Backend, node->name, false);
        else if (const auto* node = std::get_if<ast::ServiceDecl>(&decl.node))
            declareName(in, module, id, SymbolKind::Service, node->name, !node->clauses.empty());
        else if (const auto* node = std::get_if<ast::UseDecl>(&decl.node))
            declareName(in, module, id, SymbolKind::Use, node->name, !node->clauses.empty());
        else if (const auto* node = std::get_if<ast::ComponentDecl>(&decl.node))
            declareName(in, module, id, SymbolKind::Component, node->name, false);
        else if (const auto* node = std::get_if<ast::ResourceDecl>(&decl.node))
            declareName(in, module, id, SymbolKind::Resource, node->name, false);
        else if (const auto* node = std::get_if<ast::ExternalDecl>(&decl.node); node && outputsOf(tree, *node))
            declareName(in, module, id, SymbolKind::External, node->name, false);
    }
}

void declareName(Checking& in, uint32_t module, ast::DeclId id, SymbolKind kind, const ast::Name& name, bool scoped) {
    Symbol symbol;
    symbol.kind = kind;
    symbol.name = name.text;
    symbol.module = module;
    symbol.decl = id;
    symbol.span = name.span;
    symbol.exported = (*in.modules[module].tree)[id].exported;
    symbol.scoped = scoped;
    // Resources have a name space of their own: `resource api` beside `service api` is common.
    NameMap& names = kind == SymbolKind::Resource ? in.modules[module].resources : in.modules[module].names;
    // What a module exports is reached through the module.
    bool isReached = symbol.exported && !in.modules[module].path.empty() && isBuiltinRoot(name.text);
    if (kind != SymbolKind::Resource && !isReached && !isFree(in, module, name))
        return;
    auto [it, isNew] = names.try_emplace(name.text, static_cast<SymbolIndex>(in.symbols.size()));
    if (!isNew) {
        in.sink.report(Code::E2002, name.span, name.text).note(in.symbols[it->second].span, "first declared here");
        return;
    }
    in.symbols.add(std::move(symbol));
    noteSymbol(in, name, it->second);
}

/// Reports a name that the language has itself, or that an import has taken. `otherwise`: how an import does without
/// the language's names.
bool isFree(Checking& in, uint32_t module, const ast::Name& name, const std::string& otherwise) {
    constexpr std::array words{"k8s", "Bool", "Int", "Float", "String"};
    if (isBuiltinRoot(name.text) || std::find(words.begin(), words.end(), name.text) != words.end()) {
        in.sink.report(Code::E2002, name.span, name.text)
            .note("by the language itself, for all files")
            .suggest(otherwise);
        // What is meant by the name later on is unknown.
        in.modules[module].names.try_emplace(name.text, brokenSymbol(in));
        return false;
    }
    auto other = in.modules[module].imported.find(name.text);
    if (other == in.modules[module].imported.end())
        return true;
    in.sink.report(Code::E2002, name.span, name.text).note(other->second, "first declared here");
    breakAmbiguous(in, module, name.text);
    return false;
}

/// Of an import and something else by one name nobody knows which is meant: nothing follows from what it is.
void breakAmbiguous(Checking& in, uint32_t module, const std::string& name) {
    const SymbolIndex broken = brokenSymbol(in);
    auto [known, isNew] = in.modules[module].names.try_emplace(name, broken);
    const Symbol& symbol = in.symbols[known->second];
    if (symbol.module != module || symbol.kind == SymbolKind::Type)
        known->second = broken;
}

/// Takes a name for an import of a module or of a Kubernetes type; false after it has been reported as taken.
/// `otherwise`: as isFree() has it.
bool claimImport(Checking& in, uint32_t module, const ast::Name& name, const std::string& path, bool isNative,
                 const std::string& otherwise) {
    ModuleInfo& info = in.modules[module];
    auto native = info.natives.find(name.text);
    auto other = info.modules.find(name.text);
    bool isSame = isNative ? native != info.natives.end() && native->second == path
                           : other != info.modules.end() && other->second == in.modules.byPath.find(path)->second;
    if (isSame)
        return true;
    if (!isFree(in, module, name, otherwise))
        return false;
    if (auto declared = info.names.find(name.text); declared != info.names.end()) {
        if (declared->second != in.symbols.broken)
            in.sink.report(Code::E2002, name.span, name.text)
                .note(in.symbols[declared->second].span, "first declared here");
        breakAmbiguous(in, module, name.text);
        return false;
    }
    info.imported[name.text] = name.span;
    return true;
}

/// Is it written as other languages import a type, `import std.Ingress`? Modules have names in lower case.
bool namesType(const ast::ImportDecl& decl) {
    char first = decl.path.parts.back().text.front();
    return decl.names.empty() && decl.path.parts.size() > 1 && first >= 'A' && first <= 'Z';
}

/// Which module was meant where there is none of the path that is imported.
std::string moduleHint(Checking& in, const ast::ImportDecl& decl) {
    std::string path = decl.path.text();
    std::vector<std::string> names = in.loader.modules();
    for (std::string_view name : in.library.modules())
        names.emplace_back(name);
    for (std::string& name : stdlibModules())
        names.push_back(std::move(name));
    if (namesType(decl)) {
        size_t dot = path.rfind('.');
        if (std::ranges::find(names, path.substr(0, dot)) != names.end())
            return fmt::format("names of a module stand in braces: `import {} {{ {} }}`", path.substr(0, dot),
                               path.substr(dot + 1));
    }
    std::string meant = pathOfWords(path, names);
    return meant.empty() ? didYouMean(path, names) : diag::didYouMean(meant);
}

void importModule(Checking& in, uint32_t module, const ast::ImportDecl& decl, bool passesOn) {
    probeImport(in, decl.path);
    std::string path = decl.path.text();
    bool isNative = in.library.hasModule(path);
    std::optional<uint32_t> target;
    if (!isNative) {
        size_t before = in.sink.errorCount();
        if (!isStdlibPart(path) || in.sources.writer(in.modules[module].tree->file) == source::Writer::Library)
            target = loadModule(in, path, decl.path.span);
        if (!target && in.sink.errorCount() == before)
            isNative = loadTypes(in, path, decl.path.span);
        if (!target && !isNative) {
            std::vector<std::string> wanted;
            for (const ast::Name& name : decl.names)
                wanted.push_back(name.text);
            if (in.sink.errorCount() == before && !unknownVersion(in, path, wanted, decl.path.span))
                in.sink.report(Code::E2003, decl.path.span, path).suggest(moduleHint(in, decl));
            // What the module would have given is silently missing.
            SymbolIndex broken = brokenSymbol(in);
            for (const ast::Name& name : decl.names)
                in.modules[module].names.try_emplace(name.text, broken);
            if (decl.names.empty())
                in.modules[module].names.try_emplace(decl.alias ? decl.alias->text : path, broken);
            if (namesType(decl))
                in.modules[module].names.try_emplace(decl.path.parts.back().text, broken);
            return;
        }
    }
    noteModule(in, decl.path.parts, decl.path.parts.size(), path);
    if (decl.alias)
        noteModule(in, *decl.alias, path);
    if (!decl.names.empty())
        return importNames(in, module, decl, path, passesOn);
    ast::Name name = decl.alias ? *decl.alias : ast::Name{path, decl.path.span};
    if (!claimImport(in, module, name, path, isNative, fmt::format("give it another name: `import {} as …`", path)))
        return;
    if (isNative)
        in.modules[module].natives[name.text] = path;
    else
        in.modules[module].modules[name.text] = *target;
}

/// From the package's folder of imported types, once.
bool loadTypes(Checking& in, const std::string& path, Span span) {
    if (auto error = in.loader.loadTypes(path))
        in.sink.report(Code::E5010, span, path, *error);
    return in.library.hasModule(path);
}

/// A name or module that could not be imported stands for an error that has been reported.
SymbolIndex brokenSymbol(Checking& in) {
    if (!in.symbols.broken) {
        in.symbols.broken = static_cast<SymbolIndex>(in.symbols.size());
        Symbol& symbol = in.symbols.add({});
        symbol.kind = SymbolKind::Broken;
        symbol.state = Symbol::State::done;
        symbol.exported = true;
        symbol.made.type = in.program.types.error();
    }
    return *in.symbols.broken;
}

void importNames(Checking& in, uint32_t module, const ast::ImportDecl& decl, const std::string& path, bool passesOn) {
    bool isNative = in.library.hasModule(path);
    for (const ast::Name& name : decl.names) {
        const std::string whole = path + "." + name.text;
        const std::string otherwise = fmt::format("`import {}`, and write `{}`", path, whole);
        probeExports(in, name, path);
        if (isNative) {
            if (in.library.find(whole)) {
                if (in.index != nullptr)
                    noteNative(in, {name}, whole);
                if (claimImport(in, module, name, whole, true, otherwise))
                    in.modules[module].natives[name.text] = whole;
                continue;
            }
            std::vector<std::string> names;
            for (std::string_view known : in.library.names(path))
                names.emplace_back(known);
            in.sink.report(Code::E2005, name.span, path, name.text).suggest(didYouMean(name.text, names));
            in.modules[module].names.try_emplace(name.text, brokenSymbol(in));
            continue;
        }
        const ModuleInfo& from = in.modules[in.modules.byPath.find(path)->second];
        auto found = exportOf(in, from, name.text);
        if (!found) {
            reportHidden(in, from, name);
            in.modules[module].names.try_emplace(name.text, brokenSymbol(in));
            continue;
        }
        noteSymbol(in, name, *found);
        NameMap& own = in.modules[module].names;
        if (passesOn)
            in.modules[module].passedOn.insert(name.text);
        if (auto it = own.find(name.text); it != own.end() && it->second == *found)
            continue;
        if (!isFree(in, module, name, otherwise))
            continue;
        auto [it, isNew] = own.try_emplace(name.text, *found);
        if (isNew) {
            in.modules[module].imported[name.text] = name.span;
            continue;
        }
        in.sink.report(Code::E2002, name.span, name.text).note(in.symbols[it->second].span, "first declared here");
        breakAmbiguous(in, module, name.text);
    }
}

} // namespace

const ast::Entry* outputsOf(const ast::Module& tree, const ast::ExternalDecl& decl) {
    if (!decl.block.valid())
        return nullptr;
    for (ast::EntryId id : tree[decl.block].entries) {
        const auto* assign = std::get_if<ast::AssignEntry>(&tree[id].node);
        const auto* amend = std::get_if<ast::AmendEntry>(&tree[id].node);
        const ast::Target* target = assign != nullptr ? &assign->target : amend != nullptr ? &amend->target : nullptr;
        if (target != nullptr && target->steps.size() == 1 && target->steps[0].name.text == "outputs")
            return &tree[id];
    }
    return nullptr;
}

} // namespace stackc::sema
