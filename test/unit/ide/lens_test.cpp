// What stands above declarations: where, and what comes of them.
#include "ide/lens.h"
#include "ide/outline.h"
#include "ide/reach.h"
#include "ide/test_run.h"
#include "ide/value_places.h"
#include "stack.h"

#include <gmock/gmock.h>

namespace stackc::ide {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string chart = "chart demo { version = \"0.1.0\" }\nimport k8s.core.v1 { ConfigMap }\n";

std::vector<Lens> lenses(const Stack& stack) {
    std::string_view text = stack.analysis->sources().text(stack.file);
    return lensesOf(outlineOf(stack.analysis->tree(stack.file), text), text);
}

std::vector<std::string> namesOf(const std::string& main) {
    Stack stack(main);
    std::vector<std::string> names;
    for (const Lens& lens : lenses(stack))
        names.push_back(lens.name);
    return names;
}

/// `ConfigMap/a prod test`: what comes of the lens with that name, with the environments.
std::vector<std::string> reachOf(const Stack& stack, const std::string& name) {
    auto reaches = Reaches::of(stack.analysis, nullptr);
    EXPECT_NE(reaches, nullptr);
    std::vector<std::string> found;
    for (const Lens& lens : lenses(stack)) {
        if (reaches == nullptr || lens.name != name)
            continue;
        Reach reach = lens.kind == Lens::Kind::Value
                          ? reaches->ofValues(valuePlaces(stack.analysis->program(), lens.at))
                      : lens.kind == Lens::Kind::Backend ? reaches->ofBackend(lens.name)
                                                         : reaches->ofDeclaration(lens.whole);
        for (const ReachedThing& one : reach) {
            found.push_back(one.name);
            for (const std::string& environment : one.environments)
                found.back() += " " + environment;
        }
    }
    return found;
}

std::vector<std::string> reachOf(const std::string& main, const std::string& name,
                                 const std::map<std::string, std::string>& modules = {}) {
    return reachOf(Stack(main, modules), name);
}

std::string configMap(const std::string& name, const std::string& value) {
    return "resource " + name + ": ConfigMap { metadata { name = \"" + name + "\" }, data { a = \"" + value +
           "\" } }\n";
}

TEST(Lens, StandsAboveWhatIsDeclared) {
    EXPECT_THAT(
        namesOf("chart demo { version = \"0.1.0\" }\ntype T { x: Int }\nvalues {\n    a: {\n        b: Int = 1\n"
                "    }\n    c: { d: Int = 1 }\n}\nlet x = 1\nbackend w = { }\nservice s { }\ncomponent p() { }\n"
                "use q = p()\nresource r: k8s.core.v1.ConfigMap { }\ntest \"t\" { }\n"),
        ElementsAre("a", "b", "c", "w", "s", "p", "q", "r", "t"));
}

TEST(Lens, OneOfALine) {
    EXPECT_THAT(namesOf("chart demo { version = \"0.1.0\" }\nvalues { a: Int = 1, b: Int = 2 }\n"), ElementsAre("a"));
}

TEST(Places, OfFieldsInValues) {
    auto places = [](const std::string& main) {
        Stack stack(chart + main);
        const sema::NameUse* name = stack.analysis->index().nameAt(stack.file, stack.offset);
        return name == nullptr ? std::vector<std::string>()
                               : valuePlaces(stack.analysis->program(), name->entity.declared);
    };
    EXPECT_THAT(places("values { $0a: Int = 1 }\n"), ElementsAre("a"));
    EXPECT_THAT(
        places("type T { $0n: Int = 1 }\nvalues { a: T = {}, b: [T] = [], c: [String: T] = {}, d: T? = none }\n"),
        ElementsAre("a.n", "b[].n", "c[].n", "d.n"));
    EXPECT_THAT(places("type T { $0n: Int = 1 }\nvalues { @flat t: T = {} }\n"), ElementsAre("n"));
    EXPECT_THAT(places("type T { @key(\"odd.key\") $0n: Int = 1 }\nvalues { t: T = {} }\n"),
                ElementsAre("t[\"odd.key\"]"));
    EXPECT_THAT(places("variant V { x, y { $0n: Int = 1 } }\nvalues { v: V = x }\n"), ElementsAre("v.y.n"));
    EXPECT_THAT(places("type T { $0n: Int = 1 }\nlet t: T = {}\n"), IsEmpty());
}

TEST(Reach, OfValues) {
    const std::string main = chart + "values {\n    a: String = \"x\"\n    b: Bool = false\n    c: Int = 1\n}\n" +
                             configMap("one", "\\(values.a)") + "component part() {\n    if values.b { " +
                             configMap("two", "\\(values.a)") + "    }\n}\n" +
                             "use part1 = part()\nenvironment test { }\nenvironment prod { values { b = true } }\n";
    EXPECT_THAT(reachOf(main, "a"), ElementsAre("ConfigMap/one prod test", "ConfigMap/two prod"));
    EXPECT_THAT(reachOf(main, "b"), ElementsAre("ConfigMap/two prod"));
    EXPECT_THAT(reachOf(main, "c"), IsEmpty());
    EXPECT_THAT(reachOf(main, "one"), ElementsAre("ConfigMap/one prod test"));
    EXPECT_THAT(reachOf(main, "part1"), ElementsAre("ConfigMap/two prod"));
    EXPECT_THAT(reachOf(main, "part"), ElementsAre("ConfigMap/two prod"));
}

TEST(Reach, OfElementsAndTypesOfModules) {
    const std::string main =
        chart +
        "import m { T }\nvalues {\n    parts: [{\n        kind: String = \"x\"\n    }] = [{}]\n    t: T = {}\n}\n"
        "component each() { for p in values.parts { resource r: ConfigMap { metadata { name = p.kind } } } }\n"
        "use all = each()\n" +
        configMap("t", "\\(values.t.k)");
    const std::map<std::string, std::string> modules{{"m", "export type T {\n    k: String = \"y\"\n}\n"}};
    EXPECT_EQ(reachOf(main, "kind", modules).size(), 1U);
    EXPECT_EQ(reachOf(main, "parts", modules).size(), 1U);
}

TEST(Reach, OfServicesAndBackends) {
    const std::string main =
        "chart demo { version = \"0.1.0\" }\nvalues {\n    queued: Bool = false\n}\n"
        "backend db { env { DB = \"x\" } }\nbackend lonely { env { X = \"x\" } }\n"
        "service web { image { repository = \"web\", tag = \"1\" }, ports { http = 80 }, uses = [db] }\n"
        "service job { image { repository = \"job\", tag = \"1\" }, uses = [if values.queued: db] }\n"
        "environment test { }\nenvironment prod { values { queued = true } }\n";
    EXPECT_THAT(reachOf(main, "db"), ElementsAre("web prod test", "job prod"));
    EXPECT_THAT(reachOf(main, "lonely"), IsEmpty());
    EXPECT_THAT(reachOf(main, "web"), ElementsAre("Deployment/demo-web prod test", "Service/demo-web prod test",
                                                  "ServiceAccount/demo-web prod test"));
    EXPECT_THAT(reachOf(main, "queued"), ElementsAre("Deployment/demo-job prod test"));
}

TEST(Reach, OfNotesAndChecks) {
    EXPECT_THAT(reachOf("chart demo {\n    version = \"0.1.0\"\n    notes = \"\\(values.a)\"\n}\nvalues {\n    a: "
                        "String = \"x\"\n}\n"
                        "check values.a != \"y\" else \"not y\"\n",
                        "a"),
                ElementsAre("the notes", "a check"));
}

TEST(Reach, OfNothingWhereThereAreErrors) {
    EXPECT_EQ(Reaches::of(Stack(chart + "let x = nowhere\n").analysis, nullptr), nullptr);
    EXPECT_EQ(Reaches::of(Stack(chart + "check 1 == 2 else \"never\"\n").analysis, nullptr), nullptr);
}

TEST(Reach, SaysNothingOfItself) {
    Stack stack(chart + "values {\n    a: Int = 1\n}\n");
    stack.analysis->finish(nullptr);
    std::size_t before = stack.analysis->diagnostics().size();
    ASSERT_NE(Reaches::of(stack.analysis, nullptr), nullptr);
    EXPECT_EQ(stack.analysis->diagnostics().size(), before);
}

TEST(Reach, IsAbandonedInItsMiddle) {
    const std::string main = "chart demo { version = \"0.1.0\" }\nlet thousand = range(1000)\n"
                             "check len([for a in thousand: len([for b in thousand if b > a: b])]) > 1 else \"few\"\n";
    int asked = 0;
    Stack stack(main);
    EXPECT_FALSE(stack.analysis->finish(nullptr, [&] { return ++asked > 10; }));
    EXPECT_TRUE(stack.analysis->isAbandoned());
    EXPECT_EQ(asked, 11);
    EXPECT_FALSE(stack.analysis->finish(nullptr));
}

TEST(TestRun, RunsOneTest) {
    const std::string main = chart + configMap("one", "x") +
                             "test \"it\" { expect configMap(\"one\").data.a == \"x\" }\n"
                             "test \"it fails\" { expect configMap(\"one\").data.a == \"y\" }\n"
                             "test \"it is kept\" { expect snapshot }\n";
    Stack stack(main);
    auto run = [&](const std::string& name) {
        for (const Lens& lens : lenses(stack))
            if (lens.name == name)
                return *runTest(*stack.analysis, lens.whole, name, nullptr);
        return TestRun();
    };
    EXPECT_TRUE(run("it").hasPassed);
    EXPECT_THAT(run("it").text, HasSubstr("ok    it\n\n1 passed"));
    EXPECT_FALSE(run("it fails").hasPassed);
    EXPECT_THAT(run("it fails").text, HasSubstr("this is not so"));
    EXPECT_THAT(run("it is kept").text, HasSubstr("`stackc test` writes it"));
    EXPECT_THAT(run("it is kept").text, ::testing::Not(HasSubstr("wrote")));
}

} // namespace
} // namespace stackc::ide
