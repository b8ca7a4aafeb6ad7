#pragma once
// The patterns of the library's types of names and labels, which what is known of a text may show to match.

#include "sema/types/text_shape.h"

#include <string_view>

namespace stackc::sema {

/// Is it that of `std.LabelKey`?
bool isLabelKey(std::string_view pattern);

/// What stands behind `acme.io/` in a key of a label that begins with the text; all of it where no such prefix does.
std::string_view behindLabelPrefix(std::string_view text);

/// Do all texts of the shape match the pattern? False also for a pattern that isn't one of these.
bool matchesKnown(const TextShape& shape, std::string_view pattern);

} // namespace stackc::sema
