#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace stackc::text {

/// How often a word is in a text, one behind the other; 0 for the empty word.
std::size_t occurrences(std::string_view text, std::string_view word);

/// The text with each occurrence of `word`, from the left, as `by`; as it is for an empty word.
std::string replaceAll(std::string text, std::string_view word, std::string_view by);

} // namespace stackc::text
