#include "ide/formatting.h"

#include "ide/lexical.h"
#include "syntax/format.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace stackc::ide {

namespace {

constexpr std::size_t indentation = 4;

bool isBlank(char byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }

std::size_t skipBlanks(std::string_view text, std::size_t at) {
    while (at < text.size() && isBlank(text[at]))
        ++at;
    return at;
}

/// The edits between two texts that differ in blanks alone; one edit of the whole if they don't.
std::vector<TextEdit> difference(std::string_view before, std::string_view after, source::FileId file) {
    std::vector<TextEdit> edits;
    auto span = [file](std::size_t begin, std::size_t end) {
        return source::Span{file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    };
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < before.size() || j < after.size()) {
        std::size_t iEnd = skipBlanks(before, i);
        std::size_t jEnd = skipBlanks(after, j);
        if (before.substr(i, iEnd - i) != after.substr(j, jEnd - j))
            edits.push_back({span(i, iEnd), std::string(after.substr(j, jEnd - j))});
        i = iEnd;
        j = jEnd;
        bool areEqual = (i < before.size()) == (j < after.size());
        for (; areEqual && i < before.size() && j < after.size() && !isBlank(before[i]) && !isBlank(after[j]); ++i, ++j)
            areEqual = before[i] == after[j];
        if (!areEqual)
            return {{span(0, before.size()), std::string(after)}};
    }
    return edits;
}

std::size_t lineBegin(std::string_view text, std::size_t at) {
    std::size_t end = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
    return end == std::string_view::npos ? 0 : end + 1;
}

std::size_t indentAt(std::string_view text, std::size_t at) {
    std::size_t begin = lineBegin(text, at);
    std::size_t width = 0;
    while (begin + width < text.size() && text[begin + width] == ' ')
        ++width;
    return width;
}

/// The edit that gives the line of an offset an indentation.
std::vector<TextEdit> indented(std::string_view text, source::FileId file, std::size_t at, std::size_t width) {
    std::size_t begin = lineBegin(text, at);
    std::size_t end = begin;
    while (end < text.size() && (text[end] == ' ' || text[end] == '\t'))
        ++end;
    std::string blanks(width, ' ');
    if (text.substr(begin, end - begin) == blanks)
        return {};
    return {{{file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, std::move(blanks)}};
}

} // namespace

std::optional<std::vector<TextEdit>> formatted(const source::SourceManager& sources, source::FileId file) {
    diag::Sink told;
    std::string result = syntax::format(sources, file, told);
    if (told.hasErrors())
        return std::nullopt;
    return difference(sources.text(file), result, file);
}

std::optional<std::vector<TextEdit>> formattedRange(const source::SourceManager& sources, source::FileId file,
                                                    std::uint32_t begin, std::uint32_t end) {
    std::optional<std::vector<TextEdit>> edits = formatted(sources, file);
    if (edits)
        std::erase_if(*edits, [&](const TextEdit& edit) { return edit.span.end < begin || edit.span.begin > end; });
    return edits;
}

std::vector<TextEdit> formattedBlock(const source::SourceManager& sources, source::FileId file, std::uint32_t offset) {
    std::string_view text = sources.text(file);
    for (const Brackets& pair : bracketsOf(text)) {
        if (pair.close.end != offset)
            continue;
        if (auto edits = formattedRange(sources, file, pair.open.begin, pair.close.end))
            return *edits;
        bool beginsLine = skipBlanks(text, lineBegin(text, pair.close.begin)) == pair.close.begin;
        return beginsLine ? indented(text, file, pair.close.begin, indentAt(text, pair.open.begin))
                          : std::vector<TextEdit>();
    }
    return {};
}

std::vector<TextEdit> indentedLine(const source::SourceManager& sources, source::FileId file, std::uint32_t offset) {
    std::string_view text = sources.text(file);
    std::size_t begin = lineBegin(text, offset);
    std::size_t first = skipBlanks(text, begin);
    const Brackets* innermost = nullptr;
    std::vector<Brackets> all = bracketsOf(text);
    for (const Brackets& pair : all) {
        bool isAround = pair.open.end <= begin && (pair.close.begin >= begin || pair.close.end == 0);
        if (isAround && (innermost == nullptr || pair.open.begin > innermost->open.begin))
            innermost = &pair;
    }
    if (innermost == nullptr)
        return indented(text, file, offset, 0);
    if (syntax::isStringOpen(innermost->open.kind))
        return {}; // the blanks of a text are its own
    bool isCloser = innermost->close.end != 0 && innermost->close.begin == first;
    std::size_t outer = indentAt(text, innermost->open.begin);
    return indented(text, file, offset, outer + (isCloser ? 0 : indentation));
}

} // namespace stackc::ide
