#pragma once

#include <optional>
#include <string_view>

namespace stackc::sema {

/// The text of a module of the library, by its path below stdlib/ without `.stack`: "prelude", "std/mesh".
std::optional<std::string_view> stdlibSource(std::string_view path);

} // namespace stackc::sema
