#pragma once
// Decision diagrams over late truths and late choices. A truth is a variable of two values; a variant, or a value that
// is compared with constants, is one variable with a value for each case or constant. Diagrams are reduced and shared:
// equal formulas are equal numbers. An operation that would grow too large is given up, the same way in every run.

#include "core/program.h"
#include "ir/node.h"

#include <cstdint>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace stackc::eval {

class Diagram {
public:
    using Formula = uint32_t;
    static constexpr Formula no = 0;
    static constexpr Formula yes = 1;

    Diagram(const core::Program& program, ir::NodeTable& nodes) : program_(program), nodes_(nodes) {
        branches_.resize(2);
    }

    /// What is asked from here on is one question: once a few of its operations were given up, all others are at once.
    void ask() { attempts_ = attemptsPerQuestion; }

    /// The formula of a guard. One that can't be built is a truth of its own, of which nothing is known. What it looks
    /// at for the first time stands below the variables of the context, so that what is asked together stands together.
    Formula of(ir::NodeRef guard, Formula context = yes);
    /// The formula of a guard, if it was asked for.
    std::optional<Formula> known(ir::NodeRef guard) const;
    /// What is known where the guard holds: at least the formula, without the parts that would make it too large.
    Formula contextOf(ir::NodeRef guard);

    std::optional<Formula> both(Formula a, Formula b);
    std::optional<Formula> negate(Formula a);
    /// Can both hold? Null: too hard to tell.
    std::optional<bool> meet(Formula a, Formula b);
    /// Does `b` hold wherever `a` does? Null: too hard to tell.
    std::optional<bool> implies(Formula a, Formula b);

    /// What the context says of these variables alone, of whatever others it looks at; the context, if that is too
    /// hard to tell.
    Formula about(Formula context, const std::vector<uint32_t>& variables);
    /// The variables of the guard's atoms, in order, and of its formula, if that was asked for.
    std::vector<uint32_t> variables(ir::NodeRef guard);

    /// The variables that the formula looks at, in order.
    const std::vector<uint32_t>& support(Formula formula);
    /// For a variant: which of its cases the formula allows.
    std::vector<bool> allowedCases(ir::NodeRef variant, Formula formula);
    /// For a formula that looks at the variant alone: its truth for that case.
    bool holdsFor(Formula formula, uint32_t caseIndex) const { return child(formula, caseIndex) == yes; }

private:
    static constexpr uint32_t open = UINT32_MAX; ///< size of a domain without end
    /// The values from this one to before the next run's.
    struct Run {
        uint32_t first = 0;
        Formula formula = no;
        bool operator==(const Run&) const = default;
    };
    /// Every value of the variable is in a run: the first begins at 0, neighbours differ. So a `match` over the cases
    /// in their order, each but for those before, is as large as it is long.
    struct Branch {
        uint32_t variable = UINT32_MAX;
        std::vector<Run> runs;
        bool operator==(const Branch&) const = default;
    };
    struct BranchHash {
        size_t operator()(const Branch& branch) const;
    };
    struct Variable {
        uint32_t size = open;
        uint64_t rank = 0;                                   ///< branches over variables of lower ranks stand above
        std::unordered_map<ir::NodeRef, uint32_t> constants; ///< of a value that is compared
    };
    struct PairHash {
        size_t operator()(std::pair<Formula, Formula> pair) const {
            return (size_t{pair.first} << 32 | pair.second) * 0x9e3779b97f4a7c15ULL;
        }
    };

    Formula make(uint32_t variable, std::vector<Run> runs);
    Formula child(Formula formula, uint32_t value) const;
    Formula test(uint32_t variable, uint32_t value);
    static constexpr uint32_t nobody = UINT32_MAX; ///< in place of a variable's number: there is none
    Formula built(ir::NodeRef guard, uint32_t neighbour);
    Formula truth(ir::NodeRef atom, uint32_t neighbour);
    Formula withDemand(ir::NodeRef atom, uint32_t neighbour);
    Formula comparison(ir::NodeRef atom, uint32_t neighbour);
    Formula connective(ir::NodeRef guard, uint32_t neighbour);
    using Subjects = std::unordered_map<ir::NodeRef, uint32_t>;
    uint32_t variable(Subjects& subjects, ir::NodeRef subject, uint32_t size, uint32_t neighbour);
    uint64_t rankBelow(uint32_t neighbour);
    uint32_t lowest(const std::vector<uint32_t>& variables) const;
    uint64_t rankOf(Formula formula) const { return variables_[branches_[formula].variable].rank; }
    Formula apply(Formula a, Formula b);
    Formula flip(Formula a);
    const std::vector<uint32_t>& atoms(ir::NodeRef guard);
    struct Projection;
    Formula withoutOthers(Formula formula, Projection& projection);
    bool spend(size_t steps);
    void begin() { left_ = attempts_ > 0 ? allowed() : 0; }
    size_t allowed() const;
    std::optional<Formula> ended(Formula result);

    /// Steps of one operation, and of all: far beyond what programs need that people write.
    static constexpr size_t perOperation = 10'000;
    static constexpr size_t inAll = 10'000'000;
    static constexpr size_t patience = 50'000; ///< steps for nothing, after which operations may take half as many
    static constexpr size_t attemptsPerQuestion = 4;
    static constexpr size_t longestMemo = 2'000'000;
    /// Variables of a named template up to which it is looked into: what is built of large ones doesn't repeat them,
    /// and in whatever order they come, a diagram of these is small.
    static constexpr size_t widestShared = 24;

    const core::Program& program_;
    ir::NodeTable& nodes_;
    std::vector<Branch> branches_;
    std::unordered_map<Branch, Formula, BranchHash> index_;
    std::unordered_map<std::pair<Formula, Formula>, Formula, PairHash> memo_;
    std::unordered_map<Formula, Formula> flipped_;
    std::unordered_map<ir::NodeRef, Formula> known_;
    std::unordered_map<ir::NodeRef, Formula> contexts_;
    Subjects truths_;   ///< whose guard is the truth
    Subjects subjects_; ///< which is told apart by case or constant
    std::unordered_map<Formula, std::vector<uint32_t>> supports_;
    std::unordered_map<ir::NodeRef, std::vector<uint32_t>> atoms_; ///< of connectives
    std::vector<Variable> variables_;
    std::map<uint64_t, uint32_t> order_; ///< the variables by rank
    size_t left_ = 0;                    ///< of this operation; 0: given up
    size_t attempts_ = 0;                ///< how many more operations of this question may be given up
    size_t spent_ = 0;
    size_t wasted_ = 0; ///< of operations that were given up
};

} // namespace stackc::eval
