#pragma once
// Which ways a program goes when it runs: the values of its conditions, the cases that its values are, what its
// optionals hold and how many elements its collections have. Kept where somebody asks; see eval.h.

#include "core/program.h"
#include "eval/eval.h"
#include "ir/node.h"

#include <utility>
#include <vector>

namespace stackc::eval {

class Evaluation;

class Decisions {
public:
    explicit Decisions(const core::Program& program) : program_(program) {}

    /// Keeps them from now on.
    void keep() { isKept_ = true; }
    bool areKept() const { return isKept_; }

    void add(const Way& way) { ways_.insert(way); }
    /// What was kept so far, which it has no longer.
    Ways take() { return std::exchange(ways_, {}); }

    /// What `evaluate` gives, and the ways that it went, which aren't added. Those that led through the library from
    /// `author`, where we are, are nobody's.
    template <typename Evaluate> auto apart(core::Span author, const Evaluate& evaluate) {
        Ways before = std::exchange(ways_, {});
        auto value = evaluate();
        return std::pair{std::move(value), from(std::exchange(ways_, std::move(before)), author, {})};
    }
    /// Adds the ways of what was evaluated apart, and is used by `author`.
    void repeat(const Ways& ways, core::Span author) { ways_.merge(from(ways, {}, author)); }

private:
    /// With the ways of one author as another's.
    Ways from(const Ways& ways, core::Span author, core::Span other) const;

    const core::Program& program_;
    bool isKept_ = false;
    Ways ways_;
};

/// Did the author not write the subject?
bool isOfLibrary(const core::Program& program, core::ExprId subject);
/// The program goes the way `arm` where `guard` holds, or, with all inputs known, did so. In a chart, a way that is
/// always gone is none.
void went(Evaluation& in, Fork fork, core::ExprId subject, uint32_t arm, ir::NodeRef guard);
/// It goes one way where `truth` holds and another way where it doesn't.
void decided(Evaluation& in, Fork fork, core::ExprId subject, ir::NodeRef truth);
/// An arm of a `match` is for those cases of the subject, each of which it is where its test holds, or for all others,
/// which it is where the guard holds.
void matched(Evaluation& in, core::ExprId subject, const std::vector<uint32_t>& cases,
             const std::vector<ir::NodeRef>& tests, ir::NodeRef guard);
/// It compares whole numbers, of which the program knows one.
void compared(Evaluation& in, const std::vector<core::ExprId>& subjects, const std::vector<ir::NodeRef>& numbers);
/// What it makes of a list, map or optional depends on how many elements it has.
void counted(Evaluation& in, core::ExprId subject, ir::NodeRef collection);

} // namespace stackc::eval
