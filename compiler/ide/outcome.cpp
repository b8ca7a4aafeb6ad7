#include "ide/outcome.h"

#include "session/build.h"
#include "support/meanwhile.h"
#include "testing/run.h"
#include "text/yaml_stream.h"

#include <algorithm>
#include <fmt/format.h>

namespace stackc::ide {

namespace {

/// A manifest without its comments.
std::string withoutComments(std::string_view manifest) {
    std::string out;
    while (!manifest.empty()) {
        const std::size_t end = std::min(manifest.find('\n'), manifest.size() - 1) + 1;
        const bool isFirst = out.empty() && end == 1; // the rest of the line that parts it from the one before
        if (!isFirst && !manifest.starts_with('#'))
            out += manifest.substr(0, end);
        manifest.remove_prefix(end);
    }
    return out;
}

/// The manifests of a stream without its comments, sorted: the names of files and their order say nothing.
std::vector<std::string> manifestsOf(std::string_view stream) {
    std::vector<std::string> made;
    for (const std::string_view manifest : text::documentsIn(stream))
        made.push_back(withoutComments(manifest));
    std::erase(made, "");
    std::sort(made.begin(), made.end());
    return made;
}

/// Of one environment; an empty name: of the defaults.
Outcome::Release releaseOf(session::Compilation& compilation, const std::string& environment) {
    const support::Meanwhile apart(compilation.sink, diag::Sink{});
    session::Request request;
    request.target = session::Target::Manifests;
    request.inputs.skipExternal = true;
    if (!environment.empty())
        request.environments = {environment};
    return {environment, manifestsOf(session::buildStream(compilation, request))};
}

} // namespace

std::optional<Outcome> outcomeOf(Analysis& analysis, const Stop& abandon) {
    Outcome outcome;
    bool isDone = analysis.evaluate(
        [&](session::Compilation& compilation) {
            for (const core::Environment& environment : compilation.program.environments)
                outcome.releases.push_back(releaseOf(compilation, environment.name));
            outcome.releases.push_back(releaseOf(compilation, ""));
            const testing::Results results = testing::run(compilation, {});
            for (const testing::Result& one : results.cases)
                outcome.cases.push_back({one.name, one.hasPassed()});
            outcome.unusedSnapshots.insert(results.obsolete.begin(), results.obsolete.end());
        },
        abandon);
    return isDone ? std::optional(std::move(outcome)) : std::nullopt;
}

std::string difference(const Outcome& before, const Outcome& after) {
    for (std::size_t i = 0; i < std::min(before.releases.size(), after.releases.size()); ++i)
        if (before.releases[i].made != after.releases[i].made)
            return fmt::format("what comes out {} would be another thing",
                               before.releases[i].name.empty() ? "by default" : "of `" + before.releases[i].name + "`");
    for (std::size_t i = 0; i < after.cases.size(); ++i)
        if (!after.cases[i].hasPassed && (i >= before.cases.size() || before.cases[i].hasPassed))
            return fmt::format("the test \"{}\" would fail", after.cases[i].name);
    for (const std::string& file : after.unusedSnapshots)
        if (!before.unusedSnapshots.contains(file))
            return fmt::format("the snapshot {} would be of no test", file);
    return "";
}

} // namespace stackc::ide
