#include "lsp/lines.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace stackc::lsp {
namespace {

Json place(int line, int character) { return {{"line", line}, {"character", character}}; }

// "a" is one unit and one byte, "ä" one and two, U+1F600 two and four.
constexpr std::string_view text = "aä\xF0\x9F\x98\x80z\r\nb\rc\n";

TEST(Lines, CountUnitsOfUtf16) {
    Lines lines(text, Encoding::Utf16);
    EXPECT_EQ(lines.count(), 4U);
    EXPECT_EQ(lines.position(0), place(0, 0));
    EXPECT_EQ(lines.position(1), place(0, 1));
    EXPECT_EQ(lines.position(3), place(0, 2));
    EXPECT_EQ(lines.position(7), place(0, 4));
    EXPECT_EQ(lines.position(5), place(0, 2)) << "inside of a character";
    EXPECT_EQ(lines.position(text.size()), place(3, 0));
    EXPECT_EQ(lines.position(text.size() + 9), place(3, 0));
    EXPECT_EQ(lines.offset(place(0, 2)), 3U);
    EXPECT_EQ(lines.offset(place(0, 3)), 3U) << "half a character";
    EXPECT_EQ(lines.offset(place(0, 4)), 7U);
    EXPECT_EQ(lines.offset(place(0, 99)), 8U) << "before the line's end";
    EXPECT_EQ(lines.offset(place(1, 0)), 10U);
    EXPECT_EQ(lines.offset(place(2, 0)), 12U) << "a return alone";
    EXPECT_EQ(lines.offset(place(99, 0)), text.size());
}

TEST(Lines, CountBytes) {
    Lines lines(text, Encoding::Utf8);
    EXPECT_EQ(lines.position(7), place(0, 7));
    EXPECT_EQ(lines.position(5), place(0, 3));
    EXPECT_EQ(lines.offset(place(0, 7)), 7U);
    EXPECT_EQ(lines.offset(place(0, 2)), 1U) << "inside of a character";
    EXPECT_EQ(lines.offset(place(0, 99)), 8U);
}

TEST(Lines, WhatIsNoPlaceIsTheBegin) {
    Lines lines(text, Encoding::Utf16);
    for (const Json& odd : {Json(nullptr), Json(5), Json{{"line", "x"}}, Json{{"line", -3}, {"character", -1e300}}})
        EXPECT_EQ(lines.offset(odd), 0U) << odd;
    EXPECT_EQ(Lines("", Encoding::Utf16).offset(place(0, 5)), 0U);
    EXPECT_EQ(lines.range(5, 3)["start"], lines.range(5, 3)["end"]);
}

} // namespace
} // namespace stackc::lsp
