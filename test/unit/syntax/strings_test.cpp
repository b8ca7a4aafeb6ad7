#include "fixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace stackc::syntax {
namespace {

using testing::ElementsAre;

/// The text of `let x = <literal>`, with `<>` for interpolations, or the first diagnostic.
std::string textOf(const std::string& literal) {
    Parsed parsed = parseText("let x = " + literal);
    if (!parsed.sink.empty())
        return parsed.diagnostics()[0];
    const auto& let = std::get<LetDecl>(parsed.module.decls.at(0).node);
    std::string result;
    for (const StringPart& part : std::get<StringLit>(parsed.module[let.value].node).parts)
        result += part.value.valid() ? "<>" : part.text;
    return result;
}

TEST(Strings, Escapes) {
    EXPECT_EQ(textOf(R"x("a\n\t\"\\\u{41}\u{1F600}")x"), "a\n\t\"\\A\xF0\x9F\x98\x80");
    EXPECT_EQ(textOf(R"x("")x"), "");
    EXPECT_EQ(textOf(R"x("\q")x"), "1:10 E1007 unknown escape `\\q`");
    EXPECT_EQ(textOf(R"x("\u{D800}")x"), "1:10 E1007 unknown escape `\\u{D800}`");
    EXPECT_EQ(textOf(R"x("\u{110000}")x"), "1:10 E1007 unknown escape `\\u{110000}`");
    EXPECT_EQ(textOf(R"x("\u")x"), "1:10 E1007 unknown escape `\\u`");
}

TEST(Strings, RawStringsHaveNoEscapes) { EXPECT_EQ(textOf("r\"\\d+\\(x)\""), "\\d+\\(x)"); }

TEST(Strings, ControlCharactersAreRefused) {
    EXPECT_EQ(textOf("\"a\x01\""), "1:11 E1008 U+0001 can't stand in a string");
    EXPECT_EQ(textOf("\"\x7F\""), "1:10 E1008 U+007F can't stand in a string");
    EXPECT_EQ(textOf("\"\xC2\x85\""), "1:10 E1008 U+0085 can't stand in a string");
    EXPECT_EQ(textOf("r\"\x1B\""), "1:11 E1008 U+001B can't stand in a string");
    EXPECT_EQ(textOf("\"\\u{7}\""), "1:10 E1008 U+0007 can't stand in a string");
    EXPECT_EQ(textOf("\"a\tb\xC3\xA4\""), "a\tb\xC3\xA4");
}

TEST(Strings, Interpolation) {
    EXPECT_EQ(textOf("\"a\\(b)c\\(d(\"x\", (1)))\""), "a<>c<>");
    EXPECT_EQ(textOf("\"\\(\"in \\(\"deep\")\")\""), "<>");
}

TEST(Strings, TextBlocksLoseTheClosingIndentation) {
    EXPECT_EQ(textOf("\"\"\"\n    a\n      b\n\n    c\n    \"\"\""), "a\n  b\n\nc\n");
    EXPECT_EQ(textOf("\"\"\"\n    a \\(x)\n    \\(y)\n    \"\"\""), "a <>\n<>\n");
    EXPECT_EQ(textOf("\"\"\"\r\n  a\r\n  \"\"\""), "a\n");
    EXPECT_EQ(textOf("\"\"\"\n    say \"hi\" \\\"\"\"\n    \"\"\""), "say \"hi\" \"\"\"\n");
}

TEST(Strings, TextBeforeTheClosingQuotesEndsWithoutANewline) {
    EXPECT_EQ(textOf("\"\"\"\n    a\n      b\"\"\""), "a\n  b");
    EXPECT_EQ(textOf("\"\"\"a b\"\"\""), "a b");
    EXPECT_EQ(textOf("\"\"\"\n\"\"\""), "");
}

TEST(Strings, ALineOfATextBlockMustReachTheIndentation) {
    EXPECT_EQ(textOf("\"\"\"\n    a\n  b\n    \"\"\""),
              "3:1 E1015 this line of the text block is indented less than its closing quotes");
}

TEST(Strings, UnclosedOnesAreReportedOnce) {
    EXPECT_THAT(parseText("let a = \"x\nlet b = 1\n").diagnostics(), ElementsAre("1:9 E1005 string is not closed"));
    EXPECT_THAT(parseText("let a = { b = \"x }\nlet b = 1\n").diagnostics(),
                ElementsAre("1:15 E1005 string is not closed"));
    EXPECT_THAT(parseText("let a = \"\"\"\n x\nlet b = 1\n").diagnostics(),
                ElementsAre("1:9 E1006 text block is not closed"));
    EXPECT_THAT(parseText("let a = \"x \\(b\"\nlet c = 1\n").diagnostics(),
                ElementsAre("1:12 E1009 interpolation is not closed"));
    EXPECT_THAT(parseText("let a = \"x \\(b\nlet c = 1\n").diagnostics(),
                ElementsAre("1:12 E1009 interpolation is not closed"));
}

} // namespace
} // namespace stackc::syntax
