#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace stackc::sema {

/// The text of a module of the library, by its path below stdlib/ without `.stack`: "prelude", "std/mesh".
std::optional<std::string_view> stdlibSource(std::string_view path);

/// The paths of all its modules.
std::vector<std::string_view> stdlibPaths();

} // namespace stackc::sema
