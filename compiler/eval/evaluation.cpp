#include "eval/evaluation.h"

#include "support/stopping.h"

namespace stackc::eval {

Evaluation::Evaluation(const core::Program& program, ir::NodeTable& nodes, const Known* known, diag::Sink& sink)
    : program(program), nodes(nodes), known(known), guards(program, nodes),
      trace(program, sink, [this](core::VarId var) { return textOf(var); }), place(nodes.boolean(true)),
      decisions(program), vars(program.vars.size(), nullptr), memo(program) {}

const std::string* Evaluation::textOf(core::VarId var) const {
    NodeRef value = vars[var.value] != nullptr ? ir::unshared(vars[var.value]) : nullptr;
    return value != nullptr && value->kind == ir::NodeKind::String ? &value->text : nullptr;
}

NodeRef Evaluation::unsupported(const core::Expr& expr, std::string_view what) {
    report(diag::Code::E4003, expr.span.valid() ? expr.span : trace.here(), what);
    return nodes.none();
}

NodeRef Evaluation::stop(diag::CheckedCode<const size_t&> code, size_t most) {
    if (!budget.stopped)
        report(code, trace.here(), most);
    budget.stopped = true;
    return nodes.none();
}

bool Evaluation::spend(size_t steps) {
    support::mayStop();
    budget.spent += steps;
    if (budget.spent > limit::steps)
        stop(diag::Code::E4031, limit::steps);
    return !budget.stopped;
}

void Evaluation::addCheck(ir::Check check) {
    ++openReads;
    checks.add(std::move(check));
}

void Evaluation::addChecks(const std::vector<ir::Check>& checks) {
    for (const ir::Check& check : checks)
        addCheck(check);
}

void repeatStandalone(Evaluation& in, const Standalone& made) {
    in.decisions.repeat(made.ways, in.trace.author());
    for (ir::Check check : made.checks) {
        std::vector<ir::Scope> around = in.place.scopes();
        check.scopes.insert(check.scopes.begin(), around.begin(), around.end());
        in.addCheck(std::move(check));
    }
}

} // namespace stackc::eval
