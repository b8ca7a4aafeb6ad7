#include "session/resolve.h"

#include "core/declared.h"
#include "diag/suggest.h"
#include "diag/working_on.h"
#include "judge/release.h"
#include "session/identity.h"
#include "session/parts.h"
#include "session/taken_out.h"
#include "session/user_values.h"
#include "session/vendor.h"
#include "support/meanwhile.h"
#include "text/patterns.h"
#include "values/carried.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <re2/re2.h>

namespace stackc::session {

namespace {

/// Where the environment set the path, or the longest part of it; else its declaration.
core::Span spanOf(const core::Environment& environment, const std::vector<std::string>& parts) {
    core::Span best = environment.span;
    size_t longest = 0;
    for (const core::Assignment& assignment : environment.assignments) {
        size_t common = 0;
        while (common < parts.size() && common < assignment.path.size() && parts[common] == assignment.path[common])
            ++common;
        if (common > longest) {
            longest = common;
            best = assignment.span;
        }
    }
    return best;
}

/// Where the chart's author declares what stands at a path of the values; of a type of the library, what is of that
/// type.
core::Span ownSpan(const Compilation& chart, std::string path) {
    core::Span span = core::declaredAt(chart.program, path).span;
    while (span.valid() && chart.sources.writer(span.file) == source::Writer::Library) {
        const size_t end = path.find_last_of(".[");
        if (end == std::string::npos)
            return {};
        path.resize(end);
        span = core::declaredAt(chart.program, path).span;
    }
    return span;
}

std::string nameOf(const core::Environment* environment) {
    return environment != nullptr ? environment->name : std::string();
}

class Resolver {
public:
    Resolver(Compilation& compilation, const core::Environment* environment, const Inputs& inputs, bool judged,
             Unmade unmade, Keep keep)
        : compilation_(compilation), environment_(environment), inputs_(inputs), judged_(judged), unmade_(unmade),
          keep_(keep) {}

    Release run() {
        std::optional<Json> user = userValues(compilation_, environment_, inputs_);
        if (!user || !compileParts(compilation_))
            return {};
        user_ = std::move(*user);
        given_ = valuesOf(compilation_, user_);
        if (values::holdsNextLine(given_)) {
            compilation_.sink.report(diag::Code::E5049, {});
            return {};
        }
        std::optional<eval::Known> known = decode(compilation_, given_, "");
        if (!known)
            return std::move(release_);
        release(*known);
        if (compilation_.sink.hasErrors())
            return {};
        // What users' own values make of a resource, Helm would take too: the source is not to blame.
        isOfSource_ = judged_ && !inputs_.haveValues() && inputs_.release.empty();
        chart(compilation_, given_, std::move(*known), "");
        if (isOfSource_ && !compilation_.sink.hasErrors())
            judge::acrossCharts(release_.packages, ns_, nameOf(environment_), compilation_.sink);
        if (!isOfSource_ && judged_ && !compilation_.sink.hasErrors())
            judge::eachOnce(release_.packages, ns_, compilation_.sink);
        return std::move(release_);
    }

private:
    /// The values of a chart, checked; `place` is where they stand in those of the outermost chart: "" or "a.b.".
    std::optional<eval::Known> decode(Compilation& chart, const Json& given, const std::string& place) {
        eval::Known known;
        values::Errors errors = decodeValues(chart, given, known.values);
        if (errors.empty() && &chart == &compilation_)
            errors = nullsOfGlobal(compilation_, user_, given);
        for (const values::Error& error : errors) {
            std::string message = place + error.message;
            core::Declared declared = core::declaredAt(chart.program, error.path);
            std::vector<std::string> steps = core::splitPath(place);
            steps.insert(steps.end(), declared.steps.begin(), declared.steps.end());
            const core::Environment* environment = blamed();
            auto report = environment != nullptr
                              ? compilation_.sink.report(diag::Code::E4011, spanOf(*environment, steps),
                                                         environment->name, message)
                              : compilation_.sink.report(diag::Code::E4012, {}, message);
            release_.refused[compilation_.sink.diagnostics().size() - 1] = place + error.path;
            core::Span own = ownSpan(chart, error.path);
            if (environment == nullptr && &chart == &compilation_ && own.valid())
                report.note(own, "it is declared here");
            std::string instead;
            if (environment != nullptr)
                instead = insteadOfTakingOut(compilation_.program, *environment, user_, place + error.path);
            if (!error.suggestion.empty() || !instead.empty())
                report.suggest(instead.empty() ? error.suggestion : instead);
        }
        if (!errors.empty() || known.values == nullptr)
            return std::nullopt;
        return known;
    }

