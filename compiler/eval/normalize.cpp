#include "eval/normalize.h"

#include "eval/emptiness.h"
#include "eval/limits.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

namespace stackc::eval {

using ir::Entry;
using ir::EntryKind;
using ir::NodeKind;
using ir::NodeRef;

/// Rebuilds a tree with every guard simplified under those around it.
class Normalizer {
public:
    Normalizer(ir::NodeTable& nodes, Guards& guards) : nodes_(nodes), guards_(guards) {}

    NodeRef node(NodeRef node, NodeRef context) {
        if (!node->late)
            return node;
        switch (node->kind) {
        case NodeKind::Shared: // in normal form since it was made
        case NodeKind::Ref:
        case NodeKind::Present:
        case NodeKind::TagIs:
        case NodeKind::Tag:
        case NodeKind::Default:
            return node;
        default:
            break;
        }
        if (node->kind == NodeKind::Prim && node->op <= core::Op::Ge)
            return settled(guards_.simplify(node, context));
        auto [known, fresh] = made_.try_emplace({node, context}, nullptr);
        if (fresh) {
            NodeRef result = rebuilt(node, context);
            made_[{node, context}] = result;
            return result;
        }
        return known->second;
    }

private:
    NodeRef rebuilt(NodeRef node, NodeRef context) {
        if (node->kind == NodeKind::Choice)
            return choice(node, context);
        ir::Node copy = *node;
        if (node->kind == NodeKind::Record || node->kind == NodeKind::List)
            return collection(std::move(copy), context);
        for (NodeRef& arg : copy.args)
            arg = this->node(arg, node->kind == NodeKind::Text ? nodes_.boolean(true) : context);
        return nodes_.intern(std::move(copy));
    }

public:
    std::vector<Entry> entries(const std::vector<Entry>& list, NodeRef context) {
        std::vector<Entry> out;
        for (Entry entry : list) {
            entry.guard = guards_.simplify(entry.guard, context);
            if (entry.guard->isFalse())
                continue;
            if (entry.kind != EntryKind::Value && !guards_.both(context, entry.guard)->isTrue())
                entry.guard = whereFilled(entry, context);
            if (entry.guard->isFalse())
                continue;
            NodeRef inside = guards_.both(context, entry.guard);
            if (entry.kind == EntryKind::Each) // there is a round only where there is an element
                inside = guards_.both(inside, Emptiness(nodes_, guards_).some(entry.loop->source));
            entry.guard = settled(entry.guard);
            if (entry.value != nullptr)
                entry.value = node(entry.value, inside);
            entry.body = entries(entry.body, inside);
            if (entry.kind == EntryKind::Each && entry.body.empty())
                continue;
            out.push_back(std::move(entry));
        }
        return out;
    }

    /// A guard as it is printed: what its atoms compare is in normal form as well. Guards that are still to be
    /// reasoned with keep their atoms as they were made, so that equal ones are recognised.
    NodeRef settled(NodeRef guard) {
        if (guard->kind == NodeKind::Choice)
            return node(guard, nodes_.boolean(true));
        if (guard->kind != NodeKind::Prim)
            return guard;
        if (auto known = settled_.find(guard); known != settled_.end())
            return known->second;
        bool connective = guard->op == core::Op::And || guard->op == core::Op::Or || guard->op == core::Op::Not;
        ir::Node copy = *guard;
        for (NodeRef& arg : copy.args)
            arg = connective                        ? settled(arg)
                  : guard->op == core::Op::NonEmpty ? settledWitnesses(arg)
                                                    : node(arg, nodes_.boolean(true));
        NodeRef result = nodes_.intern(std::move(copy));
        settled_.emplace(guard, result);
        return result;
    }

private:
    /// The guard of a spread or loop, as short as it can be where that gives something; false where it never does. What
    /// is in it says the rest, and must go on saying it: it is not simplified under the guard that was.
    NodeRef whereFilled(const Entry& entry, NodeRef context) {
        Entry always = entry;
        always.guard = nodes_.boolean(true);
        NodeRef some = Emptiness(nodes_, guards_).some({always});
        NodeRef filled = guards_.both(context, some);
        if (guards_.excludes(filled, entry.guard))
            return nodes_.boolean(false);
        return guards_.simplify(entry.guard, filled);
    }

