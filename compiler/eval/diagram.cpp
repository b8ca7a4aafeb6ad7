#include "eval/diagram.h"

#include "eval/demands.h"
#include "support/stopping.h"

#include <algorithm>

namespace stackc::eval {

using core::Op;
using core::TypeKind;
using ir::NodeKind;
using ir::NodeRef;

namespace {

bool isPrim(NodeRef node, Op op) { return node->kind == NodeKind::Prim && node->op == op; }

} // namespace

size_t Diagram::BranchHash::operator()(const Branch& branch) const {
    size_t seed = branch.variable;
    for (const Run& run : branch.runs)
        seed = (seed ^ (size_t{run.first} << 32 | run.formula)) * 0x9e3779b97f4a7c15ULL + (seed >> 29);
    return seed;
}

/// Counts work; false once the operation, or all of them together, did too much.
bool Diagram::spend(size_t steps) {
    support::mayStop();
    spent_ += steps;
    left_ = spent_ > inAll || left_ <= steps ? 0 : left_ - steps;
    return left_ > 0;
}

/// What a step gave that belongs to an operation, unless the operation was given up.
std::optional<Diagram::Formula> Diagram::ended(Formula result) {
    if (left_ > 0)
        return result;
    wasted_ += attempts_ > 0 ? allowed() : 0;
    attempts_ -= attempts_ > 0 ? 1 : 0;
    return std::nullopt;
}

/// Steps of the next operation. Conditions of which many operations were given up already are such that most of what is
/// to come grows too large as well: the more there were, the sooner it is given up.
size_t Diagram::allowed() const { return perOperation >> std::min<size_t>(wasted_ / patience, 6); }

Diagram::Formula Diagram::make(uint32_t variable, std::vector<Run> runs) {
    auto same = [](const Run& a, const Run& b) { return a.formula == b.formula; };
    runs.erase(std::unique(runs.begin(), runs.end(), same), runs.end());
    if (runs.size() == 1)
        return runs.front().formula;
    Branch branch{variable, std::move(runs)};
    auto [place, fresh] = index_.try_emplace(branch, static_cast<Formula>(branches_.size()));
    if (fresh)
        branches_.push_back(std::move(branch));
    return place->second;
}

/// That the variable has this value.
Diagram::Formula Diagram::test(uint32_t variable, uint32_t value) {
    std::vector<Run> runs;
    if (value > 0)
        runs.push_back({0, no});
    runs.push_back({value, yes});
    if (value + 1 < variables_[variable].size)
        runs.push_back({value + 1, no});
    return make(variable, std::move(runs));
}

Diagram::Formula Diagram::child(Formula formula, uint32_t value) const {
    if (formula <= yes)
        return formula;
    const std::vector<Run>& runs = branches_[formula].runs;
    auto after = [](uint32_t wanted, const Run& run) { return wanted < run.first; };
    return std::prev(std::upper_bound(runs.begin(), runs.end(), value, after))->formula;
}

Diagram::Formula Diagram::apply(Formula a, Formula b) {
    if (a == no || b == no)
        return no;
    if (a == yes || a == b)
        return b;
    if (b == yes)
        return a;
    if (a > b)
        std::swap(a, b);
    if (auto found = memo_.find({a, b}); found != memo_.end())
        return found->second;
    uint64_t first = rankOf(a);
    uint64_t second = rankOf(b);
    uint32_t top = branches_[first <= second ? a : b].variable;
    // Copies: what is below may make branches.
    std::vector<Run> left = first <= second ? branches_[a].runs : std::vector<Run>{{0, a}};
    std::vector<Run> right = second <= first ? branches_[b].runs : std::vector<Run>{{0, b}};
    if (!spend(1 + (left.size() + right.size()) / 8))
        return no;
    std::vector<Run> runs;
    for (size_t i = 0, j = 0; i < left.size() && j < right.size();) {
        uint32_t leftEnd = i + 1 < left.size() ? left[i + 1].first : open;
        uint32_t rightEnd = j + 1 < right.size() ? right[j + 1].first : open;
        runs.push_back({std::max(left[i].first, right[j].first), apply(left[i].formula, right[j].formula)});
        i += leftEnd <= rightEnd ? 1 : 0;
        j += rightEnd <= leftEnd ? 1 : 0;
    }
    Formula result = make(top, std::move(runs));
    if (left_ == 0)
        return no;
    if (memo_.size() > longestMemo)
        memo_.clear();
    memo_.emplace(std::pair{a, b}, result);
    return result;
}

Diagram::Formula Diagram::flip(Formula a) {
    if (a <= yes)
        return a == yes ? no : yes;
    if (auto found = flipped_.find(a); found != flipped_.end())
        return found->second;
    Branch branch = branches_[a];
    if (!spend(1 + branch.runs.size() / 8))
        return no;
    for (Run& run : branch.runs)
        run.formula = flip(run.formula);
    Formula result = make(branch.variable, std::move(branch.runs));
    if (left_ == 0)
        return no;
    flipped_.emplace(a, result);
    flipped_.emplace(result, a);
    return result;
}

std::optional<Diagram::Formula> Diagram::both(Formula a, Formula b) {
    begin();
    return ended(apply(a, b));
}

std::optional<Diagram::Formula> Diagram::negate(Formula a) {
    begin();
    return ended(flip(a));
}

std::optional<bool> Diagram::meet(Formula a, Formula b) {
    std::optional<Formula> common = both(a, b);
    return common ? std::optional(*common != no) : std::nullopt;
}

std::optional<bool> Diagram::implies(Formula a, Formula b) {
    std::optional<Formula> outside = negate(b);
    std::optional<bool> meets = outside ? meet(a, *outside) : std::nullopt;
    return meets ? std::optional(!*meets) : std::nullopt;
}

/// A new variable stands right below its neighbour, where it has one, else below all: what a guard looks at together
/// stands together, whichever of it was met before.
uint32_t Diagram::variable(Subjects& subjects, NodeRef subject, uint32_t size, uint32_t neighbour) {
    auto [place, fresh] = subjects.try_emplace(subject, static_cast<uint32_t>(variables_.size()));
    if (fresh) {
        uint64_t rank = rankBelow(neighbour);
        variables_.push_back({size, rank, {}});
        order_.emplace(rank, place->second);
    }
    return place->second;
}

/// A free rank between the neighbour's and the next one.
uint64_t Diagram::rankBelow(uint32_t neighbour) {
    constexpr uint64_t gap = uint64_t{1} << 32;
    auto next = neighbour == nobody ? order_.end() : order_.upper_bound(variables_[neighbour].rank);
    if (next == order_.end())
        return order_.empty() ? gap : order_.rbegin()->first + gap;
    uint64_t above = std::prev(next)->first;
    if (next->first - above > 1)
        return above + (next->first - above) / 2;
    std::map<uint64_t, uint32_t> spread;
    for (auto [rank, number] : order_)
        spread.emplace_hint(spread.end(), (spread.size() + 1) * gap, number);
    order_ = std::move(spread);
    for (auto [rank, number] : order_)
        variables_[number].rank = rank;
    return rankBelow(neighbour);
}

uint32_t Diagram::lowest(const std::vector<uint32_t>& variables) const {
    auto isAbove = [this](uint32_t a, uint32_t b) { return variables_[a].rank < variables_[b].rank; };
    auto found = std::max_element(variables.begin(), variables.end(), isAbove);
    return found != variables.end() ? *found : nobody;
}

Diagram::Formula Diagram::truth(NodeRef atom, uint32_t neighbour) {
    return test(variable(truths_, atom, 2, neighbour), 1);
}

/// A test with what it can't hold without, as a part of it: where that fails, so does the test.
Diagram::Formula Diagram::withDemand(NodeRef atom, uint32_t neighbour) {
    Formula own = truth(atom, neighbour);
    NodeRef demand = demandOf(program_, nodes_, atom);
    return demand != nullptr ? both(own, built(demand, lowest(support(own)))).value_or(own) : own;
}

/// `value == constant`: of an enum one of its cases, else one of constants without end.
Diagram::Formula Diagram::comparison(NodeRef atom, uint32_t neighbour) {
    NodeRef subject = atom->args[0];
    NodeRef constant = atom->args[1];
    bool place = subject->kind == NodeKind::Ref || subject->kind == NodeKind::Default;
    const core::Type* type = place ? &program_.types[subject->type] : nullptr;
    if (type != nullptr && type->kind == TypeKind::Enum && constant->kind == NodeKind::String) {
        uint32_t number = variable(subjects_, subject, static_cast<uint32_t>(type->cases.size()), neighbour);
        for (uint32_t i = 0; i < type->cases.size(); ++i)
            if (type->cases[i].key == constant->text)
                return type->cases.size() == 1 ? yes : test(number, i);
        return no;
    }
    uint32_t number = variable(subjects_, subject, open, neighbour);
    Variable& known = variables_[number];
    auto [value, fresh] = known.constants.try_emplace(constant, static_cast<uint32_t>(known.constants.size()));
    return test(number, value->second);
}

Diagram::Formula Diagram::of(NodeRef guard, Formula context) {
    auto found = known_.find(guard);
    return found != known_.end() ? found->second : built(guard, lowest(support(context)));
}

/// New variables stand below the neighbour.
Diagram::Formula Diagram::built(NodeRef guard, uint32_t neighbour) {
    if (guard->kind == NodeKind::Bool)
        return guard->boolean ? yes : no;
    if (auto found = known_.find(guard); found != known_.end())
        return found->second;
    Formula result = no;
    if (guard->kind == NodeKind::Shared) {
        bool isWide = atoms(guard->args[0]).size() > widestShared;
        result = isWide ? truth(guard, neighbour) : built(guard->args[0], neighbour);
    } else if (isPrim(guard, Op::Not) || isPrim(guard, Op::And) || isPrim(guard, Op::Or)) {
        result = connective(guard, neighbour);
    } else if (guard->kind == NodeKind::TagIs) {
        auto size = static_cast<uint32_t>(program_.types[guard->args[0]->type].cases.size());
        result = size == 1 ? yes : test(variable(subjects_, guard->args[0], size, neighbour), guard->index);
    } else if (isPrim(guard, Op::Eq) && guard->args[1]->isConst()) {
        result = comparison(guard, neighbour);
    } else {
        result = withDemand(guard, neighbour);
    }
    known_.emplace(guard, result);
    return result;
}

Diagram::Formula Diagram::connective(NodeRef guard, uint32_t neighbour) {
    if (guard->op == Op::Not) {
        std::optional<Formula> result = negate(built(guard->args[0], neighbour));
        return result ? *result : truth(guard, neighbour);
    }
    bool conjunction = guard->op == Op::And;
    std::vector<Formula> parts;
    for (NodeRef part : guard->args) {
        parts.push_back(built(part, neighbour));
        if (uint32_t last = lowest(atoms(part)); last != nobody)
            neighbour = last;
    }
    // The last first: its variables mostly stand below those of the others, so that each step is short.
    std::optional<Formula> result = yes; // of a disjunction: that none holds
    for (size_t i = parts.size(); i-- > 0;) {
        std::optional<Formula> formula = conjunction ? std::optional(parts[i]) : negate(parts[i]);
        result = formula ? both(*formula, *result) : std::nullopt;
        if (!result)
            return truth(guard, neighbour);
    }
    if (!conjunction)
        result = negate(*result);
    return result ? *result : truth(guard, neighbour);
}

Diagram::Formula Diagram::contextOf(NodeRef guard) {
    if (!isPrim(guard, Op::And))
        return of(guard);
    if (auto found = contexts_.find(guard); found != contexts_.end())
        return found->second;
    Formula result = yes;
    for (NodeRef part : guard->args)
        result = both(result, of(part, result)).value_or(result);
    contexts_.emplace(guard, result);
    return result;
}

/// Variables that alone are looked at.
struct Diagram::Projection {
    const std::vector<uint32_t>& variables; ///< in order of their numbers
    uint64_t lowest;                        ///< rank
    std::unordered_map<Formula, Formula> done;
};

Diagram::Formula Diagram::about(Formula context, const std::vector<uint32_t>& variables) {
    if (context <= yes)
        return context;
    const std::vector<uint32_t>& all = support(context);
    if (std::includes(variables.begin(), variables.end(), all.begin(), all.end()))
        return context;
    begin();
    Projection projection{variables, 0, {}};
    for (uint32_t variable : variables)
        projection.lowest = std::max(projection.lowest, variables_[variable].rank);
    return ended(withoutOthers(context, projection)).value_or(context);
}

/// True for the values of the variables for which some values of the others make the formula true.
Diagram::Formula Diagram::withoutOthers(Formula formula, Projection& projection) {
    if (formula <= yes || projection.lowest < rankOf(formula))
        return formula == no ? no : yes;
    if (auto known = projection.done.find(formula); known != projection.done.end())
        return known->second;
    Branch branch = branches_[formula];
    if (!spend(1 + branch.runs.size() / 8))
        return no;
    for (Run& run : branch.runs)
        run.formula = withoutOthers(run.formula, projection);
    Formula result = no;
    if (std::binary_search(projection.variables.begin(), projection.variables.end(), branch.variable)) {
        result = make(branch.variable, std::move(branch.runs));
    } else {
        Formula none = yes;
        for (const Run& run : branch.runs)
            none = apply(none, flip(run.formula));
        result = flip(none);
    }
    if (left_ == 0)
        return no;
    projection.done.emplace(formula, result);
    return result;
}

std::optional<Diagram::Formula> Diagram::known(NodeRef guard) const {
    auto found = known_.find(guard);
    return found != known_.end() ? std::optional(found->second) : std::nullopt;
}

std::vector<uint32_t> Diagram::variables(NodeRef guard) {
    const std::vector<uint32_t>& all = atoms(guard);
    std::optional<Formula> formula = known(guard);
    if (!formula)
        return all;
    std::vector<uint32_t> both;
    const std::vector<uint32_t>& own = support(*formula);
    std::set_union(all.begin(), all.end(), own.begin(), own.end(), std::back_inserter(both));
    return both;
}

/// The variables of the guard's atoms, in order. Of a connective no formula is made for that.
const std::vector<uint32_t>& Diagram::atoms(NodeRef guard) {
    if (!isPrim(guard, Op::Not) && !isPrim(guard, Op::And) && !isPrim(guard, Op::Or))
        return support(of(guard));
    if (auto known = atoms_.find(guard); known != atoms_.end())
        return known->second;
    std::vector<uint32_t> all;
    for (NodeRef part : guard->args) {
        const std::vector<uint32_t>& more = atoms(part);
        all.insert(all.end(), more.begin(), more.end());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return atoms_.emplace(guard, std::move(all)).first->second;
}

const std::vector<uint32_t>& Diagram::support(Formula formula) {
    auto known = supports_.find(formula);
    if (known != supports_.end())
        return known->second;
    std::unordered_map<Formula, bool> seen;
    std::vector<Formula> open{formula};
    std::vector<uint32_t> variables;
    while (!open.empty()) {
        Formula next = open.back();
        open.pop_back();
        if (next <= yes || !seen.try_emplace(next, true).second)
            continue;
        const Branch& branch = branches_[next];
        variables.push_back(branch.variable);
        for (const Run& run : branch.runs)
            open.push_back(run.formula);
    }
    std::sort(variables.begin(), variables.end());
    variables.erase(std::unique(variables.begin(), variables.end()), variables.end());
    return supports_.emplace(formula, std::move(variables)).first->second;
}

std::vector<bool> Diagram::allowedCases(NodeRef variant, Formula formula) {
    size_t size = program_.types[variant->type].cases.size();
    uint32_t wanted = variable(subjects_, variant, static_cast<uint32_t>(size), nobody);
    std::vector<bool> allowed(size, false);
    std::unordered_map<Formula, bool> seen;
    std::vector<Formula> open{formula};
    while (!open.empty()) {
        Formula next = open.back();
        open.pop_back();
        if (next == no || !seen.try_emplace(next, true).second)
            continue;
        if (next == yes || rankOf(next) > variables_[wanted].rank)
            return std::vector<bool>(size, true);
        const Branch& branch = branches_[next];
        if (branch.variable == wanted) {
            for (uint32_t value = 0; value < size; ++value)
                allowed[value] = allowed[value] || child(next, value) != no;
            continue;
        }
        for (const Run& run : branch.runs)
            open.push_back(run.formula);
    }
    return allowed;
}

} // namespace stackc::eval
