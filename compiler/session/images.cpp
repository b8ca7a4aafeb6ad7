#include "session/images.h"

#include "diag/working_on.h"
#include "session/each_chart.h"

#include <fmt/format.h>

namespace stackc::session {

inspect::ImageList imagesOf(Compilation& compilation) {
    diag::WorkingOn place("the images");
    inspect::ImageList list;
    if (!isReady(compilation))
        return list;
    list.chart = compilation.program.chart.name;
    list.version = compilation.program.chart.version;
    eachChart(compilation, [&list](const inspect::LateChart& late, const Standing&, Compilation& chart) {
        inspect::addImages(late, list.images);
        for (const core::ExternalChart& external : chart.program.externals)
            list.others.push_back(
                fmt::format("{} {} of {}, if {}", external.chart, external.version, external.repository,
                            late.under(fmt::format("{}.{}", late.values(), fmt::join(external.condition, ".")))));
    });
    return list;
}

} // namespace stackc::session
