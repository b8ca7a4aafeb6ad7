#include "lsp/lines.h"

#include "text/utf8.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace stackc::lsp {

namespace {

constexpr std::size_t stepSize = 256;

/// Of a character with this first byte: what begins outside of the basic plane has two units.
std::size_t unitsOf(char byte) { return static_cast<unsigned char>(byte) >= 0xf0 ? 2 : 1; }

std::size_t unitsIn(std::string_view text) {
    std::size_t units = 0;
    for (char byte : text)
        units += text::isInsideRune(byte) ? 0 : unitsOf(byte);
    return units;
}

std::size_t numberIn(const Json& position, const char* name) {
    if (!position.is_object())
        return 0;
    auto found = position.find(name);
    if (found == position.end() || !found->is_number())
        return 0;
    return static_cast<std::size_t>(std::clamp(found->get<double>(), 0.0, 4294967295.0));
}

} // namespace

Lines::Lines(std::string_view text, Encoding encoding) : text_(text), encoding_(encoding), begins_{0} {
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool isReturn = text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n');
        if (text[i] == '\n' || isReturn)
            begins_.push_back(i + 1);
    }
    if (encoding == Encoding::Utf8)
        return;
    units_.push_back(0);
    for (std::size_t end = stepSize; end <= text.size(); end += stepSize)
        units_.push_back(units_.back() + unitsIn(text.substr(end - stepSize, stepSize)));
}

std::size_t Lines::unitsBefore(std::size_t offset) const {
    std::size_t step = offset / stepSize;
    return units_[step] + unitsIn(text_.substr(step * stepSize, offset % stepSize));
}

std::size_t Lines::lineEnd(std::uint32_t line) const {
    std::size_t end = line + 1 < begins_.size() ? begins_[line + 1] : text_.size();
    if (end > begins_[line] && text_[end - 1] == '\n')
        --end;
    if (end > begins_[line] && text_[end - 1] == '\r')
        --end;
    return end;
}

std::uint32_t Lines::lineOf(std::size_t offset) const {
    auto behind = std::upper_bound(begins_.begin(), begins_.end(), offset);
    return static_cast<std::uint32_t>(behind - begins_.begin() - 1);
}

std::uint32_t Lines::lengthOf(std::size_t begin, std::size_t end) const {
    end = std::min(end, text_.size());
    begin = std::min(begin, end);
    bool isBytes = encoding_ == Encoding::Utf8;
    return static_cast<std::uint32_t>(isBytes ? end - begin : unitsBefore(end) - unitsBefore(begin));
}

std::uint32_t Lines::characterOf(std::size_t offset) const {
    offset = std::min(offset, text_.size());
    while (offset > 0 && offset < text_.size() && text::isInsideRune(text_[offset]))
        --offset;
    return lengthOf(begins_[lineOf(offset)], offset);
}

Json Lines::position(std::size_t offset) const {
    offset = std::min(offset, text_.size());
    return {{"line", lineOf(offset)}, {"character", characterOf(offset)}};
}

Json Lines::range(std::size_t begin, std::size_t end) const {
    return {{"start", position(begin)}, {"end", position(std::max(begin, end))}};
}

Json Lines::range(source::Span span) const { return range(span.begin, span.end); }

std::size_t Lines::offset(const Json& position) const {
    std::size_t line = numberIn(position, "line");
    if (line >= begins_.size())
        return text_.size();
    std::size_t units = numberIn(position, "character");
    std::size_t at = begins_[line];
    const std::size_t end = lineEnd(static_cast<std::uint32_t>(line));
    while (at < end && units > 0) {
        std::size_t next = at + 1;
        while (next < end && text::isInsideRune(text_[next]))
            ++next;
        std::size_t width = encoding_ == Encoding::Utf8 ? next - at : unitsOf(text_[at]);
        if (width > units)
            break;
        units -= width;
        at = next;
    }
    return at;
}

} // namespace stackc::lsp
