#include "driver/build.h"

#include "diag/suggest.h"
#include "driver/console.h"
#include "driver/crds.h"
#include "driver/defaults.h"
#include "driver/faults.h"
#include "driver/files.h"
#include "driver/output.h"
#include "driver/resolve.h"
#include "emit/helm/chart.h"
#include "emit/manifests.h"
#include "eval/eval.h"
#include "values/decode.h"
#include "values/schema.h"
#include "values/values_yaml.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::driver {

namespace {

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

/// The manifests of each environment that is asked for. What keeps those of the defaults from being made: without
/// options the chart alone is something, but what was asked for has to be made.
std::string addManifests(Compilation& compilation, const Options& options, emit::FileSet& files) {
    std::vector<const core::Environment*> chosen = chosenEnvironments(compilation, options);
    bool isEverything = options.target == Target::All && options.environments.empty() && options.valueFiles.empty() &&
                        options.sets.empty();
    std::string missing;
    const Crds crds = readCrds(compilation);
    if (chosen.empty()) {
        missing = isEverything && !compilation.sink.hasErrors() ? missingDefault(compilation) : std::string();
        if (missing.empty())
            chosen.push_back(nullptr);
    }
    for (const core::Environment* environment : chosen) {
        if (compilation.sink.hasErrors())
            return missing;
        std::vector<ir::Package> packages = resolve(compilation, environment, options);
        if (compilation.sink.hasErrors())
            return missing;
        std::string name = environment != nullptr ? environment->name : "default";
        for (auto& [path, bytes] : emit::emitManifests(packages, crds.resources))
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
    const Crds crds = readCrds(compilation);
    std::vector<ir::Package> packages = resolve(compilation, environment, options);
    if (compilation.sink.hasErrors())
        return Exit::sourceErrors;
    std::string stream = emit::emitManifestStream(packages, crds.resources);
    put(stream);
    return Exit::ok;
}

/// values-<environment>.yaml of each environment.
void addEnvironments(Compilation& compilation, emit::helm::ChartTexts& texts) {
    for (const core::Environment& environment : compilation.program.environments) {
        values::Errors errors;
        std::string header = environment.doc.empty() ? "The " + environment.name + " environment." : environment.doc;
        bool expressible = values::overlayYaml(compilation.context(), compilation.defaults(),
                                               compilation.environmentValues(environment), header,
                                               texts.environmentValues[environment.name], errors);
        for (const values::Error& error : errors)
            if (!expressible)
                compilation.sink.report(diag::Code::E4011, environment.span, environment.name, error.message);
    }
}

/// The chart's files, below its own folder; of a part the values are those of the chart around it.
emit::FileSet chartFiles(Compilation& compilation, bool isPart = false) {
    values::Context context = compilation.context();
    emit::helm::ChartTexts texts;
    texts.isPart = isPart;
    texts.schemaJson = values::schemaText(context);
    if (!isPart) {
        texts.valuesYaml = values::valuesYaml(context, compilation.defaultsNode());
        texts.parameterTables = values::parameterTables(context, compilation.defaultsNode());
        addEnvironments(compilation, texts);
    }
    ir::Package package = eval::evaluate(compilation.program, compilation.nodes, nullptr, compilation.sink);
    if (!compilation.sink.hasErrors() && !isPart)
        compilation.judge().chart(package);
    if (compilation.sink.hasErrors() || !compileParts(compilation))
        return {};
    for (const auto& part : compilation.parts)
        texts.partVersions.push_back(part->program.chart.version);
    emit::FileSet files = emit::helm::emitChart(package, texts, compilation.sink);
    for (const auto& part : compilation.parts) {
        for (auto& [path, bytes] : chartFiles(*part, true))
            files["charts/" + part->program.chart.name + "/" + path] = std::move(bytes);
        if (part->sink.hasErrors())
            compilation.sink.append(part->sink);
    }
    return files;
}

} // namespace

emit::FileSet buildChart(Compilation& compilation) {
    WorkingOn place("the chart");
    emit::FileSet files;
    std::string folder = "charts/" + compilation.program.chart.name + "/";
    for (auto& [path, bytes] : chartFiles(compilation))
        files[folder + path] = std::move(bytes);
    for (auto& [name, bytes] : readCrds(compilation).files)
        files[folder + "crds/" + name] = std::move(bytes);
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
    checkDefaults(compilation);
    if (compilation.sink.hasErrors())
        return;
    buildChart(compilation);
    if (!compileParts(compilation))
        return; // what is wrong with them is said of them
    for (const core::Environment& environment : compilation.program.environments)
        if (!compilation.sink.hasErrors())
            resolve(compilation, &environment, options);
    bool ofDefaults = compilation.program.environments.empty() && !compilation.sink.hasErrors();
    if (ofDefaults && missingDefault(compilation).empty())
        resolve(compilation, nullptr, options);
    if (!compilation.sink.hasErrors())
        compilation.judge().finish();
}

void checkIncludes(Compilation& compilation, diag::Code notLowered) {
    std::vector<source::FileId> files;
    auto add = [&files](const core::Program& program) {
        for (const core::Include& include : program.includes)
            if (std::find(files.begin(), files.end(), include.file) == files.end())
                files.push_back(include.file);
    };
    add(compilation.program);
    for (size_t i = 0; i < files.size(); ++i) {
        WorkingOn place(compilation.sources.path(files[i]));
        auto included = compileIncluded(compilation, files[i]);
        checkAll(*included, Options(), notLowered); // what users give is not for it alone
        compilation.sink.append(included->sink);
        add(included->program);
    }
}

int build(Compilation& compilation, const Options& options) {
    reportNotLowered(compilation, diag::Code::E6001);
    checkIncludes(compilation, diag::Code::E6001);
    if (!compilation.sink.hasErrors())
        checkDefaults(compilation);
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
