#include "driver/diagnostics.h"

#include "diag/render.h"
#include "diag/shown.h"
#include "driver/console.h"

#include <cstdlib>
#include <unistd.h>

namespace stackc::driver {

namespace {

/// See no-color.org.
bool areColorsWanted() {
    const char* refused = std::getenv("NO_COLOR");
    const char* terminal = std::getenv("TERM");
    bool isDumb = terminal == nullptr || std::string_view(terminal) == "dumb";
    return ::isatty(STDERR_FILENO) == 1 && !isDumb && (refused == nullptr || *refused == '\0');
}

} // namespace

bool isOnOutput(DiagnosticsFormat format) {
    return format == DiagnosticsFormat::Json || format == DiagnosticsFormat::Sarif;
}

void tellOnErrorStream(const source::SourceManager& sources, const diag::Sink& sink) {
    std::vector<diag::Diagnostic> diagnostics = sink.sorted();
    std::string more = diag::describe(diag::cutToShown(diagnostics));
    complain(diag::renderText(diagnostics, sources, {areColorsWanted()}));
    if (!more.empty())
        complain("stackc: {}\n", more);
}

void tell(DiagnosticsFormat format, const source::SourceManager& sources, const diag::Sink& sink) {
    tellWith(format, sources, sink, nullptr);
}

void tellWith(DiagnosticsFormat format, const source::SourceManager& sources, const diag::Sink& sink,
              const nlohmann::ordered_json* result) {
    switch (format) {
    case DiagnosticsFormat::Text:
        return tellOnErrorStream(sources, sink);
    case DiagnosticsFormat::Json:
        return put(diag::renderJson(sink.sorted(), sources, result));
    case DiagnosticsFormat::Sarif:
        return put(diag::renderSarif(sink.sorted(), sources, STACKC_VERSION));
    case DiagnosticsFormat::GitHub:
        return complain(diag::renderAnnotations(sink.sorted(), sources));
    }
}

void tellBeside(DiagnosticsFormat format, const source::SourceManager& sources, const diag::Sink& sink) {
    tell(isOnOutput(format) ? DiagnosticsFormat::Text : format, sources, sink);
}

void tellNote(DiagnosticsFormat format, std::string_view text) { isOnOutput(format) ? complain(text) : put(text); }

int tellFault(const std::string& message) {
    complain("stackc: {}\n", message);
    return Exit::systemError;
}

} // namespace stackc::driver
