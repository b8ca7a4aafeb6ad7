#include "manifest/spelling.h"

#include <gtest/gtest.h>
#include <random>

#include "manifest/layout.h"
#include "manifest/names.h"
#include "syntax/format.h"
#include "syntax/parser.h"

namespace stackc::manifest {
namespace {

struct Read {
    std::string source;
    std::string text; ///< of the string at `x`
    bool fine = false;
};

/// The text as the parser reads it back from a layout with a text at some depth.
Read readBack(const std::string& text) {
    Item inner;
    inner.kind = Item::Kind::Block;
    inner.members.push_back({"x", spellText(text)});
    Item block;
    block.kind = Item::Kind::Block;
    block.members.push_back({"b", std::move(inner)});
    Read result;
    result.source = layOutBlock("chart c", block) + "\n";
    source::SourceManager sources;
    diag::Sink sink;
    source::FileId file = sources.add("test.stack", result.source);
    syntax::Module module = syntax::parse(sources, file, sink);
    result.fine = !sink.hasErrors() && syntax::format(sources, file, sink) == result.source;
    const auto& chart = std::get<syntax::ChartDecl>(module.decls.at(0).node);
    const auto& outer = std::get<syntax::AmendEntry>(module[module[chart.block].entries.at(0)].node);
    const auto& entry = std::get<syntax::AssignEntry>(module[module[outer.block].entries.at(0)].node);
    const auto& literal = std::get<syntax::StringLit>(module[entry.value].node);
    result.fine = result.fine && literal.isPlainText();
    result.text = literal.plainText();
    return result;
}

TEST(Spelling, TextsAreReadBack) {
    for (const char* text : {"",
                             " ",
                             "\n",
                             "\n\n",
                             "a",
                             "a\n",
                             "a\nb",
                             "a\nb\n",
                             "a\n\n",
                             "\na",
                             "\n a\n  b",
                             " a\n b",
                             "\ta\n\tb",
                             "a\n \n",
                             "a\n  ",
                             "\"",
                             "\"\"\"",
                             "a\n\"\"\"",
                             "a\n\"\"\"\"\n",
                             "\"\n\"",
                             "\\",
                             "\\(x)",
                             "a\\\n\\(b)",
                             "r\"x\"",
                             "^[a-z]\\.x$",
                             "\\\t",
                             "{{ .Values }}\n{{-",
                             "ä→😀",
                             "\u00a0",
                             "a\u202eb",
                             "x\n\u200b",
                             "$(X) ${Y} %s",
                             "// no comment\n// none\n"}) {
        Read read = readBack(text);
        EXPECT_TRUE(read.fine) << read.source;
        EXPECT_EQ(read.text, text) << read.source;
    }
}

TEST(Spelling, RandomTextsAreReadBack) {
    const std::vector<std::string> pieces = {"a", "b c", " ", "  ", "\t", "\n", "\n",     "\"", "\"\"", "\\",
                                             "(", ")",   "{", "}",  "#",  "//", "\u00a0", "é",  "'",    "u{41}"};
    std::mt19937 random(20);
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        for (size_t left = random() % 14; left > 0; --left)
            text += pieces[random() % pieces.size()];
        Read read = readBack(text);
        ASSERT_TRUE(read.fine) << read.source;
        ASSERT_EQ(read.text, text) << read.source;
    }
}

TEST(Spelling, Forms) {
    EXPECT_EQ(spellText("a \"b\"").text, R"("a \"b\"")");
    EXPECT_EQ(spellText("a\n").text, R"("a\n")");
    EXPECT_EQ(spellText("a\nb\n").kind, Item::Kind::Lines);
    EXPECT_EQ(spellText(R"(^a\.b$)").text, R"(r"^a\.b$")");
    EXPECT_EQ(spellText("\u200b").text, R"("\u{200B}")");
    EXPECT_EQ(spellFloat(0.5), "0.5");
    EXPECT_EQ(spellFloat(1e300), "1.0e+300");
    EXPECT_EQ(spellFloat(1e-7), "1.0e-07");
    EXPECT_EQ(spellFloat(-2.5e-9), "-2.5e-09");
}

TEST(Spelling, Keys) {
    EXPECT_EQ(spellKey("app", true), "app");
    EXPECT_EQ(spellKey("service", true), "service");
    EXPECT_EQ(spellKey("not", true), "\"not\"");
    EXPECT_EQ(spellKey("not", false), "not");
    EXPECT_EQ(spellKey("for", false), "\"for\"");
    EXPECT_EQ(spellKey("a.b", false), "\"a.b\"");
    EXPECT_EQ(spellKey("", false), "\"\"");
    EXPECT_FALSE(isName("none"));
    EXPECT_FALSE(isName("true"));
    EXPECT_FALSE(isName("a-b"));
    EXPECT_TRUE(isName("type"));
}

TEST(Names, Ids) {
    std::set<std::string> taken = {"values"};
    EXPECT_EQ(resourceId("Deployment", "web-api", "", taken), "deploymentWebApi");
    EXPECT_EQ(resourceId("Deployment", "web.api", "prod", taken), "deploymentWebApiProd");
    EXPECT_EQ(resourceId("Deployment", "web_api", "prod", taken), "deploymentWebApiProd_2");
    EXPECT_EQ(resourceId("HTTPRoute", "a", "", taken), "httpRouteA");
    EXPECT_EQ(resourceId("CSIDriver", "1a", "", taken), "csiDriver1a");
    EXPECT_EQ(resourceId("Values", "-", "", taken), "values_2");
}

TEST(Names, DnsLabels) {
    EXPECT_EQ(dnsLabel("My Web_App!"), "my-web-app");
    EXPECT_EQ(dnsLabel("--"), "");
    EXPECT_EQ(dnsLabel(std::string(70, 'a')).size(), 53U);
    EXPECT_EQ(camelCase("my-web", "chart"), "myWeb");
    EXPECT_EQ(camelCase("1st", "chart"), "chart1st");
    EXPECT_EQ(camelCase("if", "chart"), "chartIf");
    EXPECT_EQ(camelCase("values", "chart"), "chartValues");
    EXPECT_EQ(camelCase("service", "chart"), "service"); // a word of the language that is a name as well
    EXPECT_EQ(letterFirst("web"), "web");
    EXPECT_EQ(letterFirst("2048"), "app-2048");
    EXPECT_EQ(letterFirst(""), "");
}

} // namespace
} // namespace stackc::manifest
