#pragma once
// One evaluation of a program: what all parts of it share. Three layers, each of which sees those before it: values
// (functions of an Evaluation), expressions (an Evaluator), statements. See docs/internals/evaluator.md.

#include "eval/checks.h"
#include "eval/decisions.h"
#include "eval/eval.h"
#include "eval/guards.h"
#include "eval/intervals.h"
#include "eval/limits.h"
#include "eval/place.h"
#include "eval/trace.h"
#include "support/meanwhile.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace stackc::eval {

using core::ExprId;
using core::VarId;
using ir::Entry;
using ir::NodeRef;
using ir::unshared;

/// `if guard then value else rest`, which a choice is.
struct Told {
    NodeRef guard;
    NodeRef value;
    NodeRef rest;
};

/// What was found out of nodes and types, which doesn't change.
struct Memo {
    explicit Memo(const core::Program& program) : intervals(program) {}

    std::unordered_map<uint32_t, NodeRef> constants;              ///< what literals of scalars are, by the expression
    std::unordered_map<NodeRef, std::vector<Entry>> alternatives; ///< choose.cpp
    std::unordered_map<NodeRef, Told> told;                       ///< of choices, as they were made: choose.cpp
    std::unordered_map<const core::Type*, std::unordered_map<std::string_view, const core::Field*>> fields;
    std::unordered_map<NodeRef, std::unordered_map<std::string_view, const Entry*>> entries; ///< of large records
    std::unordered_map<NodeRef, NodeRef> presets;                                            ///< of places in elements
    std::map<std::pair<core::Op, std::vector<NodeRef>>, NodeRef> armTests;                   ///< null: not decided
    std::unordered_map<uint32_t, bool>
        askedLists;                      ///< do lists stand in an expression whose keys are asked: list_keys.cpp
    std::set<const ir::Loop*> unordered; ///< loops over maps that are spread, of which no template knows the order
    Intervals intervals;
    /// Literals that read no variable and make no check or diagnostic, by what else shapes them: expression, context,
    /// depth of loops. A type's default stands in many places, and twice in those of other types.
    std::map<std::tuple<uint32_t, NodeRef, uint32_t>, NodeRef> closedLiterals;
};

/// How much was done so far.
struct Budget {
    size_t spent = 0;
    bool stopped = false; ///< nothing more is evaluated
};

class Evaluation {
public:
    Evaluation(const core::Program& program, ir::NodeTable& nodes, const Known* known, diag::Sink& sink);
    virtual ~Evaluation() = default;
    Evaluation(const Evaluation&) = delete;
    Evaluation& operator=(const Evaluation&) = delete;

    /// The value of an expression, where we are. All that takes values apart and puts them together depends on
    /// evaluating expressions by this alone.
    virtual NodeRef evaluate(ExprId id) = 0;

    const core::Type& typeOf(core::TypeId id) const { return program.types[id]; }
    const core::Type& typeOf(NodeRef ref) const { return program.types[ref->type]; }
    /// Is it a type of Kubernetes of that shape?
    bool hasShape(core::TypeId id, kube::Shape shape) const {
        const core::Type& type = typeOf(id);
        return type.kind == core::TypeKind::Native && program.types.natives().shape(type.native) == shape;
    }
    NodeRef yes() const { return nodes.boolean(true); }
    NodeRef no() const { return nodes.boolean(false); }
    /// The guard as far as it isn't known where we are.
    NodeRef simplify(NodeRef guard) { return guards.simplify(guard, place.context()); }

    template <typename... Args>
    diag::Report report(diag::CodeOf<const Args&...> code, core::Span span, const Args&... args) {
        return trace.report(code, span, args...);
    }
    /// E4003 at the expression; gives none.
    NodeRef unsupported(const core::Expr& expr, std::string_view what);
    /// Reports that a limit is met; gives none. Nothing more is evaluated then: what would follow is no news.
    NodeRef stop(diag::CheckedCode<const size_t&> code, size_t most);
    /// Adds checks that aren't there already.
    void addCheck(ir::Check check);
    void addChecks(const std::vector<ir::Check>& checks);
    /// Counts steps; false once they are too many.
    bool spend(size_t steps);

    const core::Program& program;
    ir::NodeTable& nodes;
    const Known* known; ///< null: a chart is made
    Guards guards;
    Trace trace;
    Place place;
    Budget budget;
    Checks checks;
    Decisions decisions;
    std::vector<NodeRef> vars; ///< what each variable is bound to; null: nothing yet
    bool isUnmet = false;      ///< ir::Package::isUnmet
    size_t openReads = 0;      ///< variables read, services asked for and checks made
    Memo memo;

private:
    const std::string* textOf(core::VarId var) const;
};

/// Adds guards to what holds, for its lifetime.
class Under {
public:
    explicit Under(Evaluation& in) : in_(in), context_(in.place.context_, in.place.context_) {}
    Under(Evaluation& in, NodeRef guard) : Under(in) { also(guard); }

    /// Conditions are compared with all that hold around them, so what is under many counts for as many.
    void also(NodeRef guard) {
        in_.place.context_ = in_.guards.both(in_.place.context_, guard);
        const ir::Node& holds = *in_.place.context_;
        const bool isAnd = holds.kind == ir::NodeKind::Prim && holds.op == core::Op::And;
        in_.spend(holds.late ? limit::underSteps * (isAnd ? holds.args.size() : 1) : 0);
    }

private:
    Evaluation& in_;
    Meanwhile<NodeRef> context_;
};

/// Is inside a loop for its lifetime.
class Around {
public:
    Around(Evaluation& in, const ir::Loop* loop)
        : depth_(in.place.depth_, std::max(in.place.depth_, loop->depth) + 1),
          round_(in.place.rounds_, {in.place.context_, loop}) {}

private:
    Meanwhile<uint32_t> depth_;
    Pushed<Place::Round> round_;
};

/// A value that is used in several places, with the checks that making it made and the ways that it went, which each of
/// its uses needs.
struct Standalone {
    NodeRef value = nullptr;
    std::vector<ir::Check> checks;
    Ways ways;
};

/// Evaluates what is used in several places.
template <typename Evaluate> Standalone apart(Evaluation& in, const Evaluate& evaluate) {
    Standalone made;
    auto all = [&] {
        auto [value, ways] = in.decisions.apart(in.trace.author(), evaluate);
        made.ways = std::move(ways);
        return value;
    };
    std::tie(made.value, made.checks) = in.checks.apart(all);
    return made;
}

/// Evaluates what stands for itself wherever it is used, whatever holds there: as outside of all guards and loops.
template <typename Evaluate> Standalone byItself(Evaluation& in, const Evaluate& evaluate) {
    const Meanwhile outside(in.place, Place(in.yes(), in.place.depth()));
    return apart(in, evaluate);
}
/// Adds the checks and ways of what stands for itself, where we are.
void repeatStandalone(Evaluation& in, const Standalone& made);

} // namespace stackc::eval
