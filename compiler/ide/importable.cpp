#include "ide/importable.h"

#include "ide/lexical.h"
#include "sema/stdlib.h"
#include "syntax/parser.h"
#include "syntax/source_limit.h"

#include <algorithm>
#include <filesystem>
#include <optional>

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

/// The function, the `let` or the component that is declared, if it is one.
std::optional<ImportableValue> valueIn(const syntax::Decl& decl) {
    using sema::EntityKind;
    if (const auto* function = std::get_if<syntax::FnDecl>(&decl.node))
        return ImportableValue{"", function->name.text, EntityKind::Function};
    if (const auto* let = std::get_if<syntax::LetDecl>(&decl.node))
        return ImportableValue{"", let->name.text, EntityKind::Let};
    if (const auto* component = std::get_if<syntax::ComponentDecl>(&decl.node))
        return ImportableValue{"", component->name.text, EntityKind::Component};
    return std::nullopt;
}

void addValues(const syntax::Module& tree, const std::string& module, bool isAuthors,
               std::vector<ImportableValue>& values) {
    for (const syntax::Decl& decl : tree.decls)
        if (auto value = valueIn(decl); value && decl.exported) {
            value->module = module;
            value->doc = decl.doc.text;
            value->isAuthors = isAuthors;
            values.push_back(std::move(*value));
        }
}

/// What a chart calls itself: its `name`, or how it is declared.
std::string nameOf(const syntax::Module& tree, const syntax::ChartDecl& chart) {
    for (syntax::EntryId id : chart.block.valid() ? tree[chart.block].entries : std::vector<syntax::EntryId>()) {
        const auto* assign = std::get_if<syntax::AssignEntry>(&tree[id].node);
        bool isName = assign != nullptr && assign->target.steps.size() == 1 &&
                      assign->target.steps[0].name.text == "name" && assign->value.valid();
        const auto* text = isName ? std::get_if<syntax::StringLit>(&tree[assign->value].node) : nullptr;
        if (text != nullptr && text->isPlainText())
            return text->plainText();
    }
    return chart.name.text;
}

/// The modules of the library that have to be imported, with their trees.
template <typename Use> void eachOfLibrary(const Use& use) {
    for (const std::string& module : sema::stdlibModules()) {
        std::string path = module;
        std::replace(path.begin(), path.end(), '.', '/');
        if (path != "prelude") // which is visible everywhere
            use(*sema::stdlibTree(path, source::FileId(0)), module);
    }
}

/// The types of the library, which are the same for all stacks.
const std::vector<ImportableType>& libraryTypes() {
    static const std::vector<ImportableType> all = [] {
        std::vector<ImportableType> types;
        eachOfLibrary(
            [&](const syntax::Module& tree, const std::string& module) { addExports(tree, module, false, types); });
        return types;
    }();
    return all;
}

const std::vector<ImportableValue>& libraryValues() {
    static const std::vector<ImportableValue> all = [] {
        std::vector<ImportableValue> values;
        eachOfLibrary(
            [&](const syntax::Module& tree, const std::string& module) { addValues(tree, module, false, values); });
        return values;
    }();
    return all;
}

/// The other files beside the stack whose names an import can say, with their trees.
template <typename Use> void eachBeside(const Analysis& analysis, source::FileId file, const Use& use) {
    const session::Compilation& compilation = analysis.compilation();
    const session::FileSystem& system = *compilation.files->system;
    const fs::path folder = compilation.folder.empty() ? "." : compilation.folder;
    const session::Names listed = system.list(folder);
    for (const std::string& name : listed ? *listed : std::vector<std::string>()) {
        const fs::path path = folder / name;
        const std::string module = path.stem().string();
        bool isOther = path.extension() == ".stack" && isName(module) &&
                       path.filename() != fs::path(analysis.sources().path(file)).filename();
        if (auto known = analysis.fileOf(path.string()); known && isOther) {
            use(analysis.tree(*known), module);
            continue;
        }
        session::Reading read = isOther ? system.read(path, syntax::maxFileBytes()) : session::Reading{};
        if (!read.text || read.text->size() > syntax::maxFileBytes())
            continue;
        source::SourceManager sources;
        diag::Sink told; // where the module is checked
        const syntax::Module tree = syntax::parse(sources, sources.add(name, std::move(*read.text)), told);
        use(tree, module);
    }
}

} // namespace

std::vector<ImportableType> importableTypes(const Analysis& analysis, source::FileId file) {
    std::vector<ImportableType> types;
    eachBeside(analysis, file, [&](const syntax::Module& tree, const std::string& module) {
        if (!syntax::isChart(tree))
            addExports(tree, module, true, types);
    });
    types.insert(types.end(), libraryTypes().begin(), libraryTypes().end());
    const kube::Library& library = analysis.library();
    for (std::string_view module : library.modules())
        for (std::string_view name : library.names(module))
            types.push_back({std::string(module), std::string(name)});
    return types;
}

std::vector<ImportableValue> importableValues(const Analysis& analysis, source::FileId file) {
    std::vector<ImportableValue> values;
    eachBeside(analysis, file, [&](const syntax::Module& tree, const std::string& module) {
        if (syntax::isChart(tree))
            return;
        addValues(tree, module, true, values);
        values.push_back({module, "", sema::EntityKind::Module, "", true});
    });
    values.insert(values.end(), libraryValues().begin(), libraryValues().end());
    return values;
}

std::vector<IncludableChart> includableCharts(const Analysis& analysis, source::FileId file) {
    std::vector<IncludableChart> charts;
    eachBeside(analysis, file, [&](const syntax::Module& tree, const std::string& module) {
        for (const syntax::Decl& decl : tree.decls)
            if (const auto* chart = std::get_if<syntax::ChartDecl>(&decl.node))
                charts.push_back({module, nameOf(tree, *chart)});
    });
    return charts;
}

} // namespace stackc::ide
