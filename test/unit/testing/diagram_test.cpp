#include "testing/diagram.h"

#include <gtest/gtest.h>

namespace stackc::testing {
namespace {

TEST(Diagram, ValuesStandUnderTheirPartsAndNeverReachTheNextOne) {
    source::SourceManager sources;
    const std::string text = "expect a.bc == d\n";
    source::FileId file = sources.add("x.stack", text);
    std::string shown = diagram(sources, {file, 0, 16}, {{9, "12345"}, {12, "false"}, {15, "3"}});
    EXPECT_EQ(shown, "1 | expect a.bc == d\n"
                     "  |          |  |  |\n"
                     "  |          |  |  3\n"
                     "  |          |  false\n"
                     "  |          12345\n");
}

TEST(Diagram, EachLineHasItsOwn) {
    source::SourceManager sources;
    source::FileId file = sources.add("x.stack", "expect a\n    and b\n");
    EXPECT_EQ(diagram(sources, {file, 0, 18}, {{7, "true"}, {17, "false"}}), "1 | expect a\n"
                                                                             "  |        |\n"
                                                                             "  |        true\n"
                                                                             "2 |     and b\n"
                                                                             "  |         |\n"
                                                                             "  |         false\n");
}

TEST(Diagram, ColumnsAreCharacters) {
    source::SourceManager sources;
    source::FileId file = sources.add("x.stack", "expect \"ä\" == b\n");
    EXPECT_EQ(diagram(sources, {file, 0, 16}, {{15, "\"ö\""}}), "1 | expect \"ä\" == b\n"
                                                                "  |               |\n"
                                                                "  |               \"ö\"\n");
}

TEST(LineDifference, ShowsWhatDiffersWithThreeLinesAround) {
    EXPECT_EQ(lineDifference("1\n2\n3\n4\n5\na\n6\n7\n8\n9\n", "1\n2\n3\n4\n5\nb\nc\n6\n7\n8\n9\n"),
              " 3\n 4\n 5\n-a\n+b\n+c\n 6\n 7\n 8\n");
}

TEST(LineDifference, LeavesOutWhatIsFarFromAll) {
    std::string difference = lineDifference("a\n1\n2\n3\n4\n5\n6\n7\n8\nb\n", "x\n1\n2\n3\n4\n5\n6\n7\n8\ny\n");
    EXPECT_EQ(difference, "-a\n+x\n 1\n 2\n 3\n …\n 6\n 7\n 8\n-b\n+y\n");
}

TEST(LineDifference, OfOneThatIsEmptyIsAllOfTheOther) {
    EXPECT_EQ(lineDifference("", "a\nb\n"), "+a\n+b\n");
    EXPECT_EQ(lineDifference("a\n", ""), "-a\n");
    EXPECT_EQ(lineDifference("a\n", "a\n"), "");
}

} // namespace
} // namespace stackc::testing
