#include "eval/guards.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

namespace stackc::eval {

using core::Op;
using ir::NodeKind;
using ir::NodeRef;

namespace {

bool isPrim(NodeRef node, Op op) { return node->kind == NodeKind::Prim && node->op == op; }

/// Atoms of one group exclude each other: the cases of a variant, the constants that a value is compared with.
NodeRef groupOf(NodeRef atom) {
    if (atom->kind == NodeKind::TagIs)
        return atom->args[0];
    if (isPrim(atom, Op::Eq) && atom->args[1]->isConst())
        return atom->args[0];
    return nullptr;
}

/// The variant of a test `v is case`, negated or not; else null.
NodeRef testedVariant(NodeRef guard) {
    NodeRef atom = isPrim(guard, Op::Not) ? guard->args[0] : guard;
    return atom->kind == NodeKind::TagIs ? atom->args[0] : nullptr;
}

} // namespace

/// A reduced ordered decision diagram over atoms, in the order in which they were first seen.
struct Guards::Diagram {
    static constexpr uint32_t no = 0;
    static constexpr uint32_t yes = 1;
    struct Branch {
        uint32_t atom, low, high;
        auto operator<=>(const Branch&) const = default;
    };

    explicit Diagram(const core::Program& program) : program(program) {
        branches.push_back({core::invalidIndex, no, no});
        branches.push_back({core::invalidIndex, yes, yes});
    }

    uint32_t make(uint32_t atom, uint32_t low, uint32_t high) {
        if (low == high)
            return low;
        auto [place, fresh] = index.try_emplace(Branch{atom, low, high}, static_cast<uint32_t>(branches.size()));
        if (fresh)
            branches.push_back({atom, low, high});
        return place->second;
    }

    /// if c then a else b
    uint32_t select(uint32_t c, uint32_t a, uint32_t b) {
        if (c == yes || a == b)
            return a;
        if (c == no)
            return b;
        std::array<uint32_t, 3> key{c, a, b};
        if (auto found = memo.find(key); found != memo.end())
            return found->second;
        uint32_t top = std::min({branches[c].atom, branches[a].atom, branches[b].atom});
        auto side = [&](uint32_t f, bool high) {
            return branches[f].atom != top ? f : high ? branches[f].high : branches[f].low;
        };
        uint32_t low = select(side(c, false), side(a, false), side(b, false));
        uint32_t high = select(side(c, true), side(a, true), side(b, true));
        uint32_t result = make(top, low, high);
        memo.emplace(key, result);
        return result;
    }

    uint32_t both(uint32_t a, uint32_t b) { return select(a, b, no); }
    uint32_t either(uint32_t a, uint32_t b) { return select(a, yes, b); }
    uint32_t negate(uint32_t a) { return select(a, no, yes); }

    uint32_t of(NodeRef guard) {
        if (guard->kind == NodeKind::Bool)
            return guard->boolean ? yes : no;
        if (auto found = known.find(guard); found != known.end())
            return found->second;
        uint32_t result = no;
        if (isPrim(guard, Op::Not)) {
            result = negate(of(guard->args[0]));
        } else if (isPrim(guard, Op::And) || isPrim(guard, Op::Or)) {
            bool conjunction = guard->op == Op::And;
            result = conjunction ? yes : no;
            for (NodeRef part : guard->args)
                result = conjunction ? both(result, of(part)) : either(result, of(part));
        } else if (isPrim(guard, Op::Ne)) {
            result = no; // never built: negate(Eq)
        } else {
            result = addAtom(guard);
        }
        known.emplace(guard, result);
        return result;
    }

    uint32_t addAtom(NodeRef atom) {
        uint32_t number = atoms++;
        uint32_t result = make(number, no, yes);
        NodeRef group = groupOf(atom);
        if (group == nullptr)
            return result;
        std::vector<uint32_t>& members = groups[group];
        for (uint32_t other : members)
            axioms = both(axioms, negate(both(result, other)));
        members.push_back(result);
        if (atom->kind == NodeKind::TagIs && members.size() == program.types[group->type].cases.size()) {
            uint32_t some = no;
            for (uint32_t member : members)
                some = either(some, member);
            axioms = both(axioms, some);
        }
        return result;
    }

    bool impossible(uint32_t formula) { return both(axioms, formula) == no; }

