#include "diag/excerpt.h"

#include "text/utf8.h"

#include <fmt/format.h>

#include <algorithm>

namespace stackc::diag {

namespace {

constexpr std::size_t kMaxColumns = 160;
constexpr std::size_t kLeadColumns = 60;
constexpr std::size_t kMaxBytes = 4; ///< of a column

/// The part of a line that may be shown: a line may have megabytes, and any number of diagnostics.
struct Window {
    std::size_t begin = 0;
    std::string_view text;
    bool cutLeft = false;
    bool cutRight = false;

    Window(std::string_view line, std::size_t around) {
        if (line.size() > kMaxColumns * kMaxBytes && around > kLeadColumns * kMaxBytes)
            begin = std::min(around, line.size()) - kLeadColumns * kMaxBytes;
        while (begin > 0 && begin < line.size() && text::isInsideRune(line[begin]))
            --begin;
        text = line.substr(begin, (kMaxColumns + kLeadColumns) * kMaxBytes);
        cutLeft = begin > 0;
        cutRight = begin + text.size() < line.size();
    }
};

/// A line as it is shown: tabs as four blanks, one column per code point.
struct Shown {
    std::vector<std::string> columns;
    /// The column of each byte; one more for the end.
    std::vector<std::size_t> columnOfByte;
};

Shown show(std::string_view line) {
    Shown shown;
    for (char c : line) {
        if (text::isInsideRune(c) && !shown.columns.empty()) {
            shown.columns.back() += c;
            shown.columnOfByte.push_back(shown.columns.size() - 1);
            continue;
        }
        shown.columnOfByte.push_back(shown.columns.size());
        auto byte = static_cast<unsigned char>(c);
        if (c == '\t') {
            shown.columns.insert(shown.columns.end(), 4, " ");
        } else {
            shown.columns.emplace_back(byte < 0x20 || byte == 0x7F ? std::string("?") : std::string(1, c));
        }
    }
    shown.columnOfByte.push_back(shown.columns.size());
    return shown;
}

class Excerpt {
public:
    Excerpt(const source::SourceManager& sources, std::size_t width, const Style& style)
        : sources_(sources), width_(width), style_(style) {}

    std::string run(std::vector<Marker> markers) {
        auto lineOf = [&](const Marker& m) { return sources_.position(m.span.file, m.span.begin).line; };
        std::stable_sort(markers.begin(), markers.end(),
                         [](const Marker& a, const Marker& b) { return a.span.begin < b.span.begin; });
        gutter("", "");
        std::uint32_t last = 0;
        for (std::size_t i = 0; i < markers.size();) {
            std::uint32_t line = lineOf(markers[i]);
            if (last != 0 && line > last + 2)
                out_ += style_.frame + std::string(width_, '.') + style_.reset + "\n";
            if (last != 0 && line == last + 2)
                lineText(markers[i].span.file, last + 1, {});
            std::size_t end = i;
            while (end < markers.size() && lineOf(markers[end]) == line)
                ++end;
            lineText(
                markers[i].span.file, line,
                {markers.begin() + static_cast<std::ptrdiff_t>(i), markers.begin() + static_cast<std::ptrdiff_t>(end)});
            last = line;
            i = end;
        }
        return std::move(out_);
    }

private:
    void gutter(std::string_view number, std::string_view text) {
        out_ += fmt::format("{}{:>{}} |{}", style_.frame, number, width_, style_.reset);
        if (!text.empty())
            out_ += fmt::format(" {}", text);
        out_ += '\n';
    }

    void lineText(source::FileId file, std::uint32_t line, const std::vector<Marker>& markers) {
        std::uint32_t begin = sources_.lineBegin(file, line);
        Window window(sources_.line(file, line), markers.empty() ? 0 : markers[0].span.begin - begin);
        Shown shown = show(window.text);
        auto columnOf = [&](std::uint32_t offset) {
            std::size_t byte = std::max<std::size_t>(offset - begin, window.begin) - window.begin;
            return shown.columnOfByte[std::min(byte, window.text.size())];
        };
        std::size_t from = 0;
        if ((shown.columns.size() > kMaxColumns || window.cutLeft) && !markers.empty()) {
            std::size_t first = columnOf(markers[0].span.begin);
            from = first > kLeadColumns ? first - kLeadColumns : 0;
        }
        std::size_t to = std::min(shown.columns.size(), from + kMaxColumns);
        bool isCut = from > 0 || window.cutLeft;
        std::string visible = isCut ? "…" : "";
        for (std::size_t i = from; i < to; ++i)
            visible += shown.columns[i];
        if (to < shown.columns.size() || window.cutRight)
            visible += "…";
        gutter(std::to_string(line), visible);

        std::size_t shift = isCut ? 1 : 0;
        for (const Marker& marker : markers) {
            std::size_t first = columnOf(marker.span.begin);
            std::size_t last =
                std::max(std::min(columnOf(std::max(marker.span.end, marker.span.begin)), to), first + 1);
            if (first > to)
                continue;
            const std::string& color = marker.primary ? style_.primary : style_.secondary;
            std::string row(first - from + shift, ' ');
            row += color + std::string(last - first, marker.primary ? '^' : '-');
            if (!marker.message.empty())
                row += " " + marker.message;
            gutter("", row + style_.reset);
        }
    }

    const source::SourceManager& sources_;
    std::size_t width_;
    const Style& style_;
    std::string out_;
};

} // namespace

std::string renderExcerpt(const source::SourceManager& sources, std::vector<Marker> markers, std::size_t width,
                          const Style& style) {
    return Excerpt(sources, width, style).run(std::move(markers));
}

} // namespace stackc::diag
