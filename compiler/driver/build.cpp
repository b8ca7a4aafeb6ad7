#include "driver/build.h"

#include "diag/suggest.h"
#include "driver/console.h"
#include "driver/crds.h"
#include "driver/defaults.h"
#include "driver/faults.h"
#include "driver/files.h"
#include "driver/output.h"
#include "driver/parts.h"
#include "driver/resolve.h"
#include "driver/vendor.h"
#include "emit/helm/chart.h"
#include "emit/manifests.h"
#include "eval/eval.h"
#include "values/decode.h"
#include "values/schema.h"
#include "values/values_yaml.h"
#include "values/yaml_text.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>
#include <utility>

namespace stackc::driver {

namespace {

std::vector<const core::Environment*> chosenEnvironments(Compilation& compilation, const Options& options) {
    std::vector<const core::Environment*> chosen;
    for (const std::string& name : options.environments)
        chosen.push_back(environmentNamed(compilation, name));
    if (!options.environments.empty())
        return chosen;
    for (const core::Environment& environment : compilation.program.environments)
        chosen.push_back(&environment);
    return chosen;
}

/// The manifests of each environment that is asked for. What keeps those of the defaults from being made: without
/// options the chart alone is something, but what was asked for has to be made.
std::string addManifests(Compilation& compilation, const ReleaseCrds& crds, const Options& options,
                         emit::FileSet& files) {
    std::vector<const core::Environment*> chosen = chosenEnvironments(compilation, options);
    bool isEverything = options.target == Target::All && options.environments.empty() && options.valueFiles.empty() &&
                        options.sets.empty();
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
    Unmade unmade = isEverything ? Unmade::Told : Unmade::Refused; // where nothing was asked for, the rest is made
    for (const core::Environment* environment : chosen) {
        if (compilation.sink.hasErrors())
            return missing;
        Release release = resolve(compilation, environment, options, true, unmade);
        if (compilation.sink.hasErrors())
            return missing;
        std::string reason = release.generated;
        if (reason.empty() && !options.skipExternal && !release.missing.empty())
            reason = "it has " + release.missing.front() + "; --skip-external leaves it out";
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
    Release release = resolve(compilation, environment, options);
    std::vector<Json> crds;
    if (!compilation.sink.hasErrors())
        crds = ReleaseCrds(compilation).of(release.charts);
    if (compilation.sink.hasErrors())
        return Exit::sourceErrors;
    std::string stream = emit::emitManifestStream(release.packages, crds, release.missing);
    put(stream);
    return Exit::ok;
}

/// values-<environment>.yaml of each environment.
void addEnvironments(Compilation& compilation, emit::helm::ChartTexts& texts) {
    for (const core::Environment& environment : compilation.program.environments) {
        if (compilation.lacksValues(environment))
            continue;
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

/// Below what is included, Helm takes less than it does elsewhere.
void checkEnvironments(Compilation& compilation) {
    for (const core::Environment& environment : compilation.program.environments) {
        ir::NodeRef values = nullptr;
        Json given = valuesOf(compilation, compilation.overlay(environment));
        for (const values::Error& error : decodeValues(compilation, given, values))
            compilation.sink.report(diag::Code::E4011, givenAt(compilation.program, environment, error.path),
                                    environment.name, error.message);
    }
}

void forRelease(Compilation& compilation, const Compilation& part, core::Span include) {
    const core::ChartInfo& outer = compilation.program.chart;
    const core::ChartInfo& inner = part.program.chart;
    for (uint16_t minor = outer.kubeVersion.empty() ? kube::newestRelease : 0; minor <= kube::newestRelease; ++minor) {
        kube::Version version{1, minor, 0, ""};
        if (!outer.kubeRange.admits(version) || inner.kubeRange.admits(version))
            continue;
        compilation.sink.report(diag::Code::E7017, include, inner.kubeVersion, version.text())
            .suggest("give this chart a `kubeVersion` that both take");
        return;
    }
}

emit::FileSet chartFiles(Compilation& compilation, const ReleaseCrds& crds, const std::string& alias,
                         const Json& outer);

/// A chart from elsewhere that is not there; can it be fetched?
bool fetched(Compilation& compilation, const core::ExternalChart& external, bool isPart) {
    std::string folder = "vendor/" + external.chart;
    if (isPart)
        compilation.sink.report(diag::Code::E7019, external.span, external.alias, folder);
    else
        compilation.sink.report(diag::Code::W7003, external.span, external.alias, folder);
    return !isPart;
}

/// The files of the charts that the chart brings along, and what it says of them. `defaults` are its values, null where
/// it is off.
emit::FileSet dependencyFiles(Compilation& compilation, const ReleaseCrds& crds, const Json& defaults,
                              emit::helm::ChartTexts& texts) {
    emit::FileSet files;
    auto add = [&files](const std::string& name, const emit::FileSet& more) {
        for (const auto& [path, bytes] : more)
            files["charts/" + name + "/" + path] = bytes;
    };
    for (size_t i = 0; i < compilation.parts.size(); ++i) {
        Compilation& part = *compilation.parts[i];
        const core::Include& include = compilation.program.includes[i];
        forRelease(compilation, part, include.span);
        texts.dependencies.push_back({include.alias, part.program.chart.version, "", "", include.condition, {}});
        bool isOn = !defaults.is_null() && holds(include.condition, defaults);
        Json values = isOn ? partValues(defaults, include.alias, part) : Json();
        add(include.alias, chartFiles(part, crds, include.alias, values));
        if (part.sink.hasErrors())
            compilation.sink.append(part.sink);
    }
    for (const core::ExternalChart& external : compilation.program.externals) {
        std::optional<emit::FileSet> vendored = vendoredChart(compilation, external);
        bool isOn = !defaults.is_null() && holds(external.condition, defaults);
        bool isFetched = !vendored && isOn && fetched(compilation, external, !texts.alias.empty());
        if (!vendored && !isFetched) {
            texts.notTaken.push_back(&external);
            continue;
        }
        texts.needsFetching |= isFetched;
        bool isRenamed = external.alias != external.chart;
        texts.dependencies.push_back({external.chart, external.version, external.repository,
                                      isRenamed ? external.alias : "", external.condition, external.tags});
        if (!vendored)
            continue;
        add(external.alias, *vendored);
        emit::helm::Dependency& entry = texts.dependencies.back();
        if (isRenamed)
            entry = {external.alias, external.version, "", "", external.condition, external.tags};
    }
    return files;
}

/// The field of the record at `place` that has the key in values.yaml; null if none has it.
ir::NodeRef fieldAt(Compilation& compilation, ir::NodeRef place, const std::string& key) {
    for (const core::Field& field : compilation.program.types[place->type].fields) {
        ir::NodeRef found = compilation.nodes.field(place, field.key, field.type);
        if (field.flat)
            found = fieldAt(compilation, found, key);
        else if (field.key != key)
            found = nullptr;
        if (found != nullptr)
            return found;
    }
    return nullptr;
}

/// A chart that is made without a chart from elsewhere refuses to have it on.
void refuse(Compilation& compilation, const core::ExternalChart& external, ir::Package& package) {
    ir::NodeRef place = compilation.nodes.input(core::Input::Values, compilation.program.valuesType);
    for (const std::string& key : external.condition)
        place = fieldAt(compilation, place, key);
    std::string message =
        fmt::vformat(fmt::string_view(diag::messageFormat(diag::Code::E7016)),
                     fmt::make_format_args(external.alias, external.chart, external.version, external.repository));
    ir::Check check;
    check.condition = compilation.nodes.prim(core::Op::Not, {place});
    check.message = compilation.nodes.string(message);
    check.span = external.span;
    package.checks.push_back(std::move(check));
}

void collectImages(ir::NodeRef node, std::set<std::string>& images) {
    while (node->kind == ir::NodeKind::Shared)
        node = node->args[0];
    for (const ir::Entry& entry : node->entries) {
        if (entry.value == nullptr)
            continue;
        bool areContainers = entry.key == "containers" || entry.key == "initContainers";
        for (size_t i = 0; areContainers && i < entry.value->entries.size(); ++i)
            if (const ir::Entry* image = ir::findEntry(entry.value->entries[i].value, "image"))
                if (image->value->kind == ir::NodeKind::String)
                    images.insert(image->value->text);
        collectImages(entry.value, images);
    }
}

/// The images that the pods have by default; none where something has to be given first.
std::vector<std::string> imagesOf(Compilation& compilation) {
    if (!missingDefaults(compilation).empty())
        return {};
    const core::ChartInfo& chart = compilation.program.chart;
    values::Errors faults;
    eval::Known known;
    known.values = values::decode(compilation.context(), compilation.defaults(), faults);
    known.releaseName = chart.name;
    known.releaseNamespace = "default";
    known.kubeVersion = "v" + chart.kubeRange.typical().text();
    diag::Sink unheard; // what is wrong with the defaults is said elsewhere
    std::set<std::string> images;
    for (const ir::Document& document :
         eval::evaluate(compilation.program, compilation.nodes, &known, unheard).documents)
        collectImages(document.object, images);
    return {images.begin(), images.end()};
}

/// The chart's files, below its own folder. Of a part there are the alias, and the values that the chart around it
/// gives by default; null if it is off then.
emit::FileSet chartFiles(Compilation& compilation, const ReleaseCrds& crds, const std::string& alias,
                         const Json& outer) {
    bool isPart = !alias.empty();
    values::Context context = compilation.context();
    emit::helm::ChartTexts texts;
    texts.alias = alias;
    texts.schemaJson = values::schemaText(context);
    texts.renamed = values::renamedValues(context);
    if (isPart) {
        if (Json global = ownGlobal(compilation); !global.empty())
            texts.valuesYaml = values::writeYaml({{"global", std::move(global)}});
    } else {
        texts.valuesYaml = values::valuesYaml(context, compilation.defaultsNode());
        texts.parameterTables = values::parameterTables(context, compilation.defaultsNode());
        addEnvironments(compilation, texts);
        texts.images = imagesOf(compilation);
        texts.crds = definedBy(crds.of(compilation));
    }
    if (!isPart && !compilation.program.includes.empty())
        checkEnvironments(compilation);
    ir::Package package = eval::evaluate(compilation.program, compilation.nodes, nullptr, compilation.sink);
    if (!compilation.sink.hasErrors() && !isPart)
        compilation.judge().chart(package);
    if (compilation.sink.hasErrors() || !compileParts(compilation))
        return {};
    const Json& defaults = isPart ? outer : compilation.defaults();
    emit::FileSet files = dependencyFiles(compilation, crds, defaults, texts);
    for (const core::ExternalChart* external : texts.notTaken)
        refuse(compilation, *external, package);
    for (auto& [path, bytes] : emit::helm::emitChart(package, texts, compilation.sink))
        files[path] = std::move(bytes);
    for (const CrdFile& file : crds.of(compilation))
        files["crds/" + file.name] = file.text;
    return files;
}

/// Of charts whose parts are compiled, and what each has in its `crds/`.
emit::FileSet buildChart(Compilation& compilation, const ReleaseCrds& crds) {
    WorkingOn place("the chart");
    emit::FileSet files;
    std::string folder = "charts/" + compilation.program.chart.name + "/";
    for (auto& [path, bytes] : chartFiles(compilation, crds, "", Json()))
        files[folder + path] = std::move(bytes);
    return files;
}

} // namespace

emit::FileSet buildChart(Compilation& compilation) {
    compileParts(compilation);
    return buildChart(compilation, ReleaseCrds(compilation));
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

namespace {

/// Is it what an environment shows of a fault that was said of the chart before?
bool isSaid(const diag::Sink& before, const diag::Diagnostic& found) {
    auto says = [&](const diag::Diagnostic& said) {
        if (said.code == found.code)
            return said.message == found.message && said.span == found.span;
        bool isAtRule = std::any_of(found.notes.begin(), found.notes.end(),
                                    [&](const diag::Note& note) { return note.span == said.span; });
        return found.code == diag::Code::E4011 && isAtRule && std::string_view(found.message).ends_with(said.message);
    };
    return std::any_of(before.diagnostics().begin(), before.diagnostics().end(), says);
}

/// One environment by itself, or the defaults.
void checkRelease(Compilation& compilation, const ReleaseCrds& crds, const core::Environment* environment,
                  const Options& options) {
    diag::Sink before = std::exchange(compilation.sink, {});
    crds.of(resolve(compilation, environment, options, true, Unmade::Told).charts);
    std::swap(before, compilation.sink);
    before.takeBack(0, [&](const diag::Diagnostic& found) { return isSaid(compilation.sink, found); });
    compilation.sink.append(before);
}

/// All of them, whatever is wrong with the chart and with others.
void checkEachEnvironment(Compilation& compilation, const ReleaseCrds& crds, const Options& options) {
    for (const core::Environment& environment : compilation.program.environments)
        checkRelease(compilation, crds, &environment, options);
}

} // namespace

void checkAll(Compilation& compilation, const Options& options) {
    if (compilation.sink.hasErrors())
        return;
    checkDefaults(compilation);
    if (compilation.sink.hasErrors())
        return;
    bool areCompiled = compileParts(compilation);
    const ReleaseCrds crds(compilation);
    buildChart(compilation, crds);
    if (!areCompiled)
        return; // what is wrong with them is said of them
    checkEachEnvironment(compilation, crds, options);
    bool ofDefaults = compilation.program.environments.empty() && !compilation.sink.hasErrors();
    if (ofDefaults && missingDefaults(compilation).empty())
        checkRelease(compilation, crds, nullptr, options);
    if (!compilation.sink.hasErrors())
        compilation.judge().finish();
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
        WorkingOn place(compilation.sources.path(files[i]));
        auto included = compileIncluded(compilation, files[i]);
        checkAll(*included, Options()); // what users give is not for it alone
        // Whether what it lacks can be fetched is asked where it is included.
        included->sink.takeBack(0, [](const diag::Diagnostic& found) { return found.code == diag::Code::W7003; });
        compilation.sink.append(included->sink);
        add(included->program);
    }
}

int build(Compilation& compilation, const Options& options) {
    checkIncludes(compilation);
    if (!compilation.sink.hasErrors())
        checkDefaults(compilation);
    if (compilation.sink.hasErrors())
        return Exit::sourceErrors;
    if (options.output == "-")
        return buildStream(compilation, options);
    emit::FileSet files;
    std::string missing;
    bool areCompiled = compileParts(compilation);
    const ReleaseCrds crds(compilation);
    if (options.target != Target::Manifests)
        files = buildChart(compilation, crds);
    bool isEachAsked = options.target == Target::All && options.environments.empty();
    if (isEachAsked && compilation.sink.hasErrors() && areCompiled)
        checkEachEnvironment(compilation, crds, options);
    if (options.target != Target::Helm)
        missing = addManifests(compilation, crds, options, files);
    if (compilation.sink.hasErrors())
        return Exit::sourceErrors;
    WorkingOn place(options.output);
    std::vector<std::string> gone;
    if (auto error = writeFiles(options.output, files, options.force ? Existing::Replace : Existing::Ours, gone)) {
        complain("stackc: {}\n", *error);
        return Exit::systemError;
    }
    if (!gone.empty())
        put("{}: removed {}, of a former build\n", options.output, fmt::join(gone, ", "));
    put("{}: {} files{}\n", options.output, files.size(), missing.empty() ? "" : ", no manifests" + missing);
    return Exit::ok;
}

} // namespace stackc::driver
