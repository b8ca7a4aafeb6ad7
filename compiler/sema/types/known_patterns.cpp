#include "sema/types/known_patterns.h"

#include "text/patterns.h"

#include <algorithm>

namespace stackc::sema {

namespace {

constexpr size_t longestDomain = 253;

/// 63 characters with a letter or digit at either end; it may be empty.
bool isLabelValue(const TextShape& shape) {
    constexpr int64_t longest = 63;
    std::bitset<128> edge, inner;
    for (char c = '0'; c <= 'z'; ++c)
        edge.set(static_cast<size_t>(c), (c <= '9') || (c >= 'A' && c <= 'Z') || c >= 'a');
    inner = edge;
    for (char c : std::string_view("-_."))
        inner.set(static_cast<size_t>(c));
    return !shape.other && (shape.chars & ~inner).none() && (shape.first & ~edge).none() &&
           (shape.last & ~edge).none() && shape.max != TextShape::unbounded && shape.max <= longest;
}

} // namespace

bool isLabelKey(std::string_view pattern) { return pattern == text::labelKeyPattern; }

std::string_view behindLabelPrefix(std::string_view text) {
    size_t slash = text.find('/');
    if (slash == std::string_view::npos || slash > longestDomain)
        return text;
    std::string_view domain = text.substr(0, slash);
    while (true) {
        size_t dot = std::min(domain.find('.'), domain.size());
        if (!TextShape::of(domain.substr(0, dot)).isDnsLabel())
            return text;
        if (dot == domain.size())
            return text.substr(slash + 1);
        domain.remove_prefix(dot + 1);
    }
}

bool matchesKnown(const TextShape& shape, std::string_view pattern) {
    if (pattern == text::dnsLabelPattern)
        return shape.isDnsLabel();
    return (pattern == text::labelValuePattern || (isLabelKey(pattern) && shape.min > 0)) && isLabelValue(shape);
}

} // namespace stackc::sema
