#include "fixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace stackc::syntax {
namespace {

using testing::ElementsAre;

std::vector<std::string> errors(std::string text) { return parseText(std::move(text)).diagnostics(); }

TEST(SyntaxErrors, SayWhatWasExpected) {
    EXPECT_THAT(errors("service x {\n    replicas: 3\n}\n"),
                ElementsAre("2:13 E1001 expected `{`, `=` or `+=`, found `:`"));
    EXPECT_THAT(errors("type T { a = 1 }"), ElementsAre("1:12 E1001 expected `:`, found `=`"));
    EXPECT_THAT(errors("let a = = 4"), ElementsAre("1:9 E1001 expected a value, found `=`"));
    EXPECT_THAT(errors("let in = 5"), ElementsAre("1:5 E1001 expected a name, found `in`"));
    EXPECT_THAT(errors("let a: = 5"), ElementsAre("1:8 E1001 expected a type, found `=`"));
    EXPECT_THAT(errors("lett a = 5"), ElementsAre("1:1 E1001 expected a declaration, found `lett`"));
    EXPECT_THAT(errors("let a = [1 2]"), ElementsAre("1:12 E1001 expected `,`, a new line or `]`, found a number"));
    EXPECT_THAT(errors("let a = { a = 1,, b = 2 }"), ElementsAre("1:17 E1001 expected an entry, found `,`"));
    EXPECT_THAT(errors("let a = if b then c\n"), ElementsAre("1:20 E1001 expected `else`, found end of file"));
}

TEST(SyntaxErrors, SeveralAreFoundInOneRun) {
    EXPECT_THAT(errors("service x {\n    a\n    b = 1 c = 2\n    d = [1, =]\n}\nenum E { A B }\n"),
                ElementsAre("2:6 E1001 expected `{`, `=` or `+=`, found end of line",
                            "3:11 E1001 expected `,`, a new line or `}`, found `c`",
                            "4:13 E1001 expected a value, found `=`",
                            "6:12 E1001 expected `,`, a new line or `}`, found `B`"));
}

TEST(SyntaxErrors, WhatIsRightAroundThemIsKept) {
    Parsed parsed = parseText("let a = 1\nservice x {\n    b = = 1\n    c = 2\n}\nlet d = 3\n");
    ASSERT_EQ(parsed.module.decls.size(), 3U);
    const auto& service = std::get<ServiceDecl>(parsed.module.decls[1].node);
    BlockId block = std::get<BlockExpr>(parsed.module[service.value].node).block;
    ASSERT_EQ(parsed.module[block].entries.size(), 2U);
    EXPECT_TRUE(std::holds_alternative<ErrorEntry>(parsed.module[parsed.module[block].entries[0]].node));
    EXPECT_TRUE(std::holds_alternative<AssignEntry>(parsed.module[parsed.module[block].entries[1]].node));
}

TEST(SyntaxErrors, MissingBraceIsFoundByIndentation) {
    EXPECT_THAT(errors("service x {\n    env {\n        A = 1\n    image = 2\n}\ntype T { a: Int }\n"),
                ElementsAre("2:9 E1002 expected `}` to close the `{` opened here"));
    EXPECT_THAT(errors("service x {\n    image = 2\n\n/// doc\nlet a = [1]\n"),
                ElementsAre("1:11 E1002 expected `}` to close the `{` opened here"));
    EXPECT_THAT(errors("let a = f(1, 2\nlet b = 1\n"),
                ElementsAre("1:10 E1002 expected `)` to close the `(` opened here"));
}

TEST(SyntaxErrors, MissingOpeningBraceGivesOneError) {
    EXPECT_THAT(errors("service x\n    image = 1\n    b { c = 1 }\n}\nlet a = 1\n"),
                ElementsAre("1:10 E1001 expected `{` or `=`, found end of line"));
}

TEST(SyntaxErrors, ABraceTooMany) {
    EXPECT_THAT(errors("let a = { b = 1 } }\nlet c = 1\n"), ElementsAre("1:19 E1003 `}` closes nothing"));
}

TEST(SyntaxErrors, Characters) {
    EXPECT_THAT(errors("let a = !b"), ElementsAre("1:9 E1004 unexpected character `!`"));
    EXPECT_THAT(errors("# words 'of a shell\nlet a = 1"), ElementsAre("1:1 E1004 unexpected character `#`"));
    EXPECT_THAT(errors("let a = 'x y'"), ElementsAre("1:9 E1004 unexpected character `'`"));
    EXPECT_THAT(errors("let a = \"\xFF\""), ElementsAre("1:10 E1012 file is not valid UTF-8"));
    EXPECT_THAT(errors("let a = \"\xED\xA0\x80\""), ElementsAre("1:10 E1012 file is not valid UTF-8"));
}

TEST(SyntaxErrors, MeaningsOfOperators) {
    EXPECT_THAT(errors("let a = b == c == d"), ElementsAre("1:16 E1013 comparisons can't be chained"));
    EXPECT_THAT(errors("let a = b + not c"), ElementsAre("1:13 E1016 `not` behind an operator is not allowed here"));
    EXPECT_THAT(errors("let a = 1 { }"), ElementsAre("1:11 E1016 a block after this expression is not allowed here"));
    EXPECT_THAT(errors("type T = Int??"), ElementsAre("1:13 E1016 an optional of an optional is not allowed here"));
    EXPECT_THAT(errors("let a = 9007199254740992"), ElementsAre("1:9 E1014 number 9007199254740992 is out of range"));
}

TEST(SyntaxErrors, DepthAndSizeAreBounded) {
    auto repeat = [](std::string_view text, int n) {
        std::string result;
        for (int i = 0; i < n; ++i)
            result += text;
        return result;
    };
    std::string deep = "nested more than 200 levels deep";
    for (const std::string& text :
         {"let a = " + repeat("[", 5000) + repeat("]", 5000), "let a = " + repeat("if x then 1 else ", 5000) + "2",
          "let a = " + repeat("x + ", 5000) + "1", "let a = " + repeat("not ", 5000) + "b",
          "let a = b" + repeat(".c", 5000), "let a = [" + repeat("for x in y: ", 5000) + "1]",
          "let a = " + repeat("\"\\(", 300) + "b" + repeat(")\"", 300)}) {
        ASSERT_EQ(errors(text).size(), 1U);
        EXPECT_THAT(errors(text)[0], testing::HasSubstr(deep)) << text.substr(0, 40);
    }
    EXPECT_THAT(errors(std::string((16U << 20U) + 1, ' ')),
                ElementsAre("1:1 E1010 file is larger than 16777216 bytes"));
}

/// Takes each closing brace out of each input in turn.
TEST(SyntaxErrors, OneMissingBraceGivesOneError) {
    for (const auto& path : inputFiles()) {
        std::string text = readText(path);
        for (std::size_t at = text.find('}'); at != std::string::npos; at = text.find('}', at + 1)) {
            std::size_t line = text.rfind('\n', at) + 1;
            std::string_view before = std::string_view(text).substr(line, at - line);
            bool inString = before.find('"') != std::string_view::npos && before.find("//") == std::string_view::npos;
            if (inString)
                continue;
            std::string damaged = text;
            damaged.erase(at, 1);
            EXPECT_EQ(errors(damaged).size(), 1U) << path << " without the brace at byte " << at << ":\n"
                                                  << testing::PrintToString(errors(damaged));
        }
    }
}

/// Whatever is thrown at the parser, it ends, and says something if it was changed for the worse.
TEST(SyntaxErrors, DamagedInputsDoNoHarm) {
    std::mt19937 random(1);
    const std::string odd = "{}[]()\"\\\n.,:=@?|&+-*/<>r\t#'";
    for (const auto& path : inputFiles()) {
        const std::string text = readText(path);
        for (int round = 0; round < 60; ++round) {
            std::string damaged = text;
            for (int i = 0; i < 3; ++i) {
                std::size_t at = random() % damaged.size();
                switch (random() % 3) {
                case 0:
                    damaged.erase(at, 1 + random() % 5);
                    break;
                case 1:
                    damaged.insert(at, 1, odd[random() % odd.size()]);
                    break;
                default:
                    damaged[at] = odd[random() % odd.size()];
                }
            }
            EXPECT_LT(errors(damaged).size(), 60U);
        }
    }
}

} // namespace
} // namespace stackc::syntax
