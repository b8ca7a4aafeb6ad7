// Looking names up: locals, then the module's own and imported names, modules, the prelude, built-in roots.
#include "sema/checker.h"

#include "sema/hints.h"
#include "sema/suggest.h"

namespace stackc::sema {

std::string_view Checker::kindName(SymbolKind kind) {
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

const Local* Checker::lookupLocal(std::string_view name) {
    for (auto it = env_.locals.rbegin(); it != env_.locals.rend(); ++it) {
        if (it->name != name)
            continue;
        if (it->let.valid())
            lets_[it->let] = true;
        return &*it;
    }
    return nullptr;
}

std::optional<SymbolIndex> Checker::lookupSymbol(std::string_view name) {
    const NameMap& own = modules_[env_.module].names;
    if (auto it = own.find(name); it != own.end()) {
        use(name);
        return it->second;
    }
    if (!prelude_)
        return std::nullopt;
    const NameMap& common = modules_[*prelude_].names;
    if (auto it = common.find(name); it != common.end() && symbols_[it->second].exported)
        return it->second;
    return std::nullopt;
}

Found Checker::lookup(const std::vector<ast::Name>& path, bool skipLocals) {
    Found found;
    const ModuleInfo& module = modules_[env_.module];
    if (const Local* local = skipLocals ? nullptr : lookupLocal(path[0].text)) {
        found.kind = Found::Kind::local;
        found.local = local->expr;
        found.used = 1;
        return found;
    }
    if (auto symbol = lookupSymbol(path[0].text)) {
        found.kind = Found::Kind::symbol;
        found.symbol = *symbol;
        found.used = symbol == broken_ ? path.size() : 1;
        return found;
    }
    std::string text;
    for (size_t i = 0; i < path.size(); ++i) {
        text += (i == 0 ? "" : ".") + path[i].text;
        if (auto broken = module.names.find(text); broken != module.names.end() && broken->second == broken_) {
            found.kind = Found::Kind::symbol;
            found.symbol = broken->second;
            found.used = path.size();
            return found;
        }
        if (auto it = module.modules.find(text); it != module.modules.end()) {
            use(text);
            found.kind = Found::Kind::module;
            found.used = i + 1;
            if (i + 1 == path.size())
                continue;
            const NameMap& names = modules_[it->second].names;
            auto name = names.find(path[i + 1].text);
            if (name == names.end() || !symbols_[name->second].exported)
                continue;
            found.kind = Found::Kind::symbol;
            found.symbol = name->second;
            found.used = i + 2;
            return found;
        }
        if (auto it = module.natives.find(text); it != module.natives.end()) {
            use(text);
            found.kind = Found::Kind::native;
            found.native = it->second;
            for (size_t j = i + 1; j < path.size(); ++j)
                found.native += "." + path[j].text;
            found.used = path.size();
            return found;
        }
    }
    if (path.size() > 1 && found.kind == Found::Kind::nothing && library_.find(text)) {
        found.kind = Found::Kind::native;
        found.native = text;
        found.used = path.size();
    }
    if (found.kind == Found::Kind::nothing && isBuiltinRoot(path[0].text))
        found.kind = Found::Kind::input;
    return found;
}

std::vector<std::string> Checker::visibleNames() const {
    std::vector<std::string> names;
    for (const Local& local : env_.locals)
        names.push_back(local.name);
    for (const auto& [name, symbol] : modules_[env_.module].names)
        names.push_back(name);
    if (prelude_)
        for (const auto& [name, symbol] : modules_[*prelude_].names)
            if (symbols_[symbol].exported)
                names.push_back(name);
    for (const char* name : {"values", "services", "release", "chart", "capabilities"})
        names.emplace_back(name);
    return names;
}

/// A path into a module that ends in a name it does not export.
void Checker::notExported(const Found& found, const std::vector<ast::Name>& path) {
    std::string text;
    for (size_t i = 0; i < found.used; ++i)
        text += (i == 0 ? "" : ".") + path[i].text;
    const ast::Name& name = path[std::min(found.used, path.size() - 1)];
    const ModuleInfo& target = modules_[modules_[env_.module].modules.find(text)->second];
    auto hidden = target.names.find(name.text);
    std::vector<std::string> names;
    for (const auto& [known, symbol] : target.names)
        if (symbols_[symbol].exported)
            names.push_back(known);
    auto report = sink_.report(Code::E2005, name.span, target.path, name.text);
    if (hidden != target.names.end())
        report.note(symbols_[hidden->second].span, "it is declared here without `export`");
    else
        report.suggest(didYouMean(name.text, names));
}

void Checker::unknownName(const ast::Name& name) {
    constexpr size_t manyErrors = 1000; // most of which nobody is shown
    std::string hint = foreignNameHint(name.text);
    bool isValue = env_.module == 0 && program_.valuesType.valid() && type(program_.valuesType).field(name.text);
    if (hint.empty() && isValue)
        hint = "it is a value: `values." + name.text + "`";
    if (hint.empty() && sink_.errorCount() < manyErrors)
        hint = didYouMean(name.text, visibleNames());
    sink_.report(Code::E2001, name.span, name.text).suggest(std::move(hint));
}

} // namespace stackc::sema
