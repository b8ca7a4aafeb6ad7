#include "text/characters.h"

#include <gtest/gtest.h>

#include "text/utf8.h"

namespace stackc::text {
namespace {

TEST(Characters, WhatStringsHold) {
    for (const char* fine : {"", "a\n\tä\u00a0", "\u200b\u202e\U0001f600", "\ufffd"})
        EXPECT_TRUE(isCarried(fine)) << fine;
    for (const char* spoilt :
         {"a\rb", "\x7f", "\u0085", "\u2028", "\u2029", "\ufeff", "\ufffe", "\uffff", "\x1b", "\xff"})
        EXPECT_FALSE(isCarried(spoilt)) << spoilt;
    EXPECT_EQ(firstNotCarried("ab\u2028\x01"), 0x2028U);
    EXPECT_EQ(firstNotCarried(std::string_view("\0", 1)), badRune);
}

TEST(Characters, ShownTextStaysInItsLines) {
    EXPECT_EQ(shownLines("a\r\nb\u2028c\u0085d\re"), (std::vector<std::string>{"a", "b", "c", "d", "e"}));
    EXPECT_EQ(shownLines("\x0c\xff\u202e"), std::vector<std::string>{"\ufffd\ufffd\ufffd"});
    EXPECT_EQ(shownLine("a\n\nb\u2029c"), "a b c");
}

TEST(Characters, Utf8) {
    std::string all;
    for (char32_t rune : {0x41U, 0xe4U, 0x20acU, 0x1f600U})
        appendRune(all, rune);
    EXPECT_EQ(all, "A\u00e4\u20ac\U0001f600");
    EXPECT_EQ(countRunes(all), 4U);
    EXPECT_EQ(firstBadByte(all), std::string_view::npos);
    for (std::string_view bad : {"\xff", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82"})
        EXPECT_EQ(firstBadByte("ab" + std::string(bad)), 2U);
}

} // namespace
} // namespace stackc::text
