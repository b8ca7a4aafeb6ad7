#include "syntax/text_block.h"

#include <algorithm>

namespace stackc::syntax {

namespace {

bool isBlank(std::string_view text) { return text.find_first_not_of(" \t\r") == std::string_view::npos; }

} // namespace

TextBlock::TextBlock(const std::vector<StringPart>& parts, std::string_view text, diag::Sink& sink)
    : parts_(parts), text_(text), sink_(sink) {
    strips_ = opensLine();
    if (strips_)
        findIndentation();
}

bool TextBlock::opensLine() const {
    if (parts_.empty() || parts_[0].value.valid())
        return false;
    std::string_view first = textOf(parts_[0].span);
    std::size_t lineEnd = first.find('\n');
    return lineEnd != std::string_view::npos && isBlank(first.substr(0, lineEnd));
}

void TextBlock::findIndentation() {
    const StringPart& last = parts_.back();
    if (!last.value.valid()) {
        std::string_view tail = textOf(last.span);
        std::size_t lineEnd = tail.rfind('\n');
        if (lineEnd != std::string_view::npos && isBlank(tail.substr(lineEnd + 1))) {
            ownClosingLine_ = true;
            indentation_ = tail.size() - lineEnd - 1;
            return;
        }
    }
    indentation_ = leastIndentation();
}

std::size_t TextBlock::indentationAt(Span part, std::size_t lineBegin) const {
    std::string_view line = textOf(part).substr(lineBegin);
    return std::min(line.find_first_not_of(" \t"), line.size());
}

std::size_t TextBlock::leastIndentation() const {
    std::size_t least = SIZE_MAX;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        if (parts_[i].value.valid())
            continue;
        std::string_view source = textOf(parts_[i].span);
        for (std::size_t at = source.find('\n'); at != std::string_view::npos; at = source.find('\n', at + 1)) {
            std::string_view line = source.substr(at + 1);
            std::size_t lineEnd = line.find('\n');
            bool blank = lineEnd != std::string_view::npos && isBlank(line.substr(0, lineEnd));
            if (!blank)
                least = std::min(least, indentationAt(parts_[i].span, at + 1));
        }
    }
    return least == SIZE_MAX ? 0 : least;
}

std::vector<Span> TextBlock::pieces(std::size_t index) const {
    Span part = parts_[index].span;
    if (!strips_)
        return {part};
    std::string_view source = textOf(part);
    std::vector<Span> result;
    auto addPiece = [&](std::size_t begin, std::size_t end) {
        if (begin >= end)
            return;
        result.push_back(
            {part.file, static_cast<std::uint32_t>(part.begin + begin), static_cast<std::uint32_t>(part.begin + end)});
    };
    bool isLast = index + 1 == parts_.size();
    std::size_t at = 0;
    if (index == 0) {
        at = source.find('\n') + 1;
    } else {
        std::size_t lineEnd = source.find('\n');
        addPiece(0, lineEnd == std::string_view::npos ? source.size() : lineEnd + 1);
        if (lineEnd == std::string_view::npos)
            return result;
        at = lineEnd + 1;
    }
    while (true) {
        std::size_t lineEnd = source.find('\n', at);
        bool closing = lineEnd == std::string_view::npos;
        if (closing && isLast && ownClosingLine_)
            return result;
        std::size_t end = closing ? source.size() : lineEnd + 1;
        std::size_t indent = std::min(indentationAt(part, at), end - at);
        bool blank = !closing && isBlank(source.substr(at, lineEnd - at));
        if (blank) {
            addPiece(lineEnd, end);
        } else {
            if (indent < indentation_) {
                auto begin = static_cast<std::uint32_t>(part.begin + at);
                Span where{part.file, begin, static_cast<std::uint32_t>(begin + std::max<std::size_t>(indent, 1))};
                sink_.report(diag::Code::E1015, where);
            }
            addPiece(at + std::min(indent, indentation_), end);
        }
        if (closing)
            return result;
        at = lineEnd + 1;
    }
}

} // namespace stackc::syntax
