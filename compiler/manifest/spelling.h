#pragma once
// How values are spelled in Stack.

#include <string>
#include <string_view>

#include "manifest/item.h"

namespace stackc::manifest {

/// May the word stand as a name in an expression?
bool isName(std::string_view text);

/// A key of a block: a name, else in quotes. `opensBlock`: a block follows it, and no `=`.
std::string spellKey(std::string_view key, bool opensBlock);

/// A text: in quotes, raw if it has backslashes, or as a text block if it has several lines. `text` is UTF-8 without
/// control characters other than newline and tab.
Item spellText(const std::string& text);

/// A number with a point; it is read back as the same number.
std::string spellFloat(double value);

} // namespace stackc::manifest
