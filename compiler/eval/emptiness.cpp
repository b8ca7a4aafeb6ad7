#include "eval/emptiness.h"

#include "eval/arms.h"

#include <algorithm>
#include <unordered_set>

namespace stackc::eval {

using core::Op;
using ir::Entry;
using ir::EntryKind;
using ir::NodeKind;
using ir::NodeRef;

namespace {

class Dependence {
public:
    explicit Dependence(const ir::Loop* loop) : loop_(loop) {}

    bool in(NodeRef node) {
        if (node == nullptr || !node->late || !seen_.insert(node).second)
            return false;
        if (node->kind == NodeKind::Ref && node->loop == loop_)
            return true;
        return std::any_of(node->args.begin(), node->args.end(), [this](NodeRef arg) { return in(arg); }) ||
               std::any_of(node->entries.begin(), node->entries.end(), [this](const Entry& e) { return inEntry(e); });
    }

private:
    bool inEntry(const Entry& entry) {
        if (in(entry.guard) || in(entry.value) || in(entry.keyNode) ||
            (entry.loop != nullptr && in(entry.loop->source)))
            return true;
        // The same loop once more binds its own variables.
        return entry.loop != loop_ &&
               std::any_of(entry.body.begin(), entry.body.end(), [this](const Entry& e) { return inEntry(e); });
    }

    const ir::Loop* loop_;
    std::unordered_set<NodeRef> seen_;
};

} // namespace

bool dependsOn(NodeRef node, const ir::Loop* loop) { return Dependence(loop).in(node); }

NodeRef Emptiness::some(NodeRef node) {
    switch (node->kind) {
    case NodeKind::Shared:
        return some(node->args[0]);
    case NodeKind::None:
    case NodeKind::Off:
        return nodes_.boolean(false);
    case NodeKind::Record:
    case NodeKind::List:
        return some(node->entries);
    case NodeKind::Choice:
        return ofArm(guards_, nodes_, node, [this](NodeRef arm) { return some(arm); });
    case NodeKind::Ref:
    case NodeKind::Default:
        return nodes_.prim(Op::NonEmpty, {node});
    case NodeKind::Prim:
        if (node->op == Op::Range)
            return nodes_.prim(Op::Gt, {node->args[0], nodes_.integer(0)});
        break;
    default:
        break;
    }
    return nodes_.boolean(true);
}

NodeRef Emptiness::some(const std::vector<Entry>& entries) { return look(entries).some; }

Emptiness::Found Emptiness::look(const std::vector<Entry>& entries) {
    Found found;
    std::vector<NodeRef> guards;
    for (const Entry& entry : entries) {
        size_t rounds = found.rounds.size();
        guards.push_back(someOf(entry, found.rounds));
        if (guards.back()->isTrue()) {
            found.some = guards.back();
            return found;
        }
        if (found.rounds.size() == rounds)
            found.certain.push_back(guards.back());
    }
    found.some = guards_.any(guards);
    return found;
}

NodeRef Emptiness::someOf(const Entry& entry, std::vector<Entry>& rounds) {
    switch (entry.kind) {
    case EntryKind::Value:
        return entry.guard;
    case EntryKind::Spread:
        return guards_.both(entry.guard, some(entry.value));
    case EntryKind::Each:
        break;
    }
    return guards_.both(entry.guard, someRound(entry, rounds));
}

/// An iteration gives something if its source does and every round gives something; where that depends on the element,
/// it takes a look at each: then it is one of the `rounds`. What stands inside is looked at once, for both.
NodeRef Emptiness::someRound(const Entry& each, std::vector<Entry>& rounds) {
    Found found = look(each.body);
    NodeRef inside = guards_.simplify(found.some, nodes_.boolean(true));
    if (inside->isFalse())
        return inside;
    if (!dependsOn(inside, each.loop))
        return guards_.both(some(each.loop->source), inside);
    Entry round = each;
    round.body = witnesses(std::move(found));
    rounds.push_back(round);
    round.guard = nodes_.boolean(true);
    return nodes_.prim(Op::NonEmpty, {nodes_.list({std::move(round)})});
}

/// Elements that are there exactly where one of the entries is.
std::vector<Entry> Emptiness::witnesses(Found found) {
    NodeRef any = guards_.simplify(guards_.any(found.certain), nodes_.boolean(true));
    if (!any->isFalse())
        found.rounds.insert(found.rounds.begin(), ir::NodeTable::item(any, nodes_.boolean(true)));
    return std::move(found.rounds);
}

} // namespace stackc::eval
