// What the user reads: faults in values, values.yaml, tables, overlays.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fixture.h"
#include "text/yaml_reader.h"
#include "values/decode.h"
#include "values/encode.h"
#include "values/merge.h"
#include "values/schema.h"
#include "values/values_yaml.h"

namespace stackc::values::test {

namespace {

struct Messages : testing::Test {
    Fixture f;
    Json encoded;

    void SetUp() override {
        buildEverything(f);
        encoded = encode(f.context, f.program.valuesType, f.defaults());
    }

    /// The messages for the YAML over the defaults.
    std::vector<std::string> faults(const std::string& yaml) {
        Json user;
        text::YamlError error;
        EXPECT_TRUE(text::readValues(yaml, user, error)) << error.message;
        Errors errors;
        EXPECT_EQ(decode(f.context, mergeValues(encoded, user), errors), nullptr);
        std::vector<std::string> texts;
        for (const Error& fault : errors)
            texts.push_back(fault.message + (fault.suggestion.empty() ? "" : "; " + fault.suggestion));
        return texts;
    }
};

} // namespace

using testing::ElementsAre;

TEST_F(Messages, namesTheParameter) {
    EXPECT_THAT(faults("replicaCount: x"), ElementsAre("replicaCount: expected an integer of 0 or more, got \"x\""));
    EXPECT_THAT(faults("replicaCont: 1"), ElementsAre("replicaCont: unknown parameter; did you mean `replicaCount`?"));
    EXPECT_THAT(faults("dispatch: {backend: redis, redis: {group: g}}"),
                ElementsAre("dispatch.redis.url is required when dispatch.backend is redis"));
    EXPECT_THAT(faults("dispatch: {backend: kafka}"),
                ElementsAre("dispatch.backend: expected one of memory, raft, redis, topic, got \"kafka\""));
    EXPECT_THAT(faults("metrics: {enabled: true}"),
                ElementsAre("metrics.job is required when metrics.enabled is true"));
    EXPECT_THAT(faults("server: null"), ElementsAre("server is required"));
    EXPECT_THAT(faults("mesh: {enabled: true}"), ElementsAre("mesh.provider is required when mesh.enabled is true"));
    EXPECT_THAT(
        faults("hosts: [{host: a, paths: [{type: prefix}]}]"),
        ElementsAre("hosts[0].paths[0].type: expected one of Prefix, Exact, got \"prefix\"; did you mean `Prefix`?"));
}

TEST_F(Messages, valuesYaml) {
    std::string text = valuesYaml(f.context, f.defaults());
    EXPECT_THAT(text, testing::StartsWith(
                          "# -- Number of replicas.\nreplicaCount: 1\n\n# -- Another name.\nname: \"\"\n\n# limit:\n"));
    EXPECT_THAT(text, testing::HasSubstr("# -- Where work is queued.\n"
                                         "dispatch:\n"
                                         "  # -- One of memory, raft, redis, topic.\n"
                                         "  backend: memory\n"
                                         "  # -- Embedded Raft log.\n"
                                         "  raft:\n"
                                         "    # -- Election timeout in ms.\n"
                                         "    electionTimeoutMs: 1000\n"));
}

TEST_F(Messages, parameterTables) {
    std::string text = parameterTables(f.context, f.defaults());
    EXPECT_THAT(text,
                testing::HasSubstr("| `dispatch.backend` | Where work is queued. One of memory, raft, redis, topic. | "
                                   "`memory` |\n"));
}

TEST_F(Messages, overlayHoldsOnlyWhatDiffers) {
    Json result = encoded;
    result["replicaCount"] = 5;
    result["dispatch"]["backend"] = "raft";
    result.erase("target");
    std::string text;
    Errors errors;
    NodeRef value = decode(f.context, result, errors);
    ASSERT_NE(value, nullptr);
    std::vector<ir::Entry> entries = value->entries;
    for (ir::Entry& entry : entries)
        if (entry.key == "metrics")
            entry.value = ir::findEntry(f.defaults(), "metrics")->value; // off, with what its fields begin with
    value = f.nodes.record(std::move(entries));
    ASSERT_TRUE(overlayYaml(f.context, encoded, value, "For production.", text, errors));
    EXPECT_EQ(text, "# For production.\n\nreplicaCount: 5\n\ndispatch:\n  backend: raft\n\ntarget: null\n");
}

TEST_F(Messages, schemaOfAVariant) {
    Fixture g;
    TypeId redis = g.record({g.field("url", g.url())});
    TypeId dispatch = g.variant("backend", {Fixture::item("memory"), Fixture::item("redis", redis)});
    g.values(g.record({g.field("dispatch", dispatch, g.nodes.variant(0, "memory", nullptr))}));
    Json json = schema(g.context);
    Json expected = Json::parse(R"([{
        "if": {"properties": {"backend": {"const": "redis"}}, "required": ["backend"]},
        "then": {"required": ["redis"],
                 "properties": {"redis": {"required": ["url"], "properties": {"url": {"minLength": 1}}}}}}])");
    EXPECT_EQ(json["properties"]["dispatch"]["allOf"], expected);
    EXPECT_EQ(json["required"], Json::array({"dispatch"}));
    EXPECT_EQ(json["additionalProperties"], false);
}

} // namespace stackc::values::test
