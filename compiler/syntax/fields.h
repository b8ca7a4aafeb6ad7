#pragma once
// The members of the tree's structs, in order, without naming them: what is done with all of them has no list of its
// own that a new member could be missing from.

#include <concepts>
#include <cstddef>
#include <tuple>
#include <type_traits>

namespace stackc::syntax {

namespace detail {

/// Stands for a member of any type where a struct is initialised; is never evaluated.
struct AnyMember {
    template <typename Member> operator Member() const;
};

template <typename Struct, typename... Members> consteval std::size_t countMembers() {
    if constexpr (requires { Struct{Members{}..., AnyMember{}}; })
        return countMembers<Struct, Members..., AnyMember>();
    else
        return sizeof...(Members);
}

} // namespace detail

/// A struct of which `fieldsOf` knows the members: without constructors and base classes.
template <typename Struct>
concept Plain = std::is_class_v<Struct> && std::is_aggregate_v<Struct>;

/// A tuple of references to the members of a struct, as they are declared. A struct with more members than there are
/// cases here does not compile.
template <typename Struct>
requires Plain<std::remove_const_t<Struct>>
constexpr auto fieldsOf(Struct& node) {
    constexpr std::size_t count = detail::countMembers<std::remove_const_t<Struct>>();
    if constexpr (count == 0) {
        return std::tie();
    } else if constexpr (count == 1) {
        auto& [a] = node;
        return std::tie(a);
    } else if constexpr (count == 2) {
        auto& [a, b] = node;
        return std::tie(a, b);
    } else if constexpr (count == 3) {
        auto& [a, b, c] = node;
        return std::tie(a, b, c);
    } else if constexpr (count == 4) {
        auto& [a, b, c, d] = node;
        return std::tie(a, b, c, d);
    } else if constexpr (count == 5) {
        auto& [a, b, c, d, e] = node;
        return std::tie(a, b, c, d, e);
    } else if constexpr (count == 6) {
        auto& [a, b, c, d, e, f] = node;
        return std::tie(a, b, c, d, e, f);
    } else if constexpr (count == 7) {
        auto& [a, b, c, d, e, f, g] = node;
        return std::tie(a, b, c, d, e, f, g);
    } else if constexpr (count == 8) {
        auto& [a, b, c, d, e, f, g, h] = node;
        return std::tie(a, b, c, d, e, f, g, h);
    } else if constexpr (count == 9) {
        auto& [a, b, c, d, e, f, g, h, i] = node;
        return std::tie(a, b, c, d, e, f, g, h, i);
    } else {
        auto& [a, b, c, d, e, f, g, h, i, j] = node;
        return std::tie(a, b, c, d, e, f, g, h, i, j);
    }
}

} // namespace stackc::syntax
