#include "sema/names/lookup.h"

#include "sema/names/probe.h"
#include "sema/notes.h"
#include "sema/suggest.h"

namespace stackc::sema {

namespace {

/// Notes that the chart's file uses a name.
void use(Checking& in, std::string_view name) {
    if (in.env.module == 0)
        in.symbols.used.emplace(name);
}

} // namespace

std::string_view kindName(SymbolKind kind) {
    switch (kind) {
    case SymbolKind::Type:
        return "a type";
    case SymbolKind::Function:
        return "a function";
    case SymbolKind::Let:
        return "a value";
    case SymbolKind::Backend:
        return "a backend";
    case SymbolKind::Service:
        return "a service";
    case SymbolKind::Use:
        return "a component in use";
    case SymbolKind::Component:
        return "a component";
    case SymbolKind::Resource:
        return "a resource";
    case SymbolKind::External:
        return "a chart from elsewhere";
    case SymbolKind::Broken:
        break;
    }
    return "a name";
}

const Local* lookupLocal(Checking& in, std::string_view name) {
    for (auto it = in.env.locals.rbegin(); it != in.env.locals.rend(); ++it) {
        if (it->name != name)
            continue;
        if (it->let.valid())
            in.symbols.lets[it->let] = true;
        return &*it;
    }
    return nullptr;
}

std::optional<SymbolIndex> exportOf(const Checking& in, const ModuleInfo& module, std::string_view name) {
    auto found = module.names.find(name);
    bool isHidden = found == module.names.end() || !in.symbols[found->second].exported ||
                    (module.imported.contains(name) && !module.passedOn.contains(name));
    return isHidden ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> exportsOf(const Checking& in, const ModuleInfo& module) {
    std::vector<std::string> names;
    for (const auto& [name, symbol] : module.names)
        if (exportOf(in, module, name))
            names.push_back(name);
    return names;
}

std::optional<SymbolIndex> lookupSymbol(Checking& in, std::string_view name) {
    const NameMap& own = in.modules[in.env.module].names;
    if (auto it = own.find(name); it != own.end()) {
        use(in, name);
        return it->second;
    }
    if (!in.modules.prelude)
        return std::nullopt;
    return exportOf(in, in.modules[*in.modules.prelude], name);
}

namespace {

/// Is it a type of Kubernetes that the file imports by its name? It is seen before what the prelude calls so.
bool isImportedType(const Checking& in, const ModuleInfo& module, std::string_view name) {
    auto native = module.natives.find(name);
    return native != module.natives.end() && !module.names.contains(name) && in.library.find(native->second);
}

Found resolve(Checking& in, const std::vector<ast::Name>& path, bool skipLocals) {
    Found found;
    const ModuleInfo& module = in.modules[in.env.module];
    if (const Local* local = skipLocals ? nullptr : lookupLocal(in, path[0].text)) {
        found.kind = Found::Kind::local;
        found.local = local->expr;
        found.used = 1;
        return found;
    }
    if (auto symbol = isImportedType(in, module, path[0].text) ? std::nullopt : lookupSymbol(in, path[0].text)) {
        found.kind = Found::Kind::symbol;
        found.symbol = *symbol;
        found.used = symbol == in.symbols.broken ? path.size() : 1;
        return found;
    }
    std::string text;
    for (size_t i = 0; i < path.size(); ++i) {
        text += (i == 0 ? "" : ".") + path[i].text;
        if (auto broken = module.names.find(text);
            broken != module.names.end() && broken->second == in.symbols.broken) {
            found.kind = Found::Kind::symbol;
            found.symbol = broken->second;
            found.used = path.size();
            return found;
        }
        if (auto it = module.modules.find(text); it != module.modules.end()) {
            use(in, text);
            found.kind = Found::Kind::module;
            found.used = i + 1;
            if (i + 1 == path.size())
                continue;
            auto symbol = exportOf(in, in.modules[it->second], path[i + 1].text);
            if (!symbol)
                continue;
            found.kind = Found::Kind::symbol;
            found.symbol = *symbol;
            found.used = i + 2;
            return found;
        }
        if (auto it = module.natives.find(text); it != module.natives.end()) {
            use(in, text);
            found.kind = Found::Kind::native;
            found.native = it->second;
            for (size_t j = i + 1; j < path.size(); ++j)
                found.native += "." + path[j].text;
            found.used = path.size();
            return found;
        }
    }
    if (path.size() > 1 && found.kind == Found::Kind::nothing && in.library.find(text)) {
        found.kind = Found::Kind::native;
        found.native = text;
        found.used = path.size();
    }
    if (found.kind == Found::Kind::nothing && isBuiltinRoot(path[0].text))
        found.kind = Found::Kind::input;
    return found;
}

/// The path of the module that the first names of a path lead to.
std::string moduleOf(const Checking& in, const std::vector<ast::Name>& path, size_t count) {
    std::string text;
    for (size_t i = 0; i < count; ++i)
        text += (i == 0 ? "" : ".") + path[i].text;
    const auto& modules = in.modules[in.env.module].modules;
    auto known = modules.find(text);
    return known == modules.end() ? text : in.modules[known->second].path;
}

/// Tells the index what the names of the path stand for.
void noteFound(Checking& in, const std::vector<ast::Name>& path, const Found& found) {
    switch (found.kind) {
    case Found::Kind::local:
        return noteLocal(in, path[0], *lookupLocal(in, path[0].text));
    case Found::Kind::symbol:
        if (in.symbols[found.symbol].kind == SymbolKind::Broken)
            return;
        if (found.used > 1)
            noteModule(in, path, found.used - 1, moduleOf(in, path, found.used - 1));
        return noteSymbol(in, path[found.used - 1], found.symbol);
    case Found::Kind::native:
        return noteNative(in, path, found.native);
    case Found::Kind::input:
        return note(in, path[0], EntityKind::Input);
    default:
        return;
    }
}

} // namespace

Found peek(Checking& in, const std::vector<ast::Name>& path, bool skipLocals) { return resolve(in, path, skipLocals); }

Found lookup(Checking& in, const std::vector<ast::Name>& path, bool skipLocals) {
    Found found = resolve(in, path, skipLocals);
    if (in.index != nullptr) {
        noteFound(in, path, found);
        probePath(in, path);
    }
    return found;
}

void notExported(Checking& in, const Found& found, const std::vector<ast::Name>& path) {
    std::string text;
    for (size_t i = 0; i < found.used; ++i)
        text += (i == 0 ? "" : ".") + path[i].text;
    const ast::Name& name = path[std::min(found.used, path.size() - 1)];
    reportHidden(in, in.modules[in.modules[in.env.module].modules.find(text)->second], name);
}

void reportHidden(Checking& in, const ModuleInfo& module, const ast::Name& name) {
    auto report = in.sink.report(Code::E2005, name.span, module.path, name.text);
    auto imported = module.imported.find(name.text);
    auto hidden = module.names.find(name.text);
    if (auto native = module.natives.find(name.text); native != module.natives.end())
        report.suggest("it is a type of Kubernetes: write `" + native->second + "`");
    else if (imported != module.imported.end() && hidden != module.names.end())
        report.note(imported->second, "it is imported here without `export`")
            .suggest("import it from `" + in.modules[in.symbols[hidden->second].module].path + "`");
    else if (hidden != module.names.end())
        report.note(in.symbols[hidden->second].span, "it is declared here without `export`");
    else
        report.suggest(didYouMean(name.text, exportsOf(in, module)));
    if (auto why = in.loader.refusal(module.path))
        report.note("the file beside the source that is called so is not read: " + *why);
}

bool isBuiltinRoot(std::string_view name) {
    return name == "values" || name == "services" || name == "release" || name == "chart" || name == "capabilities";
}

bool isReported(const Checking& in, const Symbol& symbol, Span span) {
    const Span declaration = (*in.modules[symbol.module].tree)[symbol.decl].span;
    return in.sink.hasErrors() && declaration.file == span.file && declaration.end <= span.begin;
}

} // namespace stackc::sema
