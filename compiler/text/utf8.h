#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace stackc::text {

constexpr char32_t badRune = 0xffffffff;

/// The code point at `at`, which moves behind it; badRune (and one byte on) where the bytes are not UTF-8.
char32_t nextRune(std::string_view text, size_t& at);
size_t countRunes(std::string_view text);
void appendRune(std::string& out, char32_t rune);
/// Where the first byte stands that is not UTF-8; npos if there is none.
size_t firstBadByte(std::string_view text);
inline bool isUtf8(std::string_view text) { return firstBadByte(text) == std::string_view::npos; }

} // namespace stackc::text
