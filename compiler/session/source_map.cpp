#include "session/source_map.h"

#include "diag/working_on.h"
#include "emit/helm/template_paths.h"
#include "inspect/field_steps.h"
#include "inspect/resource_names.h"
#include "inspect/template_lines.h"
#include "inspect/value_places.h"
#include "session/chart.h"
#include "session/each_chart.h"
#include "text/files_digest.h"

namespace stackc::session {

using inspect::SourceMap;

namespace {

constexpr std::string_view chartsFolder = "charts/";

/// Adds a text to a message, behind what is known before it.
void say(std::vector<std::string>& said, ir::NodeRef text) {
    text = ir::unshared(text);
    if (text->kind == ir::NodeKind::String)
        said.back() += text->text;
    else if (text->kind != ir::NodeKind::Prim || text->op != core::Op::Concat)
        said.emplace_back();
    else
        for (ir::NodeRef part : text->args)
            say(said, part);
}

/// Where a chart stands in the outermost one: `shop/charts/cache`.
std::string folderOf(const Compilation& outermost, const inspect::LateChart& late) {
    std::string folder = outermost.program.chart.name;
    std::string_view place = late.place;
    while (!place.empty()) {
        size_t dot = place.find('.');
        folder += "/charts/" + std::string(place.substr(0, dot));
        place.remove_prefix(dot + 1);
    }
    return folder;
}

/// One chart as a part of the map.
class OfChart {
public:
    OfChart(const inspect::LateChart& late, const std::string& name, inspect::MapPlaces& places, size_t& budget)
        : late_(late), places_(places), budget_(budget) {
        chart_.name = name;
        chart_.at = late.place;
    }

    SourceMap::Chart run(const std::string& folder, const emit::FileSet& texts) {
        resources();
        templates(folder, texts);
        helpers(folder, texts);
        checks();
        chart_.values = inspect::valuePlaces(*late_.package->program, places_);
        return std::move(chart_);
    }

private:
    void resources() {
        inspect::ResourceNames names(late_);
        inspect::FieldSteps steps(late_, places_, budget_);
        for (const ir::Document& document : late_.package->documents)
            chart_.resources.push_back({names.kindOf(document), names.nameOf(document), steps.of(document)});
    }

    void templates(const std::string& folder, const emit::FileSet& texts) {
        std::vector<emit::helm::VersionedDocument> documents = emit::helm::joinVersions(*late_.package);
        std::vector<std::string> paths = emit::helm::templatePaths(documents, chart_.name);
        std::map<std::string, std::vector<size_t>> resources; // documents may share a template
        for (size_t i = 0; i < documents.size(); ++i)
            resources[folder + "/" + paths[i]].push_back(
                static_cast<size_t>(documents[i].document - late_.package->documents.data()));
        for (auto& [file, made] : resources)
            addTemplate(file, std::move(made), texts);
    }

    /// Named templates.
    void helpers(const std::string& folder, const emit::FileSet& texts) {
        const std::string within = std::string(chartsFolder) + folder + "/templates/";
        for (const auto& [path, text] : texts)
            if (path.starts_with(within) && path.ends_with(".tpl"))
                addTemplate(path.substr(chartsFolder.size()), {}, texts);
    }

    void addTemplate(const std::string& file, std::vector<size_t> resources, const emit::FileSet& texts) {
        const std::string path = std::string(chartsFolder) + file;
        SourceMap::Template added{file, std::move(resources), {}};
        if (texts.contains(path))
            added.fields = inspect::fieldsOfLines(texts.at(path));
        chart_.templates.push_back(std::move(added));
    }

    void checks() {
        for (const ir::Check& check : late_.package->checks) {
            if (check.message == nullptr)
                continue;
            std::vector<std::string> said(1);
            say(said, check.message);
            chart_.checks.push_back({std::move(said), places_.of(check.span)});
        }
    }

    const inspect::LateChart& late_;
    inspect::MapPlaces& places_;
    size_t& budget_; ///< of steps
    SourceMap::Chart chart_;
};

std::string digestOf(const emit::FileSet& texts, const std::string& chart) {
    const std::string folder = std::string(chartsFolder) + chart + "/";
    text::FilesDigest digest;
    for (const auto& [path, bytes] : texts)
        if (path.starts_with(folder))
            digest.add(path.substr(folder.size()), bytes);
    return digest.text();
}

} // namespace

SourceMap sourceMapOf(Compilation& compilation, const emit::FileSet& chart) {
    diag::WorkingOn place("the source map");
    SourceMap map;
    if (!isReady(compilation))
        return map;
    map.version = compilation.program.chart.version;
    map.digest = digestOf(chart, compilation.program.chart.name);
    inspect::MapPlaces places(compilation.sources, map);
    size_t budget = SourceMap::mostSteps;
    eachChart(compilation, [&](const inspect::LateChart& late, const Standing&, Compilation& part) {
        map.charts.push_back(
            OfChart(late, part.program.chart.name, places, budget).run(folderOf(compilation, late), chart));
    });
    return map;
}

SourceMap sourceMapOf(Compilation& compilation) {
    if (!isReady(compilation))
        return {};
    const emit::FileSet chart = buildChart(compilation);
    return compilation.sink.hasErrors() ? SourceMap() : sourceMapOf(compilation, chart);
}

} // namespace stackc::session
