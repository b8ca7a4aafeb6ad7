#include "session/chart.h"

#include "diag/working_on.h"
#include "emit/helm/chart.h"
#include "eval/eval.h"
#include "inspect/images.h"
#include "session/parts.h"
#include "session/resolve.h"
#include "session/standing.h"
#include "session/taken_out.h"
#include "session/vendor.h"
#include "values/decode.h"
#include "values/schema.h"
#include "values/values_yaml.h"
#include "values/yaml_text.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

namespace stackc::session {

namespace {

/// values-<environment>.yaml of each environment.
void addEnvironments(Compilation& compilation, emit::helm::ChartTexts& texts) {
    for (const core::Environment& environment : compilation.program.environments) {
        if (compilation.lacksValues(environment))
            continue;
        values::Errors errors;
        std::string header = environment.doc.empty() ? "The " + environment.name + " environment." : environment.doc;
        bool expressible = values::overlayYaml(compilation.context(), compilation.defaults(),
                                               compilation.context().evalConst(environment.values), header,
                                               texts.environmentValues[environment.name], errors);
        if (!expressible)
            compilation.overlay(environment); // which tells why
    }
}

/// Below what is included, Helm takes less than it does elsewhere.
void checkEnvironments(Compilation& compilation) {
    for (const core::Environment& environment : compilation.program.environments) {
        ir::NodeRef values = nullptr;
        const Json user = compilation.overlay(environment);
        const Json given = valuesOf(compilation, user);
        values::Errors errors = decodeValues(compilation, given, values);
        if (errors.empty())
            errors = nullsOfGlobal(compilation, user, given);
        for (const values::Error& error : errors)
            compilation.sink
                .report(diag::Code::E4011, givenAt(compilation.program, environment, error.path), environment.name,
                        error.message)
                .suggest(insteadOfTakingOut(compilation.program, environment, user, error.path));
    }
}

/// What the chart says itself, also where another one includes it.
kube::VersionRange ownRange(const core::ChartInfo& chart) {
    std::string none; // it was taken before
    return kube::VersionRange::parse(chart.kubeVersion, none).value_or(kube::VersionRange());
}

void forRelease(Compilation& compilation, const Compilation& part, core::Span include) {
    const core::ChartInfo& outer = compilation.program.chart;
    const core::ChartInfo& inner = part.program.chart;
    const kube::VersionRange around = ownRange(outer), own = ownRange(inner);
    for (uint16_t minor = outer.kubeVersion.empty() ? kube::newestRelease : 0; minor <= kube::newestRelease; ++minor) {
        kube::Version version{1, minor, 0, ""};
        if (!around.admits(version) || own.admits(version))
            continue;
        compilation.sink.report(diag::Code::E7017, include, inner.kubeVersion, version.text())
            .suggest("give this chart a `kubeVersion` that both take");
        return;
    }
}

/// What is known of the charts of a release together.
struct Gathered {
    std::vector<inspect::Image> images; ///< of their pods
    emit::helm::Footprint footprint;
};

emit::FileSet chartFiles(Compilation& compilation, const ReleaseCrds& crds, const Standing& standing,
                         Gathered& gathered);

/// A chart from elsewhere that is not there; can it be fetched?
bool fetched(Compilation& compilation, const core::ExternalChart& external, bool isPart) {
    std::string folder = "vendor/" + external.chart;
    if (isPart) {
        auto report = compilation.sink.report(diag::Code::E7019, external.span, external.alias, folder);
        if (compilation.homes.back() != compilation.folder)
            report.note(
                "`vendor` is looked for in the folder of the outermost chart, for those that it includes as well");
    } else
        compilation.sink.report(diag::Code::W7003, external.span, external.alias, folder);
    return !isPart;
}

/// The files of the charts that the chart brings along, and what it says of them.
emit::FileSet dependencyFiles(Compilation& compilation, const ReleaseCrds& crds, const Standing& standing,
                              emit::helm::ChartTexts& texts, Gathered& gathered) {
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
        Standing inner = partOf(compilation, i, standing);
        add(include.alias, chartFiles(part, crds, inner, gathered));
        if (part.sink.hasErrors())
            compilation.sink.append(part.sink);
    }
    for (const core::ExternalChart& external : compilation.program.externals) {
        std::optional<emit::FileSet> vendored = vendoredChart(compilation, external);
        bool isOn = standing.isOn && holds(external.condition, *standing.values);
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

/// The references that are known, each once.
std::vector<std::string> namesOf(const std::vector<inspect::Image>& images) {
    std::set<std::string> names;
    for (const inspect::Image& image : images)
        if (image.isWhole)
            names.insert(image.reference);
    return {names.begin(), names.end()};
}

/// The chart's files, below its own folder; adds what is known of it and of its parts.
emit::FileSet chartFiles(Compilation& compilation, const ReleaseCrds& crds, const Standing& standing,
                         Gathered& gathered) {
    bool isPart = !standing.alias.empty();
    values::Context context = compilation.context();
    emit::helm::ChartTexts texts;
    texts.alias = standing.alias;
    texts.schemaJson = values::schemaText(context);
    texts.renamed = values::renamedValues(context);
    if (isPart) {
        if (Json global = ownGlobal(compilation); !global.empty())
            texts.valuesYaml = values::writeYaml({{"global", std::move(global)}});
    } else {
        texts.valuesYaml = values::valuesYaml(context, compilation.defaultsNode());
        texts.parameterTables = values::parameterTables(context, compilation.defaultsNode());
        addEnvironments(compilation, texts);
        texts.crds = definedBy(crds.of(compilation));
    }
    if (!isPart && !compilation.program.includes.empty())
        checkEnvironments(compilation);
    ir::Package package = chartPackage(compilation, isPart);
    if (compilation.sink.hasErrors() || !compileParts(compilation))
        return {};
    std::vector<inspect::Image> images;
    inspect::addImages(
        {&package, &compilation.nodes, standing.values.get(), standing.place, standing.release, standing.switches},
        images);
    texts.mainImage = inspect::mainImage(images);
    std::ranges::move(images, std::back_inserter(gathered.images));
    gathered.footprint.add(package, definedBy(crds.of(compilation)));
    emit::FileSet files = dependencyFiles(compilation, crds, standing, texts, gathered);
    if (!isPart) {
        texts.images = namesOf(gathered.images);
        texts.footprint = gathered.footprint;
    }
    for (const core::ExternalChart* external : texts.notTaken)
        refuse(compilation, *external, package);
    for (auto& [path, bytes] : emit::helm::emitChart(package, texts, compilation.sink))
        files[path] = std::move(bytes);
    for (const CrdFile& file : crds.of(compilation))
        files["crds/" + file.name] = file.text;
    return files;
}

} // namespace

ir::Package chartPackage(Compilation& compilation, bool isPart) {
    ir::Package package = eval::evaluate(compilation.program, compilation.nodes, nullptr, compilation.sink);
    if (!compilation.sink.hasErrors() && !isPart)
        compilation.judge().chart(package);
    return package;
}

emit::FileSet buildChart(Compilation& compilation, const ReleaseCrds& crds) {
    diag::WorkingOn place("the chart");
    emit::FileSet files;
    std::string folder = "charts/" + compilation.program.chart.name + "/";
    Gathered gathered;
    for (auto& [path, bytes] : chartFiles(compilation, crds, outermost(compilation), gathered))
        files[folder + path] = std::move(bytes);
    return files;
}

emit::FileSet buildChart(Compilation& compilation) {
    compileParts(compilation);
    return buildChart(compilation, ReleaseCrds(compilation));
}

} // namespace stackc::session
