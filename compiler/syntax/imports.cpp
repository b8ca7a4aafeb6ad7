#include "syntax/imports.h"

namespace stackc::syntax {

std::vector<std::string> exportedNames(const Module& module) {
    std::vector<std::string> names;
    for (const Decl& decl : module.decls)
        if (decl.exported)
            std::visit(
                [&](const auto& node) {
                    if constexpr (requires { node.name.text; })
                        names.push_back(node.name.text);
                },
                decl.node);
    return names;
}

std::string importOf(std::string_view module, std::string_view name) {
    std::string import = "import " + std::string(module);
    return name.empty() ? import : import + " { " + std::string(name) + " }";
}

NewImport importInto(const Module& file, const std::string& import) {
    Span at{file.file, 0, 0};
    for (const Decl& decl : file.decls)
        if (std::holds_alternative<ImportDecl>(decl.node) || std::holds_alternative<ChartDecl>(decl.node))
            at = decl.span.after();
    return {at, at.begin == 0 ? import + "\n" : "\n" + import};
}

} // namespace stackc::syntax
