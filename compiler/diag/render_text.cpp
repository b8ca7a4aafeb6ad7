#include <fmt/format.h>

#include <algorithm>

#include "diag/excerpt.h"
#include "diag/render.h"

namespace stackc::diag {

namespace {

constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kReset = "\x1b[0m";

class TextRenderer {
public:
    TextRenderer(const source::SourceManager& sources, const TextOptions& options)
        : sources_(sources), colors_(options.colors) {}

    std::string run(const std::vector<Diagnostic>& diagnostics) {
        for (const Diagnostic& diagnostic : diagnostics) {
            if (!out_.empty())
                out_ += '\n';
            render(diagnostic);
        }
        return std::move(out_);
    }

private:
    Style styleFor(Severity severity) const {
        if (!colors_)
            return {};
        return {severity == Severity::error     ? "\x1b[1;31m"
                : severity == Severity::warning ? "\x1b[1;33m"
                                                : "\x1b[1;36m",
                "\x1b[1;34m", "\x1b[34m", std::string(kReset)};
    }

    void render(const Diagnostic& diagnostic) {
        Style style = styleFor(diagnostic.severity);
        out_ += fmt::format("{}{}[{}]{}: ", style.primary, severityName(diagnostic.severity), codeName(diagnostic.code),
                            style.reset);
        out_ += colors_ ? fmt::format("{}{}{}\n", kBold, diagnostic.message, kReset) : diagnostic.message + "\n";
        width_ = numberWidth(diagnostic);
        if (diagnostic.span.valid()) {
            std::vector<Marker> markers = ownMarkers(diagnostic);
            place(diagnostic.span, style);
            out_ += renderExcerpt(sources_, std::move(markers), width_, style);
        }
        for (const Note& label : diagnostic.labels) {
            if (label.span.valid() && label.span.file != diagnostic.span.file)
                elsewhere(label, style);
        }
        for (const Note& note : diagnostic.notes) {
            if (note.span.valid()) {
                elsewhere(note, style);
            } else {
                remark("note", note.message, style);
            }
        }
        if (!diagnostic.suggestion.empty())
            remark("help", diagnostic.suggestion, style);
    }

    /// The diagnostic's own place and its labels in the same file; a label at the own place gives the carets a text.
    static std::vector<Marker> ownMarkers(const Diagnostic& diagnostic) {
        std::vector<Marker> markers{{diagnostic.span, {}, true}};
        for (const Note& label : diagnostic.labels) {
            if (label.span.file != diagnostic.span.file)
                continue;
            if (label.span == diagnostic.span && markers[0].message.empty()) {
                markers[0].message = label.message;
            } else {
                markers.push_back({label.span, label.message, false});
            }
        }
        return markers;
    }

    void place(source::Span span, const Style& style) {
        source::Position at = sources_.position(span.file, span.begin);
        out_ += fmt::format("{}{}-->{} {}:{}:{}\n", std::string(width_, ' '), style.frame, style.reset,
                            sources_.path(span.file), at.line, at.column);
    }

    void elsewhere(const Note& note, const Style& style) {
        remark("note", note.message, style);
        place(note.span, style);
        out_ += renderExcerpt(sources_, {{note.span, {}, false}}, width_, style);
    }

    void remark(std::string_view kind, std::string_view message, const Style& style) {
        out_ += fmt::format("{} {}= {}:{} {}\n", std::string(width_, ' '), style.frame, kind, style.reset, message);
    }

    std::size_t numberWidth(const Diagnostic& diagnostic) const {
        std::uint32_t line = 1;
        auto look = [&](source::Span span) {
            if (span.valid())
                line = std::max(line, sources_.position(span.file, span.begin).line);
        };
        look(diagnostic.span);
        for (const Note& note : diagnostic.notes)
            look(note.span);
        for (const Note& label : diagnostic.labels)
            look(label.span);
        return std::max<std::size_t>(std::to_string(line).size(), 2);
    }

    const source::SourceManager& sources_;
    bool colors_;
    std::size_t width_ = 2;
    std::string out_;
};

} // namespace

std::string renderText(const std::vector<Diagnostic>& diagnostics, const source::SourceManager& sources,
                       const TextOptions& options) {
    return TextRenderer(sources, options).run(diagnostics);
}

} // namespace stackc::diag
