#include "ide/call_hierarchy.h"
#include "ide/definition.h"
#include "ide/hover.h"
#include "ide/inlay.h"
#include "ide/outcome.h"
#include "ide/rename.h"
#include "ide/signature.h"
#include "stack.h"

#include <gmock/gmock.h>

namespace stackc::ide {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::string chart = "chart demo { version = \"0.1.0\" }\n";

/// Where the name at the mark is declared; "" where nothing says.
std::string definitionOf(const std::string& main, const std::map<std::string, std::string>& modules = {}) {
    Stack stack(main, modules);
    std::vector<Place> found = definition(*stack.analysis, stack.file, stack.offset);
    return found.empty() ? "" : stack.place(found[0].name);
}

std::string hoverOf(const std::string& main, const std::map<std::string, std::string>& modules = {}) {
    Stack stack(main, modules);
    auto found = hover(*stack.analysis, stack.file, stack.offset);
    return found ? found->code + "|" + found->text : "";
}

std::vector<std::string> referencesOf(const std::string& main, const std::map<std::string, std::string>& modules = {}) {
    Stack stack(main, modules);
    std::vector<std::string> places;
    for (source::Span span : references(*stack.analysis, stack.file, stack.offset, true))
        places.push_back(stack.place(span));
    return places;
}

TEST(Definition, LeadsToDeclarations) {
    EXPECT_EQ(definitionOf(chart + "let a = 1\nlet b = $0a\n"), "main:2:5");
    EXPECT_EQ(definitionOf(chart + "fn f(n: Int): Int = $0n\nlet b = f(1)\n"), "main:2:6");
    EXPECT_EQ(definitionOf(chart + "fn f(n: Int): Int = n\nlet b = f$0(n = 1)\n"), "main:2:4");
    EXPECT_EQ(definitionOf(chart + "fn f(n: Int): Int = n\nlet b = f($0n = 1)\n"), "main:2:6");
    EXPECT_EQ(definitionOf(chart + "type T { a: Int }\nlet b: T$0 = { a = 1 }\n"), "main:2:6");
    EXPECT_EQ(definitionOf(chart + "type T { a: Int }\nlet b: T = { $0a = 1 }\n"), "main:2:10");
    EXPECT_EQ(definitionOf(chart + "type T { a: Int }\nlet b: T = { a = 1 }\nlet c = b.$0a\n"), "main:2:10");
    EXPECT_EQ(definitionOf(chart + "enum E { x, y }\nlet b: E = $0y\n"), "main:2:13");
    EXPECT_EQ(definitionOf(chart + "variant V { x, y { n: Int } }\nlet b: V = $0y { n = 1 }\n"), "main:2:16");
    EXPECT_EQ(definitionOf(chart + "values { n: Int = 1 }\nlet b = values.$0n\n"), "main:2:10");
    EXPECT_EQ(definitionOf(chart + "values { n: Int = 1 }\nenvironment e { values { $0n = 2 } }\n"), "main:2:10");
    EXPECT_EQ(definitionOf(chart + "environment e { }\nenvironment f extends $0e { }\n"), "main:2:13");
    EXPECT_EQ(definitionOf(chart + "let b = [for x in [1, 2]: $0x + 1]\n"), "main:2:14");
}

TEST(Definition, LeadsIntoPatternsAndRules) {
    EXPECT_EQ(
        definitionOf(chart + "variant V { x, y { n: Int } }\nfn f(v: V): Int = match v { x => 1, y(p) => $0p.n }\n"),
        "main:3:39");
    EXPECT_EQ(
        definitionOf(chart + "variant V { x, y { n: Int } }\nfn f(v: V): Int = match v { x => 1, $0y(p) => p.n }\n"),
        "main:2:16");
    EXPECT_EQ(definitionOf(chart + "values { n: Int = 1, check $0n < 5 else \"no\" }\n"), "main:2:10");
    EXPECT_EQ(definitionOf(chart + "fn f(n: Int?): Int = if let m = n then $0m else 1\n"), "main:2:29");
}

TEST(Definition, LeadsIntoOtherFiles) {
    const std::map<std::string, std::string> modules{
        {"lib", "export fn f(n: Int): Int = g(n)\nfn g(n: Int): Int = n\n"}};
    EXPECT_EQ(definitionOf(chart + "import lib\nlet b = lib.$0f(1)\n", modules), "lib:1:11");
    EXPECT_EQ(definitionOf(chart + "import lib { f }\nlet b = $0f(1)\n", modules), "lib:1:11");
    EXPECT_EQ(definitionOf(chart + "import lib { $0f }\nlet b = f(1)\n", modules), "lib:1:11");
    EXPECT_EQ(definitionOf(chart + "import $0lib { f }\nlet b = f(1)\n", modules), "lib:1:1");
    EXPECT_THAT(definitionOf(chart + "import std\nvalues { i: std.$0Image = { repository = \"x\" } }\n"),
                HasSubstr("std:"));
}

TEST(Definition, IsKnownInWhatNothingAsksFor) {
    EXPECT_EQ(definitionOf(chart + "import lib { f }\nlet b = f(1)\n",
                           {{"lib", "export fn f(n: Int): Int = n\nexport fn h(m: Int): Int = $0m\n"}}),
              "lib:2:13");
}

TEST(Definition, IsKnownInDeclarationsWithSyntaxErrors) {
    EXPECT_EQ(definitionOf(chart + "fn f(n: Int): Int = n\nlet b = [f($0f(1)), ]]\nlet c = = f(1)\n"), "main:2:4");
    EXPECT_EQ(definitionOf(chart + "values { n: Int = 1, m: }\nlet b = values.$0n\n"), "main:2:10");
    EXPECT_EQ(definitionOf(chart + "type T { a: Int }\nlet c: T = {\n    $0a = 1\n    b = = 2\n}\n"), "main:2:10");
}

TEST(TypeDefinition, IsOfWhatIsInside) {
    Stack stack(chart + "type T { a: Int }\nlet b: [T] = []\nlet c = $0b\n");
    std::vector<Place> found = typeDefinition(*stack.analysis, stack.file, stack.offset);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(stack.place(found[0].name), "main:2:6");
    EXPECT_EQ(stack.text(found[0].whole), "type T { a: Int }");
}

TEST(References, AreAllNames) {
    EXPECT_THAT(referencesOf(chart + "let $0a = 1\nlet b = a + a\n"), ElementsAre("main:2:5", "main:3:9", "main:3:13"));
    EXPECT_THAT(referencesOf(chart +
                             "values { $0n: Int = 1, check n < 5 else \"no\" }\nenvironment e { values { n = 2 } }\n"
                             "let b = values.n\n"),
                ElementsAre("main:2:10", "main:2:28", "main:3:26", "main:4:16"));
}

TEST(References, SetOrRead) {
    Stack stack(chart + "values { $0n: Int = 1 }\nenvironment e { values { n = 2 } }\nlet b = values.n\n");
    std::vector<bool> writes;
    for (const Highlight& one : highlights(*stack.analysis, stack.file, stack.offset))
        writes.push_back(one.isWrite);
    EXPECT_THAT(writes, ElementsAre(true, true, false));
}

TEST(Hover, ShowsDeclarations) {
    EXPECT_EQ(hoverOf(chart + "/// One more.\nfn f(n: Int): Int = n + 1\nlet b = $0f(1)\n"),
              "fn f(n: Int): Int|One more.");
    EXPECT_EQ(hoverOf(chart + "let b = 1\nlet c = $0b\n"), "let b: Int(1..1)|");
    EXPECT_THAT(hoverOf(chart + "let c = $0release.name\n"), HasSubstr("release"));
    EXPECT_THAT(hoverOf(chart + "let c = release.$0name\n"), HasSubstr("The release's name."));
    EXPECT_THAT(hoverOf(chart + "let c = $0str(1)\n"), HasSubstr("str(x): String"));
}

TEST(Hover, ShowsFieldsThatTestsExpect) {
    const std::string text = chart +
                             "import k8s.core.v1 { ConfigMap }\n"
                             "resource a: ConfigMap { metadata { name = \"a\" }, data { k = \"v\" } }\ntest \"t\" {\n";
    EXPECT_THAT(hoverOf(text + "    expect configMap(\"a\").$0metadata.name == \"a\"\n}\n"), HasSubstr("metadata: "));
    EXPECT_THAT(hoverOf(text + "    let m = configMap(\"a\").metadata\n    expect m.$0labels is none\n}\n"),
                HasSubstr("labels: [String: String]"));
    EXPECT_THAT(hoverOf(text + "    for c in deployment(\"a\").spec.template.spec.containers {\n"
                               "        expect c.$0image == \"x\"\n    }\n}\n"),
                HasSubstr("image: String"));
    EXPECT_EQ(hoverOf(text + "    expect configMap(\"a\").$0nowhere == 1\n}\n"), "");
}

TEST(Hover, ShowsValuesInEnvironments) {
    EXPECT_EQ(hoverOf(chart + "values {\n    a: {\n        /// How many.\n        n: Int = 1\n    }\n}\n"
                              "environment e { values { a { n = 2 } } }\nenvironment f { }\nlet b = values.a.$0n\n"),
              "n: Int|How many.\n\n`values.a.n`\n- default: `1`\n- e: `2`");
}

TEST(Hover, ShowsWhatKubernetesSays) {
    EXPECT_EQ(hoverOf(chart + "import k8s.core.v1 { Pod }\nresource p: Pod {\n    metadata { name = \"p\" }\n"
                              "    spec { $0containers = [] }\n}\n"),
              "containers: [k8s.core.v1.Container]|What runs\n\nRequired.");
    EXPECT_THAT(hoverOf(chart + "resource c: k8s.core.v1.$0ConfigMap {\n    metadata { name = \"c\" }\n}\n"),
                HasSubstr("`ConfigMap` of `v1`"));
}

/// The edits with which the name at the mark is that, or why it isn't.
support::Result<Edited> edited(Stack& stack, const std::string& name, std::vector<TextEdit>* edits = nullptr) {
    const Key key = keyAfterRename(*stack.analysis, stack.file, stack.offset);
    auto made = rename(*stack.analysis, stack.file, stack.offset, name, key);
    if (!made)
        return support::Failure{made.error()};
    Edited result;
    for (const TextEdit& edit : *made)
        result.add(stack.analysis->sources(), edit);
    std::string why = whyNotRenamed(*stack.analysis, stack.file, stack.offset, name, result);
    if (!why.empty())
        return support::Failure{why};
    if (edits != nullptr)
        *edits = std::move(*made);
    return result;
}

/// The places that are edited, or why none is.
std::string renamed(const std::string& main, const std::string& name,
                    const std::map<std::string, std::string>& modules = {}) {
    Stack stack(main, modules);
    std::vector<TextEdit> edits;
    auto done = edited(stack, name, &edits);
    if (!done)
        return done.error();
    std::string result;
    for (const TextEdit& edit : edits)
        result += (result.empty() ? "" : " ") + stack.place(edit.span);
    return result;
}

/// The main file behind its chart once the name at the mark is that, or why it isn't.
std::string textRenamed(const std::string& main, const std::string& name) {
    Stack stack(chart + main);
    auto done = edited(stack, name);
    return done ? done->texts().begin()->second.substr(chart.size()) : done.error();
}

TEST(Rename, ChangesAllNames) {
    EXPECT_EQ(renamed(chart + "let $0a = 1\nlet b = a + a\n", "c"), "main:2:5 main:3:9 main:3:13");
    EXPECT_EQ(renamed(chart + "import lib { f }\nlet b = $0f(1)\n", "g", {{"lib", "export fn f(n: Int): Int = n\n"}}),
              "main:2:14 main:3:9 lib:1:11");
}

TEST(Rename, RefusesWhatHasItsName) {
    EXPECT_EQ(renamed(chart + "let $0a = 1\nlet b = a + a\n", "b"), "`b` stands for something else there");
    EXPECT_EQ(renamed(chart + "let $0a = 1\nlet b = a + a\n", "for"),
              "`for` is no name: letters, digits and `_`, and no word of the language");
    EXPECT_EQ(renamed(chart + "let $0a = 1\nlet b = a + a\n", "a b"),
              "`a b` is no name: letters, digits and `_`, and no word of the language");
    EXPECT_EQ(renamed(chart + "type T { $0a: Int, b: Int }\nlet b: T = { a = 1, b = 2 }\n", "b"),
              "`b` stands for something else there");
    EXPECT_EQ(renamed(chart + "let b = $0release.name\n", "b"), "`release` is a name of the language");
    EXPECT_EQ(renamed(chart + "import std\nvalues { i: std.$0Image = { repository = \"x\" } }\n", "B"),
              "`Image` is declared in the library");
    EXPECT_EQ(renamed(chart + "import k8s.core.v1 { $0Pod }\n", "B"), "`Pod` is a name of Kubernetes");
    EXPECT_EQ(renamed(chart + "values { pull: k8s.core.v1.Container.imagePullPolicy = Always }\n" +
                          "check values.pull != $0Never else \"no\"\n",
                      "B"),
              "`Never` is a name of Kubernetes");
}

TEST(Rename, RefusesWhatChangesTheMeaning) {
    const std::string rule = "values {\n low: Int(0..9) = 1\n other: Int(0..9) = 9\n check low <= top else \"no\"\n}\n";
    auto marked = [](std::string text, const std::string& at) { return text.insert(text.find(at), "$0"); };
    EXPECT_EQ(renamed(chart + "let top = 5\n" + marked(rule, "low:"), "top"), "`top` stands for something else there");
    EXPECT_EQ(renamed(chart + "let $0top = 5\n" + rule, "other"), "`other` stands for something else there");
    EXPECT_EQ(renamed(chart + "let $0top = 5\n" + rule, "upper"), "main:2:5 main:6:15");
}

TEST(Rename, RefusesWhatIsAnErrorThen) {
    EXPECT_EQ(renamed(chart + "let $0a = 1\n", "services"),
              "`services` can't be its name: `services` is already declared (E2002)");
    EXPECT_EQ(renamed(chart + "values { $0a: String = \"\" }\n", "yes"),
              "`yes` can't be its name: the key `yes` means something else to YAML (E3037)");
    EXPECT_EQ(renamed(chart + "import k8s.core.v1 as core\nlet $0a = 1\n", "core"),
              "`core` can't be its name: `core` is already declared (E2002)");
    // What is wrong before is not counted.
    EXPECT_EQ(renamed(chart + "let b: String = 1\nlet $0a = 1\nlet d: String = a\n", "long_name"),
              "main:3:5 main:4:17");
}

TEST(Rename, ChangesCasesThatAreTexts) {
    const std::string values =
        "enum Env { dev, \"pre-$0prod\" }\nvalues {\n e: Env = \"pre-prod\"\n m: [Env: Int] = {}\n}\n";
    EXPECT_EQ(renamed(chart + values +
                          "let a = values.e == \"pre-prod\"\nlet b = [for k, v in values.m: k != \"pre-prod\"]\n" +
                          "let c = values.e == \"dev\" and release.name == \"pre-prod\"\n",
                      "stage"),
              "main:2:18 main:4:12 main:7:22 main:8:38");
    EXPECT_EQ(
        renamed(chart + "enum Env { dev, $0prod }\nvalues { e: Env = dev }\nlet a = \"prod\" == values.e\n", "stage"),
        "main:2:17 main:4:10");
}

TEST(Rename, ChangesPartsWhereTheyAreDeclared) {
    auto component = [](const std::string& map, const std::string& meta) {
        return chart + "component k(id: DnsLabel) {\n resource " + map +
               ": k8s.core.v1.ConfigMap { metadata { name = id, namespace = \"n\" } }\n part " + meta +
               " = map.metadata\n}\nuse one = k(\"one\")\npatch one.map { data { c = \"d\" } }\n" +
               "patch one.meta { labels { a = \"b\" } }\n";
    };
    EXPECT_EQ(renamed(component("$0map", "meta"), "config"), "main:3:11 main:4:14 main:7:11");
    EXPECT_EQ(renamed(component("map", "$0meta"), "labels"), "main:4:7 main:8:11");
}

TEST(Rename, ChangesTextsThatAreComparedWithCases) {
    const std::string store = "variant Store by kind { memory, disk { path: String = \"/\" } }\n"
                              "values { store: Store = $0memory }\n";
    const std::string uses = "let a = values.store.tag == \"memory\"\nlet b = \"memory\" != values.store.kind\n";
    EXPECT_EQ(textRenamed(store + uses, "local"),
              "variant Store by kind { local, disk { path: String = \"/\" } }\nvalues { store: Store = local }\n"
              "let a = values.store.tag == \"local\"\nlet b = \"local\" != values.store.kind\n");
    EXPECT_EQ(textRenamed("enum Level { debug, $0info }\nvalues { l: Level = info, by: [Level: Int] = {} }\n"
                          "let a = \"\\(values.l)\" == \"info\"\nlet b = hasKey(values.by, \"info\")\n",
                          "notice"),
              "enum Level { debug, notice }\nvalues { l: Level = notice, by: [Level: Int] = {} }\n"
              "let a = \"\\(values.l)\" == \"notice\"\nlet b = hasKey(values.by, \"notice\")\n");
}

TEST(Rename, KeepsTheKeyThatComesOut) {
    const std::string level = "enum Level { debug, $0info }\nvalues { l: Level = info }\n";
    const std::string kept = "enum Level { debug, @key(\"info\") notice }\nvalues { l: Level = notice }\n";
    for (const std::string text :
         {"let a = \"level \\(values.l)\"\n", "let a = jsonText({ l = values.l })\n",
          "let a: String = values.l\nlet b = values.l == \"info\"\n", "let a = join([for l in [values.l]: l], \",\")\n",
          "fn f(l: Level?): String? = l\nlet a = f(values.l)\n"})
        EXPECT_EQ(textRenamed(level + text, "notice"), kept + text);
    const std::string tag = "let a = values.s.tag\nlet b = values.s.tag == \"memory\"\n";
    EXPECT_EQ(textRenamed("variant S { $0memory, disk }\nvalues { s: S = memory }\n" + tag, "local"),
              "variant S { @key(\"memory\") local, disk }\nvalues { s: S = local }\n" + tag);
    // A text that is no case is one when a case is called so.
    const std::string other = "let a = values.s.tag == \"local\"\n";
    EXPECT_EQ(textRenamed("variant S { $0memory, disk }\nvalues { s: S = memory }\n" + other, "local"),
              "variant S { @key(\"memory\") local, disk }\nvalues { s: S = local }\n" + other);
    EXPECT_EQ(textRenamed("enum E { \"a-$0b\", c }\nvalues { e: E = \"a-b\" }\nlet a = str(values.e)\n", "d"),
              "enum E { @key(\"a-b\") \"d\", c }\nvalues { e: E = \"d\" }\nlet a = str(values.e)\n");
}

TEST(Rename, RefusesFieldsWhoseNamesComeOut) {
    auto why = [](const std::string& name, int line) {
        return "what comes out has the name `" + name + "`, as data or in a resource (line " + std::to_string(line) +
               " of main.stack)";
    };
    const std::string type = "type C { $0port: Int = 1 }\nvalues { c: C = { port = 2 }, o: C? = none }\n";
    for (const std::string text :
         {"let a = jsonText(values.c)\n", "let a = yamlText({ c = [values.c] })\n", "let d: Data = values.c\n",
          "let a = if let c = values.o then jsonText(c) else \"\"\n"})
        EXPECT_EQ(textRenamed(type + text, "door"), why("port", 4));
    // `@key` is no part of what comes out.
    EXPECT_EQ(textRenamed("values { c: { @key(\"p\") $0port: Int = 1 } }\nlet a = jsonText(values.c)\n", "door"),
              why("port", 3));
    EXPECT_EQ(textRenamed("values { @flat $0c: { port: Int = 1 } }\nlet a = jsonText(values)\n", "d"), why("c", 3));
    EXPECT_EQ(textRenamed("values { on: Bool = false }\n@crd(\"x.io/v1\", kind = \"Thing\")\n"
                          "type Thing { spec: { $0size: Int? = none } }\n"
                          "resource t when values.on: Thing { metadata { name = \"a\" }, spec { size = 3 } }\n",
                          "big"),
              why("size", 4));
}

TEST(Rename, ChangesFieldsWhoseValuesComeOut) {
    EXPECT_EQ(textRenamed("type C {\n /// Of the server\n $0port: Int = 1\n}\nvalues { c: C = { port = 2 } }\n"
                          "let a = values.c.port\nlet b = jsonText([values.c.port])\n",
                          "door"),
              "type C {\n /// Of the server\n door: Int = 1\n}\nvalues { c: C = { door = 2 } }\n"
              "let a = values.c.door\nlet b = jsonText([values.c.door])\n");
    // The tag is the case alone.
    EXPECT_EQ(textRenamed("variant S { memory, disk { $0path: String = \"/\" } }\nvalues { s: S = memory }\n"
                          "let a = values.s.tag\n",
                          "folder"),
              "variant S { memory, disk { folder: String = \"/\" } }\nvalues { s: S = memory }\n"
              "let a = values.s.tag\n");
}

TEST(Rename, LeavesKeysThatAreGiven) {
    const std::string use = "let a = values.l == \"warn-and-up\"\n";
    EXPECT_EQ(textRenamed("enum L { low, @key(\"warn-and-up\") $0high }\nvalues { l: L = high }\n" + use, "top"),
              "enum L { low, @key(\"warn-and-up\") top }\nvalues { l: L = top }\n" + use);
    EXPECT_EQ(
        textRenamed("enum L { low, @key(\"warn\") high }\nvalues { l: L = high }\nlet a = values.l == \"wa$0rn\"\n",
                    "top"),
        "this is the key that `@key` gives to `high`");
}

const std::string config = "resource c: k8s.core.v1.ConfigMap {\n metadata { name = \"a\", namespace = \"n\" }\n";

TEST(Rename, LeavesServicesTheirNamesInTheCluster) {
    const std::string front = "service front {\n image { repository = \"nginx\" }\n"
                              " env { PEERS = join([for s in services if s.id == \"web\": s.name], \",\") }\n}\n";
    auto web = [](const std::string& name) {
        return "service " + name + " {\n image { repository = \"nginx\" }\n ports { http = 80 }\n}\n";
    };
    EXPECT_EQ(textRenamed(web("$0web") + front, "shop"), web("shop \"web\"") + front);
    EXPECT_EQ(textRenamed(web("$0web \"shop\"") + front, "site"), web("site \"shop\"") + front);
}

TEST(Rename, LeavesAttributesOfEnvironments) {
    auto text = [](const std::string& value) {
        return "values { " + value + ": Int(0..9) = 2 }\nservice web {\n image { repository = \"nginx\" }\n" +
               " replicas = values." + (value.starts_with("$0") ? value.substr(2) : value) +
               "\n}\nenvironment p { service web { replicas = 5 } }\n";
    };
    EXPECT_EQ(textRenamed(text("$0replicas"), "count"), text("count"));
    auto queue = [](const std::string& value, const std::string& url) {
        auto plain = [](const std::string& name) { return name.starts_with("$0") ? name.substr(2) : name; };
        return "variant Queue by kind { memory, amqp { " + url + ": String = \"u\" } }\n" + "values { " + value +
               ": Queue = memory }\nbackend queue = match values." + plain(value) +
               " {\n memory => {}\n amqp(q) => { env { url = q." + plain(url) + " } }\n}\n" +
               "service web {\n image { repository = \"nginx\" }\n uses = [queue]\n}\n" +
               "environment s { backend queue = amqp { " + plain(url) + " = \"v\" } }\n" +
               "environment p extends s { backend queue { env { url = \"w\" } } }\n";
    };
    EXPECT_EQ(textRenamed(queue("$0queue", "url"), "jobs"), queue("jobs", "url"));
    EXPECT_EQ(textRenamed(queue("queue", "$0url"), "address"), queue("queue", "address"));
}

TEST(Rename, RefusesKindsThatAreNamedByTheirType) {
    EXPECT_EQ(textRenamed("@crd(\"x.io/v1\")\ntype $0Thing { a: Int = 1 }\n", "Other"),
              "`Thing` is the kind of its resources: say so with `kind = \"Thing\"` in `@crd` first");
}

TEST(Rename, RefusesWhatBreaksATest) {
    EXPECT_EQ(textRenamed("enum L { low, $0high }\nvalues { l: L = high }\nlet a = values.l is high\n" + config +
                              " data { x = str(values.l is high) }\n}\n" +
                              "test \"t\" { expect values.l == \"high\" }\n",
                          "top"),
              "`top` can't be its name: the test \"t\" would fail");
}

TEST(Rename, ChangesCasesOfTests) {
    auto test = [](const std::string& expected) {
        return chart + "values { tag: String = \"a\" }\ntest \"t\" for $0c in [{ tag = \"p\" }] {\n" +
               " given { values { tag = c.tag } }\n expect configMap(\"a\").data.x == " + expected + "\n}\n" + config +
               " data { x = values.tag }\n}\n";
    };
    EXPECT_EQ(renamed(test("\"p\""), "one"), "main:3:14 main:4:25");
    EXPECT_EQ(renamed(test("c.tag"), "one"), "main:3:14 main:4:25 main:5:34");
    EXPECT_EQ(renamed(test("c.tag") + "let bad: Int = \"x\"\n", "one"), "main:3:14 main:4:25 main:5:34");
    // The name of a case that fails has the variable, too.
    EXPECT_EQ(renamed(test("\"other\""), "one"), "main:3:14 main:4:25");
}

TEST(Rename, LeavesSnapshotsTheirTests) {
    const std::string text = chart +
                             "test \"t\" for $0c in [{ tag = \"p\" }] {\n expect len(resources) == 1\n"
                             " expect snapshot\n}\n" +
                             config + "}\n";
    EXPECT_EQ(renamed(text, "one"), "main:2:14");
    EXPECT_EQ(renamed(text, "one", {{"snapshots/t-c-tag-p.yaml", "a: 1\n"}}),
              "`one` can't be its name: the snapshot snapshots/t-c-tag-p.yaml would be of no test");
}

TEST(References, AreFoundInTests) {
    const std::string test = "test \"t\" for k in [1, 2] {\n given { values { n = k } }\n let q = $0k\n"
                             " for r in resources { expect r.kind != \"\\(q)\" }\n expect k == q\n}\n";
    EXPECT_THAT(referencesOf(chart + "values { n: Int = 1 }\n" + test),
                ElementsAre("main:3:14", "main:4:23", "main:5:10", "main:7:9"));
    EXPECT_EQ(definitionOf(chart + "values { n: Int = 1 }\n" + test), "main:3:14");
}

TEST(Outcome, TellsWhatIsAnotherThing) {
    const Outcome before{{{"prod", {"a", "b"}}, {"", {"c"}}}, {{"one", false}, {"two", true}}, {"s/x.yaml"}};
    EXPECT_EQ(difference(before, before), "");
    EXPECT_EQ(difference(before, {{{"prod", {"a"}}, {"", {"c"}}}, before.cases}),
              "what comes out of `prod` would be another thing");
    EXPECT_EQ(difference(before, {{{"live", {"a", "b"}}, {"", {"d"}}}}),
              "what comes out by default would be another thing");
    EXPECT_EQ(difference(before, {before.releases, {{"1", false}, {"2", true}}}), "");
    EXPECT_EQ(difference(before, {before.releases, {{"1", false}, {"2", false}}}), "the test \"2\" would fail");
    EXPECT_EQ(difference(before, {before.releases, before.cases, {"s/x.yaml", "s/y.yaml"}}),
              "the snapshot s/y.yaml would be of no test");
}

TEST(Signature, IsKnownInBrokenCalls) {
    const std::string f = "fn f(name: String, count: Int = 1): String = name\n";
    Stack stack(chart + f + "let b = f(\"a\", $0\n");
    auto found = signatureHelp(*stack.analysis, stack.file, stack.offset);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->label, "f(name: String, count: Int): String");
    EXPECT_EQ(found->active, 1U);
    Stack named(chart + f + "let b = f(count = $0, name = \"\")\n");
    found = signatureHelp(*named.analysis, named.file, named.offset);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->active, 1U);
}

