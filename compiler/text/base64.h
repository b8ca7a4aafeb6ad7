#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stackc::text {

std::string base64(std::string_view bytes);
/// What the text encodes, as Go's StdEncoding reads it: line ends between the letters don't count, padding is needed.
std::optional<std::string> fromBase64(std::string_view text);

} // namespace stackc::text
