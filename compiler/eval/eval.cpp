#include "eval/eval.h"

#include "diag/fault.h"
#include "eval/evaluator.h"
#include "eval/kept_texts.h"
#include "eval/normalize.h"
#include "eval/statements.h"
#include "ir/verify.h"

namespace stackc::eval {

namespace {

/// In builds with assertions: what broke an invariant is our fault, whatever the program says.
void verify([[maybe_unused]] const ir::Package& package, [[maybe_unused]] ir::Form form,
            [[maybe_unused]] const diag::Sink& sink) {
#ifndef NDEBUG
    if (sink.hasErrors())
        return;
    std::vector<ir::Violation> violations = ir::verify(package, form);
    if (!violations.empty())
        throw diag::Fault(violations[0].what, violations[0].span);
#endif
}

} // namespace

ir::Package evaluate(const core::Program& program, ir::NodeTable& nodes, const Known* known, diag::Sink& sink,
                     Ways* ways) {
    Evaluator evaluator(program, nodes, known, sink);
    if (ways != nullptr)
        evaluator.decisions.keep();
    ir::Package package;
    package.program = &program;
    Statements statements(evaluator);
    statements.checkValues();
    // A violated rule of the values makes what follows from them meaningless.
    if (known != nullptr && sink.hasErrors()) {
        if (ways != nullptr)
            *ways = evaluator.decisions.take();
        return package;
    }
    statements.run(program.statements);
    statements.checkWhole();
    if (program.chart.notes.valid())
        package.notes = evaluator.evaluate(program.chart.notes);
    if (ways != nullptr)
        *ways = evaluator.decisions.take();
    package.documents = statements.take();
    package.checks = evaluator.checks.take();
    package.uses = std::move(evaluator.uses);
    package.isUnmet = evaluator.isUnmet;
    checkKeptTexts(package, evaluator.guards, sink);
    verify(package, ir::Form::Evaluated, sink);
    normalize(package, nodes, evaluator.guards);
    verify(package, ir::Form::Normal, sink);
    return package;
}

ir::NodeRef evaluateConstant(const core::Program& program, ir::NodeTable& nodes, core::ExprId expr, diag::Sink& sink) {
    ir::NodeRef node = Evaluator(program, nodes, nullptr, sink).evaluate(expr);
    if (node->isConst())
        return node;
    sink.report(diag::Code::E4002, program[expr].span);
    return nodes.none();
}

} // namespace stackc::eval
