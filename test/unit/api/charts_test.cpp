#include "fixture.h"

#include <algorithm>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace stackc::api {
namespace {

using testing::HasSubstr;

TEST(Checks, ANewOneBreaksWhatItRefuses) {
    const std::string values = "values { low: Int(0..9) = 1, high: Int(0..9) = 5 }\n";
    Report report = ofValues(values, values + "check values.low <= values.high else \"low is above high\"");
    EXPECT_THAT(told(report), HasSubstr("breaks: low is above high: added with {"));
    EXPECT_EQ(report.due.least, "2.0.0");
    EXPECT_FALSE(report.due.isMet);
    EXPECT_EQ(told(ofValues(values + "check values.low <= values.high else \"no\"", values)), "fine: no: removed\n");
}

TEST(Checks, OfNewValuesAloneNoFormerFileIsRefused) {
    EXPECT_EQ(
        told(ofValues("values { a: Int = 1 }", "values { a: Int = 1, b: Int = 2 }\ncheck values.b < 9 else \"no\"")),
        "fine: b: added: an integer\nfine: no: added\n");
}

TEST(Checks, AnotherDefaultMayMeetOne) {
    const std::string check = "\ncheck values.low <= values.high else \"low is above high\"";
    EXPECT_THAT(told(ofValues("values { low: Int(0..9) = 1, high: Int(0..9) = 9 }" + check,
                              "values { low: Int(0..9) = 1, high: Int(0..9) = 5 }" + check)),
                HasSubstr("breaks: low is above high: another default with {\"low\":"));
}

std::string deployment(const std::string& label, const std::string& rest = "") {
    return "chart shop { version = \"1.0.0\" }\nvalues { big: Bool = false }\n"
           "resource web: k8s.apps.v1.Deployment { metadata { name = \"web\" }\n spec { selector { matchLabels { app "
           "= " +
           label + " } }, template { metadata { labels { app = " + label +
           " } }, spec { containers = [{ name = \"a\", image = \"b\" }] } } } }\n" + rest;
}

TEST(Resources, WhatCantBeChangedInPlaceBreaks) {
    Report report = between(deployment("\"a\""), deployment("\"b\""));
    EXPECT_THAT(told(report),
                HasSubstr("breaks: Deployment web: spec.selector.matchLabels.app: changed: a -> b with {}"));
    EXPECT_EQ(report.due.change, Step::Major);
}

TEST(Resources, AlsoForValuesThatNoneHas) {
    EXPECT_THAT(
        told(between(deployment("\"a\""), deployment("if values.big then \"b\" else \"a\""))),
        HasSubstr("breaks: Deployment web: spec.selector.matchLabels.app: changed: a -> b with {\"big\":true}"));
}

TEST(Resources, NamesThatChangeAndServicesThatGo) {
    const std::string service =
        "resource s: k8s.core.v1.Service { metadata { name = \"front\" }, spec { ports = [{ port = 80 }] } }\n";
    const std::string other =
        "resource s: k8s.core.v1.Service { metadata { name = \"back\" }, spec { ports = [{ port = 80 }] } }\n";
    EXPECT_THAT(told(between(deployment("\"a\"", service), deployment("\"a\"", other))),
                HasSubstr("breaks: Service back: renamed: front -> back with {}"));
    EXPECT_THAT(told(between(deployment("\"a\"", service), deployment("\"a\""))),
                HasSubstr("breaks: Service front: removed with {}"));
    EXPECT_THAT(told(between(deployment("\"a\""), deployment("\"a\"", service))),
                HasSubstr("differs: Service front: added"));
}

std::string claim(const std::string& name, const std::string& storage = "1Gi", const std::string& when = "") {
    return "chart shop { version = \"1.0.0\" }\nvalues { name: DnsLabel = \"db\", ns: DnsLabel = \"default\", size: "
           "Quantity = "
           "2Gi, a: Bool = true, b: Bool = true }\n"
           "resource c" +
           when + ": k8s.core.v1.PersistentVolumeClaim { metadata { name = " + name +
           ", annotations { a = \"\\(values.name)\\(values.ns)\\(values.size)\\(values.a)\\(values.b)\" } }, spec { "
           "accessModes = "
           "[\"ReadWriteOnce\"], resources { requests { storage = " +
           storage + " } } } }\n";
}

TEST(Resources, NamesThatFollowValuesOrTheRelease) {
    EXPECT_THAT(told(between(claim("\"db\""), claim("values.name"))),
                HasSubstr("breaks: PersistentVolumeClaim db: removed with {\"name\":"));
    Report report = between(claim("\"shop\""), claim("release.name"));
    EXPECT_THAT(told(report), HasSubstr("breaks: PersistentVolumeClaim another: renamed: shop -> another with {}"));
    EXPECT_EQ(report.due.change, Step::Major);
    auto inNamespace = [](const std::string& ns) {
        return "chart shop { version = \"1.0.0\" }\nvalues { ns: DnsLabel = \"default\" }\nresource c: "
               "k8s.core.v1.ConfigMap { "
               "metadata { name = \"c\", namespace = " +
               ns + " }, data { a = \"b\" } }\ncheck values.ns != \"\" else \"no\"\n";
    };
    EXPECT_THAT(told(between(inNamespace("\"default\""), inNamespace("values.ns"))),
                HasSubstr("breaks: ConfigMap c: renamed: default/c -> "));
}

TEST(Resources, FieldsAndPresenceThatFollowValues) {
    EXPECT_THAT(told(between(claim("\"db\"", "2Gi"), claim("\"db\"", "values.size"))),
                HasSubstr("breaks: PersistentVolumeClaim db: spec.resources.requests.storage: changed: 2Gi -> "));
    EXPECT_THAT(told(between(claim("\"db\"", "1Gi", " when values.a"), claim("\"db\"", "1Gi", " when values.b"))),
                HasSubstr("breaks: PersistentVolumeClaim db: removed with {\"b\":false}"));
}

TEST(Resources, OneOfThemIsToldOnce) {
    auto each = [](const std::string& loop, const std::string& name) {
        return "chart shop { version = \"1.0.0\" }\nvalues { l: [DnsLabel] = [\"0\"] }\nresource c " + loop +
               ": k8s.core.v1.PersistentVolumeClaim { metadata { name = \"" + name +
               "\" }, spec { accessModes = [\"ReadWriteOnce\"], resources { requests { storage = 1Gi } } } }\n";
    };
    const std::string all =
        told(between(each("for i, x in values.l", "p-\\(i)"), each("for x in values.l", "p-\\(x)")));
    EXPECT_THAT(all, HasSubstr("renamed: p-0 -> p-"));
    EXPECT_EQ(all.find("renamed"), all.rfind("renamed")) << all;
}

std::string services(const std::string& resources) {
    return "chart shop { version = \"1.0.0\" }\nvalues { a: DnsLabel = \"aa\", b: DnsLabel = \"bb\" }\n" + resources +
           "resource m: k8s.core.v1.ConfigMap { metadata { name = \"m\" }, data { a = values.a, b = values.b } }\n";
}

TEST(Resources, EachWhoseNameIsAValueIsTold) {
    auto named = [](const std::string& name, const std::string& value) {
        return "resource " + name + ": k8s.core.v1.Service { metadata { name = " + value +
               " }, spec { ports = [{ port = 1 }] } }\n";
    };
    const std::string each = told(between(services(named("a", "values.a") + named("b", "values.b")), services("")));
    EXPECT_EQ(each, "breaks: Service aa: removed with {}\nbreaks: Service bb: removed with {}\n");
    EXPECT_EQ(told(between(services(named("a", "values.a") + named("b", "\"\\(values.b)-x\"")), services(""))),
              "breaks: Service aa: removed with {}\nbreaks: Service bb-x: removed with {}\n");
    EXPECT_EQ(told(between(services(named("a for x in [values.a, values.b]", "x")), services(""))), each)
        << "from one statement";
}

TEST(Resources, EachChangeHasItsShareOfTheTries) {
    auto chart = [](const std::string& bound) {
        std::string text = "chart shop { version = \"1.0.0\" }\nvalues {\n";
        std::string resources;
        for (int i = 0; i < 12; ++i) {
            text += fmt::format("    s{0}: DnsLabel = \"d{0}\"\n    v{0}: Int(0..9) = 0\n", i);
            resources +=
                fmt::format("resource r{0}: k8s.core.v1.Service {{ metadata {{ name = \"\\(values.s{0})-\\(if "
                            "values.v{0} > {1} then \"z\" else \"a\")\" }}, spec {{ ports = [{{ port = 1 }}] }} }}\n",
                            i, bound);
        }
        return text + "}\n" + resources;
    };
    const Report report = between(chart("7"), chart("8"));
    for (int i = 0; i < 12; ++i)
        EXPECT_THAT(told(report), HasSubstr(fmt::format("breaks: Service d{0}-a: renamed: d{0}-z -> d{0}-a", i)));
}

TEST(Resources, WhatIsGivenUnderANameThatMovesIsTried) {
    auto chart = [](const std::string& values) {
        return "chart shop { version = \"1.0.0\" }\nvalues { " + values +
               " }\nresource s: k8s.core.v1.Service { metadata { name = \"\\(values.aa)-\\(values.bb)\" }, spec { "
               "ports = "
               "[{ port = 1 }] } }\n";
    };
    const std::string aa = "aa: DnsLabel = \"x\"", bb = "bb: DnsLabel = \"q\"", old = "@was(\"o\") ";
    Report report = between(chart(old + aa + ", " + bb), chart(aa + ", " + old + bb));
    EXPECT_THAT(told(report), HasSubstr("breaks: Service x-a: renamed: a-q -> x-a with {\"o\":\"a\"}\n"));
    EXPECT_EQ(report.due.change, Step::Major);
    EXPECT_THAT(told(between(chart(old + aa + ", " + bb), chart(aa + ", " + bb + ", o: DnsLabel = \"x\""))),
                HasSubstr("breaks: Service x-q: renamed: a-q -> x-q with {\"o\":\"a\"}\n"));
    // Beside a value that was there, the old name wins now.
    auto one = [](const std::string& values, const std::string& name) {
        return "chart shop { version = \"1.0.0\" }\nvalues { " + values +
               " }\nresource s: k8s.core.v1.Service { metadata { name = values." + name +
               " }, spec { ports = [{ port = 1 }] } }\n";
    };
    report = between(one(aa + ", bb: DnsLabel = \"x\"", "aa"), one("@was(\"aa\") bb: DnsLabel = \"x\"", "bb"));
    EXPECT_THAT(told(report), HasSubstr("breaks: Service x: removed with {\"bb\":\"a\"}\n"));
}

TEST(Resources, WhatElseDiffersIsAPatch) {
    std::string before = deployment("\"a\""), after = before;
    after.replace(after.find("image = \"b\""), 11, "image = \"c\"");
    Report report = between(before, after);
    EXPECT_EQ(told(report), "");
    EXPECT_TRUE(report.differsInPlace);
    EXPECT_EQ(report.due.step, Step::Patch);
}

TEST(Clusters, ANarrowerRangeBreaks) {
    auto chart = [](const char* range) {
        return std::string("chart shop { version = \"1.0.0\", kubeVersion = \"") + range + "\" }\n";
    };
    EXPECT_THAT(told(between(chart(">=1.28.0-0"), chart(">=1.30.0-0"))), HasSubstr("breaks: kubeVersion: takes less"));
    EXPECT_THAT(told(between(chart(">=1.28.0-0"), chart(">=1.26.0-0"))), HasSubstr("fine: kubeVersion: takes more"));
    Report apart = between(chart(">=1.30.0-0 <1.32.0-0"), chart(">=1.33.0-0"));
    EXPECT_THAT(told(apart), HasSubstr("breaks: kubeVersion"));
    EXPECT_EQ(apart.lacks.size(), 1);
}

TEST(Reports, ChangesAreAsASourceHasThem) {
    Report report = ofValues("values { old: Int = 1, k: Int(0..9) = 1 }",
                             "values { @was(\"old\") new: Int = 1, k: Int(0..5) = 1, more: String = \"x\" }");
    EXPECT_EQ(asChanges(report),
              "changes {\n"
              "    added = [\n        \"The value `more`\",\n    ]\n"
              "    changed = [\n        \"Breaking: The value k: takes less: an integer from 0 to 9 -> an "
              "integer from 0 to 5\",\n    ]\n"
              "    deprecated = [\n        \"The value `old` is `new` now\",\n    ]\n"
              "}\n");
}

} // namespace
} // namespace stackc::api
