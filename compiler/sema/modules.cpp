// Modules: loading, declared names, imports.
#include "sema/checker.h"

#include "sema/annotations.h"
#include "sema/stdlib.h"
#include "sema/suggest.h"
#include "syntax/parser.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace stackc::sema {

std::optional<uint32_t> Checker::loadModule(std::string_view path, Span span) {
    if (auto it = modulesByPath_.find(path); it != modulesByPath_.end()) {
        if (modules_[it->second].loading) {
            sink_.report(Code::E2004, span, std::string(path));
            return std::nullopt;
        }
        return it->second;
    }
    std::optional<source::FileId> file = loader_.load(path);
    if (!file) {
        if (auto why = loader_.refusal(path))
            sink_.report(Code::E7015, span, path, *why);
        return std::nullopt;
    }
    for (uint32_t i = 0; i < modules_.size(); ++i)
        if (modules_[i].tree->file == *file && !modules_[i].loading) {
            modulesByPath_.emplace(path, i);
            return i;
        }
    return addModule(std::string(path), *file);
}

uint32_t Checker::addModule(std::string path, source::FileId file) {
    auto index = static_cast<uint32_t>(modules_.size());
    modulesByPath_.emplace(path, index);
    ModuleInfo& info = modules_.emplace_back();
    info.path = std::move(path);
    if (sources_.writer(file) == source::Writer::Library)
        program_.library.insert(file);
    size_t errorsBefore = sink_.errorCount();
    info.tree = parsed(index, file);
    info.unreadable = sink_.errorCount() > errorsBefore;
    unreadable_ = unreadable_ || info.unreadable;
    checkAnnotations(*info.tree, sink_);
    declare(index);
    info.loading = false;
    return index;
}

std::shared_ptr<const ast::Module> Checker::parsed(uint32_t module, source::FileId file) {
    Trees* trees = loader_.trees();
    if (trees != nullptr)
        if (auto known = trees->find(file); known != trees->end())
            return known->second;
    size_t before = sink_.diagnostics().size();
    auto tree = std::make_shared<ast::Module>(syntax::parse(sources_, file, sink_));
    dropFaulty(module, *tree);
    if (trees != nullptr && sink_.diagnostics().size() == before && tree->faults.empty())
        trees->emplace(file, tree);
    return tree;
}

namespace {

/// Is it `values`, or a dependency, which has a key there?
bool givesValues(std::string_view declaration) {
    std::string_view word = declaration.substr(0, declaration.find_first_of(" \t\r\n{"));
    return word == "values" || word == "include" || word == "external";
}

} // namespace

/// Declarations with syntax errors are left out; what they would declare is broken, so that nothing follows from it.
void Checker::dropFaulty(uint32_t module, ast::Module& tree) {
    ModuleInfo& info = modules_[module];
    auto breakName = [&](const std::string& name) { info.names.try_emplace(name, brokenSymbol()); };
    const std::set<uint32_t> faults(tree.faults.begin(), tree.faults.end());
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
            orphans_.insert(node->name.text);
        } else {
            haveChart_ = haveChart_ || std::holds_alternative<ast::ChartDecl>(decl.node);
            faultyValues_ = faultyValues_ || givesValues(sources_.text(decl.span));
            std::visit(
                [&](const auto& other) {
                    if constexpr (requires { other.name.text; })
                        breakName(other.name.text);
                },
                decl.node);
        }
        decl.node = ast::ErrorDecl{};
    }
}

