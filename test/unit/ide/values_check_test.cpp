// What is said of the values files beside a stack.
#include "ide/yaml_place.h"
#include "stack.h"

#include <gmock/gmock.h>

namespace stackc::ide {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string chart = "chart demo { version = \"0.1.0\" }\n";
const std::string typed = chart + R"(
enum Level { debug, info }
values {
    replicas: Int(1..9) = 2
    level: Level = info
    host: String
    nested: { a: Int = 1, list: [{ name: String, size: Int }] = [] } = {}
    @was("old") fresh: Int = 1
}
check values.replicas != values.nested.a else "as many as a"
environment dev { values { host = "x" } }
environment prod { values { host = "y", replicas = 5 } }
)";

/// `values.yaml:2:1 the message`, for each that is said.
std::vector<std::string> said(const std::string& main, const std::map<std::string, std::string>& files) {
    Stack stack(main, files);
    EXPECT_TRUE(stack.analysis->finish(nullptr));
    std::vector<std::string> all;
    for (const diag::Diagnostic& one : stack.analysis->ofValuesFiles()) {
        const source::Position at = stack.analysis->sources().position(one.span.file, one.span.begin);
        std::string path(stack.analysis->sources().path(one.span.file));
        all.push_back(path.substr(std::string("/no-such-folder/").size()) + ":" + std::to_string(at.line) + ":" +
                      std::to_string(at.column) + " " + one.message);
    }
    return all;
}

std::vector<std::string> said(const std::string& values) { return said(typed, {{"values.yaml", values}}); }

TEST(ValuesFiles, SayWhatABuildSays) {
    EXPECT_THAT(said("# all\nreplicas: 3\nlevel: debug\nhost: a\nnested: { a: 2 }\n"), IsEmpty());
    EXPECT_THAT(said("# \xC3\xA4\nreplicas: 300\n\"level\": wran\n"),
                ElementsAre("values.yaml:2:1 values: replicas: expected an integer from 1 to 9, got 300",
                            "values.yaml:3:2 values: level: expected one of debug, info, got \"wran\""));
    EXPECT_THAT(said("nosuch: 1\n"), ElementsAre("values.yaml:1:1 values: nosuch: unknown parameter"));
    EXPECT_THAT(said("nested:\n  list:\n    - name: a\n      size: 1\n    - size: 2\n"),
                ElementsAre("values.yaml:5:7 values: nested.list[1].name is required"));
    EXPECT_THAT(said("a: 1\nreplicas: [\n"), ElementsAre(HasSubstr("values.yaml:3:1 values: ")));
    EXPECT_THAT(said("\xEF\xBB\xBFold: 3\n"),
                ElementsAre("values.yaml:1:1 values: `old` has another name now: `fresh`"));
}

TEST(ValuesFiles, AreWrongWhereTheyAreOverEachEnvironment) {
    EXPECT_THAT(said("level: debug\n"), IsEmpty());    // other files have the host
    EXPECT_THAT(said("nested:\n  a: 5\n"), IsEmpty()); // which `dev` takes
    EXPECT_THAT(said("replicas: 5\nnested:\n  a: 5\n"), ElementsAre("values.yaml:3:3 values: as many as a"));
}

TEST(ValuesFiles, MayGiveAPartOfARecord) {
    const std::string stack =
        chart + "values { db: { user: String, password: String }, l: [{ a: Int, b: Int }] = [] }\n";
    EXPECT_THAT(said(stack, {{"values.yaml", "db: { user: x }\n"}}), IsEmpty());
    EXPECT_THAT(said(stack, {{"values.yaml", "db: { user: x, password: z }\nl:\n  - a: 1\n"}}),
                ElementsAre("values.yaml:3:5 values: l[0].b is required"));
}

TEST(ValuesFiles, AreFoundBesideTheStack) {
    const std::string wrong = "replicas: 0\n";
    EXPECT_THAT(said(typed, {{"values-dev.yaml", wrong},
                             {"ci/small-values.yaml", wrong},
                             {"values/one.yml", wrong},
                             {"ci/other.yaml", wrong},
                             {"other.yaml", wrong},
                             {"templates/values.yaml", wrong}}),
                ElementsAre(HasSubstr("values-dev.yaml:1:1 "), HasSubstr("values/one.yml:1:1 "),
                            HasSubstr("ci/small-values.yaml:1:1 ")));
    EXPECT_THAT(said(typed + "let x: Int = \"\"\n", {{"values.yaml", wrong}}), IsEmpty());
}

TEST(ValuesFiles, ArePassedOver) {
    EXPECT_THAT(said("replicas: {{ .Values.many }}\n"), IsEmpty());
    EXPECT_THAT(said("replicas: 0\n# " + std::string(300000, 'x')), IsEmpty());
}

TEST(ValuesFiles, OfChartsThatAreIncluded) {
    EXPECT_THAT(said(chart + "include part as \"part\"\n",
                     {{"part", "chart part { version = \"0.1.0\" }\nvalues { size: Int = 1 }\n"},
                      {"values.yaml", "part:\n  size: x\n"}}),
                ElementsAre("values.yaml:2:3 values: part.size: expected an integer, got \"x\""));
}

TEST(YamlPlaces, AreThoseOfKeysAndElements) {
    const std::string text = "a:\n  - b: 1\n  -   'c d': 2  \nx: &x { w: 1 }\nz: *x\n";
    const YamlPlaces places(source::FileId(0), text);
    auto at = [&](const std::string& path) {
        const YamlPlace found = places.find(path);
        return std::to_string(found.depth) + " " + text.substr(found.span.begin, found.span.size());
    };
    EXPECT_EQ(at("a[0].b"), "3 b");
    EXPECT_EQ(at("a[1]"), "2 'c d': 2");
    EXPECT_EQ(at("a[1][\"c d\"]"), "3 c d");
    EXPECT_EQ(at("a[2].b"), "1 a");
    EXPECT_EQ(at("nowhere.b"), "0 a:");
    EXPECT_EQ(at("z.w"), "2 w");
    EXPECT_THAT(places.paths(), ElementsAre("a", "x", "x.w", "z", "z.w"));
}

} // namespace
} // namespace stackc::ide
