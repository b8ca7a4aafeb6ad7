#include "driver/graph.h"

#include "diag/working_on.h"
#include "driver/diagnostics.h"
#include "driver/graphviz.h"
#include "driver/replace_file.h"
#include "graph/build.h"
#include "inspect/unrolled.h"
#include "session/check.h"
#include "session/parts.h"
#include "session/resolve.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::driver {

namespace {

/// What is drawn; the packages are those of `charts`.
struct Picture {
    std::vector<ir::Package> packages;
    std::vector<graph::Chart> charts;
    std::vector<graph::ExternalChart> externals;

    /// The number of the chart.
    size_t add(session::Compilation& chart, std::string title, std::string condition, size_t parent) {
        charts.push_back({nullptr, &chart.nodes, std::move(title), std::move(condition), parent});
        return charts.size() - 1;
    }
    graph::Graph draw() {
        for (size_t i = 0; i < charts.size(); ++i)
            charts[i].package = &packages[i];
        return graph::build(charts, externals);
    }
};

/// "chart cache", or "chart cache (redis)" where the alias is another name.
std::string titleOf(const session::Compilation& part, const std::string& alias) {
    const std::string& name = part.program.chart.declaredName;
    return "chart " + alias + (name == alias ? "" : " (" + name + ")");
}

/// `place` is where the values of the chart stand in those of the outermost one: "values." and what leads on.
std::string conditionOf(const std::vector<std::string>& condition, const std::string& place) {
    return condition.empty() ? std::string() : fmt::format("{}{}", place, fmt::join(condition, "."));
}

/// The chart and those that it includes, whose values are not known.
void addCharts(session::Compilation& chart, const std::string& title, const std::string& condition,
               const std::string& place, size_t parent, Picture& picture) {
    size_t number = picture.add(chart, title, condition, parent);
    picture.packages.push_back(
        inspect::unrolled(chart.nodes, eval::evaluate(chart.program, chart.nodes, nullptr, chart.sink)));
    for (const core::ExternalChart& external : chart.program.externals)
        picture.externals.push_back({external.chart, external.version, conditionOf(external.condition, place), number});
    for (size_t i = 0; i < chart.parts.size(); ++i) {
        const core::Include& include = chart.program.includes[i];
        addCharts(*chart.parts[i], titleOf(*chart.parts[i], include.alias), conditionOf(include.condition, place),
                  place + include.alias + ".", number, picture);
    }
}

/// The charts that are on, in the order of the packages of a release.
void addKnown(session::Compilation& chart, const std::string& title, const session::Json& given, size_t parent,
              Picture& picture) {
    size_t number = picture.add(chart, title, "", parent);
    for (const core::ExternalChart& external : chart.program.externals)
        if (session::holds(external.condition, given))
            picture.externals.push_back({external.chart, external.version, "", number});
    for (size_t i = 0; i < chart.parts.size(); ++i) {
        const core::Include& include = chart.program.includes[i];
        if (session::holds(include.condition, given))
            addKnown(*chart.parts[i], titleOf(*chart.parts[i], include.alias),
                     session::partValues(given, include.alias, *chart.parts[i]), number, picture);
    }
}

Picture pictureOf(session::Compilation& compilation, const Options& options) {
    Picture picture;
    if (options.request.environments.empty()) {
        if (session::compileParts(compilation))
            addCharts(compilation, "", "", "values.", 0, picture);
        return picture;
    }
    const core::Environment* environment = session::environmentNamed(compilation, options.request.environments.front());
    if (environment == nullptr)
        return picture;
    session::Inputs inputs;
    inputs.skipExternal = true; // a chart from elsewhere is drawn as such
    session::Release release = session::resolve(compilation, environment, inputs, false);
    if (compilation.sink.hasErrors())
        return picture;
    picture.packages = std::move(release.packages);
    addKnown(compilation, "", session::valuesOf(compilation, compilation.overlay(*environment)), 0, picture);
    return picture;
}

/// A picture is made of what Graphviz reads.
std::string written(const graph::Graph& drawn, GraphFormat format) {
    switch (format) {
    case GraphFormat::Mermaid:
        return graph::mermaid(drawn);
    case GraphFormat::Json:
        return graph::json(drawn);
    case GraphFormat::Dot:
    case GraphFormat::Svg:
        break;
    }
    return graph::dot(drawn);
}

} // namespace

int graph(session::Compilation& compilation, const Options& options) {
    diag::WorkingOn place("the graph");
    session::checkIncludes(compilation);
    if (compilation.sink.hasErrors())
        return Exit::sourceErrors;
    Picture picture = pictureOf(compilation, options);
    if (compilation.sink.hasErrors())
        return Exit::sourceErrors;
    graph::Graph drawn = picture.draw();
    std::string text = written(drawn, options.graphFormat);
    if (options.graphFormat == GraphFormat::Svg) {
        Svg svg = svgOf(text);
        if (!svg.text)
            return tellFault(svg.error);
        text = std::move(*svg.text);
    }
    return deliver(options.pageOutput, text);
}

} // namespace stackc::driver
