#pragma once
// What an editor shows of the name under the pointer.

#include "ide/analysis.h"

namespace stackc::ide {

struct Hover {
    source::Span span; ///< of the name, or the expression
    std::string code;  ///< in Stack; empty: none
    std::string text;  ///< Markdown; empty: none
};

/// Nothing where there is no name, and no expression whose type is known.
std::optional<Hover> hover(const Analysis& analysis, source::FileId file, std::uint32_t offset);

} // namespace stackc::ide