    const core::Program& program;
    std::vector<Branch> branches;
    std::map<Branch, uint32_t> index;
    std::map<std::array<uint32_t, 3>, uint32_t> memo;
    std::unordered_map<NodeRef, uint32_t> known;
    std::unordered_map<NodeRef, std::vector<uint32_t>> groups;
    uint32_t atoms = 0;
    uint32_t axioms = yes;
};

Guards::Guards(const core::Program& program, ir::NodeTable& nodes)
    : program_(program), nodes_(nodes), diagram_(std::make_unique<Diagram>(program)) {}

Guards::~Guards() = default;

NodeRef Guards::negate(NodeRef a) {
    if (a->kind == NodeKind::Bool)
        return nodes_.boolean(!a->boolean);
    if (isPrim(a, Op::Not))
        return a->args[0];
    return nodes_.prim(Op::Not, {a});
}

NodeRef Guards::rejoin(Op op, const std::vector<NodeRef>& parts) {
    bool conjunction = op == Op::And;
    std::vector<NodeRef> flat;
    for (NodeRef part : parts) {
        if (part->kind == NodeKind::Bool) {
            if (part->boolean != conjunction)
                return part;
            continue;
        }
        if (isPrim(part, op)) {
            for (NodeRef inner : part->args)
                if (std::find(flat.begin(), flat.end(), inner) == flat.end())
                    flat.push_back(inner);
        } else if (std::find(flat.begin(), flat.end(), part) == flat.end()) {
            flat.push_back(part);
        }
    }
    for (NodeRef part : flat)
        if (std::find(flat.begin(), flat.end(), negate(part)) != flat.end())
            return nodes_.boolean(!conjunction);
    if (flat.empty())
        return nodes_.boolean(conjunction);
    if (flat.size() == 1)
        return flat[0];
    return nodes_.prim(op, std::move(flat));
}

NodeRef Guards::both(NodeRef a, NodeRef b) { return rejoin(Op::And, {a, b}); }
NodeRef Guards::either(NodeRef a, NodeRef b) { return rejoin(Op::Or, {a, b}); }
NodeRef Guards::all(const std::vector<NodeRef>& guards) { return rejoin(Op::And, guards); }
NodeRef Guards::any(const std::vector<NodeRef>& guards) { return rejoin(Op::Or, guards); }

bool Guards::implies(NodeRef context, NodeRef guard) {
    uint32_t outside = diagram_->negate(diagram_->of(guard));
    return diagram_->impossible(diagram_->both(diagram_->of(context), outside));
}

bool Guards::excludes(NodeRef context, NodeRef guard) {
    return diagram_->impossible(diagram_->both(diagram_->of(context), diagram_->of(guard)));
}

NodeRef Guards::simplify(NodeRef guard, NodeRef context) {
    if (guard->kind == NodeKind::Bool)
        return guard;
    return simplifyUnder(guard, diagram_->of(context));
}

NodeRef Guards::simplifyUnder(NodeRef guard, uint32_t context) {
    uint32_t formula = diagram_->of(guard);
    if (diagram_->impossible(diagram_->both(context, formula)))
        return nodes_.boolean(false);
    if (diagram_->impossible(diagram_->both(context, diagram_->negate(formula))))
        return nodes_.boolean(true);
    if (isPrim(guard, Op::Not))
        return negate(simplifyUnder(guard->args[0], context));
    if (!isPrim(guard, Op::And) && !isPrim(guard, Op::Or))
        return guard;
    return simplifyList(guard, context);
}

/// Drops each part that the others decide, and simplifies the rest under them.
NodeRef Guards::simplifyList(NodeRef guard, uint32_t context) {
    bool conjunction = guard->op == Op::And;
    std::vector<NodeRef> parts = guard->args;
    for (size_t i = 0; i < parts.size(); ++i) {
        uint32_t under = context;
        for (size_t j = 0; j < parts.size(); ++j) {
            if (j == i)
                continue;
            uint32_t other = diagram_->of(parts[j]);
            under = diagram_->both(under, conjunction ? other : diagram_->negate(other));
        }
        parts[i] = simplifyUnder(parts[i], under);
    }
    for (NodeRef subject : subjectsOf(parts))
        parts = tellByOneCase(std::move(parts), subject, guard->op, context);
    return rejoin(guard->op, parts);
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
    uint32_t formula = diagram_->of(rejoin(op, tests));
    const std::vector<core::Case>& cases = program_.types[subject->type].cases;
    for (uint32_t i = 0; i < cases.size(); ++i) {
        ir::Node node;
        node.kind = NodeKind::TagIs;
        node.index = i;
        node.text = cases[i].key;
        node.args = {subject};
        NodeRef test = nodes_.intern(std::move(node));
        uint32_t atom = diagram_->of(test);
        auto equal = [&](uint32_t candidate) {
            uint32_t differ = diagram_->select(formula, diagram_->negate(candidate), candidate);
            return diagram_->impossible(diagram_->both(context, differ));
        };
        NodeRef found = equal(atom) ? test : equal(diagram_->negate(atom)) ? negate(test) : nullptr;
        if (found == nullptr)
            continue;
        others.insert(others.begin(), found);
        return others;
    }
    return parts;
}

} // namespace stackc::eval
