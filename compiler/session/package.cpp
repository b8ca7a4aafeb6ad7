#include "session/package.h"

#include "diag/working_on.h"
#include "emit/archive.h"
#include "emit/helm/ignored.h"
#include "session/build.h"
#include "session/parts.h"
#include "session/vendor.h"
#include "text/sha256.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::session {

namespace {

/// Helm packages no chart that lacks one of its dependencies, of which a build warns.
void refuseMissing(Compilation& compilation) {
    compilation.sink.takeBack(0, [](const diag::Diagnostic& found) { return found.code == diag::Code::W7003; });
    for (const core::ExternalChart& external : compilation.program.externals)
        if (!isVendored(compilation, external) && holds(external.condition, compilation.defaults()))
            compilation.sink.report(diag::Code::E7022, external.span, external.alias, "vendor/" + external.chart);
}

} // namespace

std::optional<Packaged> package(Compilation& compilation, int64_t time) {
    diag::WorkingOn place("the package");
    diag::Sink& sink = compilation.sink;
    Request request;
    request.target = Target::Helm;
    Built built = build(compilation, request);
    if (!sink.hasErrors())
        refuseMissing(compilation);
    if (sink.hasErrors())
        return std::nullopt;
    const core::ChartInfo& chart = compilation.program.chart;
    std::string folder = "charts/" + chart.name + "/";
    emit::FileSet files;
    for (auto& [path, bytes] : built.files)
        if (std::string inside = path.substr(folder.size()); !emit::helm::isIgnored(inside))
            files[inside] = std::move(bytes);
    Packaged packaged{chart.name, chart.version,         fmt::format("{}-{}.tgz", chart.name, chart.version), "",
                      "",         files.at("Chart.yaml")};
    packaged.bytes = emit::tarGz(files, chart.name, {"Chart.yaml", "Chart.lock", "values.yaml"}, time);
    packaged.digest = text::sha256(packaged.bytes);
    return packaged;
}

std::string provenanceOf(const Packaged& packaged) {
    return fmt::format("{}\n...\nfiles:\n  {}: sha256:{}\n", packaged.chartYaml, packaged.file, packaged.digest);
}

} // namespace stackc::session
