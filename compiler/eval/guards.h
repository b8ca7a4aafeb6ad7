#pragma once
// Guards: Bool nodes over late atoms. Building folds what is obvious; `implies` and `simplify` decide exactly over the
// atoms (by a decision diagram), knowing that a variant or an enum is one of its cases and a value equals one constant
// at most. Where the decision would be too dear they say less, but nothing wrong.

#include "ir/node.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

namespace stackc::eval {

class Diagram;

/// The operands of a conjunction or disjunction, as `op` says; another guard itself.
std::vector<ir::NodeRef> operandsOf(ir::NodeRef guard, core::Op op);

class Guards {
public:
    Guards(const core::Program& program, ir::NodeTable& nodes);
    ~Guards();

    ir::NodeRef both(ir::NodeRef a, ir::NodeRef b);
    ir::NodeRef either(ir::NodeRef a, ir::NodeRef b);
    ir::NodeRef negate(ir::NodeRef a);
    ir::NodeRef all(const std::vector<ir::NodeRef>& guards);
    ir::NodeRef any(const std::vector<ir::NodeRef>& guards);
    /// The same, with what all of them demand said once.
    ir::NodeRef anyFactored(const std::vector<ir::NodeRef>& guards);

    bool implies(ir::NodeRef context, ir::NodeRef guard);
    bool excludes(ir::NodeRef context, ir::NodeRef guard);
    /// Both, as `guard` alone where that implies the other.
    ir::NodeRef narrow(ir::NodeRef outer, ir::NodeRef guard);
    /// A guard that equals `guard` wherever `context` holds, as short as we can make it.
    ir::NodeRef simplify(ir::NodeRef guard, ir::NodeRef context);
    /// Tests of which the first that holds counts, as guards that exclude each other.
    std::vector<ir::NodeRef> exclusive(const std::vector<ir::NodeRef>& tests);

private:
    const std::unordered_set<ir::NodeRef>& partsOf(ir::NodeRef connective);
    bool saysWordForWord(ir::NodeRef context, ir::NodeRef guard);
    ir::NodeRef withoutRepeats(ir::NodeRef guard, ir::NodeRef context);
    ir::NodeRef simplifyUnder(ir::NodeRef guard, uint32_t context);
    std::optional<ir::NodeRef> decided(uint32_t formula, uint32_t context);
    ir::NodeRef shortened(ir::NodeRef guard, uint32_t context);
    ir::NodeRef simplifyList(ir::NodeRef guard, uint32_t context);
    void simplifyGroup(std::vector<ir::NodeRef>& parts, const std::vector<size_t>& group, core::Op op,
                       uint32_t context);
    static std::vector<ir::NodeRef> subjectsOf(const std::vector<ir::NodeRef>& parts);
    std::vector<ir::NodeRef> tellByOneCase(std::vector<ir::NodeRef> parts, ir::NodeRef subject, core::Op op,
                                           uint32_t context);
    ir::NodeRef joined(core::Op op, ir::NodeRef a, ir::NodeRef b);
    ir::NodeRef rejoin(core::Op op, const std::vector<ir::NodeRef>& parts);

    const core::Program& program_;
    ir::NodeTable& nodes_;
    std::unique_ptr<Diagram> diagram_;
    std::map<std::pair<ir::NodeRef, ir::NodeRef>, ir::NodeRef> simplified_;
    std::map<std::pair<ir::NodeRef, uint32_t>, ir::NodeRef> shortened_;
    ir::NodeRef partsOf_ = nullptr; ///< whose parts these are
    std::unordered_set<ir::NodeRef> parts_;
};

} // namespace stackc::eval