    /// What NonEmpty asks of: its guards are as simple as can be, their atoms are as they were made.
    NodeRef settledWitnesses(NodeRef list) {
        if (list->kind != NodeKind::List)
            return list;
        ir::Node copy = *list;
        settleGuards(copy.entries);
        return nodes_.intern(std::move(copy));
    }
    void settleGuards(std::vector<Entry>& entries) {
        for (Entry& entry : entries) {
            entry.guard = settled(entry.guard);
            settleGuards(entry.body);
        }
    }

    /// With the truth that it has an entry, unless that is certain.
    NodeRef collection(ir::Node collection, NodeRef context) {
        NodeRef some = guards_.simplify(Emptiness(nodes_, guards_).some(collection.entries), context);
        collection.entries = entries(collection.entries, context);
        collection.args.clear();
        if (!some->isTrue() && !collection.entries.empty())
            collection.args = {settled(some)};
        return nodes_.intern(std::move(collection));
    }

    /// In order: each guard under the failure of those before it; the last holds when it is reached.
    NodeRef choice(NodeRef choice, NodeRef context) {
        std::vector<Entry> arms = choice->entries;
        bool isInOrder = tellByOwnTests(arms) || arms.back().guard->isTrue();
        for (Entry& arm : arms)
            arm.guard = guards_.simplify(arm.guard, context);
        // The simplest test first reads best; the alternatives exclude each other, so any order will do. Those of a
        // choice in normal form don't: each stands for what is left by those before it.
        if (!isInOrder)
            std::stable_sort(arms.begin(), arms.end(),
                             [&](const Entry& a, const Entry& b) { return weight(a.guard) < weight(b.guard); });
        std::erase_if(arms, [](const Entry& arm) { return arm.guard->isFalse(); });
        std::vector<Entry> out;
        std::vector<NodeRef> rest{context}; // with the failure of the arms before
        size_t cases = isInOrder ? 0 : casesOfOne(arms);
        for (size_t i = 0; i < arms.size(); ++i) {
            Entry arm = arms[i];
            // A case of its own says by itself that the others fail.
            NodeRef around = i < cases ? context : guards_.all(rest);
            NodeRef guard = i < cases ? arm.guard : guards_.simplify(arm.guard, around);
            if (guard->isFalse())
                continue;
            arm.value = node(arm.value, guards_.both(around, guard));
            arm.guard = settled(guard);
            rest.push_back(guards_.negate(guard));
            out.push_back(std::move(arm));
            if (guard->isTrue())
                break;
        }
        if (out.empty())
            return nodes_.none();
        out.back().guard = nodes_.boolean(true);
        if (out.size() == 1)
            return out[0].value;
        ir::Node copy = *choice;
        copy.entries = std::move(out);
        return nodes_.intern(std::move(copy));
    }

    /// Many arms most of which say that those before them fail, as a long chain of `else if`s has them: without that,
    /// which goes without saying where they are tested in order. Shortening each guard that says it takes far longer
    /// than there is to read. False: they are other arms, and stay as they are.
    bool tellByOwnTests(std::vector<Entry>& arms) {
        if (arms.size() < limit::manyArms)
            return false;
        std::unordered_set<NodeRef> failed;
        std::vector<NodeRef> tests;
        size_t shorter = 0;
        for (const Entry& arm : arms) {
            std::vector<NodeRef> own = operandsOf(arm.guard, core::Op::And);
            size_t all = own.size();
            std::erase_if(own, [&failed](NodeRef part) { return failed.contains(part); });
            shorter += own.size() < all ? 1 : 0;
            tests.push_back(guards_.all(own));
            for (NodeRef part : operandsOf(guards_.negate(tests.back()), core::Op::And))
                failed.insert(part);
        }
        if (shorter * 2 < arms.size())
            return false;
        for (size_t i = 0; i < arms.size(); ++i)
            arms[i].guard = tests[i];
        return true;
    }

