#pragma once
// A code together with what fills its message, checked where the compiler is compiled.

#include <fmt/core.h>

#include <array>
#include <type_traits>

#include "diag/diagnostic.h"

namespace stackc::diag {

namespace detail {

/// By code.
inline constexpr std::array messages{
#define DIAG(code, severity, message) std::string_view(message),
#include "diag/diagnostics.def"
#undef DIAG
};

/// Never defined: a constant expression that comes here is an error that says so.
void theMessageHasFewerPlaces();

/// How many arguments the message takes: each `{}`, and none of `{{`.
constexpr std::size_t placesIn(std::string_view message) {
    std::size_t places = 0;
    for (std::size_t i = 0; i < message.size(); ++i) {
        if (message[i] != '{')
            continue;
        if (i + 1 < message.size() && message[i + 1] == '{')
            ++i;
        else
            ++places;
    }
    return places;
}

} // namespace detail

/// A code whose message takes arguments of these types, no more and no fewer. Made of a constant only.
template <typename... Args> class CheckedCode {
public:
    consteval CheckedCode(Code code) : code_(code) { // NOLINT: a code where its arguments follow
        constexpr std::size_t given = sizeof...(Args);
        const std::string_view message = detail::messages[static_cast<std::size_t>(code)];
        [[maybe_unused]] fmt::format_string<Args...> checked(message);
        if (detail::placesIn(message) != given)
            detail::theMessageHasFewerPlaces();
    }
    constexpr operator Code() const { return code_; } // NOLINT: it is one

private:
    Code code_;
};

/// The parameter of a function that takes a code and, behind it, its arguments: these are deduced there alone.
template <typename... Args> using CodeOf = CheckedCode<std::type_identity_t<Args>...>;

} // namespace stackc::diag
