#include "core/builtins.h"

#include <algorithm>
#include <array>

namespace stackc::core {

namespace {

constexpr std::array all{
#define FUNCTION(name, arguments, signature, doc) Builtin{Builtin::Kind::Function, #name, signature, doc, arguments},
#define LIBRARY_FUNCTION(name, arguments) Builtin{Builtin::Kind::LibraryFunction, #name, "", "", arguments},
#define TYPE(name, doc) Builtin{Builtin::Kind::Type, #name, #name, doc, 0},
#define GROUP(name, doc) Builtin{Builtin::Kind::Group, #name, #name, doc, 0},
#define MEMBER(group, name, signature, doc) Builtin{Builtin::Kind::Member, #group "." #name, signature, doc, 0},
#include "core/builtins.def"
};

} // namespace

std::span<const Builtin> builtins() { return all; }

const Builtin* builtin(std::string_view name) {
    const auto* found = std::find_if(all.begin(), all.end(), [&](const Builtin& one) { return one.name == name; });
    return found == all.end() ? nullptr : found;
}

std::vector<std::string> builtinNames(Builtin::Kind kind) {
    std::vector<std::string> names;
    for (const Builtin& one : all)
        if (one.kind == kind)
            names.emplace_back(one.name);
    return names;
}

std::vector<std::string> builtinMembers(std::string_view group) {
    std::vector<std::string> names;
    for (const Builtin& one : all)
        if (one.kind == Builtin::Kind::Member && one.name.starts_with(group) && one.name[group.size()] == '.')
            names.emplace_back(one.name.substr(group.size() + 1));
    return names;
}

} // namespace stackc::core
