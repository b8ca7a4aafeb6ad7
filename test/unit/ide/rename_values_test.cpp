// Another name for a value, in the values files beside the stack.
#include "ide/rename_values.h"
#include "ide/values_files.h"
#include "stack.h"

#include <gmock/gmock.h>

namespace stackc::ide {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string chart = "chart demo { version = \"0.1.0\" }\n";

/// The values files with what is declared at the mark called `fresh`, one behind another; or why not.
std::string renamed(const std::string& main, const std::string& values,
                    const std::map<std::string, std::string>& others = {}) {
    std::map<std::string, std::string> files = others;
    files["values.yaml"] = values;
    Stack stack(chart + main, files);
    const sema::NameUse* name = stack.analysis->index().nameAt(stack.file, stack.offset);
    if (name == nullptr)
        return "no name";
    source::Span declared = name->entity.declared;
    auto edits = renameInValues(*stack.analysis, declared, "fresh");
    if (!edits)
        return edits.error();
    std::string all;
    for (ValuesEdits& file : *edits) {
        for (auto edit = file.edits.rbegin(); edit != file.edits.rend(); ++edit)
            file.text.replace(edit->begin, edit->end - edit->begin, edit->text);
        all += file.text;
    }
    return all;
}

TEST(RenameValues, KeepsAllButTheKey) {
    EXPECT_EQ(renamed("values { server: { $0port: Int = 1, other: Int = 2 } }\n",
                      "# port\nserver:   # the port\n    'port' :  1 # port\n    other: 2\n\nport: 3\n"),
              "# port\nserver:   # the port\n    'fresh' :  1 # port\n    other: 2\n\nport: 3\n");
    EXPECT_EQ(renamed("values { server: { $0port: Int = 1 } }\n", "{\"server\": {\"port\": 1}}\r\n"),
              "{\"server\": {\"fresh\": 1}}\r\n");
    EXPECT_EQ(renamed("values { server: { $0port: Int = 1 } }\n", "# \xC3\xA4\nserver: { port: 1 }\n"),
              "# \xC3\xA4\nserver: { fresh: 1 }\n");
    EXPECT_EQ(renamed("values { $0port: Int = 1 }\n", "other: {}\n"), "");
}

TEST(RenameValues, CountsWithoutByteOrderMark) {
    EXPECT_EQ(renamed("values { $0port: Int = 1 }\n", "\xEF\xBB\xBFport: 1\n"), "fresh: 1\n");
    EXPECT_EQ(renamed("values { $0port: Int = 1 }\n", "\xEF\xBB\xBF# \xC3\xA4\nport: 1\n"), "# \xC3\xA4\nfresh: 1\n");
}

TEST(RenameValues, FollowsTypes) {
    EXPECT_EQ(
        renamed(
            "type T { $0port: Int = 1 }\nvalues { a: [T] = [], b: [String: T] = {}, c: T? = none, @flat d: T = {} }\n",
            "a: [{ port: 1 }, { port: 2 }]\nb:\n  port: { port: 1 }\nc: { enabled: true, port: 1 }\nport: 4\n"),
        "a: [{ fresh: 1 }, { fresh: 2 }]\nb:\n  port: { fresh: 1 }\nc: { enabled: true, fresh: 1 }\nfresh: 4\n");
    EXPECT_EQ(
        renamed("type T { @key(\"https\") $0port: Int = 1 }\nvalues { a: T = {} }\n", "a: { port: 1, https: 2 }\n"),
        "");
}

TEST(RenameValues, KnowsCases) {
    EXPECT_EQ(renamed("enum E { $0round, flat }\nvalues { a: E = flat, b: [E] = [], c: String = \"x\" }\n",
                      "a: round\nb: [\"round\", flat]\nc: round\n"),
              "a: fresh\nb: [\"fresh\", flat]\nc: round\n");
    EXPECT_EQ(renamed("variant V by kind { plain, $0round { size: Int = 1 } }\nvalues { a: V = plain }\n",
                      "a:\n  kind: round\n  round: { size: 2 }\n"),
              "a:\n  kind: fresh\n  fresh: { size: 2 }\n");
}

TEST(RenameValues, OfAllFiles) {
    EXPECT_EQ(
        renamed("values { $0port: Int = 1 }\n", "port: 1\n",
                {{"values-prod.yaml", "port: 2\n"}, {"dev.values.yml", "port: 3\n"}, {"notes.yaml", "port: 4\n"}}),
        "fresh: 3\nfresh: 2\nfresh: 1\n");
}

TEST(RenameValues, OfIncludedCharts) {
    Stack stack(chart + "include api as \"api\"\nvalues { port: Int = 2 }\n",
                {{"api", "chart api { version = \"0.1.0\" }\nvalues { $0port: Int = 1 }\n"},
                 {"values.yaml", "port: 1\napi:\n  port: 2\n"}});
    source::Span declared{stack.file, stack.offset, stack.offset + 4};
    auto edits = renameInValues(*stack.analysis, declared, "fresh");
    ASSERT_TRUE(edits);
    ASSERT_EQ(edits->size(), 1U);
    EXPECT_THAT((*edits)[0].edits, ElementsAre(ValuesEdits::Edit{15, 19, "fresh"}));
}

TEST(RenameValues, WritesQuotesWhereTheyAreNeeded) {
    Stack stack(chart + "enum E { $0round, flat }\nvalues { a: E = flat }\n", {{"values.yaml", "a: round\n"}});
    source::Span declared = stack.analysis->index().nameAt(stack.file, stack.offset)->entity.declared;
    auto edits = renameInValues(*stack.analysis, declared, "yes");
    ASSERT_TRUE(edits);
    EXPECT_EQ((*edits)[0].edits[0].text, "\"yes\"");
}

TEST(RenameValues, IsRefusedWhereMoreWouldChange) {
    const std::string server = "type T { $0port: Int = 1 }\nvalues { a: T = {}, b: T = {} }\n";
    EXPECT_THAT(renamed(server, "a: &x { port: 1 }\nb: *x\n"),
                HasSubstr("values.yaml:1: `port` stands behind an anchor"));
    EXPECT_THAT(renamed(server, "x: &x { port: 1 }\nb: { <<: *x }\n"),
                HasSubstr("values.yaml:1: `port` stands behind an anchor"));
    EXPECT_THAT(renamed(server, "a: { &k port: 1 }\n"), HasSubstr("a tag, an anchor or escapes"));
    EXPECT_THAT(renamed(server, "a: { \"p\\x6frt\": 1, port2: 1 }\n# port\n"), HasSubstr("escapes"));
    EXPECT_THAT(renamed(server, "a: { \"po\\u0072t\": 1 }\n"), HasSubstr("values.yaml:1: `port` is written with"));
    EXPECT_EQ(renamed(server, "a: { other: \"\\n\" }\n"), "");
    EXPECT_THAT(renamed(server, "a: { port: 1, port: 2 }\n"), HasSubstr("values.yaml:1: `port` is given twice"));
    EXPECT_THAT(renamed(server, "a:\n  port: 1\n  fresh: 2\n"),
                HasSubstr("values.yaml:3: there is a key `fresh` already"));
    EXPECT_THAT(renamed(server, "a: { port: 1\n"), HasSubstr("values.yaml:"));
    EXPECT_THAT(renamed(server, "a: port \xff\n"), HasSubstr("values.yaml is no UTF-8"));
    EXPECT_EQ(renamed(server, "a: &x { other: 1 }\nb: { port: 1 }\n"), "a: &x { other: 1 }\nb: { fresh: 1 }\n");
    EXPECT_EQ(renamed(server, "a: {{ broken }\n"), "");
}

TEST(RenameValues, GlobalIsOfAllCharts) {
    EXPECT_THAT(renamed("include api as \"api\"\nvalues { global: { $0zone: String = \"a\" } = {} }\n",
                        "global: { zone: b }\n", {{"api", "chart api { version = \"0.1.0\" }\n"}}),
                HasSubstr("goes to all charts"));
}

TEST(ValuesFiles, AreCalledSo) {
    Stack stack(chart, {{"values.yaml", ""},
                        {"values-a.yml", ""},
                        {"values.b.yaml", ""},
                        {"c-values.yaml", ""},
                        {"d.yaml", ""},
                        {"values.json", ""},
                        {"myvalues.yaml", ""},
                        {"values/e.yaml", ""},
                        {"values/f.txt", ""},
                        {"g/values.yaml", ""}});
    std::vector<std::string> names;
    for (const std::string& path : valuesFilesOf(stack.analysis->path(), *stack.analysis->compilation().files->system))
        names.push_back(path.substr(std::string("/no-such-folder/").size()));
    EXPECT_THAT(names, ElementsAre("c-values.yaml", "values-a.yml", "values.b.yaml", "values.yaml", "values/e.yaml"));
    EXPECT_THAT(valuesFilesOf("/no-such-folder/other.stack", *stack.analysis->compilation().files->system), IsEmpty());
}

} // namespace
} // namespace stackc::ide
