#include "source/source_manager.h"

#include <gtest/gtest.h>

namespace stackc::source {
namespace {

TEST(SourceManager, PositionsCountFromOneInCodePoints) {
    SourceManager sources;
    FileId file = sources.add("a.stack", "let ä = 1\nb\n");
    EXPECT_EQ(sources.position(file, 0).line, 1U);
    EXPECT_EQ(sources.position(file, 0).column, 1U);
    // ä has two bytes.
    EXPECT_EQ(sources.position(file, 7).column, 7U);
    EXPECT_EQ(sources.position(file, 11).line, 2U);
    EXPECT_EQ(sources.position(file, 11).column, 1U);
}

TEST(SourceManager, AnOffsetBehindTheEndIsTheEnd) {
    SourceManager sources;
    FileId file = sources.add("a.stack", "ab");
    EXPECT_EQ(sources.position(file, 100).column, 3U);
}

TEST(SourceManager, LinesComeWithoutTheirEnds) {
    SourceManager sources;
    FileId file = sources.add("a.stack", "one\r\ntwo\n\nlast");
    EXPECT_EQ(sources.line(file, 1), "one");
    EXPECT_EQ(sources.line(file, 2), "two");
    EXPECT_EQ(sources.line(file, 3), "");
    EXPECT_EQ(sources.line(file, 4), "last");
    EXPECT_EQ(sources.lineBegin(file, 2), 5U);
}

TEST(SourceManager, ViewsStayWhenFilesAreAdded) {
    SourceManager sources;
    std::string_view text = sources.text(sources.add("a", "x"));
    for (int i = 0; i < 100; ++i)
        sources.add("b", "y");
    SourceManager moved = std::move(sources);
    EXPECT_EQ(text, "x");
    EXPECT_EQ(moved.text(FileId(0)).data(), text.data());
}

TEST(Span, JoinsAndCutsText) {
    SourceManager sources;
    FileId file = sources.add("a", "hello world");
    Span hello{file, 0, 5};
    Span world{file, 6, 11};
    EXPECT_EQ(sources.text(hello.to(world)), "hello world");
    EXPECT_EQ(sources.text(world), "world");
    EXPECT_EQ(sources.text(Span{}), "");
    EXPECT_FALSE(Span{}.valid());
}

} // namespace
} // namespace stackc::source
