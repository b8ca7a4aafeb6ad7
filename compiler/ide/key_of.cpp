#include "ide/key_of.h"

#include "ide/walk.h"

#include <algorithm>

namespace stackc::ide {

namespace {

/// Of each type: is that which is declared at a place a part of its values?
std::vector<bool> typesWith(const core::TypeTable& types, source::Span declared) {
    std::vector<bool> has(types.size(), false);
    auto hasIt = [&](core::TypeId id) { return id.valid() && has[id.value]; };
    bool isSettled = false;
    while (!isSettled) {
        isSettled = true;
        for (std::uint32_t i = 0; i < types.size(); ++i) {
            const core::Type& type = types[core::TypeId{i}];
            auto isField = [&](const core::Field& field) { return field.span == declared || hasIt(field.type); };
            auto isCase = [&](const core::Case& one) { return one.span == declared || hasIt(one.payload); };
            bool holds = has[i] || std::any_of(type.fields.begin(), type.fields.end(), isField) ||
                         std::any_of(type.cases.begin(), type.cases.end(), isCase) || hasIt(type.element) ||
                         hasIt(type.key);
            isSettled = isSettled && holds == has[i];
            has[i] = holds;
        }
    }
    return has;
}

/// The first conversion that counts, of a type with what is declared there to one without it.
template <typename Counts>
std::optional<source::Span> firstOut(const Analysis& analysis, source::Span declared, const Counts& counts) {
    const std::vector<bool> has = typesWith(analysis.program().types, declared);
    const std::vector<sema::Conversion>& all = analysis.index().conversions();
    auto out = std::find_if(all.begin(), all.end(), [&](const sema::Conversion& one) {
        return has[one.from.value] && !(one.to.valid() && has[one.to.value]) && counts(one);
    });
    return out != all.end() ? std::optional(out->span) : std::nullopt;
}

} // namespace

bool hasOwnKey(const Analysis& analysis, source::Span declared) {
    bool has = false;
    auto look = [&](const auto& one) {
        has = has || (one.name.span == declared && std::any_of(one.annotations.begin(), one.annotations.end(),
                                                               [](const auto& a) { return a.name.text == "key"; }));
    };
    walk(analysis.tree(declared.file),
         Visitor{[&](const syntax::Field& field) { look(field); }, [&](const syntax::VariantCase& one) { look(one); },
                 [&](const syntax::EnumCase& one) { look(one); }});
    return has;
}

std::optional<source::Span> caseComesOut(const Analysis& analysis, source::Span declared) {
    return firstOut(analysis, declared, [](const sema::Conversion&) { return true; });
}

std::optional<source::Span> fieldComesOut(const Analysis& analysis, source::Span declared) {
    const core::TypeTable& types = analysis.program().types;
    return firstOut(analysis, declared, [&](const sema::Conversion& one) {
        return !one.to.valid() || types[one.to].kind != core::TypeKind::String; // which is the tag of a variant alone
    });
}

} // namespace stackc::ide
