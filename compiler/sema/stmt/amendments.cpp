#include "sema/stmt/amendments.h"

#include "sema/expr/held.h"
#include "sema/make.h"
#include "sema/memo.h"
#include "sema/types/kinds.h"

#include <utility>

namespace stackc::sema {

using core::Entry;
using core::EntryKind;

namespace {

/// The amendment of a resource that amends what the place's steps from `step` on lead to.
ExprId atPlace(Checking& in, const PartPlace& place, size_t step, VarId from, VarId part, ExprId value) {
    const PartStep& next = place.steps[step];
    bool isLast = step + 1 == place.steps.size();
    VarId inner = isLast ? part : newVar(in, next.key, next.type);
    ExprId amended = isLast ? value : atPlace(in, place, step + 1, inner, part, value);
    Span span = in.spanOf(value);
    TypeId type = in.program[from].type;
    if (next.element.valid()) {
        core::AmendElements elements{varRef(in, from, span),
                                     next.key,
                                     varRef(in, next.element, span),
                                     inner,
                                     amended,
                                     false,
                                     next.second,
                                     next.reading};
        return in.make(span, type, std::move(elements));
    }
    Entry entry;
    entry.kind = EntryKind::Amend;
    entry.span = span;
    entry.key = next.key;
    entry.first = inner;
    entry.value = amended;
    if (isCollection(in, next.type) || in.kindOf(next.type) == TypeKind::Native)
        entry.otherwise = emptyOf(in, next.type, span);
    return in.make(span, type, core::RecordExpr{varRef(in, from, span), {std::move(entry)}});
}

} // namespace

std::vector<core::Amendment> amendmentsOf(Checking& in, const std::vector<PartPlace>& places, VarId part,
                                          ExprId value) {
    std::vector<core::Amendment> amendments;
    for (const PartPlace& place : places) {
        core::Amendment amendment;
        amendment.path = place.path;
        amendment.object = place.steps.empty() ? part : newVar(in, place.path.back(), place.resource);
        amendment.value = place.steps.empty() ? value : atPlace(in, place, 0, amendment.object, part, value);
        amendments.push_back(std::move(amendment));
    }
    return amendments;
}

} // namespace stackc::sema
