#include "fixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace stackc::api {
namespace {

using testing::HasSubstr;

std::string change(const std::string& before, const std::string& after) {
    return told(ofValues("values { " + before + " }", "values { " + after + " }"));
}

TEST(Values, WhatIsTheSameIsNoChange) {
    const std::string values = "a: Int(1..9) = 1, b: { c: String = \"x\" }, d: [{ e: DnsLabel }] = []";
    EXPECT_EQ(change(values, values), "");
    EXPECT_EQ(ofValues("values { " + values + " }", "values { " + values + " }").due.step, Step::None);
}

TEST(Values, NumbersAreIntervals) {
    EXPECT_EQ(change("k: Int(0..10) = 5", "k: Int(1..9) = 5"),
              "breaks: k: takes less: an integer from 0 to 10 -> an integer from 1 to 9 with {\"k\":0}\n");
    EXPECT_EQ(change("k: Int(3..10) = 5", "k: Int(1..9) = 5"),
              "breaks: k: takes less: an integer from 3 to 10 -> an integer from 1 to 9 with {\"k\":10}\n");
    EXPECT_EQ(change("k: Int(3..9) = 5", "k: Int(1..9) = 5"),
              "fine: k: takes more: an integer from 3 to 9 -> an integer from 1 to 9\n");
    EXPECT_THAT(change("k: Float(0.0..1.0) = 0.5", "k: Float(0.0..0.9) = 0.5"), HasSubstr("with {\"k\":1"));
    EXPECT_THAT(change("k: Int(0..5) = 1", "k: IntOrPercent = 1"), HasSubstr("fine: k: takes more"));
    EXPECT_THAT(change("k: Int = 1", "k: String = \"1\""), HasSubstr("breaks: k: takes less"));
}

TEST(Values, TextsAreKnownByWhatIsFound) {
    EXPECT_THAT(change("t: String(r\"^[a-z]+$\") = \"a\"", "t: String(r\"^[a-c]+$\") = \"a\""),
                HasSubstr("breaks: t: takes less"));
    EXPECT_THAT(change("t: String(r\"^a+$\") = \"a\"", "t: String(r\"^aa*$\") = \"a\""),
                HasSubstr("unknown: t: takes less"));
    EXPECT_THAT(change("t: String(1..20) = \"a\"", "t: String(1..10) = \"a\""),
                HasSubstr("with {\"t\":\"aaaaaaaaaaa\"}"));
    EXPECT_THAT(change("t: DnsLabel = \"a\"", "t: DnsName = \"a\""), HasSubstr("fine: t: takes more"));
    EXPECT_THAT(change("t: DnsName = \"a\"", "t: DnsLabel = \"a\""), HasSubstr("breaks: t: takes less"));
    EXPECT_THAT(change("t: Quantity = 1Gi", "t: String = \"1Gi\""), HasSubstr("with {\"t\":1}")) << "may be a number";
}

TEST(Values, DefaultsMayBeNone) {
    EXPECT_EQ(change("k: Int? = 3", "k: Int? = none"), "differs: k: another default: 3 -> none\n");
    EXPECT_EQ(change("k: Bool? = none", "k: Bool? = true"), "differs: k: another default: none -> true\n");
    EXPECT_EQ(change("r: { k: Float? = 0.5 } = {}", "r: { k: Float? = none } = {}"),
              "differs: r.k: another default: 0.5 -> none\n");
    EXPECT_EQ(change("r: { k: Int? = 1 }? = on", "r: { k: Int? = none }? = on"),
              "differs: r.k: another default: 1 -> none\n");
    EXPECT_EQ(change("r: { k: Int? = 1 }? = off", "r: { k: Int? = none }? = off"),
              "differs: r.k: another default: 1 -> none\n");
    EXPECT_EQ(change("l: [{ k: Int? = 2 }] = []", "l: [{ k: Int? = none }] = []"),
              "differs: l[].k: another default: 2 -> none\n");
    EXPECT_EQ(change("k: Int? = none", "k: Int? = none"), "");
}

TEST(Values, DefaultsThatNobodyMaySeeAreHidden) {
    EXPECT_EQ(change("k: Sensitive = \"one\"", "k: Sensitive = \"two\""),
              "differs: k: another default: (hidden) -> (hidden)\n");
    EXPECT_EQ(change("k: [String: Sensitive] = { a = \"one\" }", "k: [String: Sensitive] = { a = \"two\" }"),
              "differs: k: another default: {\"a\":\"(hidden)\"} -> {\"a\":\"(hidden)\"}\n");
    EXPECT_EQ(
        change("k: [{ a: Sensitive, b: Int = 1 }] = [{ a = \"one\" }]",
               "k: [{ a: Sensitive, b: Int = 1 }] = [{ a = \"one\" }, { a = \"two\", b = 2 }]"),
        "differs: k: another default: [{\"a\":\"(hidden)\"}] -> [{\"a\":\"(hidden)\"},{\"a\":\"(hidden)\",\"b\":2}]\n");
    EXPECT_EQ(change("k: Sensitive = \"one\"", "k: String = \"two\""),
              "differs: k: another default: (hidden) -> (hidden)\n");
    EXPECT_EQ(told(ofValues("values { k: Sensitive(3..) = \"one\", m: Int = 1 }", "values { m: Int = 1 }")),
              "breaks: k: removed with {\"k\":\"(hidden)\"}\n");
}

TEST(Values, EnumsAreTheirKeys) {
    const std::string before = "enum Level { low, high, full }\n", after = "enum Level { low, high, top }\n";
    const std::string values = "values { level: Level = low }";
    EXPECT_EQ(told(ofValues(before + values, after + values)),
              "breaks: level: takes less: one of low, high, full -> one of low, high, top with {\"level\":\"full\"}\n");
}

TEST(Values, KeysComeAndGo) {
    EXPECT_EQ(change("a: Int = 1, b: Int = 2", "a: Int = 1"), "breaks: b: removed with {\"b\":0}\n");
    EXPECT_EQ(change("a: Int = 1", "a: Int = 1, b: Int = 2"), "fine: b: added: an integer\n");
    EXPECT_EQ(change("a: Int = 1", "a: Int = 1, b: Int"),
              "breaks: b: has to be given with {}\nfine: b: added: an integer\n");
    EXPECT_THAT(change("a: Int = 1", "a: Int = 1, b: { c: { d: String } }"),
                HasSubstr("breaks: b.c.d: has to be given with {}"));
    EXPECT_EQ(change("b: Int = 1", "b: Int"), "breaks: b: has to be given with {}\n");
    EXPECT_EQ(change("b: Int", "b: Int = 1"), "fine: b: takes more: may be left out\n")
        << "the former chart needs values";
}

TEST(Values, AKeyThatIsReadUnderItsOldNameBreaksNothing) {
    EXPECT_EQ(change("old: Int(0..9) = 1", "new: { @was(\"old\") key: Int(0..9) = 1 }"),
              "fine: old: renamed: old -> new.key\nfine: new: added: a map\n");
    EXPECT_THAT(
        change("old: Int(0..9) = 1", "@was(\"old\") key: Int(0..5) = 1"),
        HasSubstr("breaks: old: takes less: an integer from 0 to 9 -> an integer from 0 to 5 with {\"old\":6}"));
    EXPECT_THAT(change("@was(\"old\") key: Int = 1", "key: Int = 1"),
                HasSubstr("breaks: old: removed: an old name of `key` with {\"old\":"));
    EXPECT_EQ(change("@was(\"old\") key: Int(0..5) = 1", "key: Int(0..5) = 1, old: Int(0..9) = 1"),
              "differs: old: means something else: `key` -> `old`\n"
              "fine: old: added: an integer from 0 to 9\n"
              "fine: old: takes more: an integer from 0 to 5 -> an integer from 0 to 9\n")
        << "it is another value's name";
    EXPECT_EQ(change("m: { a: Int = 1 }", "b: { @was(\"m.a\") c: Int = 1 }"),
              "fine: m.a: renamed: m.a -> b.c\nfine: b: added: a map\n");
}

TEST(Values, OldNamesOfOtherFieldsAndNewOnes) {
    EXPECT_EQ(told(ofValues("values { a: Int = 1 }", "values { a: Int = 1, @was(\"zz\") c: Int? = none }")),
              "fine: c: added: an integer, or nothing\n");
    EXPECT_EQ(told(ofValues("values { @was(\"zz\") a: Int = 1 }", "values { a: Int = 1, @was(\"zz\") c: Int = 2 }")),
              "differs: zz: means something else: `a` -> `c`\nfine: c: added: an integer\n");
    EXPECT_EQ(told(ofValues("values { a: { x: Int = 1 } }", "values { @was(\"a\") b: { x: Int = 1, w: Int = 2 } }")),
              "fine: a: renamed: a -> b\nfine: b.w: added: an integer\n");
    // Beside a value that was there, the old name wins now.
    EXPECT_EQ(told(ofValues("values { a: Int = 1, b: Int = 1 }", "values { @was(\"a\") b: Int = 1 }")),
              "differs: a: renamed: a -> b\n");
}

TEST(Values, ADefaultThatReadsTheSameIsNoOther) {
    EXPECT_EQ(told(ofValues("values { a: Int(0..5) = 1 }", "values { a: Quantity = 1 }")),
              "fine: a: takes more: an integer from 0 to 5 -> a quantity such as `10Gi` or `500m`\n");
    EXPECT_THAT(told(ofValues("values { a: Int(0..5) = 1 }", "values { a: Quantity = 2 }")),
                HasSubstr("differs: a: another default: 1 -> 2"));
}

TEST(Values, DefaultsMean) {
    EXPECT_EQ(change("a: Int = 1", "a: Int = 2"), "differs: a: another default: 1 -> 2\n");
    EXPECT_EQ(change("a: { b: Int = 1 }? = off", "a: { b: Int = 1 }? = on"),
              "differs: a: means something else: off by default -> on\n");
    EXPECT_THAT(change("a: { b: Int = 1 }", "a: { b: Int = 1 }? = off"),
                HasSubstr("differs: a: means something else: always on -> off, unless `enabled` is true"));
    EXPECT_EQ(change("l: [{ a: Int, b: Int = 1 }] = []", "l: [{ a: Int, b: Int = 2 }] = []"),
              "differs: l[].b: another default: 1 -> 2\n");
}

TEST(Values, Optionals) {
    EXPECT_EQ(change("a: Int = 1", "a: Int? = 1"), "fine: a: takes more: an integer -> an integer, or nothing\n");
    EXPECT_THAT(change("a: String(1..)? = none", "a: String(1..) = \"x\""), HasSubstr("breaks: a: takes less"));
    EXPECT_THAT(change("a: { b: Int = 1 }? = on", "a: { b: Int = 1 }"),
                HasSubstr("breaks: a: takes less: with `enabled` -> without with {\"a\":{\"enabled\":false}}"));
    EXPECT_THAT(change("a: { b: Int(0..9) = 1 }? = off", "a: { b: Int(0..5) = 1 }? = off"),
                HasSubstr("breaks: a.b: takes less"));
    EXPECT_THAT(change("a: { b: Int = 1 }? = off", "a: { b: Int = 1, c: String }? = off"),
                HasSubstr("breaks: a.c: has to be given with {\"a\":{\"enabled\":true}}"));
}

TEST(Values, ElementsHaveWhatTheyNeed) {
    EXPECT_THAT(
        change("l: [{ name: DnsLabel, port: Int(1..9) }] = []", "l: [{ name: DnsLabel, port: Int(1..5) }] = []"),
        HasSubstr("breaks: l[].port: takes less: an integer from 1 to 9 -> an integer from 1 to 5 with "
                  "{\"l\":[{\"name\":"));
    EXPECT_THAT(change("l: [{ name: DnsLabel }] = []", "l: [{ name: DnsLabel, port: Int }] = []"),
                HasSubstr("breaks: l[].port: has to be given with {\"l\":[{\"name\":"));
    EXPECT_THAT(change("m: [String: { a: Int }] = {}", "m: [String: { a: Int(1..) }] = {}"),
                HasSubstr("breaks: m.<name>.a: takes less"));
    EXPECT_THAT(change("m: [String: Int] = {}", "m: [String(r\"^[a-z]$\"): Int] = {}"),
                HasSubstr("breaks: m: takes less: keys: "));
}

TEST(Values, VariantsWithATag) {
    const std::string before =
        "variant Cache by kind { memory, redis { url: Url, size: Int(1..9) = 1 }, disk: String }\n";
    const std::string after = "variant Cache by kind { memory, redis { url: Url, size: Int(1..5) = 1, ttl: Int } }\n";
    const std::string values = "values { cache: Cache = memory }";
    const std::string all = told(ofValues(before + values, after + values));
    EXPECT_THAT(all, HasSubstr("breaks: cache.kind: takes less: the case `disk` -> without it with "
                               "{\"cache\":{\"kind\":\"disk\",\"disk\":\"a\"}}"));
    EXPECT_THAT(all, HasSubstr("breaks: cache.redis.size: takes less"));
    EXPECT_THAT(all, HasSubstr("breaks: cache.redis.ttl: has to be given with {\"cache\":{\"kind\":\"redis\""));
    EXPECT_THAT(told(ofValues(after + values, before + values)), HasSubstr("fine: cache.kind: added: the case `disk`"));
}

TEST(Values, VariantsWithoutATag) {
    const std::string before = "variant Key { literal: String(1..9), ref { name: DnsLabel } }\n";
    const std::string after = "variant Key { literal: String(1..5) }\n";
    const std::string values = "values { key: Key = literal(\"a\") }";
    const std::string all = told(ofValues(before + values, after + values));
    EXPECT_THAT(all,
                HasSubstr("breaks: key: takes less: the case `ref` -> without it with {\"key\":{\"ref\":{\"name\":"));
    EXPECT_THAT(all, HasSubstr("breaks: key.literal: takes less"));
}

TEST(Values, FlatFieldsAreTheirKeys) {
    const std::string variant = "variant Auth by method { open, token: String(1..9) }\n";
    const std::string narrower = "variant Auth by method { open, token: String(1..5) }\n";
    const std::string values = "values { vault: { @flat auth: Auth = open, @flat limits: { rate: Int(1..9) = 1 } } }";
    EXPECT_THAT(told(ofValues(variant + values, narrower + values)), HasSubstr("breaks: vault.token: takes less"));
    EXPECT_EQ(told(ofValues(variant + values,
                            variant + "values { vault: { @flat auth: Auth = open, rate: Int(1..9) = 1 } }")),
              "")
        << "the keys are the same";
    EXPECT_THAT(told(ofValues(variant + values, "values { vault: { rate: Int(1..9) = 1 } }")),
                HasSubstr("breaks: vault.method: removed"));
}

TEST(Values, TypesOfKubernetes) {
    EXPECT_EQ(change("r: k8s.core.v1.ResourceRequirements = {}", "r: k8s.core.v1.ResourceRequirements = {}"), "");
    EXPECT_THAT(change("r: k8s.core.v1.ResourceRequirements = {}", "r: k8s.core.v1.PodSecurityContext = {}"),
                HasSubstr("breaks: r: takes less: k8s.core.v1.ResourceRequirements -> k8s.core.v1.PodSecurityContext"));
}

TEST(Values, AFormerCheckMayKeepThemAway) {
    const std::string check = "\ncheck values.k < 5 else \"too many\"";
    EXPECT_THAT(told(ofValues("values { k: Int(0..9) = 1 }" + check, "values { k: Int(0..7) = 1 }" + check)),
                HasSubstr("unknown: k: takes less"));
}

TEST(Values, AChartThatNeedsValuesGetsSome) {
    EXPECT_THAT(change("host: DnsName, k: Int(0..9) = 1", "host: DnsName, k: Int(0..5) = 1"),
                HasSubstr("breaks: k: takes less: an integer from 0 to 9 -> an integer from 0 to 5 with {\"host\":"));
}

} // namespace
} // namespace stackc::api
