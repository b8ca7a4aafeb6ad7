#pragma once
// What the program says. Nothing here throws: a stream that is closed or full ends no run half way; `finish` tells.

#include <fmt/core.h>
#include <string_view>

namespace stackc::driver {

/// To the standard output.
void put(std::string_view text);
/// To the standard error stream. What can't be written there is lost.
void complain(std::string_view text);

template <typename... T> void put(fmt::format_string<T...> format, T&&... arguments) {
    put(std::string_view(fmt::format(format, std::forward<T>(arguments)...)));
}

template <typename... T> void complain(fmt::format_string<T...> format, T&&... arguments) {
    complain(std::string_view(fmt::format(format, std::forward<T>(arguments)...)));
}

/// Before anything is opened: a standard stream that is closed must not become one of the files that are written.
void holdStreams();

/// The exit code, `exit` unless something that was put could not be written.
int finish(int exit);

} // namespace stackc::driver
