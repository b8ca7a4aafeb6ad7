#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace stackc::values {

constexpr char32_t badRune = 0xffffffff;

/// The code point at `at`, which moves behind it; badRune (and one byte on) where the bytes are not UTF-8.
char32_t nextRune(std::string_view text, size_t& at);
size_t countRunes(std::string_view text);
/// May the code point stand in a YAML stream? (go-yaml's reader; U+FEFF only in front.)
bool isYamlPrintable(char32_t rune);

} // namespace stackc::values
