#pragma once

#include "source/span.h"

#include <cstdint>
#include <string>

namespace stackc::ide {

/// A text in the place of another, of the file as it is.
struct TextEdit {
    source::Span span;
    std::string text;
    std::uint32_t lead = 0; ///< bytes of the text before what stands for that which is replaced
};

} // namespace stackc::ide
