#pragma once

#include <string>
#include <string_view>

namespace stackc::text {

/// The text with each occurrence of `word`, from the left, as `by`; as it is for an empty word.
std::string replaceAll(std::string text, std::string_view word, std::string_view by);

} // namespace stackc::text
