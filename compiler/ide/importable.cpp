#include "ide/importable.h"

#include "ide/lexical.h"
#include "sema/stdlib.h"
#include "syntax/parser.h"
#include "syntax/source_limit.h"

#include <algorithm>
#include <filesystem>

namespace stackc::ide {

namespace {

namespace fs = std::filesystem;

/// The name of what is declared, if it is a type.
const syntax::Name* typeNamed(const syntax::Decl& decl) {
    if (const auto* type = std::get_if<syntax::TypeDecl>(&decl.node))
        return &type->name;
    if (const auto* variant = std::get_if<syntax::VariantDecl>(&decl.node))
        return &variant->name;
    const auto* choice = std::get_if<syntax::EnumDecl>(&decl.node);
    return choice != nullptr ? &choice->name : nullptr;
}

void addExports(const syntax::Module& tree, const std::string& module, bool isAuthors,
                std::vector<ImportableType>& types) {
    for (const syntax::Decl& decl : tree.decls)
        if (const syntax::Name* name = typeNamed(decl); name != nullptr && decl.exported)
            types.push_back({module, name->text, decl.doc.text, isAuthors});
}

/// Those of the library, which are the same for all stacks.
const std::vector<ImportableType>& libraryTypes() {
    static const std::vector<ImportableType> all = [] {
        std::vector<ImportableType> types;
        for (const std::string& module : sema::stdlibModules()) {
            std::string path = module;
            std::replace(path.begin(), path.end(), '.', '/');
            if (path != "prelude") // which is visible everywhere
                addExports(*sema::stdlibTree(path, source::FileId(0)), module, false, types);
        }
        return types;
    }();
    return all;
}

void addModules(const Analysis& analysis, source::FileId file, std::vector<ImportableType>& types) {
    const session::Compilation& compilation = analysis.compilation();
    const session::FileSystem& system = *compilation.files->system;
    const fs::path folder = compilation.folder.empty() ? "." : compilation.folder;
    const session::Names listed = system.list(folder);
    for (const std::string& name : listed ? *listed : std::vector<std::string>()) {
        const fs::path path = folder / name;
        const std::string module = path.stem().string();
        bool isOther = path.extension() == ".stack" && isName(module) &&
                       path.filename() != fs::path(analysis.sources().path(file)).filename();
        session::Reading read = isOther ? system.read(path, syntax::maxFileBytes()) : session::Reading{};
        if (!read.text || read.text->size() > syntax::maxFileBytes())
            continue;
        source::SourceManager sources;
        diag::Sink told; // where the module is checked
        const syntax::Module tree = syntax::parse(sources, sources.add(name, std::move(*read.text)), told);
        if (!syntax::isChart(tree))
            addExports(tree, module, true, types);
    }
}

} // namespace

std::vector<ImportableType> importableTypes(const Analysis& analysis, source::FileId file) {
    std::vector<ImportableType> types;
    addModules(analysis, file, types);
    types.insert(types.end(), libraryTypes().begin(), libraryTypes().end());
    const kube::Library& library = analysis.library();
    for (std::string_view module : library.modules())
        for (std::string_view name : library.names(module))
            types.push_back({std::string(module), std::string(name)});
    return types;
}

} // namespace stackc::ide
