#include "syntax/imports.h"

#include <algorithm>

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

namespace {

/// Behind the declaration, and the comment where one ends its line.
Span behind(const Span& decl, std::string_view text) {
    size_t next = text.find_first_not_of(" \t", decl.end);
    if (next == std::string_view::npos || !text.substr(next).starts_with("//"))
        return decl.after();
    auto end = static_cast<uint32_t>(std::min(text.find_first_of("\r\n", next), text.size()));
    return {decl.file, end, end};
}

} // namespace

Span importPlace(const Module& file, std::string_view text) {
    Span at{file.file, 0, 0};
    for (const Decl& decl : file.decls)
        if (std::holds_alternative<ImportDecl>(decl.node) || std::holds_alternative<ChartDecl>(decl.node))
            at = behind(decl.span, text);
    return at;
}

NewImport importAt(Span place, const std::string& import) {
    return {place, place.begin == 0 ? import + "\n" : "\n" + import};
}

} // namespace stackc::syntax
