#pragma once

#include <compare>
#include <cstdint>

#include "support/id.h"

namespace stackc::source {

using FileId = support::Id<struct FileTag>;

/// A half-open range of byte offsets in one file. Without a valid file it points nowhere.
struct Span {
    FileId file;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    constexpr bool valid() const { return file.valid(); }
    constexpr std::uint32_t size() const { return end - begin; }
    constexpr auto operator<=>(const Span&) const = default;

    /// Does the other one lie in it?
    constexpr bool covers(Span other) const { return file == other.file && begin <= other.begin && other.end <= end; }
    /// The smallest span that covers both; both must lie in one file.
    constexpr Span to(Span other) const {
        return {file, begin < other.begin ? begin : other.begin, end > other.end ? end : other.end};
    }
    /// The empty span where this one ends.
    constexpr Span after() const { return {file, end, end}; }
};

} // namespace stackc::source
