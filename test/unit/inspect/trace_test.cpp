#include "inspect/trace.h"
#include "inspect/value_places.h"
#include "source_map_sample.h"

#include <gmock/gmock.h>

namespace stackc::inspect {
namespace {

using testing::ElementsAre;

/// `what@place`, for each.
std::vector<std::string> traced(const std::string& message) {
    std::vector<std::string> found;
    for (const Traced& one : trace(sampleMap(), message))
        found.push_back(one.what + "@" + std::to_string(one.place));
    return found;
}

std::vector<std::string> ofField(const std::string& field) {
    return traced("Deployment.apps \"shop-web\" is invalid: " + field + ": Invalid value: 1");
}

TEST(Trace, FieldsAreFoundByKeysIndicesAndNames) {
    const std::string what = "Deployment/shop-web spec.containers[0].image@";
    EXPECT_THAT(ofField("spec.containers[0].image"), ElementsAre(what + "5", what + "6"));
    EXPECT_THAT(ofField("spec.containers[web].image"), ElementsAre(what + "5", what + "6"));
    EXPECT_THAT(ofField("metadata.a.b"), ElementsAre("Deployment/shop-web metadata[\"a.b\"]@2"));
    EXPECT_THAT(ofField("metadata.a"), ElementsAre("Deployment/shop-web metadata.a@3"));
}

TEST(Trace, AFieldThatIsNotThereLeadsToWhatIsThereOfTheWay) {
    EXPECT_THAT(ofField("spec.containers[web].imag"), ElementsAre("Deployment/shop-web spec.containers[0]@4"));
    EXPECT_THAT(ofField("spec.containers[7].image"), ElementsAre("Deployment/shop-web spec.containers@4"));
    EXPECT_THAT(ofField("status.x"), ElementsAre("Deployment/shop-web@0"));
}

TEST(Trace, WhatHasNoPlaceIsNotTold) { EXPECT_THAT(ofField("spec.containers[1]"), ElementsAre()); }

TEST(Trace, ReleasesHaveAnyName) {
    EXPECT_THAT(traced("deployments.apps \"prod-web\" is forbidden: x"), ElementsAre("Deployment/shop-web@0"));
    EXPECT_THAT(traced("deployments.apps \"prod-job\" is forbidden: x"), ElementsAre());
}

TEST(Trace, LinesOfTemplatesAndOfWhatTheyInclude) {
    const std::string at = "template: shop/templates/deployment.yaml:";
    EXPECT_THAT(traced(at + "2:3: x"), ElementsAre("Deployment/shop-web spec@0"));
    EXPECT_THAT(traced(at + "99:3: x"), ElementsAre("Deployment/shop-web@0"));
    EXPECT_THAT(traced(at + "3:3: x template: shop/templates/_helpers.tpl:2:1: y"),
                ElementsAre("Deployment/shop-web spec.containers[0].image@5",
                            "Deployment/shop-web spec.containers[0].image@6"));
    EXPECT_THAT(traced("template: shop/templates/_helpers.tpl:2:1: y"), ElementsAre());
}

TEST(Trace, ChecksAndValues) {
    EXPECT_THAT(traced("execution error at (shop/templates/validate.yaml:1:4): at most 3 of x"),
                ElementsAre("a check@7"));
    EXPECT_THAT(traced("schema\n- at '/ports/3/name': got string"), ElementsAre("values.ports[3].name@8"));
    EXPECT_THAT(traced("schema\n- at '/ports/3/port': got string"), ElementsAre("values.ports[3].port@7"));
    EXPECT_THAT(traced("schema\n- at '/cache/size': got string"),
                ElementsAre("values.cache.size@6", "values.cache.size@9"));
    EXPECT_THAT(traced("schema\n- at '/other': got string"), ElementsAre());
}

TEST(Trace, MessagesOfChecks) {
    EXPECT_TRUE(says({"exact"}, "exact"));
    EXPECT_FALSE(says({"exact"}, "exact."));
    EXPECT_FALSE(says({}, ""));
    EXPECT_TRUE(says({"", ""}, "anything"));
    EXPECT_TRUE(says({"a ", " b ", " c"}, "a 1 b 2 b 3 c"));
    EXPECT_FALSE(says({"a ", " b ", " c"}, "a 1 c"));
    EXPECT_FALSE(says({"aba", "aba"}, "aba")); // the same text isn't both ends
    EXPECT_TRUE(says({"aba", "aba"}, "abaaba"));
}

TEST(ValueAround, TheDeepest) {
    const std::vector<SourceMap::Value> values = {{"a", 0}, {"a[].b", 1}, {"a[][]", 2}};
    EXPECT_EQ(valueAround(values, "a")->place, 0U);
    EXPECT_EQ(valueAround(values, "a.key.b.c")->place, 1U);
    EXPECT_EQ(valueAround(values, "a[0][1]")->place, 2U);
    EXPECT_EQ(valueAround(values, "ab"), nullptr);
}

} // namespace
} // namespace stackc::inspect