    /// The package of a chart, then those of the charts that it includes, as far as their conditions hold.
    void chart(Compilation& chart, const Json& given, eval::Known known, const std::string& place) {
        diag::Sink local;
        eval::Ways* ways = keep_ == Keep::WaysToo ? &release_.ways.emplace_back() : nullptr;
        release_.packages.push_back(eval::evaluate(chart.program, chart.nodes, &known, local, ways));
        release_.charts.push_back(&chart);
        if (unmade_ == Unmade::Told)
            local.takeBack(0, [this](const diag::Diagnostic& found) { return isGenerated(found); });
        for (const diag::Diagnostic& diagnostic : local.sorted())
            if (!isOfSource(diagnostic))
                report(diagnostic, place);
        local.takeBack(0, [this](const diag::Diagnostic& found) { return !isOfSource(found); });
        compilation_.sink.append(local);
        if (isOfSource_ && !compilation_.sink.hasErrors()) {
            chart.judge().manifests(release_.packages.back(), ns_, nameOf(environment_));
            if (&chart != &compilation_)
                compilation_.sink.append(chart.sink);
        }
        for (const core::ExternalChart& external : chart.program.externals)
            if (holds(external.condition, given))
                elsewhere(chart, external, place);
        for (size_t i = 0; i < chart.parts.size(); ++i) {
            const core::Include& include = chart.program.includes[i];
            if (!holds(include.condition, given))
                continue;
            Json values = partValues(given, include.alias, *chart.parts[i]);
            std::string inner = place + include.alias + ".";
            std::optional<eval::Known> decoded = decode(*chart.parts[i], values, inner);
            if (!decoded)
                continue;
            known.values = decoded->values; // the release and the cluster are the same
            this->chart(*chart.parts[i], values, known, inner);
        }
    }

    /// A chart that is part of the release, and that manifests can't hold.
    void elsewhere(const Compilation& chart, const core::ExternalChart& external, const std::string& place) {
        if (inputs_.skipExternal || unmade_ == Unmade::Told) {
            release_.missing.push_back(fmt::format("`{}{}`, the chart `{}` {} of {}", place, external.alias,
                                                   external.chart, external.version, external.repository));
            return;
        }
        core::Span span = environment_ != nullptr ? environment_->span : external.span;
        auto report = compilation_.sink.report(diag::Code::E7016, span, external.alias, external.chart,
                                               external.version, external.repository);
        bool isThere = isVendored(chart, external);
        if (environment_ != nullptr || isThere)
            report.note(external.span,
                        isThere ? "`vendor/" + external.chart +
                                      "` is for the Helm chart: manifests hold the resources of this package alone"
                                : "manifests hold the resources of this package alone");
        report.suggest("--skip-external makes manifests without it");
    }

    void release(eval::Known& known) {
        const core::ChartInfo& chart = compilation_.program.chart;
        Identity identity = identityOf(chart, environment_, inputs_);
        known.releaseName = std::move(identity.name);
        known.releaseNamespace = ns_ = std::move(identity.ns);
        known.releaseService = inputs_.releaseService;
        known.kubeVersion = std::move(identity.kubeVersion);
        known.apis = std::move(identity.apis);
        auto version = kube::Version::parse(known.kubeVersion);
        if (version && !chart.kubeRange.admits(*version))
            compilation_.sink.report(diag::Code::E5014, chart.span, known.kubeVersion, chart.kubeVersion);
        if (version) // as Helm completes it; what a cloud adds is cut off on both sides
            known.kubeVersion = "v" + kube::Version{version->major, version->minor, version->patch, ""}.text();
        static const RE2 label(std::string{text::dnsLabelPattern});
        if (known.releaseName.size() > 53 || !RE2::FullMatch(known.releaseName, label))
            badName(known.releaseName);
    }

    /// Of a release: it is the chart's where nobody gives one.
    void badName(const std::string& name) {
        const core::ChartInfo& chart = compilation_.program.chart;
        bool isDeclared = environment_ != nullptr && !environment_->release.empty();
        bool isOfChart = inputs_.release.empty() && !isDeclared;
        source::Span own = environment_ != nullptr ? environment_->span : core::Span{};
        auto report = compilation_.sink.report(diag::Code::E4013, isOfChart ? chart.span : own, name);
        if (isOfChart)
            report.suggest("a release is called what the chart is: give the chart a shorter name, or say `release = "
                           "\"…\"` in each `environment`");
    }

