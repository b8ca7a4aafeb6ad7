// D(E(v)) = v, S accepts E(v), D accepts exactly what S accepts.

#include <gtest/gtest.h>

#include <random>

#include "fixture.h"
#include "text/yaml_reader.h"
#include "values/decode.h"
#include "values/encode.h"
#include "values/merge.h"
#include "values/schema.h"
#include "values/values_yaml.h"
#include "values/yaml_text.h"

namespace stackc::values::test {

namespace {

std::string joined(const Errors& errors) {
    std::string text;
    for (const Error& error : errors)
        text += error.message + "\n";
    return text;
}

/// Fragments that turn up where they fit and where they don't.
const std::vector<std::string>& fragments() {
    static const std::vector<std::string> all = {
        "null",
        "\"\"",
        "0",
        "1",
        "-1",
        "5.0",
        "0.5",
        "70000",
        "1e300",
        "true",
        "false",
        "\"x\"",
        "\"<<\"",
        "\"25%\"",
        "{}",
        "[]",
        R"("http://h:1/p")",
        R"("memory")",
        R"("redis")",
        R"("topic")",
        R"("istio")",
        R"("high")",
        R"("a\u0007b")",
        R"("a<no value>b")",
        R"([{"host":"a"}])",
        R"([{"host":""}])",
        R"([{"host":"a","tls":{}}])",
        R"([{"host":"a","tls":{"enabled":false}}])",
        R"([{"host":"a","tls":{"enabled":false,"secret":""}}])",
        R"([{"host":"a","tls":{"secret":"abc"}}])",
        R"([{"host":"a","tls":{"secret":""}}])",
        R"([{"host":"a","route":{"kind":"to"}}])",
        R"([{"host":"a","route":{"kind":"to","to":{"url":""}}}])",
        R"([{"host":"a","route":{"kind":"to","to":{"url":"u://h"}}}])",
        R"([{"host":"a","route":{"kind":"plain","to":{"url":""}}}])",
        R"([{"host":"a","route":{}}])",
        R"([{"host":"a","paths":[{},{"path":"x"}]}])",
        R"([{"host":"a","paths":[{"weight":null},{"weight":""},{"type":"Exact"}]}])",
        R"([{"host":"a","note":null}])",
        R"([{"host":"a","login":"basic"}])",
        R"([{"host":"a","login":"basic","basic":{"user":"u"}}])",
        R"([{"host":"a","login":"basic","basic":{"user":""},"rate":0}])",
        R"([{"host":"a","login":"open","bearer":"","remark":null}])",
        R"([{"host":"a","bearer":"x"}])",
        R"([{"host":"a","login":"","rate":5}])",
        R"([{"host":"a","login":"bearer","bearer":""}])",
        R"({"enabled":true,"login":"bearer","bearer":"","size":1})",
        R"({"enabled":true,"login":"bearer","bearer":"b","size":1})",
        R"({"enabled":false,"login":"","size":1})",
        R"("basic")",
        R"("bearer")",
        R"("open")",
        R"([{"exec":{"command":["a"]}}])",
        R"([{"exec":{}}])",
        R"([{"http":{}}])",
        R"([{"http":{},"exec":{"command":[]}}])",
        R"([{"http":{"port":0}}])",
        R"({"team":"a","=":"b"})",
        R"({"team":"a","b":"="})",
        R"({"a":1})",
        R"({"enabled":true})",
        R"({"limits":{"cpu":1}})",
        R"({"nodeAffinity":{}})",
        R"({"nodeAffinity":null})",
        R"({"backend":"redis","redis":{"url":"http://h","poolSize":1,"group":"g"}})",
    };
    return all;
}

using Pointer = Json::json_pointer;

void collect(const Json& json, const Pointer& at, std::vector<Pointer>& places) {
    if (!at.empty())
        places.push_back(at);
    if (json.is_structured())
        for (auto it = json.begin(); it != json.end(); ++it)
            collect(*it, json.is_object() ? at / it.key() : at / static_cast<size_t>(it - json.begin()), places);
}

class Mutator {
public:
    explicit Mutator(unsigned seed) : random_(seed) {}

    void mutate(Json& json) {
        std::vector<Pointer> places;
        collect(json, Pointer(), places);
        if (places.empty())
            return;
        const Pointer& place = places[pick(places.size())];
        switch (pick(8)) {
        case 0: {
            Json& parent = json[place.parent_pointer()];
            if (parent.is_object())
                parent.erase(place.back());
            break;
        }
        case 1:
            if (Json& target = json[place]; target.is_object())
                target["extra"] = 1;
            break;
        case 2:
        case 3:
            if (Json& target = json[place]; target.is_boolean())
                target = !target.get<bool>();
            break;
        default:
            json[place] = Json::parse(fragments()[pick(fragments().size())]);
        }
    }
    size_t pick(size_t count) { return std::uniform_int_distribution<size_t>(0, count - 1)(random_); }

private:
    std::mt19937 random_;
};

struct Laws : testing::Test {
    Fixture f;
    Json schemaJson;
    Json encoded;

    void SetUp() override {
        buildEverything(f);
        schemaJson = schema(f.context);
        encoded = encode(f.context, f.program.valuesType, f.defaults());
    }
};

} // namespace

TEST_F(Laws, defaultsAreAcceptedAndDecoded) {
    EXPECT_EQ(schemaFault(schemaJson, encoded), "");
    Errors errors;
    NodeRef value = decode(f.context, encoded, errors);
    ASSERT_NE(value, nullptr) << joined(errors);
    EXPECT_EQ(ir::findEntry(value, "metrics")->value, f.nodes.none());
    EXPECT_EQ(ir::findEntry(value, "replicaCount")->value, f.number(1));
}

TEST_F(Laws, decoderAndSchemaAgreeOnMutatedValues) {
    Mutator mutator(7);
    int accepted = 0;
    for (int round = 0; round < 1200; ++round) {
        Json json = encoded;
        for (size_t i = 0; i <= mutator.pick(4); ++i)
            mutator.mutate(json);
        std::string fault = schemaFault(schemaJson, json);
        Errors errors;
        NodeRef value = decode(f.context, json, errors);
        ASSERT_EQ(fault.empty(), value != nullptr) << json.dump(1) << "\nschema: " << fault << "\n" << joined(errors);
        ASSERT_EQ(value == nullptr, !errors.empty());
        if (value == nullptr)
            continue;
        ++accepted;
        Json again = encode(f.context, f.program.valuesType, value);
        ASSERT_EQ(schemaFault(schemaJson, again), "") << again.dump(1);
        ASSERT_EQ(decode(f.context, again, errors), value) << json.dump(1) << "\n" << again.dump(1) << joined(errors);
        std::string yaml = valuesYaml(f.context, value);
        Json read;
        text::YamlError error;
        ASSERT_TRUE(text::readValues(yaml, read, error)) << error.message << "\n" << yaml;
        ASSERT_EQ(read, again) << yaml;
        Json overlay;
        ASSERT_TRUE(overlayJson(f.context, encoded, value, overlay, errors)) << joined(errors);
        Json merged = mergeValues(encoded, overlay);
        ASSERT_EQ(schemaFault(schemaJson, merged), "") << merged.dump(1);
        NodeRef laid = decode(f.context, merged, errors);
        ASSERT_NE(laid, nullptr) << merged.dump(1) << joined(errors);
        ASSERT_EQ(nlohmann::json(encode(f.context, f.program.valuesType, laid)), nlohmann::json(again))
            << overlay.dump(1);
    }
    EXPECT_GT(accepted, 100);
}

} // namespace stackc::values::test
