#include "driver/explain.h"

#include "diag/suggest.h"
#include "driver/errors.h"
#include "driver/types_folder.h"
#include "kube/unknown_path.h"

#include <algorithm>
#include <fmt/core.h>
#include <re2/re2.h>

namespace stackc::driver {

namespace {

using kube::UnknownPath;

int fail(const std::string& message, const std::string& help = "") {
    fmt::print(stderr, "stackc: {}\n{}", message, help.empty() ? "" : "  " + help + "\n");
    return Exit::sourceErrors;
}

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return result;
}

/// Loads what of the folder `types` the path may lead into; for a bare name that is all of it.
bool loadTypes(const std::string& folder, const std::string& path, kube::Library& library, std::string& error) {
    TypesFolder types(folder, library);
    for (const std::string& module : types.modules()) {
        bool named = path == module || path.starts_with(module + ".");
        if (!named && path.find('.') != std::string::npos)
            continue;
        if (auto wrong = types.load(module)) {
            error = *wrong;
            return false;
        }
    }
    return true;
}

int explainModule(const kube::Library& library, const std::string& module) {
    fmt::print("{}\n", module);
    for (bool kinds : {true, false}) {
        bool first = true;
        for (std::string_view name : library.names(module)) {
            auto id = library.find(module + "." + std::string(name));
            if (library.kind(*id).has_value() != kinds)
                continue;
            fmt::print("{}  {}\n", first ? (kinds ? "\nkinds:\n" : "\nother types:\n") : "", name);
            first = false;
        }
    }
    return Exit::ok;
}

/// A kind by its name alone: itself, or the list of those that have the name.
int explainKind(const kube::Library& library, const std::string& name) {
    std::vector<std::string> found, names;
    for (const kube::Kind& kind : library.kinds()) {
        names.emplace_back(kind.kind);
        if (lower(kind.kind) == lower(name))
            found.emplace_back(library.type(kind.root).path);
    }
    if (found.empty())
        return fail(fmt::format("there is no kind `{}`", name), diag::didYouMean(diag::suggestName(name, names)));
    if (found.size() == 1) {
        fmt::print("{}", explainType(library, found[0]));
        return Exit::ok;
    }
    fmt::print("several kinds have this name:\n");
    for (const std::string& path : found)
        fmt::print("  {}\n", path);
    return Exit::ok;
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

} // namespace

int explain(const Options& options) {
    const std::string& name = options.code;
    if (auto page = errorPage(name)) {
        fmt::print("{}", *page);
        return Exit::ok;
    }
    static const re2::RE2 code("[EW][0-9]+");
    if (re2::RE2::FullMatch(name, code)) {
        fmt::print(stderr, "stackc: there is no diagnostic `{}`\n", name);
        return Exit::usageError;
    }
    kube::Library library = kube::Library::builtin();
    std::string error;
    if (!library.find(name) && !library.hasModule(name) && !loadTypes(options.folder, name, library, error))
        return fail(error);
    if (library.find(name)) {
        fmt::print("{}", explainType(library, name));
        return Exit::ok;
    }
    if (library.hasModule(name))
        return explainModule(library, name);
    return name.find('.') == std::string::npos ? explainKind(library, name) : unknown(library, name);
}

} // namespace stackc::driver
