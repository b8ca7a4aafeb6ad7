#include "session/check.h"

#include "diag/working_on.h"
#include "session/chart.h"
#include "session/defaults.h"
#include "session/resolve.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

namespace stackc::session {

namespace {

/// With the defaults it isn't there at all.
bool isOnlyUnderCondition(diag::Code said, diag::Code found) {
    return said == diag::Code::W5039 && (found == diag::Code::W5030 || found == diag::Code::W5031);
}

/// Is it what the defaults, or an environment, show of a fault that was said of the chart before? What was warned of
/// at a place of the chart is the same with the defaults, which only call it otherwise.
bool isSaid(const diag::Sink& before, const diag::Diagnostic& found, bool isOfDefaults) {
    auto says = [&](const diag::Diagnostic& said) {
        const bool isThere = said.span == found.span;
        if (isOfDefaults && found.severity == diag::Severity::warning && isThere)
            return said.code == found.code || isOnlyUnderCondition(said.code, found.code);
        if (said.code == found.code)
            return said.message == found.message && isThere;
        bool isAtRule = std::any_of(found.notes.begin(), found.notes.end(),
                                    [&](const diag::Note& note) { return note.span == said.span; });
        return found.code == diag::Code::E4011 && isAtRule && std::string_view(found.message).ends_with(said.message);
    };
    return std::any_of(before.diagnostics().begin(), before.diagnostics().end(), says);
}

/// One environment by itself, or the defaults. `judged`: what comes out is to be what Kubernetes takes.
void checkRelease(Compilation& compilation, const ReleaseCrds& crds, const core::Environment* environment,
                  const Inputs& inputs, bool judged = true) {
    tellOnce(compilation, environment,
             [&] { crds.of(resolve(compilation, environment, inputs, judged, Unmade::Told).charts); });
}

} // namespace

void tellOnce(Compilation& compilation, const core::Environment* environment, const std::function<void()>& made) {
    diag::Sink before = std::exchange(compilation.sink, {});
    made();
    std::swap(before, compilation.sink);
    before.takeBack(
        0, [&](const diag::Diagnostic& found) { return isSaid(compilation.sink, found, environment == nullptr); });
    compilation.sink.append(before);
}

void checkEachEnvironment(Compilation& compilation, const ReleaseCrds& crds, const Inputs& inputs) {
    for (const core::Environment& environment : compilation.program.environments)
        checkRelease(compilation, crds, &environment, inputs);
}

void checkReleases(Compilation& compilation, const ReleaseCrds& crds, const Inputs& inputs) {
    checkEachEnvironment(compilation, crds, inputs);
    checkInstalledAlone(compilation, crds);
    if (!compilation.sink.hasErrors())
        compilation.judge().finish();
}

void checkInstalledAlone(Compilation& compilation, const ReleaseCrds& crds) {
    if (compilation.sink.hasErrors() || !missingDefaults(compilation).empty())
        return;
    // Beside environments they may be no more than what these start from, but for what the chart itself refuses.
    bool judged = compilation.program.environments.empty();
    Inputs inputs;
    for (const core::Environment& environment : compilation.program.environments)
        if (inputs.release.empty())
            inputs.release = environment.release; // the chart's name may be too long for one
    checkRelease(compilation, crds, nullptr, inputs, judged);
}

bool isSound(Compilation& compilation) {
    checkIncludes(compilation);
    if (!compilation.sink.hasErrors())
        checkDefaults(compilation);
    return !compilation.sink.hasErrors();
}

void checkAll(Compilation& compilation) {
    if (compilation.sink.hasErrors())
        return;
    checkDefaults(compilation);
    if (compilation.sink.hasErrors())
        return;
    bool areCompiled = compileParts(compilation);
    const ReleaseCrds crds(compilation);
    buildChart(compilation, crds);
    if (areCompiled) // else what is wrong with them is said of them
        checkReleases(compilation, crds, {});
}

void checkIncludes(Compilation& compilation) {
    std::vector<source::FileId> files;
    auto add = [&files](const core::Program& program) {
        for (const core::Include& include : program.includes)
            if (std::find(files.begin(), files.end(), include.file) == files.end())
                files.push_back(include.file);
    };
    add(compilation.program);
    for (size_t i = 0; i < files.size(); ++i) {
        diag::WorkingOn place(compilation.sources.path(files[i]));
        auto included = compileIncluded(compilation, files[i]);
        checkAll(*included);
        // Whether what it lacks can be fetched is asked where it is included.
        included->sink.takeBack(0, [](const diag::Diagnostic& found) { return found.code == diag::Code::W7003; });
        compilation.sink.append(included->sink);
        add(included->program);
    }
}

} // namespace stackc::session
