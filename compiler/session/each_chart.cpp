#include "session/each_chart.h"

#include "eval/eval.h"
#include "inspect/unrolled.h"
#include "session/check.h"

namespace stackc::session {

namespace {

void each(Compilation& chart, const Standing& standing, const OnChart& take) {
    ir::Package package =
        inspect::unrolled(chart.nodes, eval::evaluate(chart.program, chart.nodes, nullptr, chart.sink));
    take({&package, &chart.nodes, standing.values.get(), standing.place, standing.release, standing.switches}, standing,
         chart);
    for (size_t i = 0; i < chart.parts.size(); ++i)
        each(*chart.parts[i], partOf(chart, i, standing), take);
}

} // namespace

void eachChart(Compilation& chart, const OnChart& take) { each(chart, outermost(chart), take); }

bool isReady(Compilation& compilation) {
    return !compilation.sink.hasErrors() && isSound(compilation) && compileParts(compilation);
}

} // namespace stackc::session
