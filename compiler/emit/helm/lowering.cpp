#include "emit/helm/lowering.h"

namespace stackc::emit::helm {

Lowering::Lowering(const ir::Package& package, const Defines& defines, diag::Sink& sink)
    : package(package), program(*package.program), defines(defines), sink(sink), kinds(program),
      own(program.chart.templates), named(defines), refused(package) {}

void Lowering::unsupported(std::string_view what, const ir::Use& use) const {
    ir::Use within = use;
    if (writing.style == Style::Text)
        within.inText = writing.format;
    sink.report(diag::Code::E6002, ir::locate(package, within).value_or(here), what);
}

} // namespace stackc::emit::helm
