#include "driver/sides.h"

#include "diag/working_on.h"
#include "driver/console.h"
#include "driver/diagnostics.h"
#include "session/git_tree.h"
#include "session/state.h"

#include <filesystem>

namespace stackc::driver {

namespace {

constexpr std::string_view gitPrefix = "git:";

bool isRevision(const std::string& side) { return side.starts_with(gitPrefix); }

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

/// Git itself reads paths behind a revision from the root of the repository.
std::string hintOf(const Side& side) {
    bool isSaid = side.shown.ends_with(":" + side.path) && std::filesystem::path(side.path).is_relative();
    return isSaid ? "; a path behind `git:REV:` is read from the current folder" : "";
}

} // namespace

bool Side::isFormerBuild() const { return !revision && session::isFormerBuild(path); }

Sides sidesOf(const std::vector<std::string>& given) {
    bool isOne = given.size() == 1;
    std::string first = isOne && !isRevision(given[0]) ? std::string(gitPrefix) + "HEAD" : given[0];
    std::string second = !isOne ? given[1] : isRevision(given[0]) ? "." : given[0];
    return {sideOf(first, second), sideOf(second, first)};
}

int compileSide(Side& side, const Options& options, const std::function<void(session::Compilation&)>& more) {
    diag::WorkingOn place(side.shown);
    auto files = std::make_shared<session::Files>();
    if (side.revision) {
        auto tree = session::GitTree::of(side.path, *side.revision);
        if (!tree)
            return tellFault(tree.error());
        files = std::make_shared<session::Files>(*tree);
    }
    session::Compiled compiled = session::compile(side.path, files);
    if (!compiled)
        return tellFault(!side.revision ? compiled.error() : side.shown + ": " + compiled.error() + hintOf(side));
    side.compilation = std::move(*compiled);
    diag::Sink& sink = side.compilation->sink;
    if (!sink.hasErrors())
        more(*side.compilation);
    bool isNow = !side.revision;
    if (sink.hasErrors() && !isNow)
        complain("stackc: what follows is said of {}\n", side.shown);
    if (sink.hasErrors() || isNow) // what was warned of once is past
        (sink.hasErrors() ? tell : tellBeside)(options.diagnostics, side.compilation->sources, sink);
    return sink.hasErrors() ? Exit::sourceErrors : Exit::ok;
}

} // namespace stackc::driver
