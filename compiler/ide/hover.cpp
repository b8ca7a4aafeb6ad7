#include "ide/hover.h"

#include "ide/describe.h"
#include "ide/value_at.h"

#include <fmt/format.h>

namespace stackc::ide {

namespace {

/// Of a value: its path, its default, and what environments say in its place, unless nobody may see it.
std::string valueText(const Analysis& analysis, const sema::Entity& entity) {
    constexpr std::size_t longest = 60; // of one
    const std::string path = valuePathOf(analysis.program(), entity.declared);
    if (path.empty())
        return "";
    std::string text = fmt::format("`values.{}`", path);
    for (const ValueIn& value : valuesAt(analysis.program(), path))
        text += fmt::format("\n- {}: `{}`", value.environment.empty() ? "default" : value.environment,
                            shownValue(analysis, entity.type, value, longest));
    return text;
}

} // namespace

std::optional<Hover> hover(const Analysis& analysis, source::FileId file, std::uint32_t offset) {
    const sema::Index& index = analysis.index();
    const Declarations declarations([&](FileId wanted) -> const syntax::Module& { return analysis.tree(wanted); });
    const Known known{analysis.sources(), analysis.program(), analysis.library(), declarations};
    if (const sema::NameUse* name = index.nameAt(file, offset)) {
        Description found = describe(known, name->entity);
        std::string more = name->entity.kind == sema::EntityKind::Field ? valueText(analysis, name->entity) : "";
        if (!found.doc.empty() && !more.empty())
            found.doc += "\n\n";
        return Hover{name->span, std::move(found.code), found.doc + more};
    }
    for (const sema::NameUse& name : analysis.expectedFields())
        if (name.span.file == file && name.span.begin <= offset && offset <= name.span.end) {
            Description found = describe(known, name.entity);
            return Hover{name.span, std::move(found.code), std::move(found.doc)};
        }
    const sema::TypedSpan* expr = index.expressionAt(file, offset);
    bool isKnown =
        expr != nullptr && expr->found.valid() && analysis.program().types[expr->found].kind != core::TypeKind::Error;
    constexpr std::uint32_t longest = 200; // of what a type is of interest
    if (!isKnown || expr->span.size() > longest)
        return std::nullopt;
    return Hover{expr->span, analysis.program().types.show(expr->found), ""};
}

} // namespace stackc::ide