/// Of a program with syntax errors only what can't follow from them is worth saying: not that a name is missing.
void Checker::takeBackConsequences(size_t first) {
    sink_.takeBack(first, [&](const diag::Diagnostic& found) {
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

void Checker::declare(uint32_t module) {
    const ast::Module& tree = *modules_[module].tree;
    for (uint32_t i = 0; i < tree.decls.size(); ++i) {
        const ast::Decl& decl = tree.decls[i];
        ast::DeclId id{i};
        if (const auto* node = std::get_if<ast::ImportDecl>(&decl.node))
            import(module, *node, decl.span);
        else if (const auto* node = std::get_if<ast::TypeDecl>(&decl.node))
            declareName(module, id, SymbolKind::Type, node->name, false);
        else if (const auto* node = std::get_if<ast::VariantDecl>(&decl.node))
            declareName(module, id, SymbolKind::Type, node->name, false);
        else if (const auto* node = std::get_if<ast::EnumDecl>(&decl.node))
            declareName(module, id, SymbolKind::Type, node->name, false);
        else if (const auto* node = std::get_if<ast::FnDecl>(&decl.node))
            declareName(module, id, SymbolKind::Function, node->name, false);
        else if (const auto* node = std::get_if<ast::LetDecl>(&decl.node))
            declareName(module, id, SymbolKind::Let, node->name, false);
        else if (const auto* node = std::get_if<ast::BackendDecl>(&decl.node))
            declareName(module, id, SymbolKind::Backend, node->name, false);
        else if (const auto* node = std::get_if<ast::ServiceDecl>(&decl.node))
            declareName(module, id, SymbolKind::Service, node->name, !node->clauses.empty());
        else if (const auto* node = std::get_if<ast::UseDecl>(&decl.node))
            declareName(module, id, SymbolKind::Use, node->name, !node->clauses.empty());
        else if (const auto* node = std::get_if<ast::ComponentDecl>(&decl.node))
            declareName(module, id, SymbolKind::Component, node->name, false);
        else if (const auto* node = std::get_if<ast::ResourceDecl>(&decl.node))
            declareName(module, id, SymbolKind::Resource, node->name, false);
        else if (const auto* node = std::get_if<ast::ExternalDecl>(&decl.node); node && outputsOf(tree, *node))
            declareName(module, id, SymbolKind::External, node->name, false);
    }
}

void Checker::declareName(uint32_t module, ast::DeclId id, SymbolKind kind, const ast::Name& name, bool scoped) {
    Symbol symbol;
    symbol.kind = kind;
    symbol.name = name.text;
    symbol.module = module;
    symbol.decl = id;
    symbol.span = name.span;
    symbol.exported = (*modules_[module].tree)[id].exported;
    symbol.scoped = scoped;
    // Resources have a name space of their own: `resource api` beside `service api` is common.
    NameMap& names = kind == SymbolKind::Resource ? modules_[module].resources : modules_[module].names;
    // What a module exports is reached through the module.
    bool isReached = symbol.exported && !modules_[module].path.empty() && isBuiltinRoot(name.text);
    if (kind != SymbolKind::Resource && !isReached && !isFree(module, name))
        return;
    auto [it, isNew] = names.try_emplace(name.text, static_cast<SymbolIndex>(symbols_.size()));
    if (!isNew) {
        sink_.report(Code::E2002, name.span, name.text).note(symbols_[it->second].span, "first declared here");
        return;
    }
    symbols_.push_back(std::move(symbol));
}

/// Reports a name that the language has itself, or that an import has taken. `otherwise`: how an import does without
/// the language's names.
bool Checker::isFree(uint32_t module, const ast::Name& name, const std::string& otherwise) {
    constexpr std::array words{"k8s", "Bool", "Int", "Float", "String"};
    if (isBuiltinRoot(name.text) || std::find(words.begin(), words.end(), name.text) != words.end()) {
        sink_.report(Code::E2002, name.span, name.text)
            .note("by the language itself, for all files")
            .suggest(otherwise);
        // What is meant by the name later on is unknown.
        modules_[module].names.try_emplace(name.text, brokenSymbol());
        return false;
    }
    auto other = modules_[module].imported.find(name.text);
    if (other == modules_[module].imported.end())
        return true;
    sink_.report(Code::E2002, name.span, name.text).note(other->second, "first declared here");
    return false;
}

/// Takes a name for an import of a module or of a Kubernetes type; false after it has been reported as taken.
/// `otherwise`: as isFree() has it.
bool Checker::claimImport(uint32_t module, const ast::Name& name, const std::string& path, bool isNative,
                          const std::string& otherwise) {
    ModuleInfo& info = modules_[module];
    auto native = info.natives.find(name.text);
    auto other = info.modules.find(name.text);
    bool isSame = isNative ? native != info.natives.end() && native->second == path
                           : other != info.modules.end() && other->second == modulesByPath_.find(path)->second;
    if (isSame)
        return true;
    if (!isFree(module, name, otherwise))
        return false;
    if (auto declared = info.names.find(name.text); declared != info.names.end()) {
        if (declared->second != broken_)
            sink_.report(Code::E2002, name.span, name.text)
                .note(symbols_[declared->second].span, "first declared here");
        return false;
    }
    info.imported[name.text] = name.span;
    return true;
}

void Checker::import(uint32_t module, const ast::ImportDecl& decl, Span) {
    std::string path = decl.path.text();
    bool isNative = library_.hasModule(path);
    std::optional<uint32_t> target;
    if (!isNative) {
        size_t before = sink_.errorCount();
        target = loadModule(path, decl.path.span);
        if (!target && sink_.errorCount() == before)
            isNative = loadTypes(path, decl.path.span);
        if (!target && !isNative) {
            std::vector<std::string> wanted;
            for (const ast::Name& name : decl.names)
                wanted.push_back(name.text);
            if (sink_.errorCount() == before && !unknownVersion(path, wanted, decl.path.span)) {
                std::vector<std::string> names = loader_.modules();
                for (std::string_view name : library_.modules())
                    names.emplace_back(name);
                for (std::string_view known : stdlibPaths()) {
                    std::string name(known);
                    std::replace(name.begin(), name.end(), '/', '.');
                    names.push_back(std::move(name));
                }
                sink_.report(Code::E2003, decl.path.span, path).suggest(didYouMean(path, names));
            }
            // What the module would have given is silently missing.
            SymbolIndex broken = brokenSymbol();
            for (const ast::Name& name : decl.names)
                modules_[module].names.try_emplace(name.text, broken);
            if (decl.names.empty())
                modules_[module].names.try_emplace(decl.alias ? decl.alias->text : path, broken);
            return;
        }
    }
    if (!decl.names.empty())
        return importNames(module, decl, path);
    ast::Name name = decl.alias ? *decl.alias : ast::Name{path, decl.path.span};
    if (!claimImport(module, name, path, isNative, fmt::format("give it another name: `import {} as …`", path)))
        return;
    if (isNative)
        modules_[module].natives[name.text] = path;
    else
        modules_[module].modules[name.text] = *target;
}

/// From the package's folder of imported types, once.
bool Checker::loadTypes(const std::string& path, Span span) {
    if (auto error = loader_.loadTypes(path))
        sink_.report(Code::E5010, span, path, *error);
    return library_.hasModule(path);
}

/// A name or module that could not be imported stands for an error that has been reported.
SymbolIndex Checker::brokenSymbol() {
    if (!broken_) {
        broken_ = static_cast<SymbolIndex>(symbols_.size());
        Symbol& symbol = symbols_.emplace_back();
        symbol.kind = SymbolKind::Broken;
        symbol.state = Symbol::State::done;
        symbol.exported = true;
        symbol.type = program_.types.error();
    }
    return *broken_;
}

void Checker::importNames(uint32_t module, const ast::ImportDecl& decl, const std::string& path) {
    bool isNative = library_.hasModule(path);
    for (const ast::Name& name : decl.names) {
        const std::string whole = path + "." + name.text;
        const std::string otherwise = fmt::format("`import {}`, and write `{}`", path, whole);
        if (isNative) {
            if (library_.find(whole)) {
                if (claimImport(module, name, whole, true, otherwise))
                    modules_[module].natives[name.text] = whole;
                continue;
            }
            std::vector<std::string> names;
            for (std::string_view known : library_.names(path))
                names.emplace_back(known);
            sink_.report(Code::E2005, name.span, path, name.text).suggest(didYouMean(name.text, names));
            modules_[module].names.try_emplace(name.text, brokenSymbol());
            continue;
        }
        const ModuleInfo& from = modules_[modulesByPath_.find(path)->second];
        auto found = from.names.find(name.text);
        if (found == from.names.end() || !symbols_[found->second].exported) {
            std::vector<std::string> names;
            for (const auto& [known, symbol] : from.names)
                if (symbols_[symbol].exported)
                    names.push_back(known);
            auto report = sink_.report(Code::E2005, name.span, path, name.text);
            if (found != from.names.end())
                report.note(symbols_[found->second].span, "it is declared here without `export`");
            else
                report.suggest(didYouMean(name.text, names));
            modules_[module].names.try_emplace(name.text, brokenSymbol());
            continue;
        }
        NameMap& own = modules_[module].names;
        if (auto it = own.find(name.text); it != own.end() && it->second == found->second)
            continue;
        if (!isFree(module, name, otherwise))
            continue;
        auto [it, isNew] = own.try_emplace(name.text, found->second);
        if (!isNew)
            sink_.report(Code::E2002, name.span, name.text).note(symbols_[it->second].span, "first declared here");
        else
            modules_[module].imported[name.text] = name.span;
    }
}

} // namespace stackc::sema
