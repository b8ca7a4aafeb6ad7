#pragma once

#include <string>
#include <string_view>

namespace stackc::text {

/// Whether a regular expression of RE2 matches anywhere in the text; an invalid one doesn't. Each is compiled once,
/// which takes far longer than matching.
bool matches(std::string_view pattern, std::string_view text);

/// What is wrong with a regular expression that is written out, in a sentence; "" if nothing is. It has to mean the
/// same for RE2 and ECMAScript.
std::string patternError(std::string_view pattern);

} // namespace stackc::text
