#include "ide/definition.h"

#include "ide/declarations.h"

#include <algorithm>

namespace stackc::ide {

namespace {

std::vector<Place> placeOf(const Analysis& analysis, source::Span declared) {
    if (!declared.valid())
        return {};
    const Declarations declarations([&](FileId wanted) -> const syntax::Module& { return analysis.tree(wanted); });
    const Declaration* found = declarations.at(declared);
    return {{declared, found != nullptr ? found->whole : declared}};
}

/// The named type that is in a type: that of a list is its elements'.
source::Span declaredType(const core::TypeTable& types, core::TypeId id) {
    while (id.valid()) {
        const core::Type& type = types[id];
        if (type.kind != core::TypeKind::Optional && type.kind != core::TypeKind::List &&
            type.kind != core::TypeKind::Map && type.kind != core::TypeKind::Partial)
            return type.span;
        id = type.element;
    }
    return {};
}

} // namespace

std::vector<Place> definition(const Analysis& analysis, source::FileId file, std::uint32_t offset) {
    const sema::NameUse* name = analysis.index().nameAt(file, offset);
    return name == nullptr ? std::vector<Place>{} : placeOf(analysis, name->entity.declared);
}

std::vector<Place> typeDefinition(const Analysis& analysis, source::FileId file, std::uint32_t offset) {
    core::TypeId type;
    if (const sema::NameUse* name = analysis.index().nameAt(file, offset))
        type = name->entity.type;
    else if (const sema::TypedSpan* expr = analysis.index().expressionAt(file, offset))
        type = expr->found;
    return placeOf(analysis, declaredType(analysis.program().types, type));
}

std::vector<source::Span> references(const Analysis& analysis, source::FileId file, std::uint32_t offset,
                                     bool withDeclaration) {
    std::vector<source::Span> result;
    if (const sema::NameUse* name = analysis.index().nameAt(file, offset))
        for (const sema::NameUse* use : analysis.index().usesOf(name->entity))
            if (withDeclaration || !use->isDeclaration())
                result.push_back(use->span);
    return result;
}

std::vector<Highlight> highlights(const Analysis& analysis, source::FileId file, std::uint32_t offset) {
    std::vector<Highlight> result;
    const sema::NameUse* name = analysis.index().nameAt(file, offset);
    if (name == nullptr)
        return result;
    const syntax::Module& tree = analysis.tree(file);
    auto isSet = [&](source::Span span) {
        return std::any_of(tree.entries.begin(), tree.entries.end(), [&](const syntax::Entry& entry) {
            const auto* assign = std::get_if<syntax::AssignEntry>(&entry.node);
            return assign != nullptr && !assign->target.steps.empty() && assign->target.steps.back().name.span == span;
        });
    };
    for (const sema::NameUse* use : analysis.index().usesOf(name->entity))
        if (use->span.file == file)
            result.push_back({use->span, use->isDeclaration() || isSet(use->span)});
    return result;
}

} // namespace stackc::ide
