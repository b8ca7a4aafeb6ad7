#include "session/build.h"

#include "emit/manifests.h"
#include "session/chart.h"
#include "session/check.h"
#include "session/defaults.h"
#include "session/resolve.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <utility>

namespace stackc::session {

namespace {

std::vector<const core::Environment*> chosenEnvironments(Compilation& compilation, const Request& request) {
    std::vector<const core::Environment*> chosen;
    for (const std::string& name : request.environments)
        chosen.push_back(environmentNamed(compilation, name));
    if (!request.environments.empty())
        return chosen;
    for (const core::Environment& environment : compilation.program.environments)
        chosen.push_back(&environment);
    return chosen;
}

/// Is there something in the release of which the chart is asked, where no chart is made? What others' values make of
/// resources is not the source's fault, so that they are not judged; what is wrong whatever the values are is.
bool wantsChart(const Release& release, const Inputs& inputs) {
    return inputs.haveValues() || !inputs.release.empty() ||
           std::any_of(release.packages.begin(), release.packages.end(),
                       [](const ir::Package& package) { return package.isUnmet; });
}

/// What a chart tells that isn't made: patches that never find what they amend, keys that two backends set, and what
/// Kubernetes refuses whatever the values are. What no template can do is no fault of manifests.
void askChart(Compilation& compilation) {
    diag::Sink heard = std::exchange(compilation.sink, {});
    chartPackage(compilation);
    std::swap(heard, compilation.sink);
    heard.takeBack(0, [](const diag::Diagnostic& found) {
        using diag::Code;
        constexpr std::array told{Code::E4009, Code::E4010, Code::E3041, Code::E3085};
        return std::ranges::find(told, found.code) == told.end() &&
               found.code < Code::E5020; // the first of the judge's
    });
    compilation.sink.append(heard);
}

/// The manifests of each environment that is asked for. What keeps those of the defaults from being made: without
/// options the chart alone is something, but what was asked for has to be made.
std::string addManifests(Compilation& compilation, const ReleaseCrds& crds, const Request& request,
                         emit::FileSet& files) {
    std::vector<const core::Environment*> chosen = chosenEnvironments(compilation, request);
    bool isEverything = request.isEachAsked() && !request.inputs.haveValues();
    std::string missing;
    if (compilation.sink.hasErrors() || !compileParts(compilation))
        return missing;
    if (chosen.empty()) {
        missing = isEverything && !compilation.sink.hasErrors() ? missingDefaults(compilation) : std::string();
        if (missing.empty())
            chosen.push_back(nullptr);
        else
            missing = ": " + missing;
    }
    bool isChecked = false;
    Unmade unmade = isEverything ? Unmade::Told : Unmade::Refused; // where nothing was asked for, the rest is made
    for (const core::Environment* environment : chosen) {
        if (compilation.sink.hasErrors())
            return missing;
        Release release;
        tellOnce(compilation, environment,
                 [&] { release = resolve(compilation, environment, request.inputs, true, unmade); });
        if (!compilation.sink.hasErrors() && request.target == Target::Manifests &&
            wantsChart(release, request.inputs) && !std::exchange(isChecked, true))
            askChart(compilation);
        if (compilation.sink.hasErrors())
            return missing;
        std::string reason = unwritten(release, request.inputs);
        if (!reason.empty()) {
            missing += environment == nullptr
                           ? ": " + reason
                           : fmt::format("{} of `{}`, as {}", missing.empty() ? "" : ";", environment->name, reason);
            continue;
        }
        std::string name = environment != nullptr ? environment->name : "default";
        for (auto& [path, bytes] : emit::emitManifests(release.packages, crds.of(release.charts), release.missing))
            files["manifests/" + name + "/" + path] = std::move(bytes);
    }
    if (isEverything && !compilation.program.environments.empty())
        checkInstalledAlone(compilation, crds);
    if (isEverything)
        compilation.judge().finish();
    return missing;
}

} // namespace

Built build(Compilation& compilation, const Request& request) {
    Built built;
    if (!isSound(compilation))
        return built;
    bool areCompiled = compileParts(compilation);
    const ReleaseCrds crds(compilation);
    if (request.target != Target::Manifests)
        built.files = buildChart(compilation, crds);
    if (request.target == Target::Helm && areCompiled)
        checkReleases(compilation, crds, request.inputs); // the chart holds the values of each environment
    else if (request.isEachAsked() && compilation.sink.hasErrors() && areCompiled)
        checkEachEnvironment(compilation, crds, request.inputs);
    if (request.target != Target::Helm)
        built.missing = addManifests(compilation, crds, request, built.files);
    return built;
}

std::string buildStream(Compilation& compilation, const Request& request) {
    if (!isSound(compilation))
        return {};
    const core::Environment* environment = nullptr;
    if (!request.environments.empty())
        environment = environmentNamed(compilation, request.environments.front());
    if (compilation.sink.hasErrors())
        return {};
    Release release = resolve(compilation, environment, request.inputs);
    if (!compilation.sink.hasErrors() && wantsChart(release, request.inputs))
        askChart(compilation);
    std::vector<Json> crds;
    if (!compilation.sink.hasErrors())
        crds = ReleaseCrds(compilation).of(release.charts);
    if (compilation.sink.hasErrors())
        return {};
    return emit::emitManifestStream(release.packages, crds, release.missing);
}

} // namespace stackc::session
