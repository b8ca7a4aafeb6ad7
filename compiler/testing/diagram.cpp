#include "testing/diagram.h"

#include "text/utf8.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace stackc::testing {

namespace {

/// The values of a line, by their columns.
using Marks = std::map<size_t, std::string>;

/// The rows below a line: bars, and each value under its own as soon as it does not reach the next one's.
std::vector<std::string> rowsOf(Marks marks) {
    std::vector<std::string> rows;
    auto put = [](std::string& row, size_t column, std::string_view text) {
        size_t width = text::countRunes(row);
        row.append(column > width ? column - width : 0, ' ');
        row += text;
    };
    std::string bars;
    for (const auto& [column, text] : marks)
        put(bars, column, "|");
    rows.push_back(bars);
    while (!marks.empty()) {
        std::string row;
        size_t next = SIZE_MAX; // the column that a value must not reach
        std::vector<size_t> written;
        for (auto it = marks.rbegin(); it != marks.rend(); ++it) {
            bool fits = next == SIZE_MAX || it->first + text::countRunes(it->second) < next;
            if (fits)
                written.push_back(it->first);
            next = it->first;
        }
        for (const auto& [column, text] : marks)
            put(row, column, std::find(written.begin(), written.end(), column) != written.end() ? text : "|");
        for (size_t column : written)
            marks.erase(column);
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace

std::string diagram(const source::SourceManager& sources, source::Span span, const std::vector<Part>& parts) {
    uint32_t first = sources.position(span.file, span.begin).line;
    uint32_t last = sources.position(span.file, span.end == span.begin ? span.end : span.end - 1).line;
    size_t gutter = std::to_string(last).size();
    std::map<uint32_t, Marks> lines;
    for (const Part& part : parts) {
        if (part.at < span.begin || part.at >= span.end)
            continue;
        source::Position at = sources.position(span.file, part.at);
        lines[at.line][at.column - 1] = part.text;
    }
    std::string out;
    for (uint32_t line = first; line <= last; ++line) {
        out += fmt::format("{:>{}} | {}\n", line, gutter, sources.line(span.file, line));
        auto marks = lines.find(line);
        if (marks != lines.end())
            for (const std::string& row : rowsOf(marks->second))
                out += fmt::format("{:>{}} | {}\n", "", gutter, row);
    }
    return out;
}

namespace {

std::vector<std::string_view> linesOf(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

struct Step {
    char sign;
    std::string_view line;
};

/// A shortest way from the one to the other. Of very long differences all of the one, then all of the other.
void difference(const std::vector<std::string_view>& a, size_t beginA, size_t endA,
                const std::vector<std::string_view>& b, size_t beginB, size_t endB, std::vector<Step>& out) {
    constexpr size_t most = size_t{4} << 20;
    size_t rows = endA - beginA, columns = endB - beginB;
    if ((rows + 1) * (columns + 1) > most) {
        for (size_t i = beginA; i < endA; ++i)
            out.push_back({'-', a[i]});
        for (size_t i = beginB; i < endB; ++i)
            out.push_back({'+', b[i]});
        return;
    }
    std::vector<uint32_t> common((rows + 1) * (columns + 1), 0);
    auto at = [&](size_t i, size_t j) -> uint32_t& { return common[i * (columns + 1) + j]; };
    for (size_t i = rows; i-- > 0;)
        for (size_t j = columns; j-- > 0;)
            at(i, j) = a[beginA + i] == b[beginB + j] ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
    size_t i = 0, j = 0;
    while (i < rows || j < columns) {
        if (i < rows && j < columns && a[beginA + i] == b[beginB + j]) {
            out.push_back({' ', a[beginA + i++]});
            ++j;
        } else if (i < rows && (j == columns || at(i + 1, j) >= at(i, j + 1))) {
            out.push_back({'-', a[beginA + i++]});
        } else {
            out.push_back({'+', b[beginB + j++]});
        }
    }
}

} // namespace

std::string lineDifference(const std::string& before, const std::string& after) {
    if (before == after)
        return "";
    constexpr size_t around = 3;
    std::vector<std::string_view> a = linesOf(before), b = linesOf(after);
    size_t begin = 0, endA = a.size(), endB = b.size();
    while (begin < endA && begin < endB && a[begin] == b[begin])
        ++begin;
    while (endA > begin && endB > begin && a[endA - 1] == b[endB - 1]) {
        --endA;
        --endB;
    }
    std::vector<Step> steps;
    for (size_t i = begin > around ? begin - around : 0; i < begin; ++i)
        steps.push_back({' ', a[i]});
    difference(a, begin, endA, b, begin, endB, steps);
    for (size_t i = endA; i < std::min(endA + around, a.size()); ++i)
        steps.push_back({' ', a[i]});
    std::string out;
    bool isLeftOut = false;
    for (size_t i = 0; i < steps.size(); ++i) {
        size_t from = i > around ? i - around : 0, to = std::min(i + around + 1, steps.size());
        bool isNear = std::any_of(steps.begin() + static_cast<std::ptrdiff_t>(from),
                                  steps.begin() + static_cast<std::ptrdiff_t>(to),
                                  [](const Step& step) { return step.sign != ' '; });
        if (isNear)
            out += fmt::format("{}{}\n", steps[i].sign, steps[i].line);
        else if (!isLeftOut)
            out += " …\n";
        isLeftOut = !isNear;
    }
    return out;
}

} // namespace stackc::testing
