#include "fixture.h"

#include "syntax/parser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace stackc::syntax {
namespace {

using testing::HasSubstr;

TEST(Parse, AllInputsParse) {
    for (const auto& path : inputFiles())
        EXPECT_THAT(parseText(readText(path)).diagnostics(), testing::IsEmpty()) << path;
}

TEST(Parse, NothingIsAFile) {
    EXPECT_EQ(dumpText(""), "");
    EXPECT_EQ(dumpText("\n\n// only a comment\n"), "");
    EXPECT_EQ(dumpText("\xEF\xBB\xBFlet a = 1"), "let a\n  value\n    int 1\n");
    EXPECT_EQ(dumpText("\xEF\xBB\xBF\xEF\xBB\xBFlet a = 1"), "1:2 E1004 unexpected character U+FEFF");
}

TEST(Parse, PrecedenceOfOperators) {
    EXPECT_EQ(dumpText("let x = not a == b and -c * 2 + 1 ?? 3 > 4 or d"), R"(let x
  value
    or
      and
        not
          ==
            name a
            name b
        >
          ??
            +
              *
                negate
                  name c
                int 2
              int 1
            int 3
          int 4
      name d
)");
}

TEST(Parse, SubtractionGroupsLeftAndCoalescingRight) {
    EXPECT_EQ(dumpText("let x = a - b - c"),
              "let x\n  value\n    -\n      -\n        name a\n        name b\n      name c\n");
    EXPECT_EQ(dumpText("let x = a ?? b ?? c"),
              "let x\n  value\n    ??\n      name a\n      ??\n        name b\n        name c\n");
}

TEST(Parse, TestsOfCases) {
    EXPECT_THAT(dumpText("let x = a.b is raft"), HasSubstr("is case raft\n      member b\n"));
    EXPECT_THAT(dumpText("let x = a is none"), HasSubstr("is none\n"));
    EXPECT_THAT(dumpText("let x = a is set"), HasSubstr("is set\n"));
}

TEST(Parse, ARangeIsNoFraction) {
    EXPECT_THAT(dumpText("type T = Int(1..5)"), HasSubstr("type Int (1..5)"));
    EXPECT_THAT(dumpText("type T = Float(0.5..)"), HasSubstr("type Float (0.5..)"));
    EXPECT_THAT(dumpText("type T = Int(-1_000..-5)"), HasSubstr("type Int (-1000..-5)"));
}

TEST(Parse, SpansCoverTheSource) {
    Parsed parsed = parseText("let x = f(a.b, c = \"\\(d)\") + 1");
    std::vector<std::string> texts;
    for (const Expr& expr : parsed.module.exprs)
        texts.emplace_back(parsed.sources.text(expr.span));
    EXPECT_THAT(texts, testing::ElementsAre("f", "a", "a.b", "d", "\"\\(d)\"", "f(a.b, c = \"\\(d)\")", "1",
                                            "f(a.b, c = \"\\(d)\") + 1"));
}

TEST(Parse, DocsBelongToWhatFollows) {
    Parsed parsed = parseText("/// one\n///  two\n@flat\nexport type T { a: Int /// behind\n /// of b\n b: Int }\n");
    ASSERT_EQ(parsed.module.decls.size(), 1U);
    EXPECT_EQ(parsed.module.decls[0].doc.text, "one\n two");
    const auto& type = std::get<TypeDecl>(parsed.module.decls[0].node);
    const auto& fields = std::get<RecordType>(parsed.module[type.type].node).fields;
    EXPECT_EQ(fields[0].doc.text, "");
    EXPECT_EQ(fields[1].doc.text, "of b");
}

TEST(Parse, DocsMayStandBehindAnnotations) {
    Parsed parsed = parseText("values {\n @section(\"s\")\n /// a doc\n a: Int\n}\n");
    const auto& values = std::get<ValuesDecl>(parsed.module.decls[0].node);
    const auto& field = std::get<RecordType>(parsed.module[values.type].node).fields[0];
    EXPECT_EQ(field.doc.text, "a doc");
    EXPECT_EQ(field.annotations.at(0).name.text, "section");
}

TEST(Parse, NewlinesOrCommasSeparate) {
    std::string lines = dumpText("let x = {\n a = 1\n b = 2\n}");
    EXPECT_EQ(dumpText("let x = { a = 1, b = 2 }"), lines);
    EXPECT_EQ(dumpText("let x = {\n a = 1,\n\n b = 2,\n}"), lines);
    EXPECT_EQ(dumpText("let x = {\r\n a = 1\r\n // c\r\n b = 2\r\n}\r\n"), lines);
}

TEST(Parse, WordsAreKeysWhereTheyAreNoOperators) {
    EXPECT_THAT(dumpText("let x = {\n a = 1\n then = 2\n else = 3\n or = 4\n}"), HasSubstr("assign then"));
    EXPECT_THAT(dumpText("let x = {\n a = b.in\n or = c.then\n d = 1\n}"), HasSubstr("assign d"));
    EXPECT_THAT(dumpText("type T {\n a: Int\n where: Int\n}"), HasSubstr("field where"));
}

TEST(Parse, LinesGoOn) {
    EXPECT_EQ(dumpText("let x = a\n  .b\n  + c\n  ?? d"), dumpText("let x = a.b + c ?? d"));
    EXPECT_EQ(dumpText("check a and\n b\n else \"m\""), dumpText("check a and b else \"m\""));
    EXPECT_EQ(dumpText("let x = f(\n a\n , b\n)"), dumpText("let x = f(a, b)"));
}

} // namespace
} // namespace stackc::syntax
