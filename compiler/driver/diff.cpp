#include "driver/diff.h"

#include "diag/working_on.h"
#include "driver/console.h"
#include "driver/diagnostics.h"
#include "driver/sides.h"
#include "eval/eval.h"
#include "session/state.h"

#include <filesystem>

namespace stackc::driver {

namespace {

/// Reads what comes out of a side.
int read(Side& side, compare::State& state, const Options& options) {
    if (!side.isFormerBuild())
        return compileSide(side, options, [&](session::Compilation& source) {
            state = session::stateOf(source, options.request.inputs);
        });
    diag::WorkingOn place(side.shown);
    auto former = session::formerState(side.path);
    if (!former)
        return tellFault(former.error());
    state = std::move(*former);
    return Exit::ok;
}

std::string sarif(const compare::Difference& difference, const Side& after) {
    if (after.compilation == nullptr)
        return compare::asSarif(difference, after.path, {});
    const session::Compilation& source = *after.compilation;
    std::filesystem::path file(source.sources.path(source.program.chart.span.file));
    return compare::asSarif(difference, file.lexically_normal().string(), session::environmentLines(source));
}

std::string rendered(const compare::Difference& difference, const Side& after, DiffFormat format) {
    switch (format) {
    case DiffFormat::Text:
        break;
    case DiffFormat::Markdown:
        return compare::asMarkdown(difference);
    case DiffFormat::Json:
        return compare::asJson(difference);
    case DiffFormat::Sarif:
        return sarif(difference, after);
    }
    return compare::asText(difference);
}

/// What isn't compared may be all that the gate is for.
bool isMet(FailOn failOn, const compare::Difference& difference) {
    switch (failOn) {
    case FailOn::Nothing:
        return false;
    case FailOn::Any:
        return !difference.isEmpty() || !difference.isWhole();
    case FailOn::Replaced:
        break;
    }
    return !difference.isWhole() || difference.effect() >= compare::Effect::Replaced;
}

} // namespace

int diff(const Options& options) {
    Sides sides = sidesOf(options.diff.sides);
    Side &before = sides.before, &after = sides.after;
    compare::State was, is;
    if (int exit = read(before, was, options); exit != Exit::ok)
        return exit;
    if (int exit = read(after, is, options); exit != Exit::ok)
        return exit;
    const Side& typed = after.compilation != nullptr ? after : before;
    const kube::Library& library = typed.compilation != nullptr ? typed.compilation->library : kube::Library::builtin();
    compare::Difference difference = compare::difference(was, is, library);
    if (before.compilation != nullptr && after.compilation != nullptr) {
        session::Compilation &old = *before.compilation, &fresh = *after.compilation;
        difference.late = compare::lateChanges(eval::evaluate(old.program, old.nodes, nullptr, old.sink),
                                               eval::evaluate(fresh.program, fresh.nodes, nullptr, fresh.sink));
    }
    put(rendered(difference, after, options.diff.format));
    return isMet(options.diff.failOn, difference) ? Exit::sourceErrors : Exit::ok;
}

} // namespace stackc::driver
