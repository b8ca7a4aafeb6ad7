#include "diag/render.h"
#include "diag/sarif.h"

#include <fmt/format.h>

namespace stackc::diag {

namespace {

/// As a command of a workflow has it: its message, or one of its properties.
std::string escaped(std::string_view text, bool isProperty) {
    std::string out;
    for (char c : text) {
        bool isSpecial = c == '%' || c == '\r' || c == '\n' || (isProperty && (c == ':' || c == ','));
        out += isSpecial ? fmt::format("%{:02X}", static_cast<unsigned char>(c)) : std::string(1, c);
    }
    return out;
}

std::string_view commandOf(Severity severity) { return severity == Severity::note ? "notice" : severityName(severity); }

std::string annotation(std::string_view command, source::Span span, std::string_view title, std::string_view message,
                       const source::SourceManager& sources) {
    std::string properties;
    if (span.valid()) {
        source::Position begin = sources.position(span.file, span.begin);
        source::Position end = sources.position(span.file, span.end);
        properties = fmt::format("file={},line={},endLine={},", escaped(repositoryPath(sources.path(span.file)), true),
                                 begin.line, end.line);
        // Columns are taken where it is one line.
        if (begin.line == end.line)
            properties += fmt::format("col={},endColumn={},", begin.column, end.column);
    }
    return fmt::format("::{} {}title={}::{}\n", command, properties, escaped(title, true), escaped(message, false));
}

} // namespace

std::string wholeMessage(const Diagnostic& diagnostic) {
    std::string text = diagnostic.message;
    for (const Note& note : diagnostic.notes)
        if (!note.span.valid())
            text += "\nnote: " + note.message;
    if (!diagnostic.suggestion.empty())
        text += "\nhelp: " + diagnostic.suggestion;
    return text;
}

std::string renderAnnotations(const std::vector<Diagnostic>& diagnostics, const source::SourceManager& sources) {
    std::string out;
    for (const Diagnostic& diagnostic : diagnostics)
        out += annotation(commandOf(diagnostic.severity), diagnostic.span, codeName(diagnostic.code),
                          wholeMessage(diagnostic), sources);
    return out;
}

std::string renderAnnotation(source::Span span, std::string_view title, std::string_view message,
                             const source::SourceManager& sources) {
    return annotation(severityName(Severity::error), span, title, message, sources);
}

} // namespace stackc::diag
