#include "diag/fixes.h"
#include "diag/render.h"
#include "diag/sink.h"
#include "diag/suggest.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace stackc::diag {
namespace {

struct Said {
    explicit Said(std::string text) : file(sources.add("a.stack", std::move(text))) {}
    source::Span span(std::uint32_t begin, std::uint32_t end) const { return {file, begin, end}; }
    std::vector<Fix> fixes() const { return fixesOf(sink.diagnostics()[0], sources); }

    source::SourceManager sources;
    source::FileId file;
    Sink sink;
};

TEST(Fixes, ReplaceTheNameThatIsWrong) {
    Said said("let x = values.imge.tag");
    said.sink.report(Code::E2001, said.span(8, 23), "imge").suggest(didYouMean("image"));
    auto fixes = said.fixes();
    ASSERT_EQ(fixes.size(), 1U);
    EXPECT_EQ(fixes[0].span, said.span(15, 19));
    EXPECT_EQ(fixes[0].replacement, "image");
    EXPECT_EQ(fixes[0].title, "write `image`");
    auto json = nlohmann::json::parse(renderJson(said.sink.diagnostics(), said.sources));
    EXPECT_EQ(json["diagnostics"][0]["fixes"][0]["replacement"], "image");
    EXPECT_EQ(json["diagnostics"][0]["fixes"][0]["column"], 16);
}

TEST(Fixes, AreNoneWhereTheSourceDoesntShowOnePlace) {
    Said twice("imge + imge");
    twice.sink.report(Code::E2001, twice.span(0, 11), "imge").suggest(didYouMean("image"));
    EXPECT_TRUE(twice.fixes().empty());
    Said part("imge2");
    part.sink.report(Code::E2001, part.span(0, 5), "imge").suggest(didYouMean("image"));
    EXPECT_TRUE(part.fixes().empty());
    Said other("imge");
    other.sink.report(Code::E2001, other.span(0, 4), "imge").suggest("there are `image`, `images`");
    EXPECT_TRUE(other.fixes().empty());
    Said nowhere("imge");
    nowhere.sink.report(Code::E2001, source::Span{}, "imge").suggest(didYouMean("image"));
    EXPECT_TRUE(nowhere.fixes().empty());
}

TEST(Fixes, QuoteWhatIsNoName) {
    auto written = [](std::string text, const std::string& wrong, const std::string& meant) {
        Said said(text);
        said.sink.report(Code::E2001, said.span(0, static_cast<std::uint32_t>(text.size())), wrong)
            .suggest(didYouMean(meant));
        for (const Fix& fix : said.fixes())
            text.replace(fix.span.begin, fix.span.size(), fix.replacement);
        return text;
    };
    EXPECT_EQ(written("values.oddkey", "oddkey", "odd-key"), "values.\"odd-key\"");
    EXPECT_EQ(written("values.\"odd-kez\"", "odd-kez", "odd-key"), "values.\"odd-key\"");
    EXPECT_EQ(written("e = 1.28", "1.28", "1.29"), "e = \"1.29\"");
    EXPECT_EQ(written("\"TZ=Europe/Berln\"", "Europe/Berln", "Europe/Berlin"), "\"TZ=Europe/Berlin\"");
    EXPECT_EQ(written("import std.mesk", "std.mesk", "std.mesh"), "import std.mesh");
    EXPECT_EQ(written("@sectoin", "@sectoin", "@section"), "@section");
    EXPECT_EQ(written("values.axb", "axb", "a\"b"), "values.axb") << "no fix";
}

TEST(Fixes, MakeAStringOfANumber) {
    Said said("x = 5");
    said.sink.report(Code::E2001, said.span(4, 5), "x").suggest("write it as a string: \"5\"");
    ASSERT_EQ(said.fixes().size(), 1U);
    EXPECT_EQ(said.fixes()[0].replacement, "\"5\"");
}

} // namespace
} // namespace stackc::diag
