#include "driver/explain.h"

#include "core/builtins.h"
#include "diag/suggest.h"
#include "driver/console.h"
#include "driver/errors.h"
#include "driver/library_pages.h"
#include "kube/unknown_path.h"
#include "session/types_folder.h"
#include "text/characters.h"
#include "text/json_lookup.h"

#include <algorithm>
#include <fmt/format.h>
#include <functional>
#include <nlohmann/json.hpp>
#include <re2/re2.h>
#include <set>

namespace stackc::driver {

namespace {

using kube::UnknownPath;

/// Prints a page. The exit code.
using Show = std::function<int(const Page&)>;

std::string codeJson(const std::string& code, std::string_view page) {
    nlohmann::ordered_json json = {{"code", code}, {"page", page}};
    return text::wholeJson(json);
}

int fail(const std::string& message, const std::string& help = "") {
    complain("stackc: {}\n{}", message, help.empty() ? "" : "  " + help + "\n");
    return Exit::sourceErrors;
}

/// Loads what of the folder `types` the path may lead into: the module that it names, else all.
bool loadTypes(const std::string& folder, const std::string& path, kube::Library& library, std::string& error) {
    const session::Disk disk;
    session::TypesFolder types(disk, folder, library);
    for (const auto& [module, wrong] : types.loadShipped()) {
        error = wrong;
        return false;
    }
    if (library.find(path) || library.hasModule(path))
        return true;
    std::vector<std::string> modules = types.modules();
    auto isNamed = [&](const std::string& module) { return path == module || path.starts_with(module + "."); };
    bool any = std::any_of(modules.begin(), modules.end(), isNamed);
    for (const std::string& module : modules) {
        if (any && !isNamed(module))
            continue;
        if (auto wrong = types.load(module)) {
            error = *wrong;
            return false;
        }
    }
    return true;
}

/// The modules below a path such as `k8s.apps`, or of an API version such as `apps/v1`.
std::vector<std::string> modulesOf(const kube::Library& library, const std::string& name) {
    std::set<std::string> found;
    for (std::string_view module : library.modules())
        if (module.starts_with(name + "."))
            found.emplace(module);
    for (const kube::Kind& kind : library.kinds())
        if (kind.apiVersion == name) {
            std::string_view path = library.type(kind.root).path;
            found.emplace(path.substr(0, path.rfind('.')));
        }
    return {found.begin(), found.end()};
}

Page modulePage(const kube::Library& library, const std::string& module) {
    std::vector<std::string> kinds, others;
    for (std::string_view name : library.names(module)) {
        auto id = library.find(module + "." + std::string(name));
        (library.kind(*id) ? kinds : others).emplace_back(name);
    }
    Page page;
    page.title = module;
    page.tables = {tableOf("kinds", kinds), tableOf("other types", others)};
    return page;
}

int unknown(const kube::Library& library, const std::string& path) {
    UnknownPath where = kube::unknownPath(library, path);
    std::string near = diag::didYouMean(diag::suggestName(where.part, where.candidates));
    switch (where.what) {
    case UnknownPath::What::Module:
        return fail(fmt::format("there is no module of `{}`", path), near);
    case UnknownPath::What::Version: {
        std::string versions;
        for (const std::string& version : where.candidates)
            versions += (versions.empty() ? "it has `" : ", `") + version + "`";
        return fail(fmt::format("`{}` has no version `{}`", where.known, where.part), versions);
    }
    case UnknownPath::What::Type:
        return fail(fmt::format("there is no type `{}` in `{}`", where.part, where.known), near);
    case UnknownPath::What::Field:
        break;
    }
    return fail(fmt::format("there is no field `{}` in `{}`", where.part, where.known), near);
}

/// A kind by its name alone, or a path from there: itself, or the list of those that have the name.
int explainKind(const kube::Library& library, const std::string& path, const Show& show) {
    std::string name = path.substr(0, path.find('.'));
    std::vector<std::string> found, names;
    for (const kube::Kind& kind : library.kinds()) {
        names.emplace_back(kind.kind);
        if (text::lowerCase(kind.kind) == text::lowerCase(name))
            found.push_back(std::string(library.type(kind.root).path) + path.substr(name.size()));
    }
    if (found.empty())
        return fail(fmt::format("there is no kind `{}`", name), diag::didYouMean(diag::suggestName(name, names)));
    if (found.size() == 1 && library.find(found[0]))
        return show(explainType(library, found[0]));
    if (found.size() == 1)
        return unknown(library, found[0]);
    Page page{path, {}, "several kinds have this name"};
    page.tables.push_back(tableOf("kinds", found));
    return show(page);
}

/// A path as people copy it: without the places of list elements, `containers[0]` or `containers[]`.
std::string plain(std::string path) {
    re2::RE2::GlobalReplace(&path, R"(\[[0-9*]*\])", "");
    return path;
}

bool isOfLibrary(const std::string& path) {
    return path == "std" || path.starts_with("std.") || path == "prelude" || path.starts_with("prelude.");
}

/// What the language has itself.
Page ownPage(const core::Builtin& own) {
    Page page;
    page.title = own.name;
    using Kind = core::Builtin::Kind;
    page.row(own.kind == Kind::Function ? "call"
             : own.kind == Kind::Type   ? "type"
                                        : "value",
             std::string(own.signature));
    page.doc = own.doc;
    if (own.kind == Kind::Group)
        page.tables.push_back(tableOf("members", core::builtinMembers(own.name)));
    return page;
}

int explainPath(const std::string& path, const std::string& folder, const Show& show) {
    std::string onward;
    // What is visible everywhere goes by its name alone; nothing there leads onward.
    if (auto page = libraryPage("prelude." + path, onward))
        return show(*page);
    if (isOfLibrary(path)) {
        if (auto page = libraryPage(path, onward))
            return show(*page);
        if (onward.empty())
            return fail(fmt::format("the library has no `{}`", path), diag::didYouMean(nearLibrary(path)));
        return explainPath(onward, folder, show);
    }
    if (const core::Builtin* own = core::builtin(path); own != nullptr && !own->doc.empty())
        return show(ownPage(*own));
    kube::Library library = kube::Library::builtin();
    std::string error;
    if (!loadTypes(folder, path, library, error))
        return fail(error);
    if (library.find(path))
        return show(explainType(library, path));
    if (library.hasModule(path))
        return show(modulePage(library, path));
    std::vector<std::string> modules = modulesOf(library, path);
    if (modules.size() == 1)
        return show(modulePage(library, modules[0]));
    if (!modules.empty()) {
        Page page;
        page.title = path;
        page.tables.push_back(tableOf("modules", modules));
        return show(page);
    }
    bool isKind = path.find('.') == std::string::npos || (path[0] >= 'A' && path[0] <= 'Z');
    return isKind ? explainKind(library, path, show) : unknown(library, path);
}

} // namespace

int explain(const Options& options) {
    const std::string& name = options.code;
    if (auto page = errorPage(name)) {
        put(options.json ? codeJson(name, *page) : std::string(*page));
        return Exit::ok;
    }
    static const re2::RE2 code("[EW][0-9]+");
    if (re2::RE2::FullMatch(name, code)) {
        complain("stackc: there is no diagnostic `{}`\n", name);
        return Exit::usageError;
    }
    return explainPath(plain(name), options.folder, [&options](const Page& page) {
        put(options.json ? asJson(page) : asText(page));
        return Exit::ok;
    });
}

} // namespace stackc::driver
