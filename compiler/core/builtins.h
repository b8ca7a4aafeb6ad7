#pragma once
// What the language has itself, told once: names, signatures and what they mean.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stackc::core {

struct Builtin {
    enum class Kind : uint8_t { Function, LibraryFunction, Type, Group, Member };
    Kind kind = Kind::Function;
    std::string_view name;      ///< of a member `group.name`
    std::string_view signature; ///< `str(x): String`; of a type or a group its name; of the library's functions empty
    std::string_view doc;       ///< of the library's functions empty
    size_t arguments = 0;       ///< how many a function takes
};

/// All of builtins.def, in its order.
std::span<const Builtin> builtins();
/// The one of that name (`len`, `Duration`, `release.name`), or null.
const Builtin* builtin(std::string_view name);
/// The names of one kind, in the order of builtins.def.
std::vector<std::string> builtinNames(Builtin::Kind kind);
/// The members of a group, each without the group's name.
std::vector<std::string> builtinMembers(std::string_view group);

} // namespace stackc::core
