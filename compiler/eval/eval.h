#pragma once
// The evaluator and partial evaluator over core: one program, run with all inputs known (manifests) or with none
// (charts).

#include "core/program.h"
#include "diag/sink.h"
#include "ir/node.h"
#include "ir/package.h"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace stackc::eval {

/// Everything a stack is a function of.
struct Known {
    ir::NodeRef values = nullptr; ///< a constant of the program's values type, as values::decode gives it
    std::string releaseName;
    std::string releaseNamespace;
    std::string releaseService;
    std::string kubeVersion;       ///< "1.29" or "v1.29.3"
    std::vector<std::string> apis; ///< "monitoring.coreos.com/v1"
};

/// What a way depends on.
enum class Fork : uint8_t {
    Condition,  ///< 0: it doesn't hold, 1: it does
    Optional,   ///< 0: nothing, 1: something; also what is left out where it is empty
    Case,       ///< the case's index, or `otherCase`
    Collection, ///< the number of its elements, or `several`
    Bound, ///< of whole numbers that are compared, the left one; 0: one below the right one, 1: equal, 2: one above
    Check, ///< 0: the release is refused, 1: it is not
};
constexpr uint32_t otherCase = 0xffffffff;
constexpr uint32_t several = 2;

/// One of the ways that a program can go at an expression.
struct Way {
    Fork fork = Fork::Condition;
    core::ExprId subject; ///< the value of which decides
    uint32_t arm = 0;
    core::Span author; ///< what led there, where the subject is the library's
    auto operator<=>(const Way&) const = default;
};
using Ways = std::set<Way>;

/// The resources and checks of a stack. With `known` all is constant: unmet checks are reported as errors (E4001) and
/// resources whose guards do not hold are left out. Without, the package is late and in normal form: guards are
/// simplified under those around them, and the alternatives of a Choice are tested in order, the last one's guard being
/// true. What has no residual form is reported at the expression. Nodes belong to `nodes`, the package refers to
/// `program`. `ways`, if asked for, are those that the program went, or, without `known`, those between which the
/// values decide.
ir::Package evaluate(const core::Program& program, ir::NodeTable& nodes, const Known* known, diag::Sink& sink,
                     Ways* ways = nullptr);

/// A static expression: a default, an environment's values. Reports E4002 and gives none if it is not constant.
ir::NodeRef evaluateConstant(const core::Program& program, ir::NodeTable& nodes, core::ExprId expr, diag::Sink& sink);

} // namespace stackc::eval
