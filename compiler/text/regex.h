#pragma once

#include <string>
#include <string_view>

namespace stackc::text {

/// Whether a regular expression of RE2 matches anywhere in the text; an invalid one doesn't. Each is compiled once,
/// which takes far longer than matching.
bool matches(std::string_view pattern, std::string_view text);

/// Can RE2, and so Helm, read the regular expression? It can't where there is look-around or a back-reference in it.
bool isReadable(std::string_view pattern);

/// The same as matches(), but one that can't be read is asked of nothing: all texts have it.
bool admits(std::string_view pattern, std::string_view text);

/// What is wrong with a regular expression that is written out, in a sentence; "" if nothing is. It has to mean the
/// same for RE2 and ECMAScript.
std::string patternError(std::string_view pattern);

} // namespace stackc::text
