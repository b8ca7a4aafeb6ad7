#pragma once

#include <string>
#include <vector>

#include "source/source_manager.h"

namespace stackc::diag {

/// A stretch to underline.
struct Marker {
    source::Span span;
    std::string message;
    /// Underlined with carets rather than dashes.
    bool primary = false;
};

/// Escape sequences, all empty if there are to be no colours.
struct Style {
    std::string primary;
    std::string secondary;
    std::string frame;
    std::string reset;
};

/// The lines of the markers' file in which a marker begins, with line numbers, underlines and messages; `width` is that
/// of the line numbers. All markers lie in one file.
std::string renderExcerpt(const source::SourceManager& sources, std::vector<Marker> markers, std::size_t width,
                          const Style& style);

} // namespace stackc::diag
