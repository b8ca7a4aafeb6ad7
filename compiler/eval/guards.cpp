#include "eval/guards.h"

#include "eval/diagram.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <unordered_set>

namespace stackc::eval {

using core::Op;
using ir::NodeKind;
using ir::NodeRef;

namespace {

bool isPrim(NodeRef node, Op op) { return node->kind == NodeKind::Prim && node->op == op; }

/// The variant of a test `v is case`, negated or not; else null.
NodeRef testedVariant(NodeRef guard) {
    NodeRef atom = isPrim(guard, Op::Not) ? guard->args[0] : guard;
    return atom->kind == NodeKind::TagIs ? atom->args[0] : nullptr;
}

/// Parts of a list by what ties them together, each group in order.
class Groups {
public:
    explicit Groups(size_t size) : parents_(size) {
        for (size_t i = 0; i < size; ++i)
            parents_[i] = i;
    }
    void tie(size_t part, uint32_t variable) {
        auto [other, fresh] = holders_.try_emplace(variable, part);
        if (!fresh)
            parents_[find(part)] = find(other->second);
    }
    std::vector<std::vector<size_t>> all() {
        std::map<size_t, std::vector<size_t>> groups;
        for (size_t i = 0; i < parents_.size(); ++i)
            groups[find(i)].push_back(i);
        std::vector<std::vector<size_t>> out;
        for (auto& [root, members] : groups)
            out.push_back(std::move(members));
        return out;
    }

private:
    size_t find(size_t part) {
        while (parents_[part] != part)
            part = parents_[part] = parents_[parents_[part]];
        return part;
    }

