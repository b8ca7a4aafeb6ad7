#pragma once
// The name of a declaration that can't be one.

#include <cstddef>
#include <string>
#include <string_view>

namespace stackc::syntax {

/// What names are, and one like it that would do, for a place in what stands as the name of a declaration: `my.api`,
/// `"my-api"`, `1api`; "" elsewhere.
std::string nameHint(std::string_view text, std::size_t at);

} // namespace stackc::syntax