    /// How many of the arms come first that each ask for another case of one enum or variant, the last arm aside.
    static size_t casesOfOne(const std::vector<Entry>& arms) {
        std::unordered_set<NodeRef> seen;
        NodeRef subject = arms.empty() ? nullptr : testedCase(arms[0].guard);
        size_t count = 0;
        while (subject != nullptr && count + 1 < arms.size() && testedCase(arms[count].guard) == subject &&
               seen.insert(arms[count].guard).second)
            ++count;
        return count;
    }

    /// What a guard tests for one of its cases, or compares with a constant; null: it is another truth.
    static NodeRef testedCase(NodeRef guard) {
        bool isTest = guard->kind == NodeKind::TagIs || (guard->kind == NodeKind::Prim && guard->op == core::Op::Eq &&
                                                         guard->args[1]->isConst() && !guard->args[0]->isConst());
        return isTest ? guard->args[0] : nullptr;
    }

    /// How much there is to read, as a tree.
    size_t weight(NodeRef guard) {
        if (guard->kind != NodeKind::Prim)
            return 1;
        if (auto known = weights_.find(guard); known != weights_.end())
            return known->second;
        constexpr size_t most = SIZE_MAX / 2;
        size_t sum = 1;
        for (NodeRef arg : guard->args)
            if (arg->kind == NodeKind::Prim || arg->kind == NodeKind::TagIs || arg->kind == NodeKind::Present)
                sum = std::min(most, sum + weight(arg));
        weights_.emplace(guard, sum);
        return sum;
    }

    ir::NodeTable& nodes_;
    Guards& guards_;
    std::unordered_map<NodeRef, NodeRef> settled_;
    std::unordered_map<NodeRef, size_t> weights_;
    std::map<std::pair<NodeRef, NodeRef>, NodeRef> made_; ///< of a node under a context
};

namespace {

/// Simplifies scopes from outside in; gives what holds inside, or null where nothing can.
NodeRef normalizeScopes(std::vector<ir::Scope>& scopes, Normalizer& normalizer, ir::NodeTable& nodes, Guards& guards) {
    NodeRef context = nodes.boolean(true);
    std::vector<ir::Scope> out;
    for (ir::Scope scope : scopes) {
        scope.guard = guards.simplify(scope.guard, context);
        if (scope.guard->isFalse())
            return nullptr;
        context = guards.both(context, scope.guard);
        scope.guard = normalizer.settled(scope.guard);
        if (scope.loop != nullptr || !scope.guard->isTrue())
            out.push_back(scope);
    }
    scopes = std::move(out);
    return context;
}

} // namespace

NodeRef normalize(NodeRef node, ir::NodeTable& nodes, Guards& guards) {
    return Normalizer(nodes, guards).node(node, nodes.boolean(true));
}

void normalize(ir::Package& package, ir::NodeTable& nodes, Guards& guards) {
    Normalizer normalizer(nodes, guards);
    std::vector<ir::Document> documents;
    for (ir::Document& document : package.documents) {
        NodeRef context = normalizeScopes(document.scopes, normalizer, nodes, guards);
        if (context == nullptr)
            continue;
        document.object = normalizer.node(document.object, context);
        documents.push_back(std::move(document));
    }
    package.documents = std::move(documents);
    std::vector<ir::Check> checks;
    for (ir::Check& check : package.checks) {
        NodeRef context = normalizeScopes(check.scopes, normalizer, nodes, guards);
        if (context == nullptr)
            continue;
        check.condition = normalizer.settled(guards.simplify(check.condition, context));
        if (check.keys != nullptr)
            check.keys = normalizer.node(check.keys, context);
        check.message = normalizer.node(check.message, context);
        if (!check.condition->isTrue())
            checks.push_back(std::move(check));
    }
    package.checks = std::move(checks);
    if (package.notes != nullptr)
        package.notes = normalizer.node(package.notes, nodes.boolean(true));
}

} // namespace stackc::eval
