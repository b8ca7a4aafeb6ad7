#pragma once

#include <string>
#include <string_view>

namespace stackc::text {

/// A path as a URI has it: what is no letter, digit or one of `-._~/` as `%XX`.
std::string percentEncoded(std::string_view path);

} // namespace stackc::text
