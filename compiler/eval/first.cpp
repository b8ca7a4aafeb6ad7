#include "eval/first.h"

#include "eval/choose.h"
#include "eval/computed.h"
#include "eval/entries.h"
#include "eval/optionals.h"
#include "eval/places.h"

#include <algorithm>

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;

namespace {

NodeRef firstOfLate(Evaluation& in, NodeRef list, core::TypeId element);
NodeRef firstOfParts(Evaluation& in, const std::vector<Entry>& parts, core::TypeId element, const core::Expr& expr);

} // namespace

NodeRef firstOf(Evaluation& in, NodeRef list, core::TypeId element, const core::Expr& expr) {
    list = unshared(list);
    if (list->isNone())
        return in.nodes.none();
    if (list->kind == NodeKind::Choice) {
        std::vector<Entry> arms;
        for (const Entry& arm : alternatives(in, list))
            arms.push_back(ir::NodeTable::item(arm.guard, firstOf(in, arm.value, element, expr)));
        return chooseAll(in, std::move(arms), element);
    }
    if (list->kind != NodeKind::List)
        return firstOfLate(in, list, element);
    std::vector<Entry> parts = opened(in, list->entries);
    bool isLooped = std::any_of(parts.begin(), parts.end(), [](const Entry& e) { return e.kind == EntryKind::Each; });
    if (!isLooped)
        return firstOfParts(in, parts, element, expr);
    NodeRef whole = computed(in, std::move(parts), element, false);
    return whole != nullptr
               ? firstOfLate(in, whole, element)
               : in.unsupported(expr, "the first of elements that hold an optional text which may be empty");
}

namespace {

/// Of a list that only the values know.
NodeRef firstOfLate(Evaluation& in, NodeRef list, core::TypeId element) {
    NodeRef isThere = in.simplify(nonEmpty(in, list));
    bool isRange = list->kind == NodeKind::Prim;
    return choose(in, isThere,
                  isRange ? in.nodes.integer(0) : orEmpty(in, in.nodes.first(list, element), element, nullptr),
                  in.nodes.none());
}

/// Of parts in order: elements under guards, and late lists that are spread.
NodeRef firstOfParts(Evaluation& in, const std::vector<Entry>& parts, core::TypeId element, const core::Expr& expr) {
    std::vector<Entry> arms;
    NodeRef rest = in.yes();
    for (const Entry& part : parts) {
        bool isSpread = part.kind == EntryKind::Spread;
        NodeRef isThere = isSpread ? in.guards.both(part.guard, nonEmpty(in, part.value)) : part.guard;
        isThere = in.simplify(isThere);
        NodeRef value = isSpread ? payload(in, firstOf(in, part.value, element, expr)) : part.value;
        arms.push_back(ir::NodeTable::item(in.guards.narrow(rest, isThere), value));
        rest = in.guards.both(rest, in.guards.negate(isThere));
        if (isThere->isTrue())
            break;
    }
    if (!in.simplify(rest)->isFalse())
        arms.push_back(ir::NodeTable::item(rest, in.nodes.none()));
    return chooseAll(in, std::move(arms), element);
}

} // namespace

} // namespace stackc::eval
