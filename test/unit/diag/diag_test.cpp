#include "diag/render.h"
#include "diag/sink.h"
#include "diag/suggest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <set>

namespace stackc::diag {
namespace {

using source::FileId;
using source::SourceManager;
using source::Span;

TEST(Diagnostics, CodesAreUniqueAndMessagesFollowTheStyle) {
    std::set<std::string_view> names;
    for (Code code : allCodes()) {
        std::string name(codeName(code));
        std::string_view message = messageFormat(code);
        EXPECT_TRUE(names.insert(codeName(code)).second) << name;
        EXPECT_THAT(name, testing::MatchesRegex("[EWN][1-8][0-9][0-9][0-9]"));
        EXPECT_EQ(name[0] == 'E', severityOf(code) == Severity::error) << name;
        EXPECT_FALSE(message.ends_with('.')) << name;
        EXPECT_FALSE(message.empty() || (message[0] >= 'A' && message[0] <= 'Z')) << name << ": " << message;
    }
}

TEST(Sink, SortsByPlaceAndDropsRepetitions) {
    Sink sink;
    sink.report(Code::E1003, Span{FileId(0), 9, 10}, "}");
    sink.report(Code::E1003, Span{FileId(0), 2, 3}, ")");
    sink.report(Code::E1003, Span{FileId(0), 9, 10}, "}");
    EXPECT_EQ(sink.errorCount(), 3U);
    EXPECT_TRUE(sink.hasErrors());
    auto sorted = sink.sorted();
    ASSERT_EQ(sorted.size(), 2U);
    EXPECT_EQ(sorted[0].message, "`)` closes nothing");
    EXPECT_EQ(sorted[1].message, "`}` closes nothing");
}

struct Example {
    SourceManager sources;
    Sink sink;
    FileId file = sources.add("a.stack", "service x {\n\timage = 1\n}\n\n\nlet ä = image\n");
};

TEST(RenderText, ShowsExcerptLabelsNotesAndHelp) {
    Example e;
    e.sink.report(Code::E1001, Span{e.file, 13, 18}, "a value", "`image`")
        .label(Span{e.file, 13, 18}, "this one")
        .label(Span{e.file, 8, 9}, "in here")
        .note(Span{e.file, 36, 41}, "used here")
        .note("it is like that")
        .suggest("write something else");
    EXPECT_EQ(renderText(e.sink.sorted(), e.sources), R"(error[E1001]: expected a value, found `image`
  --> a.stack:2:2
   |
 1 | service x {
   |         - in here
 2 |     image = 1
   |     ^^^^^ this one
   = note: used here
  --> a.stack:6:9
   |
 6 | let ä = image
   |         -----
   = note: it is like that
   = help: write something else
)");
}

TEST(RenderText, ColoursOnlyWhenAsked) {
    Example e;
    e.sink.report(Code::E1003, Span{e.file, 24, 25}, "}");
    EXPECT_THAT(renderText(e.sink.sorted(), e.sources), testing::Not(testing::HasSubstr("\x1b")));
    EXPECT_THAT(renderText(e.sink.sorted(), e.sources, {true}), testing::HasSubstr("\x1b[1;31m"));
}

TEST(RenderText, LongLinesAreCutAroundThePlace) {
    SourceManager sources;
    FileId file = sources.add("a.stack", std::string(1000, 'x') + "!" + std::string(1000, 'y'));
    Sink sink;
    sink.report(Code::E1004, Span{file, 1000, 1001}, "`!`");
    std::string text = renderText(sink.sorted(), sources);
    EXPECT_LT(text.size(), 500U);
    EXPECT_THAT(text, testing::HasSubstr("xxx!yyy"));
}

TEST(RenderText, WithoutAPlaceOnlyTheMessage) {
    SourceManager sources;
    Sink sink;
    sink.report(Code::E1003, Span{}, "}");
    EXPECT_EQ(renderText(sink.sorted(), sources), "error[E1003]: `}` closes nothing\n");
}

TEST(RenderJson, HasAllParts) {
    Example e;
    e.sink.report(Code::E1001, Span{e.file, 13, 18}, "a", "b").note(Span{e.file, 36, 41}, "used").suggest("write c");
    auto json = nlohmann::json::parse(renderJson(e.sink.sorted(), e.sources));
    EXPECT_EQ(json, nlohmann::json::parse(R"({"diagnostics": [{
        "code": "E1001", "severity": "error", "message": "expected a, found b", "file": "a.stack",
        "line": 2, "column": 2, "endLine": 2, "endColumn": 7, "suggestion": "write c",
        "notes": [{"message": "used", "file": "a.stack", "line": 6, "column": 9, "endLine": 6, "endColumn": 14}]
    }]})"));
}

TEST(Suggest, FindsTheNearest) {
    std::vector<std::string> names{"replicas", "image", "imagePullSecrets", "env"};
    EXPECT_EQ(suggestName("replcias", names), "replicas");
    EXPECT_EQ(suggestName("Image", names), "image");
    EXPECT_EQ(suggestName("envs", names), "env");
    EXPECT_EQ(suggestName("volumes", names), "");
    EXPECT_EQ(suggestName("x", names), "");
    EXPECT_EQ(didYouMean("image"), "did you mean `image`?");
    EXPECT_EQ(didYouMean(""), "");
}

} // namespace
} // namespace stackc::diag
