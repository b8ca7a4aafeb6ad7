#include "ide/coloring.h"
#include "ide/formatting.h"
#include "ide/lexical.h"
#include "ide/outline.h"
#include "ide/selection.h"
#include "syntax/parser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace stackc::ide {
namespace {

using testing::ElementsAre;

struct File {
    explicit File(std::string text) : id(sources.add("a.stack", std::move(text))) {}
    std::string_view text() const { return sources.text(id); }
    syntax::Module tree() {
        diag::Sink told;
        return syntax::parse(sources, id, told);
    }
    /// With the edits made.
    std::string with(const std::vector<TextEdit>& edits) const {
        std::string result(text());
        for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit)
            result.replace(edit->span.begin, edit->span.size(), edit->text);
        return result;
    }
    std::uint32_t at(std::string_view part) const { return static_cast<std::uint32_t>(text().find(part)); }

    source::SourceManager sources;
    source::FileId id;
};

TEST(Formatting, ChangesBlanksAlone) {
    File file("let   x=1 // a\n\n\n\nlet y = [\n1,\r\n2\n]");
    auto edits = formatted(file.sources, file.id);
    ASSERT_TRUE(edits);
    EXPECT_EQ(file.with(*edits), "let x = 1 // a\n\nlet y = [\n    1,\n    2\n]\n");
    for (const TextEdit& edit : *edits)
        EXPECT_EQ(edit.text.find_first_not_of(" \n"), std::string::npos) << edit.text;
    EXPECT_TRUE(formatted(File("let x = 1\n").sources, source::FileId(0))->empty());
    EXPECT_FALSE(formatted(File("let x = \n").sources, source::FileId(0)));
}

TEST(Formatting, OfARangeAndWhileTyping) {
    File file("let   x = {\na = 1\n    }\nlet   y = 2\n");
    auto edits = formattedRange(file.sources, file.id, file.at("let   y"), file.at("2"));
    EXPECT_EQ(file.with(*edits), "let   x = {\na = 1\n    }\nlet y = 2\n");
    EXPECT_EQ(file.with(formattedBlock(file.sources, file.id, file.at("}") + 1)),
              "let   x = {\n    a = 1\n}\nlet   y = 2\n");
    File broken("let x = {\na = \n    }\n");
    EXPECT_EQ(broken.with(formattedBlock(broken.sources, broken.id, broken.at("}") + 1)), "let x = {\na = \n}\n");
    File open("let x = {\n    a = {\n  b\n");
    EXPECT_EQ(open.with(indentedLine(open.sources, open.id, open.at("b"))), "let x = {\n    a = {\n        b\n");
    File text("let x = \"\"\"\n  a\n");
    EXPECT_TRUE(indentedLine(text.sources, text.id, text.at("a")).empty());
}

TEST(Folds, AreBracketsCommentsAndImports) {
    std::string_view text =
        "import a\nimport b { x,\n y }\n\n// one\n// two\n\n// three\nlet x = [\n1\n]\nlet y = { a = ( \n";
    std::vector<std::pair<Fold::Kind, std::string>> found;
    for (const Fold& fold : foldsOf(text))
        found.emplace_back(fold.kind, text.substr(fold.begin, 8));
    EXPECT_THAT(found, testing::UnorderedElementsAre(
                           std::pair(Fold::Kind::Block, "{ x,\n y "), std::pair(Fold::Kind::Block, "[\n1\n]\nle"),
                           std::pair(Fold::Kind::Comment, "// one\n/"), std::pair(Fold::Kind::Imports, "import a")));
}

TEST(Selection, GrowsFromTheWord) {
    File file("let x = {\n    abc = f(1, de)\n}\n");
    std::vector<std::string> found;
    for (source::Span span : spansAround(file.tree(), file.text(), file.at("de") + 1))
        found.emplace_back(file.sources.text(span));
    ASSERT_GE(found.size(), 5U);
    EXPECT_EQ(found[0], "de");
    EXPECT_EQ(found[1], "1, de");
    EXPECT_EQ(found[2], "(1, de)");
    EXPECT_EQ(found[3], "f(1, de)");
    EXPECT_EQ(found[4], "abc = f(1, de)");
    EXPECT_EQ(found.back(), file.text());
}

TEST(Selection, LeavesOutTheMiddleOfWhatIsDeep) {
    const std::string deep(2000, '(');
    File file("let a = " + deep + "1" + std::string(2000, ')'));
    auto spans = spansAround(file.tree(), file.text(), file.at("1"));
    ASSERT_EQ(spans.size(), 400U);
    EXPECT_EQ(file.sources.text(spans[0]), "1");
    EXPECT_EQ(file.sources.text(spans[1]), "(1)");
    EXPECT_EQ(file.sources.text(spans.back()), file.text());
}

TEST(Outline, HoldsWhatIsDeclared) {
    File file("chart a {\n    version = \"1.0.0\"\n}\ntype T {\n    /// d\n    x: Int\n    y: { z: String? }\n}\nenum "
              "E { p, q }\n"
              "variant V {\n    m\n    n { o: Int }\n}\nfn f(a: Int): Int = a\n");
    std::vector<std::string> found;
    auto collect = [&](const auto& self, const std::vector<Symbol>& symbols, const std::string& around) -> void {
        for (const Symbol& symbol : symbols) {
            EXPECT_EQ(file.sources.text(symbol.place), symbol.name);
            EXPECT_TRUE(symbol.whole.begin <= symbol.place.begin && symbol.place.end <= symbol.whole.end);
            found.push_back(around + symbol.name + (symbol.detail.empty() ? "" : ": " + symbol.detail));
            self(self, symbol.children, around + symbol.name + ".");
        }
    };
    collect(collect, outlineOf(file.tree(), file.text()), "");
    EXPECT_THAT(found, ElementsAre("a", "T", "T.x: Int", "T.y", "T.y.z: String?", "E", "E.p", "E.q", "V", "V.m", "V.n",
                                   "V.n.o: Int", "f: Int"));
}

TEST(Coloring, KnowsWordsByTheirPlace) {
    File file("@x(\"a\")\nfn f(type: T): Int = g(type).h // c\n");
    std::vector<std::pair<std::string, std::string>> found;
    for (const Colored& one : coloredIn(file.tree(), file.text()))
        found.emplace_back(file.text().substr(one.begin, one.end - one.begin),
                           colorNames()[static_cast<std::size_t>(one.color)]);
    using P = std::pair<std::string, std::string>;
    EXPECT_THAT(found, ElementsAre(P("@", "decorator"), P("x", "decorator"), P("\"a\"", "string"), P("fn", "keyword"),
                                   P("f", "function"), P("type", "parameter"), P("T", "type"), P("Int", "type"),
                                   P("=", "operator"), P("g", "function"), P("type", "variable"), P("h", "property"),
                                   P("// c", "comment")));
}

} // namespace
} // namespace stackc::ide
