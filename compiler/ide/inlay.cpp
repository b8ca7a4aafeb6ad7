#include "ide/inlay.h"

#include <algorithm>

namespace stackc::ide {

namespace {

using sema::EntityKind;

/// Does a `let` say its type?
bool saysType(const syntax::Module& tree, source::Span name) {
    auto says = [&](const auto& nodes) {
        return std::any_of(nodes.begin(), nodes.end(), [&](const auto& node) {
            const auto* let = std::get_if<syntax::LetDecl>(&node.node);
            return let != nullptr && let->name.span == name && let->type.valid();
        });
    };
    return says(tree.decls) || says(tree.stmts);
}

} // namespace

std::vector<InlayHint> inlayHints(const Analysis& analysis, source::Span range) {
    std::vector<InlayHint> hints;
    const core::TypeTable& types = analysis.program().types;
    const syntax::Module& tree = analysis.tree(range.file);
    for (const sema::NameUse& name : analysis.index().names()) {
        bool isBound = name.entity.kind == EntityKind::Variable || name.entity.kind == EntityKind::Let;
        bool isInside = name.span.file == range.file && range.begin <= name.span.begin && name.span.end <= range.end;
        if (!isBound || !isInside || !name.isDeclaration() || !name.entity.type.valid() || saysType(tree, name.span))
            continue;
        constexpr std::size_t longest = 50;
        std::string shown = types.show(name.entity.type);
        if (types[name.entity.type].kind != core::TypeKind::Error && shown.size() <= longest)
            hints.push_back({name.span.after(), ": " + shown});
    }
    return hints;
}

} // namespace stackc::ide
