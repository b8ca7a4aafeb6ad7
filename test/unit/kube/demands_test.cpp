#include "kube/demands.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "kube/json_schema.h"

namespace stackc::kube {
namespace {

using Json = nlohmann::ordered_json;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> faults(const char* type, const char* json, bool between = true) {
    std::vector<std::string> found;
    const Library& library = Library::builtin();
    ValidateOptions options;
    options.between = between;
    validate(
        library, *library.find(type), nlohmann::json::parse(json),
        [&](const std::string& at, const std::string& message) { found.push_back(at + ": " + message); }, options);
    return found;
}

TEST(Demands, OneOfTheAlternativesIsThere) {
    EXPECT_THAT(faults("k8s.core.v1.Volume", R"({"name": "a", "emptyDir": {}})"), IsEmpty());
    EXPECT_THAT(faults("k8s.core.v1.Volume", R"({"name": "a"})"), IsEmpty());
    EXPECT_THAT(faults("k8s.core.v1.Volume", R"({"name": "a", "emptyDir": {}, "hostPath": {"path": "/x"}})"),
                ElementsAre(": has more than one of `emptyDir`, `hostPath`"));
    EXPECT_THAT(faults("k8s.core.v1.Probe", R"({"httpGet": {"port": 1}, "tcpSocket": {"port": 1}})"),
                ElementsAre("tcpSocket: can't be there where `httpGet` is given"));
}

TEST(Demands, OneFieldDecidesWhatAnotherMaySay) {
    EXPECT_THAT(faults("k8s.core.v1.Toleration", R"({"key": "a", "operator": "Exists", "value": "x"})"),
                ElementsAre("value: can't be there where `operator` is `Exists`"));
    EXPECT_THAT(faults("k8s.core.v1.Toleration", R"({"operator": "Exists", "value": ""})"), IsEmpty());
    EXPECT_THAT(faults("k8s.core.v1.Toleration", R"({"value": "x"})"),
                ElementsAre("key: is required where `operator` is not `Exists`"));
    EXPECT_THAT(faults("k8s.core.v1.Toleration", R"({"key": "a", "tolerationSeconds": 5})"),
                ElementsAre("effect: must be `NoExecute` where `tolerationSeconds` is given"));
    EXPECT_THAT(faults("k8s.core.v1.SeccompProfile", R"({"type": "Unconfined", "localhostProfile": ""})"),
                ElementsAre("localhostProfile: can't be there where `type` is not `Localhost`"));
    EXPECT_THAT(faults("k8s.core.v1.EnvVar", R"({"name": "A", "value": "", "valueFrom": {}})"), IsEmpty());
    EXPECT_THAT(faults("k8s.core.v1.SecurityContext", R"({"privileged": true, "allowPrivilegeEscalation": false})"),
                ElementsAre("allowPrivilegeEscalation: can't be `false` where `privileged` is `true`"));
}

TEST(Demands, TextsAndAmountsOfAFieldAreAsked) {
    EXPECT_THAT(faults("k8s.core.v1.ResourceRequirements", R"({"limits": {"cpu": "-0", "memory": "1e5"}})"), IsEmpty());
    EXPECT_THAT(faults("k8s.core.v1.ResourceRequirements", R"({"limits": {"cpu": -1}, "requests": {"cpu": "-1m"}})"),
                testing::SizeIs(2));
    EXPECT_THAT(faults("k8s.core.v1.ResourceRequirements", R"({"limits": {"foo": 1}})"), testing::SizeIs(1));
    EXPECT_THAT(faults("k8s.core.v1.EnvVar", R"({"name": ""})"), ElementsAre("name: must match `^[ -<>-~]+$`"));
    EXPECT_THAT(faults("k8s.core.v1.TCPSocketAction", R"({"port": 0})"),
                ElementsAre("port: must be between 1 and 65535"));
    EXPECT_THAT(faults("k8s.core.v1.ExecAction", R"({"command": []})"),
                ElementsAre("command: must have at least 1 element"));
}

TEST(Demands, WhatIsLaidOverOthersIsNotHeldAgainstItself) {
    EXPECT_THAT(faults("k8s.core.v1.Probe", R"({"httpGet": {"port": 1}, "tcpSocket": {"port": 1}})", false), IsEmpty());
    EXPECT_THAT(faults("k8s.core.v1.TCPSocketAction", R"({"port": 0})", false), testing::SizeIs(1));
}

TEST(Demands, ConditionsAreWrittenOnce) {
    Json definitions = Json::object();
    const Library& library = Library::builtin();
    jsonSchema(library, *library.find("k8s.core.v1.SeccompProfile"), definitions);
    const Json& schema = definitions["k8s.core.v1.SeccompProfile"];
    EXPECT_EQ(schema["if"].dump(), R"({"properties":{"type":{"const":"Localhost"}}})");
    EXPECT_EQ(schema["then"].dump(), R"({"required":["localhostProfile"]})");
    EXPECT_EQ(schema["else"].dump(), R"({"properties":{"localhostProfile":false}})");
}

TEST(Demands, TablesNameWhatIsThere) {
    const Library& library = Library::builtin();
    auto isThere = [&](const char* type, std::string field) {
        return library.find(type + ("." + std::move(field))).has_value();
    };
    for (const OneOf& row : choices())
        for (const char* field : row.fields)
            EXPECT_TRUE(isThere(row.type, field)) << row.type << '.' << field;
    for (const Apart& row : apart())
        EXPECT_TRUE(isThere(row.type, row.one) && isThere(row.type, row.other)) << row.type;
    for (const Barred& row : barred())
        EXPECT_TRUE(isThere(row.type, row.field) && isThere(row.type, row.other)) << row.type;
    for (const Needed& row : needed())
        EXPECT_TRUE(isThere(row.type, row.field) && isThere(row.type, row.other)) << row.type;
}

} // namespace
} // namespace stackc::kube