    std::vector<size_t> parents_;
    std::map<uint32_t, size_t> holders_;
};

} // namespace

Guards::Guards(const core::Program& program, ir::NodeTable& nodes)
    : program_(program), nodes_(nodes), diagram_(std::make_unique<Diagram>(program, nodes)) {}

Guards::~Guards() = default;

NodeRef Guards::negate(NodeRef a) {
    if (a->kind == NodeKind::Bool)
        return nodes_.boolean(!a->boolean);
    if (isPrim(a, Op::Not))
        return a->args[0];
    return nodes_.prim(Op::Not, {a});
}

/// Of two, one of which mostly is a constant.
NodeRef Guards::joined(Op op, NodeRef a, NodeRef b) {
    bool neutral = op == Op::And;
    for (auto [one, other] : {std::pair{a, b}, std::pair{b, a}}) {
        if (one->kind == NodeKind::Bool && one->boolean != neutral)
            return one;
        if (one->kind == NodeKind::Bool && !isPrim(other, op))
            return other;
    }
    return rejoin(op, {a, b});
}

NodeRef Guards::rejoin(Op op, const std::vector<NodeRef>& parts) {
    bool conjunction = op == Op::And;
    std::vector<NodeRef> flat;
    std::unordered_set<NodeRef> there;
    auto add = [&](NodeRef part) {
        if (there.insert(part).second)
            flat.push_back(part);
    };
    for (NodeRef part : parts) {
        if (part->kind == NodeKind::Bool) {
            if (part->boolean != conjunction)
                return part;
        } else if (isPrim(part, op)) {
            std::for_each(part->args.begin(), part->args.end(), add);
        } else {
            add(part);
        }
    }
    for (NodeRef part : flat)
        if (isPrim(part, Op::Not) && there.contains(part->args[0]))
            return nodes_.boolean(!conjunction);
    if (flat.empty())
        return nodes_.boolean(conjunction);
    if (flat.size() == 1)
        return flat[0];
    return nodes_.prim(op, std::move(flat));
}

NodeRef Guards::both(NodeRef a, NodeRef b) { return joined(Op::And, a, b); }
NodeRef Guards::either(NodeRef a, NodeRef b) { return joined(Op::Or, a, b); }
std::vector<NodeRef> operandsOf(NodeRef guard, Op op) {
    return isPrim(guard, op) ? guard->args : std::vector<NodeRef>{guard};
}

NodeRef Guards::all(const std::vector<NodeRef>& guards) { return rejoin(Op::And, guards); }
NodeRef Guards::any(const std::vector<NodeRef>& guards) { return rejoin(Op::Or, guards); }

NodeRef Guards::anyFactored(const std::vector<NodeRef>& guards) {
    auto partsOf = [](NodeRef guard) { return operandsOf(guard, Op::And); };
    std::vector<NodeRef> possible;
    std::copy_if(guards.begin(), guards.end(), std::back_inserter(possible), [](NodeRef g) { return !g->isFalse(); });
    if (possible.size() < 2)
        return any(possible);
    std::vector<NodeRef> common = partsOf(possible.front());
    for (NodeRef guard : possible) {
        const std::vector<NodeRef> parts = partsOf(guard);
        std::unordered_set<NodeRef> there(parts.begin(), parts.end());
        std::erase_if(common, [&there](NodeRef part) { return !there.contains(part); });
    }
    const std::unordered_set<NodeRef> said(common.begin(), common.end());
    for (NodeRef& guard : possible) {
        std::vector<NodeRef> rest = partsOf(guard);
        std::erase_if(rest, [&said](NodeRef part) { return said.contains(part); });
        guard = all(rest);
    }
    return both(all(common), any(possible));
}

bool Guards::implies(NodeRef context, NodeRef guard) {
    if (context == guard || saysWordForWord(context, guard))
        return true;
    diagram_->ask();
    Diagram::Formula known = diagram_->contextOf(context);
    auto follows = [&](NodeRef part) { return diagram_->implies(known, diagram_->of(part, known)).value_or(false); };
    // A conjunction part by part: of all that failed before an `else if` no formula is made together.
    return isPrim(guard, Op::And) ? std::all_of(guard->args.begin(), guard->args.end(), follows) : follows(guard);
}

bool Guards::excludes(NodeRef context, NodeRef guard) {
    diagram_->ask();
    Diagram::Formula known = diagram_->contextOf(context);
    return !diagram_->meet(known, diagram_->of(guard, known)).value_or(true);
}

NodeRef Guards::narrow(NodeRef outer, NodeRef guard) { return implies(guard, outer) ? guard : both(outer, guard); }

NodeRef Guards::simplify(NodeRef guard, NodeRef context) {
    if (guard->kind == NodeKind::Bool)
        return guard;
    auto [known, fresh] = simplified_.try_emplace({guard, context}, nullptr);
    if (fresh) {
        diagram_->ask();
        known->second = simplifyUnder(withoutRepeats(guard, context), diagram_->contextOf(context));
    }
    return known->second;
}

/// The parts of a connective: of one that is asked for again and again, as contexts are, they are looked through once.
const std::unordered_set<NodeRef>& Guards::partsOf(NodeRef connective) {
    if (partsOf_ != connective) {
        partsOf_ = connective;
        parts_ = {connective->args.begin(), connective->args.end()};
    }
    return parts_;
}

/// Is the guard a disjunction of which the context names a part?
bool Guards::saysWordForWord(NodeRef context, NodeRef guard) {
    if (!isPrim(guard, Op::Or))
        return false;
    const std::unordered_set<NodeRef>& parts = partsOf(guard);
    auto isPart = [&parts](NodeRef said) { return parts.contains(said); };
    return isPart(context) ||
           (isPrim(context, Op::And) && std::any_of(context->args.begin(), context->args.end(), isPart));
}

/// A conjunction without what the context says word for word, which is most of what there is to drop.
NodeRef Guards::withoutRepeats(NodeRef guard, NodeRef context) {
    if (!isPrim(guard, Op::And) || !isPrim(context, Op::And))
        return guard;
    const std::unordered_set<NodeRef>& said = partsOf(context);
    std::vector<NodeRef> fresh;
    for (NodeRef part : guard->args)
        if (!said.contains(part))
            fresh.push_back(part);
    return fresh.size() == guard->args.size() ? guard : rejoin(Op::And, fresh);
}

std::vector<NodeRef> Guards::exclusive(const std::vector<NodeRef>& tests) {
    diagram_->ask();
    std::vector<NodeRef> guards;
    std::vector<NodeRef> failed;                              // of those before
    std::optional<Diagram::Formula> remaining = Diagram::yes; // where all of them fail
    for (NodeRef test : tests) {
        bool isApart = remaining && diagram_->implies(diagram_->contextOf(test), *remaining).value_or(false);
        if (isApart) {
            guards.push_back(test);
        } else {
            failed.push_back(test);
            guards.push_back(rejoin(Op::And, failed));
            failed.pop_back();
        }
        failed.push_back(negate(test));
        std::optional<Diagram::Formula> fails = diagram_->negate(diagram_->of(test));
        remaining = remaining && fails ? diagram_->both(*remaining, *fails) : std::nullopt;
    }
    return guards;
}

NodeRef Guards::simplifyUnder(NodeRef guard, uint32_t context) {
    if (!isPrim(guard, Op::Not) && !isPrim(guard, Op::And) && !isPrim(guard, Op::Or))
        return decided(diagram_->of(guard, context), context).value_or(guard);
    // What else the context says makes no difference, and so guards that share parts have them shortened once.
    context = diagram_->about(context, diagram_->variables(guard));
    if (auto known = shortened_.find({guard, context}); known != shortened_.end())
        return known->second;
    NodeRef result = shortened(guard, context);
    shortened_.emplace(std::pair{guard, context}, result);
    return result;
}

/// True or false where the context says so.
std::optional<NodeRef> Guards::decided(uint32_t formula, uint32_t context) {
    if (!diagram_->meet(context, formula).value_or(true))
        return nodes_.boolean(false);
    if (diagram_->implies(context, formula).value_or(false))
        return nodes_.boolean(true);
    return std::nullopt;
}

NodeRef Guards::shortened(NodeRef guard, uint32_t context) {
    // The context may hold a formula that is there as a whole.
    if (auto formula = diagram_->known(guard))
        if (auto truth = decided(*formula, context))
            return *truth;
    if (isPrim(guard, Op::Not))
        return negate(simplifyUnder(guard->args[0], context));
    return simplifyList(guard, context);
}

/// Drops each part that the others decide, and simplifies the rest under them. Only parts that share a variable, with
/// one another or by way of the context, have a say in one another; of others no formula is made together, which may
/// be as large as the order of their variables is bad.
NodeRef Guards::simplifyList(NodeRef guard, uint32_t context) {
    std::vector<NodeRef> parts = guard->args;
    Groups groups(parts.size());
    const std::vector<uint32_t> around = diagram_->support(context);
    for (size_t i = 0; i < parts.size(); ++i)
        for (uint32_t variable : diagram_->variables(parts[i]))
            groups.tie(i, std::binary_search(around.begin(), around.end(), variable) ? around[0] : variable);
    for (const std::vector<size_t>& group : groups.all())
        simplifyGroup(parts, group, guard->op, context);
    for (NodeRef subject : subjectsOf(parts))
        parts = tellByOneCase(std::move(parts), subject, guard->op, context);
    return rejoin(guard->op, parts);
}

/// Each part under what the parts before it became and those after it are; of a disjunction, under their failure.
void Guards::simplifyGroup(std::vector<NodeRef>& parts, const std::vector<size_t>& group, Op op, uint32_t context) {
    if (group.size() == 1) {
        parts[group[0]] = simplifyUnder(parts[group[0]], context);
        return;
    }
    std::vector<NodeRef> members;
    for (size_t index : group)
        members.push_back(parts[index]);
    if (auto truth = decided(diagram_->of(rejoin(op, members)), context)) {
        for (size_t index : group)
            parts[index] = *truth;
        return;
    }
    // What all the others say takes as long as they are many, for each: hundreds of keys of one map aren't held
    // together.
    constexpr size_t most = 200;
    if (group.size() > most) {
        for (size_t index : group)
            parts[index] = simplifyUnder(parts[index], context);
        return;
    }
    auto formulaOf = [&](NodeRef part) {
        Diagram::Formula formula = diagram_->of(part);
        return op == Op::And ? formula : diagram_->negate(formula).value_or(Diagram::yes);
    };
    // Leaving out what would grow too large only says less.
    auto with = [&](Diagram::Formula known, Diagram::Formula more) {
        return diagram_->both(known, more).value_or(known);
    };
    std::vector<Diagram::Formula> after(group.size() + 1, Diagram::yes);
    for (size_t i = group.size(); i-- > 1;)
        after[i] = with(after[i + 1], formulaOf(parts[group[i]]));
    Diagram::Formula before = context;
    for (size_t i = 0; i < group.size(); ++i) {
        NodeRef& part = parts[group[i]];
        part = simplifyUnder(part, with(before, after[i + 1]));
        before = with(before, formulaOf(part));
    }
}

/// The variants that two or more of the parts test.
std::vector<NodeRef> Guards::subjectsOf(const std::vector<NodeRef>& parts) {
    std::vector<NodeRef> seen;
    std::vector<NodeRef> subjects;
    for (NodeRef part : parts) {
        NodeRef subject = testedVariant(part);
        if (subject == nullptr)
            continue;
        bool again = std::find(seen.begin(), seen.end(), subject) != seen.end();
        if (again && std::find(subjects.begin(), subjects.end(), subject) == subjects.end())
            subjects.push_back(subject);
        seen.push_back(subject);
    }
    return subjects;
}

/// Several tests of one variant that amount to one: all cases but one excluded, or all but one allowed.
std::vector<NodeRef> Guards::tellByOneCase(std::vector<NodeRef> parts, NodeRef subject, Op op, uint32_t context) {
    std::vector<NodeRef> tests;
    std::vector<NodeRef> others;
    for (NodeRef part : parts)
        (testedVariant(part) == subject ? tests : others).push_back(part);
    Diagram::Formula formula = diagram_->of(rejoin(op, tests));
    std::vector<bool> allowed = diagram_->allowedCases(subject, context);
    std::vector<uint32_t> holding;
    std::vector<uint32_t> failing;
    for (uint32_t i = 0; i < allowed.size(); ++i)
        if (allowed[i])
            (diagram_->holdsFor(formula, i) ? holding : failing).push_back(i);
    bool oneHolds = holding.size() == 1;
    bool oneFails = failing.size() == 1;
    if (!oneHolds && !oneFails)
        return parts;
    bool positive = oneHolds && (!oneFails || holding[0] < failing[0]);
    ir::Node node;
    node.kind = NodeKind::TagIs;
    node.index = positive ? holding[0] : failing[0];
    node.text = program_.types[subject->type].cases[node.index].key;
    node.args = {subject};
    NodeRef test = nodes_.intern(std::move(node));
    others.insert(others.begin(), positive ? test : negate(test));
    return others;
}

} // namespace stackc::eval
