#include "diag/working_on.h"
#include "driver/import.h"

#include "driver/console.h"
#include "driver/diagnostics.h"
#include "driver/output.h"
#include "kube/import.h"
#include "kube/json_input.h"
#include "kube/library.h"
#include "kube/module_text.h"
#include "kube/shipped.h"
#include "session/file_system.h"
#include "text/utf8.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <set>

namespace stackc::driver {

namespace {

/// "acme.v1", "acme.io/v1": `acme` is `acme.io`'s.
void addGroup(std::string_view module, std::string_view apiVersion, kube::ModuleGroups& taken) {
    if (std::string_view group = kube::groupOf(apiVersion); !group.empty())
        taken.try_emplace(std::string(module.substr(0, module.rfind('.'))), group);
}

/// The names of modules that are taken: by what is built in and by what was imported before.
kube::ModuleGroups takenNames(const std::string& folder) {
    kube::ModuleGroups taken;
    const kube::Library& builtin = kube::Library::builtin();
    for (const kube::Kind& kind : builtin.kinds()) {
        std::string_view path = builtin.type(kind.root).path;
        addGroup(path.substr(0, path.rfind('.')), kind.apiVersion, taken);
    }
    std::error_code error;
    for (const auto& file : std::filesystem::directory_iterator(folder, error)) {
        session::Reading text;
        if (file.path().extension() == ".json")
            text = session::Disk().read(file.path().string(), kube::maxModuleBytes);
        std::string fault;
        if (auto module = text.text ? kube::readModule(*text.text, fault) : std::nullopt)
            addGroup(module->name, module->apiVersion, taken);
    }
    return taken;
}

kube::Imported read(const Options& options, const std::string& text, const std::string& source,
                    kube::ModuleGroups& taken) {
    kube::ImportOptions how;
    how.taken = &taken;
    static const kube::Shipped builtin = kube::shippedIn(kube::Library::builtin());
    how.shipped = options.importAll ? nullptr : &builtin;
    how.group = options.schemaGroup;
    how.kind = options.schemaKind;
    switch (options.importKind) {
    case ImportKind::OpenApi:
        return kube::importOpenApi(text, source, how);
    case ImportKind::Crd:
        return kube::importCrds(text, source, how);
    case ImportKind::JsonSchema:
    case ImportKind::Manifests:
        break;
    }
    return kube::importJsonSchema(text, source, how);
}

constexpr size_t longestPlace = 200; ///< bytes; a hostile file may have longer ones

/// Prints each error as `file: where: message`; are there any?
bool report(const std::string& file, const std::vector<kube::ImportError>& errors, const char* head = "") {
    for (const kube::ImportError& error : errors)
        complain("{}: {}{}{}{}\n", file, text::shortened(error.where, longestPlace), error.where.empty() ? "" : ": ",
                 head, error.message);
    return !errors.empty();
}

std::string kindsOf(const kube::Module& module) {
    std::string names;
    for (const kube::NamedType& type : module.types)
        if (type.isKind)
            names += (names.empty() ? "" : ", ") + type.name;
    return names.empty() ? fmt::format("{} types", module.types.size()) : names;
}

/// Prints which kinds are not written: whole modules by their name.
void tellShipped(const std::set<std::string>& kinds, const std::vector<kube::Module>& written) {
    std::set<std::string> names;
    for (const std::string& kind : kinds) {
        std::string module = kind.substr(0, kind.rfind('.'));
        bool isPart =
            std::any_of(written.begin(), written.end(), [&](const auto& other) { return other.name == module; });
        names.insert(isPart ? kind : module);
    }
    if (!names.empty())
        put("built in, not written (--all writes them): {}\n", fmt::join(names, ", "));
}

/// What replacing a module's file takes away: the kinds that it has and the new one hasn't.
std::vector<std::string> lostKinds(const std::string& file, const kube::Module& module) {
    std::set<std::string> kept;
    for (const kube::NamedType& type : module.types)
        kept.insert(type.name);
    std::string error;
    session::Reading old = session::Disk().read(file, kube::maxModuleBytes);
    auto former = old.text ? kube::readModule(*old.text, error) : std::nullopt;
    std::vector<std::string> lost;
    for (const kube::NamedType& type : former ? former->types : std::vector<kube::NamedType>())
        if (type.isKind && !kept.contains(type.name))
            lost.push_back(type.name);
    return lost;
}

int write(const std::string& folder, const std::vector<kube::Module>& modules) {
    emit::FileSet files;
    std::string lost;
    for (const kube::Module& module : modules) {
        std::string file = (std::filesystem::path(folder) / (module.name + ".json")).string();
        files[module.name + ".json"] = kube::writeModule(module);
        if (std::vector<std::string> kinds = lostKinds(file, module); !kinds.empty())
            lost += fmt::format("{}: {} of a former import went: import all definitions of a group at once\n", file,
                                fmt::join(kinds, ", "));
    }
    auto error = files.empty() ? std::nullopt : addFiles(folder, files);
    if (error)
        return tellFault(*error);
    complain(lost);
    for (const kube::Module& module : modules)
        put("{}: {}\n", (std::filesystem::path(folder) / (module.name + ".json")).string(), kindsOf(module));
    return Exit::ok;
}

} // namespace

int importTypes(const Options& options) {
    const std::string folder = options.importOutput.empty() ? "types" : options.importOutput;
    kube::ModuleGroups taken = takenNames(folder);
    std::vector<kube::Module> modules;
    std::set<std::string> shipped;
    bool failed = false;
    for (const std::string& file : options.files) {
        diag::WorkingOn place(file);
        session::Reading input = session::readInput(file, kube::maxInputBytes);
        if (!input.text)
            return tellFault(input.error);
        std::string shown = file == "-" ? "<stdin>" : file;
        std::string source = file == "-" ? "standard input" : std::filesystem::path(file).filename().string();
        kube::Imported imported = read(options, *input.text, source, taken);
        failed |= report(shown, imported.errors);
        report(shown, imported.skipped, "skipped: ");
        shipped.insert(imported.shipped.begin(), imported.shipped.end());
        if (imported.modules.empty() && imported.shipped.empty() && imported.errors.empty())
            failed |= report(shown, {{"", "there are no definitions of types in it"}});
        for (kube::Module& module : imported.modules)
            modules.push_back(std::move(module));
    }
    if (failed)
        return Exit::sourceErrors;
    kube::Imported merged = kube::mergeModules(std::move(modules));
    if (report("stackc", merged.errors))
        return Exit::sourceErrors;
    tellShipped(shipped, merged.modules);
    return write(folder, merged.modules);
}

} // namespace stackc::driver
