#include "ide/call_hierarchy.h"

#include "ide/declarations.h"

#include <algorithm>

namespace stackc::ide {

namespace {

using sema::EntityKind;
using source::Span;

bool isCalled(EntityKind kind) { return kind == EntityKind::Function || kind == EntityKind::Component; }

CallItem itemOf(const Analysis& analysis, const sema::Entity& entity) {
    const Declarations declarations([&](FileId wanted) -> const syntax::Module& { return analysis.tree(wanted); });
    const Declaration* found = declarations.at(entity.declared);
    return {entity.name, entity.kind, entity.declared, found != nullptr ? found->whole : entity.declared};
}

/// Adds a place to the edge of that item.
void addTo(std::vector<CallEdge>& edges, CallItem item, Span at) {
    auto known =
        std::find_if(edges.begin(), edges.end(), [&](const CallEdge& edge) { return edge.item.span == item.span; });
    if (known == edges.end())
        known = edges.insert(edges.end(), {std::move(item), {}});
    known->at.push_back(at);
}

/// The declaration of the file around a place, by its name; the place itself outside of all.
CallItem declarationAround(const Analysis& analysis, Span at) {
    CallItem around{"", EntityKind::Let, at, at};
    for (const syntax::Decl& decl : analysis.tree(at.file).decls) {
        if (decl.span.begin > at.begin || at.end > decl.span.end)
            continue;
        around.whole = around.span = decl.span;
        std::visit(
            [&](const auto& node) {
                if constexpr (requires { node.name.text; }) {
                    around.name = node.name.text;
                    around.span = node.name.span;
                }
            },
            decl.node);
        if (around.name.empty())
            around.name = std::holds_alternative<syntax::ValuesDecl>(decl.node) ? "values" : "check";
    }
    if (const sema::NameUse* name = analysis.index().nameAt(at.file, around.span.begin))
        if (name->isDeclaration() && name->span == around.span)
            around.kind = name->entity.kind;
    return around;
}

} // namespace

std::optional<CallItem> callItem(const Analysis& analysis, source::FileId file, std::uint32_t offset) {
    const sema::NameUse* name = analysis.index().nameAt(file, offset);
    if (name == nullptr || !isCalled(name->entity.kind))
        return std::nullopt;
    return itemOf(analysis, name->entity);
}

std::vector<CallEdge> incomingCalls(const Analysis& analysis, const CallItem& item) {
    std::vector<CallEdge> edges;
    for (const sema::NameUse& name : analysis.index().names()) {
        bool isImport = false;
        if (name.entity.declared != item.span || name.isDeclaration())
            continue;
        for (const syntax::Decl& decl : analysis.tree(name.span.file).decls)
            isImport = isImport || (std::holds_alternative<syntax::ImportDecl>(decl.node) &&
                                    decl.span.begin <= name.span.begin && name.span.end <= decl.span.end);
        if (!isImport)
            addTo(edges, declarationAround(analysis, name.span), name.span);
    }
    return edges;
}

std::vector<CallEdge> outgoingCalls(const Analysis& analysis, const CallItem& item) {
    std::vector<CallEdge> edges;
    for (const sema::NameUse& name : analysis.index().names()) {
        if (item.whole.covers(name.span) && isCalled(name.entity.kind) && !name.isDeclaration())
            addTo(edges, itemOf(analysis, name.entity), name.span);
    }
    return edges;
}

} // namespace stackc::ide
