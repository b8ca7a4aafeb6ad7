#pragma once

#include <optional>
#include <string_view>

namespace stackc::driver {

/// The page of docs/errors/ for a code such as "E3004", as Markdown; nothing if there is none.
std::optional<std::string_view> errorPage(std::string_view code);

} // namespace stackc::driver
