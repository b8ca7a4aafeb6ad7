#pragma once
// What the language has itself, as an editor shows it.

#include <span>
#include <string_view>

namespace stackc::ide {

struct Builtin {
    std::string_view name;
    std::string_view signature; ///< `str(value): String`; of a type or an input its name
    std::string_view doc;
};

/// All of them.
std::span<const Builtin> builtins();
/// A function, a type, or an input (`release.name`); null if there is none of that name.
const Builtin* builtin(std::string_view name);

} // namespace stackc::ide
