#include "sema/names/probe.h"

#include "sema/names/lookup.h"
#include "sema/notes.h"
#include "sema/stdlib.h"

#include <algorithm>
#include <set>

namespace stackc::sema {

namespace {

void offer(Checking& in, Entity entity, bool isCall = false) {
    in.index->probe->offers.push_back({std::move(entity), isCall});
}

void offerSymbol(Checking& in, const std::string& name, SymbolIndex symbol) {
    SymbolKind kind = in.symbols[symbol].kind;
    if (kind == SymbolKind::Broken)
        return;
    Entity entity = entityOf(in, symbol);
    entity.name = name;
    offer(in, std::move(entity), kind == SymbolKind::Function || kind == SymbolKind::Component);
}

/// The step of a dotted name that follows a prefix, which ends in a dot or is empty; empty if the name is another one.
std::string_view stepBehind(std::string_view name, std::string_view prefix) {
    if (!name.starts_with(prefix))
        return {};
    name.remove_prefix(prefix.size());
    return name.substr(0, name.find('.'));
}

/// The next steps of those of the modules that begin with a prefix.
template <typename Names> void addSteps(const Names& modules, std::string_view prefix, std::set<std::string>& steps) {
    for (const auto& module : modules)
        if (std::string_view step = stepBehind(module, prefix); !step.empty())
            steps.emplace(step);
}

void offerModules(Checking& in, const std::set<std::string>& steps, std::string_view prefix) {
    for (const std::string& step : steps) {
        Entity entity{EntityKind::Module, step, {}, {}};
        if (auto known = in.modules.byPath.find(std::string(prefix) + step); known != in.modules.byPath.end())
            entity.declared = {in.modules[known->second].tree->file, 0, 0};
        offer(in, std::move(entity));
    }
}

void offerNative(Checking& in, const std::string& name, std::string_view path) {
    if (auto type = in.library.find(path))
        offer(in, {EntityKind::NativeType, name, {}, {}, in.library.underlying(*type)});
}

void offerExports(Checking& in, const ModuleInfo& module) {
    for (const auto& [name, symbol] : module.names)
        if (exportOf(in, module, name))
            offerSymbol(in, name, symbol);
}

/// The path that begins with the name of an import, as the library of Kubernetes has it.
std::string nativePath(const ModuleInfo& module, const std::string& path) {
    for (size_t dot = path.find('.'); dot != std::string::npos; dot = path.find('.', dot + 1))
        if (auto known = module.natives.find(path.substr(0, dot)); known != module.natives.end())
            return known->second + path.substr(dot);
    return path;
}

/// What a path begins with.
const ast::Expr& rootOf(const ast::Module& tree, ast::ExprId id) {
    const auto* member = std::get_if<ast::MemberExpr>(&tree[id].node);
    return member == nullptr ? tree[id] : rootOf(tree, member->base);
}

/// The declaration that a name stands in, whose own name can't stand in it.
Span declarationAround(const ast::Module& tree, Span name) {
    for (const ast::Decl& decl : tree.decls)
        if (decl.span.begin <= name.begin && name.end <= decl.span.end)
            return decl.span;
    return {};
}

/// Is it the module that is being edited, or the chart's file, which no module imports?
bool isOwnOrMain(const Checking& in, const std::string& module) {
    auto isFile = [&](std::string_view path) { return path.substr(path.rfind('/') + 1) == module + ".stack"; };
    return isFile(in.index->probe->path) || isFile(in.sources.path(in.modules[0].tree->file));
}

std::string textOf(const std::vector<ast::Name>& path, size_t count) {
    std::string text;
    for (size_t i = 0; i < count; ++i)
        text += path[i].text + ".";
    return text;
}

} // namespace

Probe& probed(Checking& in, Probe::Place place, TypeId type) {
    Probe& probe = *in.index->probe;
    probe.place = place;
    probe.type = type;
    return probe;
}

void probeNames(Checking& in, const ast::Name& name, Probe::Place place, TypeId expected) {
    if (!isProbe(in, name))
        return;
    probed(in, place, expected);
    for (auto local = in.env.locals.rbegin(); local != in.env.locals.rend(); ++local)
        if (place == Probe::Place::Value || place == Probe::Place::Target)
            offer(in, entityOf(in, *local));
    if (in.env.testCase)
        offer(in, {EntityKind::Variable, in.env.testCase->name, in.env.testCase->declared, {}});
    const ModuleInfo& module = in.modules[in.env.module];
    const Span around = place == Probe::Place::Value ? declarationAround(*module.tree, name.span) : Span{};
    for (const auto& [own, symbol] : module.names)
        if (const Span span = in.symbols[symbol].span;
            !around.valid() || span.file != around.file || span.begin < around.begin || around.end < span.end)
            offerSymbol(in, own, symbol);
    std::set<std::string> steps;
    for (const auto& [text, index] : module.modules)
        steps.insert(text.substr(0, text.find('.')));
    for (const auto& [text, path] : module.natives) {
        if (text.find('.') == std::string::npos && !in.library.hasModule(path))
            offerNative(in, text, path);
        else
            steps.insert(text.substr(0, text.find('.')));
    }
    if (place != Probe::Place::Value) // all of the library has names, without imports
        addSteps(in.library.modules(), "", steps);
    offerModules(in, steps, "");
    if (in.modules.prelude)
        offerExports(in, in.modules[*in.modules.prelude]);
    if (place != Probe::Place::Value)
        return;
    for (const char* root : {"values", "services", "release", "chart", "capabilities"})
        if (in.env.module == 0 || (root != std::string_view("values") && root != std::string_view("services")))
            offer(in,
                  {EntityKind::Input, root, {}, root == std::string_view("values") ? in.program.valuesType : TypeId{}});
}

void probeExpression(Checking& in, const ast::Expr& expr, TypeId expected) {
    if (in.index == nullptr || !in.index->probe)
        return;
    if (const auto* name = std::get_if<ast::NameRef>(&expr.node))
        probeNames(in, name->name, Probe::Place::Value, expected);
    else if (const auto* apply = std::get_if<ast::ApplyExpr>(&expr.node))
        probeNames(in, apply->callee.parts[0], Probe::Place::Value, expected);
    else if (const auto* call = std::get_if<ast::CallExpr>(&expr.node))
        probeExpression(in, rootOf(in.tree(), call->callee), expected);
}

bool isOffered(EntityKind kind, Probe::Place place) {
    bool isType = kind == EntityKind::Type || kind == EntityKind::NativeType;
    switch (place) {
    case Probe::Place::Type:
    case Probe::Place::Kind:
        return isType || kind == EntityKind::Module || kind == EntityKind::Builtin;
    case Probe::Place::Component:
        return kind == EntityKind::Component || kind == EntityKind::Module;
    case Probe::Place::Target:
        return kind == EntityKind::Service || kind == EntityKind::Use || kind == EntityKind::Variable;
    case Probe::Place::Value:
        return !isType && kind != EntityKind::Component && kind != EntityKind::Resource;
    default:
        return true;
    }
}

void probePath(Checking& in, const std::vector<ast::Name>& path, Probe::Place place) {
    if (in.index == nullptr || !in.index->probe)
        return;
    for (size_t i = 1; i < path.size(); ++i) {
        if (!isProbe(in, path[i]))
            continue;
        const ModuleInfo& module = in.modules[in.env.module];
        const std::string prefix = textOf(path, i);
        const std::string text = prefix.substr(0, prefix.size() - 1);
        auto known = module.modules.find(text);
        std::set<std::string> steps;
        for (const auto& [name, index] : module.modules)
            if (std::string_view step = stepBehind(name, prefix); !step.empty())
                steps.emplace(step);
        const std::string native = nativePath(module, prefix);
        addSteps(in.library.modules(), native, steps);
        const std::string nativeModule = native.substr(0, native.size() - 1);
        if (known == module.modules.end() && steps.empty() && !in.library.hasModule(nativeModule))
            return; // a value, and its field
        probed(in, Probe::Place::Exported);
        offerModules(in, steps, prefix);
        if (known != module.modules.end())
            offerExports(in, in.modules[known->second]);
        for (std::string_view name : in.library.names(nativeModule))
            offerNative(in, std::string(name), native + std::string(name));
        std::erase_if(in.index->probe->offers, [&](const Offer& one) { return !isOffered(one.entity.kind, place); });
    }
}

void probeImport(Checking& in, const ast::Path& path) {
    for (size_t i = 0; i < path.parts.size(); ++i) {
        if (!isProbe(in, path.parts[i]))
            continue;
        probed(in, Probe::Place::Import);
        const std::string prefix = textOf(path.parts, i);
        std::set<std::string> steps;
        std::vector<std::string> modules = in.loader.modules();
        std::erase_if(modules, [&](const std::string& module) { return isOwnOrMain(in, module); });
        addSteps(modules, prefix, steps);
        addSteps(in.library.modules(), prefix, steps);
        addSteps(stdlibModules(), prefix, steps);
        offerModules(in, steps, prefix);
    }
}

void probeExports(Checking& in, const ast::Name& name, const std::string& module) {
    if (!isProbe(in, name))
        return;
    probed(in, Probe::Place::Exported);
    for (std::string_view native : in.library.names(module))
        offerNative(in, std::string(native), module + "." + std::string(native));
    if (auto known = in.modules.byPath.find(module); known != in.modules.byPath.end())
        offerExports(in, in.modules[known->second]);
    for (Offer& one : in.index->probe->offers) // an import names them
        one.isCall = false;
}

void probeOneOf(Checking& in, const ast::Name& name, Probe::Place place, EntityKind kind,
                const std::vector<std::string>& names) {
    if (!isProbe(in, name))
        return;
    probed(in, place);
    for (const std::string& one : names)
        offer(in, {kind, one, {}, {}});
}

void placeProbe(Checking& in, source::FileId file) {
    if (in.index == nullptr || !in.index->probe || in.index->probe->span.valid())
        return;
    Probe& probe = *in.index->probe;
    if (in.sources.path(file) == probe.path)
        probe.span = {file, probe.begin, probe.end};
}

} // namespace stackc::sema
