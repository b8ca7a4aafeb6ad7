#pragma once

#include <cassert>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace stackc::support {

/// A strong index: an `Id<A>` can't be used where an `Id<B>` is meant. Default constructed it names nothing.
template <typename Tag> struct Id {
    static constexpr std::uint32_t kNone = UINT32_MAX;

    std::uint32_t index = kNone;

    constexpr Id() = default;
    constexpr explicit Id(std::size_t i) : index(static_cast<std::uint32_t>(i)) {}

    constexpr bool valid() const { return index != kNone; }
    constexpr explicit operator bool() const { return valid(); }
    constexpr auto operator<=>(const Id&) const = default;
};

} // namespace stackc::support

template <typename Tag> struct std::hash<stackc::support::Id<Tag>> {
    std::size_t operator()(stackc::support::Id<Tag> id) const noexcept { return std::hash<std::uint32_t>{}(id.index); }
};
