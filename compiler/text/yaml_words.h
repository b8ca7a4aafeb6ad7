#pragma once

#include <string_view>

namespace stackc::text {

// What go-yaml, and so Helm, takes an untagged plain scalar for.
bool isTrueWord(std::string_view text);
bool isFalseWord(std::string_view text);
bool isNullWord(std::string_view text);
/// `.inf`, `-.inf` and `.nan`, in their spellings; 0 if it is none of them.
enum class NotFinite : unsigned char { No, Infinity, NegativeInfinity, NaN };
NotFinite notFiniteWord(std::string_view text);

/// Might some reader of YAML take the word for something else than text, in whatever case? Booleans, null, infinity,
/// `<<` and `=`; not numbers.
bool isYamlWord(std::string_view text);

} // namespace stackc::text
