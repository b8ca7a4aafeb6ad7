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
/// Is it a byte inside of a character, not its first?
constexpr bool isInsideRune(char byte) { return (static_cast<unsigned char>(byte) & 0xc0U) == 0x80U; }
/// The beginning of a text in at most so many bytes, without a part of a character.
std::string_view beginningOf(std::string_view text, size_t most);
/// The same, and `…` where it is not all.
std::string shortened(std::string_view text, size_t most);
void appendRune(std::string& out, char32_t rune);
/// Where the first byte stands that is not UTF-8; npos if there is none.
size_t firstBadByte(std::string_view text);
inline bool isUtf8(std::string_view text) { return firstBadByte(text) == std::string_view::npos; }

} // namespace stackc::text
