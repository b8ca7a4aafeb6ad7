#include "ide/inlay.h"

#include "ide/value_at.h"

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
        bool isInside = range.covers(name.span);
        if (!isBound || !isInside || !name.isDeclaration() || !name.entity.type.valid() || saysType(tree, name.span))
            continue;
        constexpr std::size_t longest = 50;
        std::string shown = types.show(name.entity.type);
        if (types[name.entity.type].kind != core::TypeKind::Error && shown.size() <= longest)
            hints.push_back({name.span.after(), ": " + shown});
    }
    return hints;
}

namespace {

/// Where the declaration of a field ends; nothing for names that declare none in the file.
std::optional<source::Span> endOfField(const syntax::Module& tree, source::Span name) {
    for (const syntax::TypeExpr& type : tree.types)
        if (const auto* record = std::get_if<syntax::RecordType>(&type.node))
            for (const syntax::Field& field : record->fields)
                if (field.name.span == name)
                    return field.span.after();
    return std::nullopt;
}

} // namespace

std::vector<InlayHint> valueHints(const Analysis& analysis, source::Span range) {
    constexpr std::size_t longest = 20; // of one
    constexpr std::size_t most = 4;
    std::vector<InlayHint> hints;
    const syntax::Module& tree = analysis.tree(range.file);
    for (const sema::NameUse& name : analysis.index().names()) {
        bool isInside = range.covers(name.span);
        if (!isInside || name.entity.kind != EntityKind::Field || !name.isDeclaration())
            continue;
        // Of a record its fields say it.
        const core::TypeId type = name.entity.type;
        if (type.valid() && analysis.program().types[type].kind == core::TypeKind::Record)
            continue;
        const std::string path = valuePathOf(analysis.program(), name.entity.declared);
        auto at = path.empty() ? std::nullopt : endOfField(tree, name.span);
        if (!at)
            continue;
        std::size_t count = 0;
        std::string label;
        for (const ValueIn& value : valuesAt(analysis.program(), path))
            if (!value.environment.empty() && ++count <= most)
                label += (label.empty() ? "" : ", ") + value.environment + ": " +
                         shownValue(analysis, name.entity.type, value, longest);
        if (!label.empty())
            hints.push_back({*at, count > most ? label + ", …" : label});
    }
    return hints;
}

} // namespace stackc::ide
