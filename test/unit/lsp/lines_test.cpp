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

TEST(Lines, CountUnitsOfLongLines) {
    std::string line;
    std::size_t units = 0;
    std::vector<std::pair<std::size_t, std::size_t>> places; // in bytes and in units
    for (int i = 0; i < 2000; ++i) {
        places.emplace_back(line.size(), units);
        line += i % 3 == 0 ? "a" : i % 3 == 1 ? "ä" : "\xF0\x9F\x98\x80";
        units += i % 3 == 2 ? 2 : 1;
    }
    const std::string whole = "x\n" + line;
    Lines lines(whole, Encoding::Utf16);
    for (auto [byte, unit] : places) {
        EXPECT_EQ(lines.characterOf(byte + 2), unit);
        EXPECT_EQ(lines.lengthOf(byte + 2, whole.size()), units - unit);
    }
    for (std::size_t size : {255U, 256U, 257U, 512U})
        EXPECT_EQ(Lines(std::string(size, 'a'), Encoding::Utf16).characterOf(size), size);
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
