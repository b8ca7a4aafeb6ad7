#include "sema/expr/unknown_name.h"

#include "core/builtins.h"
#include "diag/suggest.h"
#include "sema/fixes.h"
#include "sema/names/lookup.h"
#include "sema/names/modules.h"
#include "sema/stdlib.h"
#include "sema/suggest.h"
#include "syntax/foreign_words.h"
#include "syntax/imports.h"

#include <algorithm>

namespace stackc::sema {

using diag::Code;

namespace {

constexpr size_t manyErrors = 1000; // most of which nobody is shown

bool contains(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool canBe(SymbolKind kind, Wanted wanted) {
    switch (wanted) {
    case Wanted::Value:
        return kind == SymbolKind::Let || kind == SymbolKind::Backend || kind == SymbolKind::External ||
               kind == SymbolKind::Service || kind == SymbolKind::Use;
    case Wanted::Function:
        return kind == SymbolKind::Function;
    case Wanted::Type:
        return kind == SymbolKind::Type;
    case Wanted::Component:
        return kind == SymbolKind::Component;
    case Wanted::Use:
        return kind == SymbolKind::Service || kind == SymbolKind::Use;
    }
    return false;
}

std::vector<std::string> candidates(const Checking& in, Wanted wanted) {
    std::vector<std::string> names;
    bool isValue = wanted == Wanted::Value;
    if (isValue || wanted == Wanted::Use)
        for (const Local& local : in.env.locals)
            names.push_back(local.name);
    const ModuleInfo& module = in.modules[in.env.module];
    for (const auto& [name, symbol] : module.names)
        if (canBe(in.symbols[symbol].kind, wanted))
            names.push_back(name);
    if (wanted == Wanted::Type)
        for (const auto& [name, path] : module.natives)
            names.push_back(name);
    if (in.modules.prelude) {
        const ModuleInfo& prelude = in.modules[*in.modules.prelude];
        for (std::string& name : exportsOf(in, prelude))
            if (canBe(in.symbols[*exportOf(in, prelude, name)].kind, wanted))
                names.push_back(std::move(name));
    }
    if (wanted == Wanted::Function)
        for (std::string& name : core::builtinNames(core::Builtin::Kind::Function))
            names.push_back(std::move(name));
    if (isValue) {
        for (std::string& name : core::builtinNames(core::Builtin::Kind::Group))
            names.push_back(std::move(name));
        names.insert(names.end(), {"true", "false", "none", "on", "off"});
    }
    return names;
}

/// The first names of the path with dots between them.
std::string joined(const std::vector<ast::Name>& path, size_t count) {
    std::string text;
    for (size_t i = 0; i < count; ++i)
        text += (i == 0 ? "" : ".") + path[i].text;
    return text;
}

} // namespace

bool unknownModule(Checking& in, const std::vector<ast::Name>& path) {
    for (const auto& [text, index] : in.modules[in.env.module].modules) {
        size_t count = 1 + static_cast<size_t>(std::count(text.begin(), text.end(), '.'));
        if (count >= path.size()) // something of it is meant
            continue;
        const std::string begin = joined(path, count);
        std::string meant = didYouMean(begin, {text});
        if (meant.empty())
            continue;
        Span span{path[0].span.file, path[0].span.begin, path[count - 1].span.end};
        in.sink.report(Code::E2001, span, begin).suggest(std::move(meant));
        return true;
    }
    return false;
}

namespace {

/// What of the module is called so but is no value and has no members: a resource or an environment.
std::string hintOfUnnamed(const Checking& in, const std::string& name) {
    for (const ast::Decl& decl : in.tree().decls) {
        const auto* resource = std::get_if<ast::ResourceDecl>(&decl.node);
        if (resource != nullptr && resource->name.text == name)
            return "`" + name +
                   "` is a resource, which is nothing that can be read: give its name and what else is shared a `let`";
        const auto* environment = std::get_if<ast::EnvironmentDecl>(&decl.node);
        if (environment != nullptr && environment->name.text == name)
            return "`" + name + "` is an environment, which is nothing that can be read: declare a value that it sets";
    }
    return "";
}

} // namespace

std::vector<std::string> modulesExporting(const Checking& in, const std::string& name) {
    std::vector<std::string> modules;
    for (const Loader::Exports& exports : in.loader.exports())
        if (contains(exports.names, name))
            modules.push_back(exports.module);
    return modules;
}

std::string importHint(const std::vector<std::string>& modules, const std::string& name) {
    std::string hint;
    for (const std::string& module : modules)
        hint += (hint.empty() ? "import it: `" : " or `") + syntax::importOf(module, name) + "`";
    return hint;
}

namespace {

/// Is it a module of the library that exports the name?
bool ofLibrary(Checking& in, const std::string& module, const std::string& name) {
    if (!contains(stdlibModules(), module))
        return false;
    const auto index = loadModule(in, module, {});
    return index && exportOf(in, in.modules[*index], name);
}

/// The modules of the library that export what has the name and can be what is wanted; of several that pass on the same
/// the one with the shortest path.
std::vector<std::string> ofLibrary(Checking& in, const std::string& name, Wanted wanted) {
    std::map<SymbolIndex, std::string> modules;
    for (const std::string& module : stdlibModules()) {
        const auto index = loadModule(in, module, {});
        const auto symbol = index ? exportOf(in, in.modules[*index], name) : std::nullopt;
        if (!symbol || !canBe(in.symbols[*symbol].kind, wanted))
            continue;
        std::string& known = modules[*symbol];
        if (known.empty() || module.size() < known.size())
            known = module;
    }
    std::vector<std::string> paths;
    for (auto& [symbol, module] : modules)
        paths.push_back(std::move(module));
    return paths;
}

/// The modules that would make a path known: those that export the name, or the one that it begins with.
std::vector<std::string> modulesWith(Checking& in, const std::vector<ast::Name>& path, Wanted wanted) {
    if (path.size() == 1) {
        std::vector<std::string> modules = modulesExporting(in, path[0].text);
        return modules.empty() ? ofLibrary(in, path[0].text, wanted) : modules;
    }
    for (size_t count = path.size() - 1; count > 0; --count)
        if (const std::string module = joined(path, count);
            ofLibrary(in, module, path[count].text) || contains(modulesExporting(in, path[count].text), module))
            return {module};
    return {};
}

} // namespace

bool notImported(Checking& in, const std::vector<ast::Name>& path) {
    if (in.sink.errorCount() >= manyErrors || modulesWith(in, path, Wanted::Value).empty())
        return false;
    unknownName(in, path, Wanted::Value);
    return true;
}

namespace {

/// What there is for a name of another language.
std::string foreignName(const std::string& name, Wanted wanted) {
    std::string_view function = wanted == Wanted::Function ? syntax::foreignFunction(name) : "";
    return std::string(function.empty() ? syntax::foreignValue(name) : function);
}

/// The case of the nearest of the arms around a place that has no name for what it holds; null if there is none.
template <typename Nodes, typename Match>
const ast::CasePattern* unboundCase(const Nodes& nodes, const Match*, Span place) {
    const ast::CasePattern* found = nullptr;
    Span nearest;
    for (const auto& node : nodes)
        if (const auto* match = std::get_if<Match>(&node.node))
            for (const auto& arm : match->arms) {
                const bool isOne = arm.patterns.size() == 1 && arm.patterns[0].kind == ast::CasePattern::Kind::name;
                if (!isOne || arm.patterns[0].binding || !arm.span.covers(place) ||
                    (found != nullptr && !nearest.covers(arm.span)))
                    continue;
                found = &arm.patterns[0];
                nearest = arm.span;
            }
    return found;
}

/// May the case of that name hold something?
bool holdsSomething(const Checking& in, const std::string& name) {
    for (uint32_t i = 0; i < in.program.types.size(); ++i)
        for (const core::Case& one : in.type(TypeId{i}).cases)
            if (one.name == name && TypeId(one.payload).valid())
                return true;
    return name == "some";
}

/// For a name in the arm of a case whose payload has none.
std::string bindingHint(const Checking& in, const ast::Name& name) {
    const ast::Module& tree = in.tree();
    for (const ast::CasePattern* pattern :
         {unboundCase(tree.exprs, static_cast<const ast::MatchExpr*>(nullptr), name.span),
          unboundCase(tree.entries, static_cast<const ast::MatchEntry*>(nullptr), name.span),
          unboundCase(tree.stmts, static_cast<const ast::MatchStmt*>(nullptr), name.span)})
        if (pattern != nullptr && holdsSomething(in, pattern->name.text))
            return "`" + pattern->name.text + "(" + name.text + ") => …` binds what the case holds";
    return "";
}

/// Was it told before that nothing declares the name? Of one that is to be declared or bound that is said once in a
/// declaration, of one to be imported once in a file.
bool isTold(const Checking& in, const ast::Name& name, bool isImport) {
    Span around = name.span;
    for (const ast::Decl& decl : in.tree().decls)
        if (decl.span.covers(name.span))
            around = decl.span;
    return std::ranges::any_of(in.sink.diagnostics(), [&](const diag::Diagnostic& told) {
        const bool isThere = isImport ? told.span.file == around.file : around.covers(told.span);
        return told.code == Code::E2001 && isThere && told.span != name.span && in.sources.text(told.span) == name.text;
    });
}

} // namespace

bool isMeantByImport(const Checking& in, const ast::Name& name) {
    return std::ranges::any_of(in.sink.diagnostics(), [&](const diag::Diagnostic& told) {
        return told.code == Code::E2005 && told.span.file == name.span.file &&
               !diag::suggestName(in.sources.text(told.span), {name.text}).empty();
    });
}

void unknownName(Checking& in, const std::vector<ast::Name>& path, Wanted wanted, const std::string& otherwise) {
    const ast::Name& name = path[0];
    if (isMeantByImport(in, name))
        return;
    std::string hint = foreignName(name.text, wanted);
    bool isValue =
        in.env.module == 0 && in.program.valuesType.valid() && in.type(in.program.valuesType).field(name.text);
    if (hint.empty() && path.size() == 2 && contains(stdlibModules(), name.text) && in.modules.prelude &&
        exportOf(in, in.modules[*in.modules.prelude], path[1].text))
        hint = "it is known in all files: `" + path[1].text + "`";
    if (hint.empty() && isValue)
        hint = "it is a value: `values." + name.text + "`";
    if (hint.empty() && wanted == Wanted::Value)
        hint = hintOfUnnamed(in, name.text);
    bool isLooked = hint.empty() && in.sink.errorCount() < manyErrors;
    if (isLooked && unknownModule(in, path))
        return;
    if (isLooked)
        hint = didYouMean(name.text, candidates(in, wanted));
    const std::vector<std::string> modules =
        isLooked && hint.empty() ? modulesWith(in, path, wanted) : std::vector<std::string>();
    if (isLooked && hint.empty() && path.size() == 1 && isTold(in, name, !modules.empty()))
        return;
    if (hint.empty())
        hint = importHint(modules, path.size() > 1 ? "" : name.text);
    if (hint.empty() && isLooked && wanted == Wanted::Value)
        hint = bindingHint(in, name);
    auto report = in.sink.report(Code::E2001, name.span, name.text);
    report.suggest(hint.empty() ? otherwise : hint);
    if (isValue)
        report.fix({name.span, "values." + name.text, "write `values." + name.text + "`"});
    fixImport(in, report, modules, path.size() > 1 ? "" : name.text);
}

} // namespace stackc::sema
