#include "driver/build.h"

#include "diag/suggest.h"
#include "driver/console.h"
#include "driver/faults.h"
#include "driver/files.h"
#include "driver/output.h"
#include "emit/helm/chart.h"
#include "emit/manifests.h"
#include "eval/eval.h"
#include "text/patterns.h"
#include "text/yaml_reader.h"
#include "values/decode.h"
#include "values/merge.h"
#include "values/schema.h"
#include "values/values_yaml.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <re2/re2.h>

namespace stackc::driver {

namespace {

/// `a.b[0].c` → a, b, [0], c
std::vector<std::string> splitPath(const std::string& path) {
    std::vector<std::string> parts(1);
    for (char c : path) {
        if (c == '.')
            parts.emplace_back();
        else if (c == '[')
            parts.emplace_back("[");
        else
            parts.back() += c;
    }
    return parts;
}

/// Where the environment set the path, or the longest part of it; else its declaration.
core::Span spanOf(const core::Environment& environment, const std::string& path) {
    std::vector<std::string> parts = splitPath(path);
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

class Resolver {
public:
    Resolver(Compilation& compilation, const core::Environment* environment, const Options& options, bool judged)
        : compilation_(compilation), environment_(environment), options_(options), judged_(judged) {}

    ir::Package run() {
        eval::Known known;
        if (!userValues() || !decode(known))
            return {};
        release(known);
        if (compilation_.sink.hasErrors())
            return {};
        diag::Sink local;
        ir::Package package = eval::evaluate(compilation_.program, compilation_.nodes, &known, local);
        for (const diag::Diagnostic& diagnostic : local.sorted())
            report(diagnostic);
        // What users' own values make of a resource, Helm would take too: the source is not to blame.
        bool isOfSource = judged_ && options_.valueFiles.empty() && options_.sets.empty() && options_.release.empty();
        if (isOfSource && !compilation_.sink.hasErrors())
            compilation_.judge().manifests(package, environment_ != nullptr ? environment_->name : std::string());
        return package;
    }

private:
    bool userValues() {
        user_ = environment_ != nullptr ? compilation_.overlay(*environment_) : Json::object();
        for (size_t i = 0; i < options_.valueFiles.size(); ++i) {
            const std::string& path = options_.valueFiles[i];
            WorkingOn place(path);
            Json values;
            text::YamlError error;
            if (!text::readValues(options_.valueTexts[i], values, error))
                return fail(fmt::format("{}{}: {}", path, error.line == 0 ? "" : fmt::format(":{}", error.line),
                                        error.message));
            user_ = values::mergeFiles(user_, values);
        }
        for (const std::string& argument : options_.sets) {
            std::string error;
            if (!values::applySet(user_, argument, error))
                return fail(fmt::format("--set {}: {}", argument, error));
        }
        return true;
    }

    bool decode(eval::Known& known) {
        Json given = values::mergeValues(compilation_.defaults(), user_);
        if (values::holdsNextLine(given)) {
            compilation_.sink.report(diag::Code::E5049, {});
            return false;
        }
        values::Errors errors;
        known.values = values::decode(compilation_.context(), given, errors);
        for (const values::Error& error : errors) {
            if (environment_ != nullptr) {
                auto report = compilation_.sink.report(diag::Code::E4011, spanOf(*environment_, error.path),
                                                       environment_->name, error.message);
                if (!error.suggestion.empty())
                    report.suggest(error.suggestion);
            } else {
                auto report = compilation_.sink.report(diag::Code::E4012, {}, error.message);
                if (!error.suggestion.empty())
                    report.suggest(error.suggestion);
            }
        }
        return errors.empty() && known.values != nullptr;
    }

    void release(eval::Known& known) {
        const core::ChartInfo& chart = compilation_.program.chart;
        auto pick = [](const std::string& flag, const std::string& declared, const std::string& fallback) {
            return !flag.empty() ? flag : !declared.empty() ? declared : fallback;
        };
        const core::Environment none;
        const core::Environment& declared = environment_ != nullptr ? *environment_ : none;
        known.releaseName = pick(options_.release, declared.release, chart.name);
        known.releaseNamespace = pick(options_.ns, declared.ns, "default");
        known.releaseService = options_.releaseService;
        known.kubeVersion = pick(options_.kubeVersion, declared.kubeVersion, chart.kubeRange.typical().text());
        auto version = kube::Version::parse(known.kubeVersion);
        if (version && !chart.kubeRange.admits(*version))
            compilation_.sink.report(diag::Code::E5014, chart.span, known.kubeVersion, chart.kubeVersion);
        if (version) // as Helm completes it; what a cloud adds is cut off on both sides
            known.kubeVersion = "v" + kube::Version{version->major, version->minor, version->patch, ""}.text();
        known.apis = declared.apis;
        known.apis.insert(known.apis.end(), options_.apis.begin(), options_.apis.end());
        static const RE2 label(std::string{text::dnsLabelPattern});
        if (known.releaseName.size() > 53 || !RE2::FullMatch(known.releaseName, label))
            compilation_.sink.report(diag::Code::E4013, declared.span, known.releaseName);
    }

    bool fail(const std::string& message) {
        compilation_.sink.report(diag::Code::E4012, {}, message);
        return false;
    }

    void report(const diag::Diagnostic& diagnostic) {
        if (environment_ == nullptr) {
            compilation_.sink.report(diag::Code::E4012, diagnostic.span, diagnostic.message);
            return;
        }
        compilation_.sink.report(diag::Code::E4011, environment_->span, environment_->name, diagnostic.message)
            .note(diagnostic.span, "this is the rule that does not hold");
    }

    Compilation& compilation_;
    const core::Environment* environment_;
    const Options& options_;
    bool judged_;
    Json user_;
};

std::vector<const core::Environment*> chosenEnvironments(Compilation& compilation, const Options& options) {
    std::vector<const core::Environment*> chosen;
    for (const std::string& name : options.environments) {
        const core::Environment* found = compilation.environment(name);
        std::vector<std::string> known;
        for (const core::Environment& environment : compilation.program.environments)
            known.push_back(environment.name);
        if (found == nullptr)
            compilation.sink.report(diag::Code::E4014, compilation.program.chart.span, name)
                .suggest(diag::nearestOf(name, known));
        chosen.push_back(found);
    }
    if (!options.environments.empty())
        return chosen;
    for (const core::Environment& environment : compilation.program.environments)
        chosen.push_back(&environment);
    return chosen;
}

/// What keeps the defaults from being the values of a release; empty if nothing does.
std::string missingDefault(Compilation& compilation) {
    values::Errors errors;
    values::decode(compilation.context(), compilation.defaults(), errors);
    return errors.empty() ? std::string() : errors.front().message;
}

/// The manifests of each environment that is asked for. What keeps those of the defaults from being made: without
/// options the chart alone is something, but what was asked for has to be made.
std::string addManifests(Compilation& compilation, const Options& options, emit::FileSet& files) {
    std::vector<const core::Environment*> chosen = chosenEnvironments(compilation, options);
    bool isEverything = options.target == Target::All && options.environments.empty() && options.valueFiles.empty() &&
                        options.sets.empty();
    std::string missing;
    if (chosen.empty()) {
        missing = isEverything && !compilation.sink.hasErrors() ? missingDefault(compilation) : std::string();
        if (missing.empty())
            chosen.push_back(nullptr);
    }
    for (const core::Environment* environment : chosen) {
        if (compilation.sink.hasErrors())
            return missing;
        ir::Package package = resolve(compilation, environment, options);
        if (compilation.sink.hasErrors())
            return missing;
        std::string name = environment != nullptr ? environment->name : "default";
        for (auto& [path, bytes] : emit::emitManifests(package))
            files["manifests/" + name + "/" + path] = std::move(bytes);
    }
    if (isEverything)
        compilation.judge().finish();
    return missing;
}

int buildStream(Compilation& compilation, const Options& options) {
    const core::Environment* environment = nullptr;
    if (!options.environments.empty())
        environment = chosenEnvironments(compilation, options).front();
    if (compilation.sink.hasErrors())
        return Exit::sourceErrors;
    ir::Package package = resolve(compilation, environment, options);
    if (compilation.sink.hasErrors())
        return Exit::sourceErrors;
    std::string stream = emit::emitManifestStream(package);
    put(stream);
    return Exit::ok;
}

} // namespace

ir::Package resolve(Compilation& compilation, const core::Environment* environment, const Options& options,
                    bool judged) {
    WorkingOn place(environment != nullptr ? "the environment " + environment->name : "the default values");
    return Resolver(compilation, environment, options, judged).run();
}

emit::FileSet buildChart(Compilation& compilation) {
    WorkingOn place("the chart");
    values::Context context = compilation.context();
    emit::helm::ChartTexts texts;
    texts.valuesYaml = values::valuesYaml(context, compilation.defaultsNode());
    texts.schemaJson = values::schemaText(context);
    texts.parameterTables = values::parameterTables(context, compilation.defaultsNode());
    for (const core::Environment& environment : compilation.program.environments) {
        values::Errors errors;
        std::string header = environment.doc.empty() ? "The " + environment.name + " environment." : environment.doc;
        bool expressible =
            values::overlayYaml(context, compilation.defaults(), compilation.environmentValues(environment), header,
                                texts.environmentValues[environment.name], errors);
        for (const values::Error& error : errors)
            if (!expressible)
                compilation.sink.report(diag::Code::E4011, environment.span, environment.name, error.message);
    }
    ir::Package package = eval::evaluate(compilation.program, compilation.nodes, nullptr, compilation.sink);
    if (!compilation.sink.hasErrors())
        compilation.judge().chart(package);
    if (compilation.sink.hasErrors())
        return {};
    emit::FileSet files;
    for (auto& [path, bytes] : emit::helm::emitChart(package, texts, compilation.sink))
        files["charts/" + compilation.program.chart.name + "/" + path] = std::move(bytes);
    return files;
}

bool reportNotLowered(Compilation& compilation, diag::Code code) {
    for (const core::NotLowered& construct : compilation.program.notLowered)
        compilation.sink.report(code, construct.span, construct.what);
    return !compilation.program.notLowered.empty();
}

void checkAll(Compilation& compilation, const Options& options, diag::Code notLowered) {
    if (reportNotLowered(compilation, notLowered) || compilation.sink.hasErrors())
        return;
    buildChart(compilation);
    for (const core::Environment& environment : compilation.program.environments)
        if (!compilation.sink.hasErrors())
            resolve(compilation, &environment, options);
    bool ofDefaults = compilation.program.environments.empty() && !compilation.sink.hasErrors();
    if (ofDefaults && missingDefault(compilation).empty())
        resolve(compilation, nullptr, options);
    if (!compilation.sink.hasErrors())
        compilation.judge().finish();
}

void checkIncludes(Compilation& compilation, const Options& options, diag::Code notLowered) {
    std::vector<source::FileId> files = compilation.program.includes;
    for (size_t i = 0; i < files.size(); ++i) {
        auto self = files.begin() + static_cast<std::ptrdiff_t>(i);
        if (std::find(files.begin(), self, files[i]) != self)
            continue;
        WorkingOn place(compilation.sources.path(files[i]));
        auto included = compileIncluded(compilation, files[i]);
        checkAll(*included, options, notLowered);
        compilation.sink.append(included->sink);
        const std::vector<source::FileId>& more = included->program.includes;
        files.insert(files.end(), more.begin(), more.end());
    }
}

int build(Compilation& compilation, const Options& options) {
    reportNotLowered(compilation, diag::Code::E6001);
    checkIncludes(compilation, options, diag::Code::E6001);
    if (compilation.sink.hasErrors())
        return Exit::sourceErrors;
    if (options.output == "-")
        return buildStream(compilation, options);
    emit::FileSet files;
    std::string missing;
    if (options.target != Target::Manifests)
        files = buildChart(compilation);
    if (options.target != Target::Helm)
        missing = addManifests(compilation, options, files);
    if (compilation.sink.hasErrors())
        return Exit::sourceErrors;
    WorkingOn place(options.output);
    if (auto error = writeFiles(options.output, files, options.force ? Existing::Replace : Existing::Ours)) {
        complain("stackc: {}\n", *error);
        return Exit::systemError;
    }
    put("{}: {} files{}\n", options.output, files.size(), missing.empty() ? "" : ", no manifests: " + missing);
    return Exit::ok;
}

} // namespace stackc::driver
