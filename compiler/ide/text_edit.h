#pragma once

#include "source/span.h"

#include <string>

namespace stackc::ide {

/// A text in the place of another, of the file as it is.
struct TextEdit {
    source::Span span;
    std::string text;
};

} // namespace stackc::ide