    bool isGenerated(const diag::Diagnostic& found) {
        if (found.code != diag::Code::E5042)
            return false;
        if (release_.generated.empty())
            release_.generated = found.message;
        return true;
    }

    /// Is it no fault of the values that are given, but of those that are not, or of the source alone?
    bool isOfSource(const diag::Diagnostic& found) const {
        bool isLimit = found.code >= diag::Code::E4028 && found.code <= diag::Code::E4032;
        bool isAsDeclared = !inputs_.haveValues();
        return environment_ == nullptr && (found.code == diag::Code::E5042 || (isLimit && isAsDeclared));
    }

    /// The environment, where what doesn't hold is of its own; null where it holds without what is given beside it.
    const core::Environment* blamed() {
        const bool isAlone = !inputs_.haveValues() && inputs_.release.empty() && inputs_.ns.empty();
        if (environment_ == nullptr || isAlone)
            return environment_;
        if (!holdsAlone_) {
            const support::Meanwhile unheard(compilation_.sink, diag::Sink{});
            Inputs inputs;
            inputs.kubeVersion = inputs_.kubeVersion;
            inputs.apis = inputs_.apis;
            inputs.releaseService = inputs_.releaseService;
            Resolver(compilation_, environment_, inputs, false, Unmade::Told, Keep::Packages).run();
            holdsAlone_ = !compilation_.sink.hasErrors();
        }
        return *holdsAlone_ ? nullptr : environment_;
    }

    /// What a chart refuses, with the place of its values where it is an included one.
    void report(const diag::Diagnostic& diagnostic, const std::string& place) {
        const std::string message =
            place.empty() ? diagnostic.message : place.substr(0, place.size() - 1) + ": " + diagnostic.message;
        const core::Environment* environment = blamed();
        if (environment == nullptr) {
            auto report = compilation_.sink.report(diag::Code::E4012, diagnostic.span, message);
            for (const diag::Note& note : diagnostic.notes)
                report.note(note.span, note.message);
            report.suggest(diagnostic.suggestion.empty() && !inputs_.haveValues()
                               ? "these are the defaults; declare what has to be given without one"
                               : diagnostic.suggestion);
            return;
        }
        auto report = compilation_.sink.report(diag::Code::E4011, environment->span, environment->name, message);
        if (!diagnostic.notes.empty())
            report.note(diagnostic.span, "this led to it");
        report.note(diagnostic.notes.empty() ? diagnostic.span : diagnostic.notes.back().span,
                    "this is the rule that does not hold");
        report.suggest(diagnostic.suggestion);
    }

    Compilation& compilation_;
    const core::Environment* environment_;
    const Inputs& inputs_;
    bool judged_;
    Unmade unmade_;
    Keep keep_;
    bool isOfSource_ = false;
    std::string ns_;                 ///< of the release
    std::optional<bool> holdsAlone_; ///< the environment; not asked yet
    Json user_, given_;              ///< the latter with the defaults
    Release release_;
};

} // namespace

Release resolve(Compilation& compilation, const core::Environment* environment, const Inputs& inputs, bool judged,
                Unmade unmade, Keep keep) {
    diag::WorkingOn place(environment != nullptr ? "the environment " + environment->name : "the default values");
    return Resolver(compilation, environment, inputs, judged, unmade, keep).run();
}

std::string unwritten(const Release& release, const Inputs& inputs) {
    if (!release.generated.empty() || inputs.skipExternal || release.missing.empty())
        return release.generated;
    return "it has " + release.missing.front() + "; --skip-external leaves it out";
}

const core::Environment* environmentNamed(Compilation& compilation, const std::string& name) {
    const core::Environment* found = compilation.environment(name);
    std::vector<std::string> known;
    for (const core::Environment& environment : compilation.program.environments)
        known.push_back(environment.name);
    if (found == nullptr)
        compilation.sink.report(diag::Code::E4014, compilation.program.chart.span, name)
            .suggest(diag::nearestOf(name, known));
    return found;
}

core::Span givenAt(const core::Program& program, const core::Environment& environment, const std::string& path) {
    return spanOf(environment, core::declaredAt(program, path).steps);
}

} // namespace stackc::session
