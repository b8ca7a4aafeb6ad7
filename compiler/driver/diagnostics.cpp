#include "driver/diagnostics.h"

#include "diag/render.h"
#include "diag/shown.h"
#include "driver/console.h"

namespace stackc::driver {

void tellOnErrorStream(const source::SourceManager& sources, const diag::Sink& sink) {
    std::vector<diag::Diagnostic> diagnostics = sink.sorted();
    std::string more = diag::describe(diag::cutToShown(diagnostics));
    complain(diag::renderText(diagnostics, sources));
    if (!more.empty())
        complain("stackc: {}\n", more);
}

void tell(bool asJson, const source::SourceManager& sources, const diag::Sink& sink) {
    if (asJson)
        put(diag::renderJson(sink.sorted(), sources));
    else
        tellOnErrorStream(sources, sink);
}

int tellFault(const std::string& message) {
    complain("stackc: {}\n", message);
    return Exit::systemError;
}

} // namespace stackc::driver