TEST(Signature, IsThatOfTheLanguage) {
    Stack stack(chart + "let b = cut(\"a\", $0)\n");
    auto found = signatureHelp(*stack.analysis, stack.file, stack.offset);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->label, "cut(s, n): String");
    EXPECT_EQ(found->active, 1U);
}

TEST(Signature, HasNoParameterForFurtherArguments) {
    Stack stack(chart + "fn f(n: Int): Int = n\nlet b = f(1, $0)\n");
    auto found = signatureHelp(*stack.analysis, stack.file, stack.offset);
    ASSERT_TRUE(found);
    EXPECT_FALSE(found->active);
}

TEST(Inlay, IsOfWhatIsNotSaid) {
    Stack stack(chart + "let a = true\nlet b: Bool = a\nlet c = [for x in [\"a\"]: x == \"b\"]\n");
    std::vector<std::string> hints;
    source::Span whole{stack.file, 0, 1000};
    for (const InlayHint& hint : inlayHints(*stack.analysis, whole))
        hints.push_back(stack.place(hint.at) + hint.label);
    EXPECT_THAT(hints, ElementsAre("main:2:6: Bool", "main:4:6: [Bool]", "main:4:15: String"));
}

TEST(Inlay, IsOfWhatEnvironmentsMakeOfValues) {
    Stack stack(chart + "type A {\n    n: Int = 1\n    same: Int = 2\n}\n"
                        "values {\n    a: A = {}\n    text: String\n    key: Sensitive = \"k\"\n}\n"
                        "environment dev { values { a.n = 2, text = \"a text that is longer than that\" } }\n"
                        "environment prod extends dev { values { a.n = 3, key = \"p\" } }\n");
    std::vector<std::string> hints;
    source::Span whole{stack.file, 0, 1000};
    for (const InlayHint& hint : valueHints(*stack.analysis, whole))
        hints.push_back(stack.place(hint.at) + " " + hint.label);
    EXPECT_THAT(hints, ElementsAre("main:3:15 dev: 2, prod: 3",
                                   "main:8:17 dev: \"a text that is long…, prod: \"a text that is long…",
                                   "main:9:25 prod: (hidden)"));
}

TEST(Calls, LeadBothWays) {
    Stack stack(chart + "fn f(n: Int): Int = n\nfn $0g(n: Int): Int = f(n) + f(1)\nlet b = g(1)\n");
    auto item = callItem(*stack.analysis, stack.file, stack.offset);
    ASSERT_TRUE(item);
    std::vector<CallEdge> in = incomingCalls(*stack.analysis, *item);
    ASSERT_EQ(in.size(), 1U);
    EXPECT_EQ(in[0].item.name, "b");
    std::vector<CallEdge> out = outgoingCalls(*stack.analysis, *item);
    ASSERT_EQ(out.size(), 1U);
    EXPECT_EQ(out[0].item.name, "f");
    EXPECT_EQ(out[0].at.size(), 2U);
}

} // namespace
} // namespace stackc::ide
