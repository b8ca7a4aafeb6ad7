// Which texts are files of the grammar, told without the parser.
#include "syntax/parser.h"

#include <gtest/gtest.h>

#include "fixture.h"

namespace stackc::syntax {
namespace {

bool isTaken(const std::string& text) {
    source::SourceManager sources;
    return isOfGrammar(sources, sources.add("test.stack", text));
}

TEST(Grammar, IsThatOfTheParser) {
    for (const auto& path : filesBelow("examples", ".stack"))
        EXPECT_TRUE(isTaken(readText(path))) << path;
    EXPECT_TRUE(isTaken(""));
    EXPECT_TRUE(isTaken("let a = b\nvalues { a: Int }\n"));
    for (const char* text :
         {"let a =\n", "let a = (\n", "let a = \"\n", "let a = 1)\n", "values { a: Int = }\n", "let a = $\n"})
        EXPECT_FALSE(isTaken(text)) << text;
    EXPECT_FALSE(isTaken("let a = " + std::string(1000, '(') + "1" + std::string(1000, ')')));
}

} // namespace
} // namespace stackc::syntax
