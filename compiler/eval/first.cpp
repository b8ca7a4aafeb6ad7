// The first element of a list, as an optional.
#include "eval/evaluator.h"

#include <algorithm>

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;

NodeRef Evaluator::firstOf(NodeRef list, core::TypeId element, const core::Expr& expr) {
    list = unshare(list);
    if (list->isNone())
        return nodes_.none();
    if (list->kind == NodeKind::Choice) {
        std::vector<Entry> arms;
        for (const Entry& arm : alternatives(list))
            arms.push_back(ir::NodeTable::item(arm.guard, firstOf(arm.value, element, expr)));
        return chooseAll(std::move(arms), element);
    }
    if (list->kind != NodeKind::List)
        return firstOfLate(list, element);
    std::vector<Entry> parts = opened(list->entries);
    bool isLooped = std::any_of(parts.begin(), parts.end(), [](const Entry& e) { return e.kind == EntryKind::Each; });
    if (!isLooped)
        return firstOfParts(parts, element, expr);
    NodeRef whole = computed(std::move(parts), element, false);
    return whole != nullptr ? firstOfLate(whole, element)
                            : unsupported(expr, "the first of elements that hold an optional text which may be empty");
}

/// Of a list that only the values know.
NodeRef Evaluator::firstOfLate(NodeRef list, core::TypeId element) {
    NodeRef isThere = simplify(nonEmpty(list));
    bool isRange = list->kind == NodeKind::Prim;
    return choose(isThere, isRange ? nodes_.integer(0) : orEmpty(nodes_.first(list, element), element, nullptr),
                  nodes_.none());
}

/// Of parts in order: elements under guards, and late lists that are spread.
NodeRef Evaluator::firstOfParts(const std::vector<Entry>& parts, core::TypeId element, const core::Expr& expr) {
    std::vector<Entry> arms;
    NodeRef rest = yes();
    for (const Entry& part : parts) {
        bool isSpread = part.kind == EntryKind::Spread;
        NodeRef isThere = isSpread ? guards_.both(part.guard, nonEmpty(part.value)) : part.guard;
        isThere = simplify(isThere);
        NodeRef value = isSpread ? payload(firstOf(part.value, element, expr)) : part.value;
        arms.push_back(ir::NodeTable::item(guards_.narrow(rest, isThere), value));
        rest = guards_.both(rest, guards_.negate(isThere));
        if (isThere->isTrue())
            break;
    }
    if (!simplify(rest)->isFalse())
        arms.push_back(ir::NodeTable::item(rest, nodes_.none()));
    return chooseAll(std::move(arms), element);
}

} // namespace stackc::eval
