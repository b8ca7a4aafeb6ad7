#pragma once
// Texts made from a regular expression.

#include "verify/random.h"

#include <string>
#include <string_view>

namespace stackc::verify {

/// A text that the pattern, of the common subset of RE2 and ECMAScript, may well match: the caller checks. Empty for
/// what is not understood.
std::string matchingText(std::string_view pattern, Random& random);

} // namespace stackc::verify
