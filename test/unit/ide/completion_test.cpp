#include "ide/completion.h"
#include "stack.h"

#include <gmock/gmock.h>

namespace stackc::ide {
namespace {

using testing::AnyOf;
using testing::Contains;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;

const std::string chart = "chart demo { version = \"0.1.0\" }\n";

std::vector<CompletionItem> itemsOf(const std::string& main, const std::map<std::string, std::string>& modules = {}) {
    Stack stack(main, modules);
    return completion(*stack.analysis, stack.file, stack.offset).items;
}

std::vector<std::string> labels(const std::string& main, const std::map<std::string, std::string>& modules = {}) {
    std::vector<std::string> result;
    for (const CompletionItem& item : itemsOf(main, modules))
        result.push_back(item.label);
    return result;
}

/// What is put in for a label; "" where it is not offered. A snippet ends in " ~".
std::string inserted(const std::string& main, const std::string& label,
                     const std::map<std::string, std::string>& modules = {}) {
    for (const CompletionItem& item : itemsOf(main, modules))
        if (item.label == label)
            return item.insert + (item.isSnippet ? " ~" : "");
    return "";
}

TEST(Completion, OffersNamesWithWhatIsBound) {
    EXPECT_THAT(labels(chart + "values { n: Int = 1 }\nlet a = 1\nfn g(): Int = 1\nfn f(m: Int): Int = m + $0\n"),
                IsSupersetOf({"m", "a", "g", "values", "release", "str", "if"}));
    EXPECT_THAT(labels(chart + "let a = [for x in [1]: $0]\n"), Contains("x"));
    EXPECT_THAT(labels(chart + "fn f(m: Int): Int = 1\nlet b = $0\n"), Not(Contains("m")));
}

TEST(Completion, OffersMembers) {
    const std::string text = chart + "values { a: { n: Int = 1, m: Int = 2 } }\n";
    EXPECT_THAT(labels(text + "let b = values.$0\n"), Contains("a"));
    EXPECT_THAT(labels(text + "let b = values.a.$0\nlet c = 1\n"), testing::ElementsAre("m", "n"));
    EXPECT_THAT(labels(text + "let b = values.a.$0 + 1\n"), testing::ElementsAre("m", "n"));
    EXPECT_THAT(labels(text + "let b = release.$0\n"), testing::ElementsAre("name", "namespace", "service"));
    EXPECT_THAT(labels(text + "let b = values.a.n$0\n"), Contains("n"));
}

TEST(Completion, OffersKeysThatAreNotSet) {
    const std::string type = chart + "type T { name: String, size: Int = 1, on: Bool = true }\n";
    EXPECT_THAT(labels(type + "let b: T = { name = \"x\", $0 }\n"), IsSupersetOf({"size", "on"}));
    EXPECT_THAT(labels(type + "let b: T = { name = \"x\", $0 }\n"), Not(Contains("name")));
    EXPECT_THAT(labels(type + "let b: T = {\n    name = \"x\"\n    $0\n}\nlet c = 1\n"), IsSupersetOf({"size", "on"}));
    EXPECT_EQ(itemsOf(type + "let b: T = {\n    $0\n}\n").front().label, "name");
    EXPECT_EQ(inserted(type + "let b: T = {\n    $0\n}\n", "name"), "name = $0 ~");
    EXPECT_EQ(inserted(type + "let b: T = {\n    $0 = \"x\"\n}\n", "name"), "name");
}

TEST(Completion, OffersFieldsOfKubernetes) {
    const std::string text =
        chart + "import k8s.core.v1 { Pod }\nresource p: Pod {\n    metadata { name = \"p\" }\n    spec {\n";
    EXPECT_THAT(labels(text + "        $0\n    }\n}\n"), IsSupersetOf({"containers", "restartPolicy"}));
    EXPECT_THAT(labels(text + "        containers = []\n        restartPolicy = $0\n    }\n}\n"),
                IsSupersetOf({"Always", "Never", "OnFailure"}));
}

TEST(Completion, OffersFieldsThatTestsExpect) {
    const std::string text = chart + "test \"t\" {\n";
    EXPECT_THAT(labels(text + "    expect deployment(\"a\").spec.$0\n}\n"), IsSupersetOf({"replicas", "template"}));
    EXPECT_THAT(labels(text + "    expect deployment(\"a\").spec.re$0 == 1\n}\n"), Contains("replicas"));
    EXPECT_THAT(labels(text + "    expect deployment(\"a\").spec.template.spec.containers[0].$0\n"),
                IsSupersetOf({"image", "name"}));
    EXPECT_THAT(
        labels(text + "    for c in pod(\"a\").spec.containers {\n        expect c.ports[0].$0 == 1\n    }\n}\n"),
        Contains("containerPort"));
    EXPECT_THAT(labels(text + "    expect nowhere.$0\n}\n"), Not(Contains("replicas")));
}

TEST(Completion, OffersEveryKindOfResource) {
    EXPECT_THAT(labels(chart + "resource c: $0 {\n    metadata { name = \"c\" }\n}\n"),
                IsSupersetOf({"Manifest", "ConfigMap"}));
}

TEST(Completion, PutsAKeyBeforeItsIndex) {
    const std::string type = chart + "values { env: [String: String] = {} }\nenvironment e { values { en$0";
    EXPECT_EQ(inserted(type + "[\"a\"] = \"b\" } }\n", "env"), "env");
}

TEST(Completion, OffersWhatTestsExpect) {
    const std::string text =
        chart + "values { replicas: Int = 1, a: { @key(\"b-c\") n: Int = 1 }? = none }\ntest \"t\" for c in [1] {\n";
    EXPECT_THAT(labels(text + "    expect d$0\n}\n"),
                IsSupersetOf({"deployment", "exists", "resources", "values", "c", "refused", "snapshot", "not"}));
    EXPECT_THAT(labels(text + "    expect not ex$0\n}\n"), IsSupersetOf({"deployment", "exists"}));
    EXPECT_THAT(labels(text + "    expect not ex$0\n}\n"), Not(Contains("refused")));
    EXPECT_THAT(labels(text + "    expect len(re$0) == 1\n}\n"), IsSupersetOf({"resources", "release"}));
    EXPECT_EQ(inserted(text + "    expect d$0\n}\n", "deployment"), "deployment($0) ~");
    EXPECT_EQ(inserted(text + "    expect dep$0(\"a\")\n}\n", "deployment"), "deployment");
    EXPECT_THAT(labels(text + "    expect values.$0\n}\n"), testing::ElementsAre("a", "replicas"));
    EXPECT_THAT(labels(text + "    expect values.a.$0 == 1\n}\n"), testing::ElementsAre("b-c"));
    EXPECT_THAT(labels(text + "    expect release.$0\n}\n"), testing::ElementsAre("name", "namespace"));
    EXPECT_THAT(labels(text + "    expect chart.$0\n}\n"), Contains("appVersion"));
    EXPECT_THAT(labels(text + "    for r in resources { expect r.$0 }\n}\n"), IsSupersetOf({"kind", "metadata"}));
    EXPECT_THAT(labels(text + "    expect all([for r in resources: r.$0])\n}\n"), IsSupersetOf({"kind", "metadata"}));
    EXPECT_THAT(labels(text + "    exp$0\n}\n"), testing::ElementsAre("expect", "for", "given", "let"));
    EXPECT_THAT(labels(text + "    let d = 1\n    expect $0\n}\n"), IsSupersetOf({"d", "c"}));
}

TEST(Completion, OffersWhatTestsAreGiven) {
    const std::string text = chart + "values { replicas: Int = 1 }\ntest \"t\" {\n";
    EXPECT_THAT(labels(text + "    given { $0 }\n    expect snapshot\n}\n"), IsSupersetOf({"values", "cluster"}));
    EXPECT_THAT(labels(text + "    given { values { $0 } }\n    expect snapshot\n}\n"), Contains("replicas"));
    EXPECT_THAT(labels(text + "    given { values { $0 } }\n    expect snapshot\n}\n"), Not(Contains("cluster")));
    EXPECT_THAT(labels(text + "    given { cluster { $0 } }\n    expect snapshot\n}\n"), Contains("apis"));
}

TEST(Completion, OffersCases) {
    const std::string text = chart + "variant V { small, big { size: Int, color: String = \"\" } }\nenum E { x, y }\n";
    EXPECT_THAT(labels(text + "let b: V = $0\n"), IsSupersetOf({"small", "big"}));
    EXPECT_EQ(inserted(text + "let b: V = $0\n", "big"), "big { size = $1 } ~");
    EXPECT_THAT(labels(text + "let b: E? = $0\n"), IsSupersetOf({"x", "y", "none"}));
    EXPECT_THAT(labels(text + "fn f(v: V): Int = match v {\n    $0\n}\n"), IsSupersetOf({"small", "big"}));
    EXPECT_THAT(labels(text + "fn f(e: E): Bool = e == $0\n"), IsSupersetOf({"x", "y"}));
    EXPECT_THAT(labels(text + "fn f(e: E): Bool = e != \"$0\"\n"), testing::ElementsAre("x", "y"));
    EXPECT_THAT(labels(text + "fn f(v: V): Bool = v is $0\n"), IsSupersetOf({"small", "big"}));
}

TEST(Completion, OffersTypesAndKinds) {
    EXPECT_THAT(labels(chart + "type T { a: Int }\nlet b: $0 = 1\n"), IsSupersetOf({"T", "Int", "DnsLabel"}));
    EXPECT_THAT(labels(chart + "import k8s.core.v1 { Pod }\nresource p: $0\n"), IsSupersetOf({"Pod", "Deployment"}));
    for (const CompletionItem& item : itemsOf(chart + "import k8s.core.v1 { Pod }\nresource p: $0 {}\n"))
        if (item.label == "Deployment") {
            ASSERT_EQ(item.edits.size(), 1U);
            EXPECT_EQ(item.edits[0].text, "\nimport k8s.apps.v1 { Deployment }");
        }
    EXPECT_THAT(labels(chart + "let b: k8s.core.$0 = 1\n"), Contains("v1"));
    EXPECT_THAT(labels(chart + "let b: k8s.core.v1.$0 = 1\n"), Contains("Affinity"));
}

TEST(Completion, OffersModulesAndWhatTheyGive) {
    const std::map<std::string, std::string> modules{{"lib", "export fn f(n: Int): Int = n\nfn g(n: Int): Int = n\n"}};
    EXPECT_THAT(labels(chart + "import $0\n", modules), IsSupersetOf({"std", "k8s"}));
    EXPECT_THAT(labels(chart + "import std.$0\n", modules), Contains("mesh"));
    EXPECT_THAT(labels(chart + "import lib { $0 }\n", modules), testing::ElementsAre("f"));
    EXPECT_THAT(labels(chart + "import lib\nlet a = lib.$0\n", modules), testing::ElementsAre("f"));
}

TEST(Completion, ImportsNameWhatTheyTake) {
    const std::map<std::string, std::string> modules{{"lib", "export fn f(n: Int): Int = n\n"}};
    EXPECT_EQ(inserted(chart + "import lib { $0 }\n", "f", modules), "f");
    EXPECT_EQ(inserted(chart + "import lib {\n    $0\n}\n", "f", modules), "f");
    EXPECT_EQ(inserted(chart + "import lib\nlet a = lib.$0\n", "f", modules), "f($0) ~");
}

TEST(Completion, OffersWhatCanStandThere) {
    const std::map<std::string, std::string> modules{{"m", "export type A { x: Int = 1 }\nexport fn f(x: Int): Int = "
                                                           "x\nexport let l = 1\nexport component c(x: Int) {}\n"}};
    EXPECT_THAT(labels(chart + "import m\nvalues { a: m.$0 }\n", modules), testing::ElementsAre("A"));
    EXPECT_THAT(labels(chart + "import m\nlet a = m.$0\n", modules), testing::ElementsAre("f", "l"));
    EXPECT_THAT(labels(chart + "import m\nuse a = m.$0\n", modules), testing::ElementsAre("c"));
    EXPECT_THAT(labels(chart + "type T { a: Int }\nlet z = $0\n"), Not(Contains("T")));
    EXPECT_THAT(labels(chart + "type T { a: Int }\nlet z = $0\n"), Not(Contains("z")));
    EXPECT_THAT(labels(chart + "type T { a: Int }\nlet z = $0\n"), Not(Contains("Suffix")));
    const std::string web = "service web {\n    image = { repository = \"nginx\" }\n    uses = [$0]\n}\n";
    EXPECT_THAT(labels(chart + "backend b {}\n" + web), Contains("b"));
    EXPECT_THAT(labels(chart + web), Not(Contains("web")));
    EXPECT_THAT(labels(chart + "import $0\n", modules), Contains("m"));
    EXPECT_THAT(labels(chart + "import $0\n", modules), Not(Contains("main")));
    EXPECT_THAT(labels(chart + "enum L { \"a-b\", c }\nvalues { l: L = c }\nlet x = values.l is $0\n"),
                testing::ElementsAre("c"));
    EXPECT_THAT(labels(chart + "enum L { \"a-b\", c }\nvalues { l: L = c }\nlet x = match values.l { $0 }\n"),
                IsSupersetOf({"\"a-b\"", "c"}));
}

TEST(Completion, OffersEntriesThatABlockTakes) {
    EXPECT_THAT(labels("chart demo { $0 }\n"), Contains("name"));
    for (const char* word : {"for", "if", "let", "remove"}) {
        EXPECT_THAT(labels("chart demo { $0 }\n"), Not(Contains(word)));
        EXPECT_THAT(labels(chart + "environment p { $0 }\n"), Not(Contains(word)));
    }
    const std::string values = "values { a: Int = 1, m: [String: Int] = {}, b: { c: Int = 1 } }\n";
    EXPECT_THAT(labels(chart + values + "environment p { values { b { $0 } } }\n"), Not(Contains("for")));
    EXPECT_THAT(labels(chart + values + "environment p { values { b { $0 } } }\n"), IsSupersetOf({"c", "if", "let"}));
    EXPECT_THAT(labels(chart + "let m: [String: Int] = { $0 }\n"), Contains("for"));
    EXPECT_THAT(labels(chart + "resource c: k8s.core.v1.ConfigMap {\n    $0\n}\n"), Not(Contains("for")));
    EXPECT_THAT(labels(chart + "resource c: k8s.core.v1.ConfigMap {\n    data { $0 }\n}\n"), Contains("for"));
}

TEST(Completion, OffersKeysOfChartsWhereTheyStand) {
    auto in = [](const std::string& entry) {
        return labels("chart demo {\n version = \"0.1.0\"\n " + entry + "\n}\n");
    };
    EXPECT_THAT(in("maintainers = [{ $0 }]"), testing::ElementsAre("name", "email", "url"));
    EXPECT_THAT(in("maintainers = [{ name = \"a\" }, { name = \"b\", $0 }]"), testing::ElementsAre("email", "url"));
    EXPECT_THAT(in("changes { $0 }"), IsSupersetOf({"added", "security"}));
    for (const char* entry : {"annotations { $0 }", "annotations = { $0 }", "links { $0 }", "commonLabels { $0 }"})
        EXPECT_THAT(in(entry), IsEmpty()) << entry;
    for (const char* entry : {"notes = $0", "maintainers = [{ name = $0 }]", "maintainers = [$0]"})
        EXPECT_THAT(in(entry), Not(AnyOf(Contains("license"), Contains("email")))) << entry;
    EXPECT_THAT(in("notes = $0"), IsSupersetOf({"values", "if"}));
    EXPECT_THAT(in("lic$0 = \"MIT\""), Contains("license"));
    EXPECT_THAT(labels(chart + "environment p { release = $0 }\n"), Not(Contains("backend")));
}

TEST(Completion, OffersAnnotationsThatCanStandThere) {
    EXPECT_THAT(labels(chart + "values {\n    @$0\n    a: Int = 1\n}\n"),
                testing::ElementsAre("flat", "key", "mergeKey", "section", "was"));
    EXPECT_THAT(labels(chart + "values {\n    @key(\"b\") @$0 a: Int = 1\n}\n"), Not(Contains("key")));
    EXPECT_THAT(labels(chart + "enum E { a, @$0 b }\n"), testing::ElementsAre("key"));
    EXPECT_THAT(labels(chart + "@$0\nresource c: k8s.core.v1.ConfigMap { metadata { name = \"x\" } }\n"),
                testing::ElementsAre("allow", "test"));
}

TEST(Completion, ImportsTypes) {
    const std::map<std::string, std::string> modules{
        {"m", "export type Own { x: Int = 1 }\ntype Hidden { x: Int = 1 }\n"},
        {"other", "chart other { version = \"0.1.0\" }\nexport type Elsewhere { x: Int = 1 }\n"}};
    auto import = [&](const std::string& main, const std::string& label) {
        for (const CompletionItem& item : itemsOf(main, modules))
            if (item.label == label)
                return item.edits.empty() ? std::string() : item.edits[0].text;
        return std::string("not offered");
    };
    EXPECT_EQ(import(chart + "values { a: Ima$0 }\n", "Image"), "\nimport std { Image }");
    EXPECT_EQ(import(chart + "values { a: Aff$0 }\n", "Affinity"), "\nimport k8s.core.v1 { Affinity }");
    EXPECT_EQ(import(chart + "values { a: $0 }\n", "Own"), "\nimport m { Own }");
    EXPECT_EQ(import(chart + "values { a: $0 }\n", "Hidden"), "not offered");
    EXPECT_EQ(import(chart + "values { a: $0 }\n", "Elsewhere"), "not offered");
    EXPECT_EQ(import(chart + "type Image { a: Int }\nvalues { a: Ima$0 }\n", "Image"), "");
    EXPECT_EQ(import(chart + "import std { Image }\nvalues { a: Ima$0 }\n", "Image"), "");
}

TEST(Completion, OffersWhatSeveralModulesHave) {
    const std::map<std::string, std::string> modules{{"m", "export type Image { mine: Int = 1 }\n"},
                                                     {"n", "export type Image { mine: Int = 1 }\n"}};
    auto details = [&](const std::string& main, const std::string& label) {
        std::vector<std::string> found;
        for (const CompletionItem& item : itemsOf(main, modules))
            if (item.label == label)
                found.push_back(item.edits.empty() ? "" : item.detail);
        return found;
    };
    EXPECT_THAT(details(chart + "values { a: $0 }\n", "Image"),
                testing::ElementsAre("m.Image", "n.Image", "std.Image"));
    EXPECT_THAT(details(chart + "values { a: $0 }\n", "Ingress"), Contains("k8s.networking.v1.Ingress"));
    EXPECT_THAT(details(chart + "import n { Image }\nvalues { a: $0 }\n", "Image"), testing::ElementsAre(""));
    EXPECT_THAT(details(chart + "resource a: $0\n", "HorizontalPodAutoscaler"),
                testing::ElementsAre("k8s.autoscaling.v1.HorizontalPodAutoscaler",
                                     "k8s.autoscaling.v2.HorizontalPodAutoscaler",
                                     "k8s.autoscaling.v2beta2.HorizontalPodAutoscaler"));
}

TEST(Completion, OffersModulesWithNamesAlone) {
    const std::map<std::string, std::string> modules{{"my-types.stack", "export type Dashed { x: Int = 1 }\n"},
                                                     {"m.test.stack", "export type Tested { x: Int = 1 }\n"},
                                                     {"if.stack", "export type Reserved { x: Int = 1 }\n"},
                                                     {"values.stack", "export type Word { x: Int = 1 }\n"}};
    EXPECT_THAT(labels(chart + "values { a: $0 }\n", modules), Contains("Word"));
    EXPECT_THAT(labels(chart + "values { a: $0 }\n", modules),
                Not(AnyOf(Contains("Dashed"), Contains("Reserved"), Contains("Tested"))));
    EXPECT_THAT(labels(chart + "import $0\n", modules), IsSupersetOf({"values", "k8s"}));
    EXPECT_THAT(labels(chart + "import $0\n", modules), Not(AnyOf(Contains("my-types"), Contains("if"))));
}

TEST(Completion, QuotesWhatIsNoName) {
    const std::string text = chart + "type T { \"odd-key\": Int, if: Int, \"1st\": Int = 1, \"a$b}\": Int = 1 }\n"
                                     "variant V { big { \"x-y\": Int } }\nenum E { plain, \"pre-prod\", \"in\" }\n";
    const std::string member = text + "fn f(t: T): Int = t.$0\n";
    EXPECT_EQ(inserted(member, "odd-key"), "\"odd-key\"");
    EXPECT_EQ(inserted(member, "1st"), "\"1st\"");
    EXPECT_EQ(inserted(member, "if"), "if");
    EXPECT_EQ(inserted(member, "a$b}"), "\"a$b}\"");
    const std::string key = text + "let b: T = {\n    $0\n}\n";
    EXPECT_EQ(inserted(key, "odd-key"), "\"odd-key\" = $0 ~");
    EXPECT_EQ(inserted(key, "a$b}"), "\"a\\$b\\}\" = $0 ~");
    EXPECT_EQ(inserted(text + "let b: T = {\n    $0 = 1\n}\n", "a$b}"), "\"a$b}\"");
    EXPECT_EQ(inserted(text + "let b: V = $0\n", "big"), "big { \"x-y\" = $1 } ~");
    EXPECT_EQ(inserted(text + "let b: E = $0\n", "\"pre-prod\""), "\"pre-prod\"");
    EXPECT_EQ(inserted(text + "let b: E = $0\n", "\"in\""), "\"in\"");
}

TEST(Completion, OffersWordsOfTheLanguage) {
    EXPECT_THAT(labels(chart + "$0\n"), IsSupersetOf({"service", "resource", "values"}));
    EXPECT_THAT(labels(chart + "component c() {\n    $0\n}\n"), IsSupersetOf({"resource", "outputs"}));
    EXPECT_THAT(labels(chart + "component c() {\n    $0\n}\n"), Not(Contains("service")));
    EXPECT_THAT(labels("chart demo {\n    version = \"0.1.0\"\n    $0\n}\n"), Contains("kubeVersion"));
    EXPECT_THAT(labels(chart + "environment e {\n    $0\n}\n"), IsSupersetOf({"release", "values", "cluster"}));
    EXPECT_THAT(labels(chart + "values {\n    @$0\n    n: Int = 1\n}\n"), IsSupersetOf({"section", "key"}));
}

TEST(Completion, OffersEnvironmentsAndArguments) {
    EXPECT_THAT(labels(chart + "environment a { }\nenvironment b extends $0 { }\n"), testing::ElementsAre("a"));
    EXPECT_THAT(labels(chart + "fn f(count: Int): Int = count\nlet a = f($0 = 1)\n"), testing::ElementsAre("count"));
    EXPECT_THAT(labels(chart + "component c(n: Int) { }\nuse x = $0\n"), Contains("c"));
}

TEST(Completion, OffersPartsOfComponents) {
    const std::string text =
        chart + "component inner() {\n    resource a: k8s.core.v1.ConfigMap { metadata { name = \"a\" } }\n}\n"
                "component outer() {\n    use i = inner()\n"
                "    resource b: k8s.core.v1.ConfigMap { metadata { name = \"b\" } }\n}\nuse x = outer()\n";
    EXPECT_THAT(labels(text + "patch $0.b { }\n"), Contains("x"));
    EXPECT_THAT(labels(text + "patch x.$0 { }\n"), testing::ElementsAre("b", "i"));
    EXPECT_THAT(labels(text + "patch x.i.$0 { }\n"), testing::ElementsAre("a"));
}

TEST(Completion, OffersValuesInEnvironments) {
    EXPECT_THAT(labels(chart + "values { a: { n: Int = 1 } }\nenvironment e { values { $0 } }\n"), Contains("a"));
    EXPECT_THAT(labels(chart + "values { a: { n: Int = 1 } }\nenvironment e { values { a.$0 } }\n"), Contains("n"));
}

TEST(Completion, IsThereInBrokenText) {
    const std::string text = chart + "values { a: { n: Int = 1, m: Int = 2 } }\n";
    EXPECT_THAT(labels(text + "let c = = 2\nlet b = values.a.$0\n"), IsSupersetOf({"m", "n"}));
    EXPECT_THAT(labels(text + "let b = values.a.$0\nlet c = \n"), IsSupersetOf({"m", "n"}));
    EXPECT_THAT(labels(text + "let b = str(values.a.$0\n"), IsSupersetOf({"m", "n"}));
    EXPECT_THAT(labels(text + "service s {\n    image = values.$0\n"), Contains("a"));
    EXPECT_THAT(labels("values { a: Int = 1, b: }\nlet b = values.$0\n"), Contains("a"));
}

TEST(Completion, OffersWordsThatGoOn) {
    const std::string text = chart + "values { a: Bool = true }\n";
    EXPECT_THAT(labels(text + "let b = if values.a $0\n"), IsSupersetOf({"then", "and", "or", "is"}));
    EXPECT_THAT(labels(text + "let b = if values.a t$0 1 else 2\n"), Contains("then"));
    EXPECT_THAT(labels(text + "let b = if values.a then 1 $0\n"), Contains("else"));
    EXPECT_THAT(labels(text + "let b = if values.a\n    then 1\n    $0\nlet c = 1\n"), Contains("else"));
    EXPECT_THAT(labels(text + "let b = [for x $0 [1]: x]\n"), testing::ElementsAre("in"));
    EXPECT_THAT(labels(text + "service web $0 b in [1] {}\n"), IsSupersetOf({"for", "when"}));
    EXPECT_THAT(labels(text + "let b = [$0 s in [1]: s]\n"), Contains("for"));
    EXPECT_THAT(labels(text + "type T {\n    a: Int\n\n    $0 a != 2 else \"no\"\n}\n"), Contains("check"));
    EXPECT_THAT(labels(text + "@template(\"x\")\n$0 f(): Int = 1\n"), IsSupersetOf({"fn", "export"}));
    EXPECT_THAT(labels(text + "component c() {\n    @checksum(\"x\")\n    $0 a: k8s.core.v1.ConfigMap {}\n}\n"),
                Contains("resource"));
    EXPECT_THAT(labels(text + "let b = [for x, y $0 {}: x]\n"), testing::ElementsAre("in"));
    EXPECT_THAT(labels(text + "resource c for x, y $0 {}: k8s.core.v1.ConfigMap {}\n"), testing::ElementsAre("in"));
    EXPECT_THAT(labels(text + "let b = [for x in [1] $0: x]\n"), Contains("if"));
    EXPECT_THAT(labels(text + "check values.a $0 \"no\"\n"), Contains("else"));
    EXPECT_THAT(labels(text + "include x $0 \"y\"\n"), testing::ElementsAre("as"));
    EXPECT_THAT(labels(text + "include x as \"y\" $0\n"), IsSupersetOf({"for", "when"}));
    EXPECT_THAT(labels(text + "resource c $0: k8s.core.v1.ConfigMap {}\n"), testing::ElementsAre("for", "when"));
    EXPECT_THAT(labels(text + "environment e $0 {}\n"), testing::ElementsAre("extends"));
    EXPECT_THAT(labels(text + "export $0 b = 1\n"), IsSupersetOf({"let", "fn", "type"}));
    EXPECT_THAT(labels(text + "ex$0 let b = 1\n"), Contains("export"));
    EXPECT_THAT(labels(chart + "fn f(): Int =\n    1\n\n/// It is.\nex$0 let c: Int = 1\n"), Contains("export"));
    EXPECT_THAT(labels(text + "let b = if $0 v = none then 1 else 2\n"), Contains("let"));
    EXPECT_THAT(labels("ch$0 demo { version = \"0.1.0\" }\n"), Contains("chart"));
    EXPECT_THAT(labels(text + "component c() {\n    $0 a = 1\n}\n"), IsSupersetOf({"let", "resource"}));
    EXPECT_THAT(labels(text + "let b = 1\n$0\n"), Not(Contains("then")));
    EXPECT_THAT(labels(text + "let b = values.a$0\n"), Not(Contains("and")));
}

TEST(Completion, OffersChartsToInclude) {
    const std::map<std::string, std::string> modules{
        {"lib", "export let n = 1\n"}, {"db", "chart db {\n    name = \"database\"\n    version = \"0.1.0\"\n}\n"}};
    EXPECT_THAT(labels(chart + "include $0 as \"a\"\n", modules), testing::ElementsAre("db"));
    EXPECT_THAT(labels(chart + "include d$0\n", modules), testing::ElementsAre("db"));
    EXPECT_THAT(labels(chart + "include db as \"$0\"\n", modules), testing::ElementsAre("database"));
}

TEST(Completion, OffersAmountsOfContainers) {
    const std::string pod = chart + "import k8s.core.v1 { Pod }\nresource p: Pod {\n    metadata { name = \"p\" }\n"
                                    "    spec { containers = [{ name = \"a\", resources { ";
    EXPECT_THAT(labels(pod + "requests { $0 } } }] }\n}\n"), IsSupersetOf({"cpu", "memory", "ephemeral-storage"}));
    EXPECT_THAT(labels(pod + "limits { cpu = 1, m$0 = 1Mi } } }] }\n}\n"), Contains("memory"));
    EXPECT_THAT(labels(pod + "limits { cpu = 1, m$0 = 1Mi } } }] }\n}\n"), Not(Contains("cpu")));
    EXPECT_THAT(labels(chart + "resource l: k8s.core.v1.LimitRange {\n    spec { limits = [{ max { $0 } }] }\n}\n"),
                Contains("cpu"));
    EXPECT_EQ(inserted(pod + "requests { $0 } } }] }\n}\n", "ephemeral-storage"), "\"ephemeral-storage\" = $0 ~");
}

TEST(Completion, FillsInWhatIsRequired) {
    const std::string pod = chart + "import k8s.core.v1 { Pod }\nresource p: Pod {\n    metadata { name = \"p\" }\n";
    EXPECT_EQ(inserted(pod + "    spec { $0 }\n}\n", "containers"), "containers = [{ name = $1 }] ~");
    EXPECT_EQ(inserted(pod + "    $0\n}\n", "spec"), "spec {\n\tcontainers = $1\n} ~");
}

TEST(Completion, WritesArms) {
    const std::string text = chart + "variant V { small, big { size: Int } }\nenum E { x, \"y-z\" }\n";
    const std::string arm = text + "fn f(v: V): Int = match v {\n    $0\n}\n";
    EXPECT_EQ(inserted(arm, "small"), "small => $0 ~");
    EXPECT_EQ(inserted(arm, "big"), "big(${1:b}) => $0 ~");
    EXPECT_EQ(inserted(text + "fn f(v: V): Int = match v {\n    $0 => 1\n}\n", "big"), "big");
    EXPECT_EQ(inserted(text + "fn f(v: V): Int = match v {\n    small | $0 => 1\n}\n", "big"), "big");
    EXPECT_EQ(inserted(text + "fn f(e: E): Int = match e {\n    $0\n}\n", "\"y-z\""), "\"y-z\" => $0 ~");
}

TEST(Completion, OffersArgumentsOfAnnotations) {
    const std::string type = " type T { a: Int }\n";
    EXPECT_THAT(labels(chart + "@crd(\"a.b/v1\", $0)" + type), testing::ElementsAre("kind", "scope"));
    EXPECT_THAT(labels(chart + "@crd(\"a.b/v1\", kind = \"X\", sc$0)" + type), testing::ElementsAre("scope"));
    EXPECT_THAT(labels(chart + "type S { b: Int }\n\n/// It is.\n@crd(\"a.b/v1\", $0, scope = Cluster)\n" + type +
                       "let n = 1\n"),
                testing::ElementsAre("kind", "scope"));
    EXPECT_THAT(labels(chart + "@crd(\"a.b/v1\", scope = $0)" + type), testing::ElementsAre("Cluster", "Namespaced"));
}

TEST(Completion, OffersMoreThatTestsExpect) {
    const std::string text = chart + "environment prod {}\ntest \"t\" {\n";
    EXPECT_THAT(labels(text + "    for r in resources { expect r.metadata.$0 == \"a\" }\n}\n"),
                IsSupersetOf({"labels", "name"}));
    EXPECT_THAT(labels(text + "    expect values.a is $0\n}\n"), Contains("none"));
    EXPECT_THAT(labels(text + "    given $0 {}\n    expect snapshot\n}\n"), testing::ElementsAre("prod"));
}

TEST(Completion, OffersFieldsOfCases) {
    const std::string text = chart + "test \"t\" for c in [{ n = 1, of { a = 2 } }, { n = 2, other = 3 }] {\n";
    EXPECT_THAT(labels(text + "    expect c.$0 == 1\n}\n"), testing::ElementsAre("n", "of", "other"));
    EXPECT_THAT(labels(text + "    for d in [{ m = 1 }] { expect d.$0 == c.n }\n}\n"), testing::ElementsAre("m"));
}

TEST(Completion, OffersFieldsByTheKindThatALoopAsksFor) {
    const std::string text =
        chart + "test \"t\" {\n    for r in resources if r.kind == \"Deployment\" or r.kind == \"Pod\" {\n";
    EXPECT_THAT(labels(text + "        expect r.spec.$0\n    }\n}\n"), IsSupersetOf({"replicas", "template"}));
    EXPECT_THAT(
        labels(text + "        let pod = r.spec.template.spec\n        expect pod.containers[0].$0\n    }\n}\n"),
        IsSupersetOf({"image", "name"}));
    EXPECT_THAT(labels(text + "        for c in r.spec.template.spec.containers { expect c.$0 }\n    }\n}\n"),
                IsSupersetOf({"image", "name"}));
}

TEST(Completion, OffersResourcesOfAKindToTests) {
    const std::string text = chart + R"(import k8s.core.v1 { ConfigMap, Secret }
values { name: DnsLabel = "late" }
resource a: ConfigMap { metadata { name = "a" } }
resource b: ConfigMap { metadata { name = values.name } }
resource c: Secret { metadata { name = "\(release.name)-c" } }
test "t" {
)";
    EXPECT_THAT(labels(text + "    expect configMap(\"$0\").data.x == 1\n}\n"), testing::ElementsAre("a", "late"));
    EXPECT_THAT(labels(text + "    expect exists(secret(\"d$0\"))\n}\n"), testing::ElementsAre("demo-c"));
    EXPECT_THAT(labels(text + "    expect nowhere(\"$0\")\n}\n"), IsEmpty());
    EXPECT_THAT(labels(text + "    expect deployment(\"$0\")\n}\n"), IsEmpty());
}

TEST(Completion, IsThereInQuotesForKeysAndCases) {
    const std::string text = chart + "enum L { \"a-b\", c }\nvalues { \"x-y\": { n: Int = 1 }, plain: L = c }\n";
    EXPECT_EQ(inserted(text + "let b = values.\"x$0\".n\n", "x-y"), "x-y");
    EXPECT_EQ(inserted(text + "let b = values.\"$0\"\n", "plain"), "plain");
    EXPECT_EQ(inserted(text + "environment e { values { \"$0\" { n = 2 } } }\n", "x-y"), "x-y");
    EXPECT_THAT(labels(text + "environment e { values { plain = \"$0\" } }\n"), testing::ElementsAre("a-b", "c"));
    EXPECT_THAT(labels(text + "let b: String = \"$0\"\n"), IsEmpty());
}

TEST(Completion, ImportsValues) {
    const std::map<std::string, std::string> modules{
        {"parts", "export fn url(n: Int): String = str(n)\nexport let size = 1\nfn hidden(): Int = 1\n"
                  "export component web(n: Int) {}\nexport type T { a: Int = 1 }\n"},
        {"other", "chart other { version = \"0.1.0\" }\nexport let elsewhere = 1\n"}};
    auto import = [&](const std::string& main, const std::string& label) {
        for (const CompletionItem& item : itemsOf(main, modules))
            if (item.label == label)
                return item.insert + "|" + (item.edits.empty() ? std::string() : item.edits[0].text);
        return std::string("not offered");
    };
    EXPECT_EQ(import(chart + "let a = $0\n", "url"), "url($0)|\nimport parts { url }");
    EXPECT_EQ(import(chart + "let a = s$0\n", "size"), "size|\nimport parts { size }");
    EXPECT_EQ(import(chart + "let a = $0\n", "parts"), "parts|\nimport parts");
    EXPECT_EQ(import(chart + "use a = $0\n", "web"), "web($0)|\nimport parts { web }");
    EXPECT_EQ(import(chart + "let a = parts.$0\n", "url"), "url($0)|\nimport parts");
    EXPECT_EQ(import(chart + "values { a: parts.$0 }\n", "T"), "T|\nimport parts");
    for (const char* label : {"web", "hidden", "elsewhere", "other", "T"})
        EXPECT_EQ(import(chart + "let a = $0\n", label), "not offered");
    EXPECT_EQ(import(chart + "import parts { url }\nlet a = $0\n", "url"), "url($0)|");
    EXPECT_EQ(import(chart + "import parts\nlet a = parts.$0\n", "url"), "url($0)|");
    EXPECT_EQ(import(chart + "fn size(): Int = 1\nlet a = $0\n", "size"), "size($0)|");
}

TEST(Completion, IsNotThereInTexts) {
    EXPECT_THAT(labels(chart + "let a = \"x$0\"\n"), IsEmpty());
    EXPECT_THAT(labels(chart + "// x$0\n"), IsEmpty());
    EXPECT_THAT(labels(chart + "let a = 1$0\n"), IsEmpty());
    EXPECT_THAT(labels(chart + "let b = 1\nlet a = \"x\\($0)\"\n"), Contains("b"));
}

} // namespace
} // namespace stackc::ide
