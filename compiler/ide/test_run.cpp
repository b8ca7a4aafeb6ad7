#include "ide/test_run.h"

#include "testing/render.h"
#include "testing/run.h"

namespace stackc::ide {

std::optional<TestRun> runTest(Analysis& analysis, source::Span whole, const std::string& name, const Stop& abandon) {
    testing::Results results;
    bool isDone = analysis.evaluate(
        [&](session::Compilation& compilation) {
            results = testing::run(compilation, {.filter = name, .coverage = false, .update = false, .ci = false});
        },
        abandon);
    if (!isDone)
        return std::nullopt;
    std::erase_if(results.cases, [&](const testing::Result& one) {
        return one.span.file != whole.file || one.span.begin < whole.begin || whole.end < one.span.end;
    });
    bool lacksSnapshot = false;
    for (testing::Result& one : results.cases) {
        lacksSnapshot = lacksSnapshot || !one.notes.empty();
        one.notes.clear(); // they tell what was written
    }
    TestRun run{!results.cases.empty() && results.failed() == 0, testing::renderText(analysis.sources(), results)};
    if (lacksSnapshot)
        run.text += "it has no snapshot yet: `stackc test` writes it\n";
    return run;
}

} // namespace stackc::ide
