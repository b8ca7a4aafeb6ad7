#include "driver/diff.h"

#include "diag/working_on.h"
#include "driver/console.h"
#include "driver/diagnostics.h"
#include "eval/eval.h"
#include "session/git_tree.h"
#include "session/state.h"

#include <filesystem>
#include <memory>
#include <optional>

namespace stackc::driver {

namespace {

constexpr std::string_view gitPrefix = "git:";

bool isRevision(const std::string& side) { return side.starts_with(gitPrefix); }

/// A side of the comparison.
struct Side {
    std::string shown;                                 ///< as the user calls it
    std::string path;                                  ///< of a source, or of the folder of a former build
    std::optional<std::string> revision;               ///< of git; none: what is there now
    std::unique_ptr<session::Compilation> compilation; ///< of a source
    compare::State state;
};

/// The first colon, outside of braces as in `HEAD@{10:00}`; the text's end if there is none.
size_t endOfRevision(const std::string& text) {
    size_t depth = 0;
    for (size_t i = 0; i < text.size(); ++i) {
        depth += text[i] == '{' ? 1 : 0;
        depth -= text[i] == '}' && depth > 0 ? 1 : 0;
        if (text[i] == ':' && depth == 0)
            return i;
    }
    return text.size();
}

/// `git:REV`, `git:REV:PATH` or a path. A revision without a path is that of the other side's source.
Side sideOf(const std::string& argument, const std::string& other) {
    Side side;
    side.shown = argument;
    if (!isRevision(argument)) {
        side.path = argument;
        return side;
    }
    std::string rest = argument.substr(gitPrefix.size());
    size_t colon = endOfRevision(rest);
    side.revision = rest.substr(0, colon);
    side.path = colon < rest.size() ? rest.substr(colon + 1) : !isRevision(other) ? other : ".";
    return side;
}

int read(Side& side, const Options& options) {
    diag::WorkingOn place(side.shown);
    if (!side.revision && session::isFormerBuild(side.path)) {
        auto state = session::formerState(side.path);
        if (!state)
            return tellFault(state.error());
        side.state = std::move(*state);
        return Exit::ok;
    }
    auto files = std::make_shared<session::Files>();
    if (side.revision) {
        auto tree = session::GitTree::of(side.path, *side.revision);
        if (!tree)
            return tellFault(tree.error());
        files = std::make_shared<session::Files>(*tree);
    }
    session::Compiled compiled = session::compile(side.path, files);
    if (!compiled)
        return tellFault(!side.revision ? compiled.error() : side.shown + ": " + compiled.error());
    side.compilation = std::move(*compiled);
    diag::Sink& sink = side.compilation->sink;
    if (!sink.hasErrors())
        side.state = session::stateOf(*side.compilation, options.request.inputs);
    bool isNow = !side.revision;
    if (sink.hasErrors() && !isNow)
        complain("stackc: what follows is said of {}\n", side.shown);
    if (sink.hasErrors() || isNow) // what was warned of once is past
        (sink.hasErrors() ? tell : tellBeside)(options.diagnostics, side.compilation->sources, sink);
    return sink.hasErrors() ? Exit::sourceErrors : Exit::ok;
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

bool isMet(FailOn failOn, const compare::Difference& difference) {
    switch (failOn) {
    case FailOn::Nothing:
        return false;
    case FailOn::Any:
        return !difference.isEmpty();
    case FailOn::Replaced:
        break;
    }
    return difference.effect() >= compare::Effect::Replaced;
}

} // namespace

int diff(const Options& options) {
    const std::vector<std::string>& given = options.diff.sides;
    bool isOne = given.size() == 1;
    std::string first = isOne && !isRevision(given[0]) ? std::string(gitPrefix) + "HEAD" : given[0];
    std::string second = !isOne ? given[1] : isRevision(given[0]) ? "." : given[0];
    Side before = sideOf(first, second), after = sideOf(second, first);
    for (Side* side : {&before, &after})
        if (int exit = read(*side, options); exit != Exit::ok)
            return exit;
    const Side& typed = after.compilation != nullptr ? after : before;
    const kube::Library& library = typed.compilation != nullptr ? typed.compilation->library : kube::Library::builtin();
    compare::Difference difference = compare::difference(before.state, after.state, library);
    if (before.compilation != nullptr && after.compilation != nullptr) {
        session::Compilation &old = *before.compilation, &fresh = *after.compilation;
        difference.late = compare::lateChanges(eval::evaluate(old.program, old.nodes, nullptr, old.sink),
                                               eval::evaluate(fresh.program, fresh.nodes, nullptr, fresh.sink));
    }
    put(rendered(difference, after, options.diff.format));
    return isMet(options.diff.failOn, difference) ? Exit::sourceErrors : Exit::ok;
}

} // namespace stackc::driver
