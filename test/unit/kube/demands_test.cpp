#include "kube/demands.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "kube/json_schema.h"

namespace stackc::kube {
namespace {

using Json = nlohmann::ordered_json;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> faults(const char* type, const char* json, bool isLaid = false) {
    std::vector<std::string> found;
    const Library& library = Library::builtin();
    ValidateOptions options;
    options.isLaid = isLaid;
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
    EXPECT_THAT(faults("k8s.core.v1.Toleration", R"({"key": "a", "effect": "NoSchedule", "tolerationSeconds": 5})"),
                ElementsAre("effect: can't be `NoSchedule` where `tolerationSeconds` is given"));
    EXPECT_THAT(faults("k8s.core.v1.SeccompProfile", R"({"type": "Unconfined", "localhostProfile": ""})"),
                ElementsAre("localhostProfile: can't be there where `type` is not `Localhost`"));
    EXPECT_THAT(faults("k8s.core.v1.EnvVar", R"({"name": "A", "value": "", "valueFrom": {}})"), IsEmpty());
    EXPECT_THAT(faults("k8s.core.v1.SecurityContext", R"({"privileged": true, "allowPrivilegeEscalation": false})"),
                ElementsAre("allowPrivilegeEscalation: can't be `false` where `privileged` is `true`"));
}

TEST(Demands, WhatAProgramMayAddIsNotAskedFor) {
    EXPECT_THAT(faults("k8s.core.v1.Toleration", R"({"value": "x"})"), IsEmpty());
    EXPECT_THAT(faults("k8s.core.v1.Toleration", R"({"key": "a", "tolerationSeconds": 5})"), IsEmpty());
    EXPECT_THAT(faults("k8s.core.v1.SeccompProfile", R"({"type": "Localhost"})"), IsEmpty());
    EXPECT_THAT(faults("k8s.core.v1.NodeSelectorRequirement", R"({"key": "a", "operator": "In"})"), IsEmpty());
}

TEST(Demands, WhatIsEmptyIsNotThereWhereTheServerSaysSo) {
    EXPECT_THAT(
        faults("k8s.core.v1.PodSpec",
               R"({"containers": [], "hostname": "", "subdomain": "", "priorityClassName": "", "nodeName": ""})"),
        IsEmpty());
    EXPECT_THAT(faults("k8s.core.v1.PodSpec", R"({"containers": [], "runtimeClassName": ""})"), testing::SizeIs(1));
    EXPECT_THAT(faults("k8s.core.v1.PodSpec", R"({"containers": [], "priorityClassName": "A", "hostname": "a.b"})"),
                testing::SizeIs(2));
    EXPECT_THAT(faults("k8s.networking.v1.ServiceBackendPort", R"({"name": "", "number": 80})"), IsEmpty());
    EXPECT_THAT(faults("k8s.networking.v1.ServiceBackendPort", R"({"name": "a", "number": 80})"),
                ElementsAre("number: can't be there where `name` is given"));
    EXPECT_THAT(faults("k8s.core.v1.LimitRangeItem", R"({"type": "Pod", "default": {}, "defaultRequest": {}})"),
                IsEmpty());
    EXPECT_THAT(faults("k8s.core.v1.LimitRangeItem", R"({"type": "Pod", "default": {"cpu": 1}})"),
                ElementsAre("default: can't be there where `type` is `Pod`"));
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
    EXPECT_THAT(faults("k8s.core.v1.Probe", R"({"httpGet": {"port": 1}, "tcpSocket": {"port": 1}})", true), IsEmpty());
    EXPECT_THAT(faults("k8s.core.v1.TCPSocketAction", R"({"port": 0})", true), testing::SizeIs(1));
    // Lists are laid over nothing.
    EXPECT_THAT(faults("k8s.core.v1.PodSpec",
                       R"({"containers": [], "tolerations": [{"operator": "Exists", "value": "x"}]})", true),
                ElementsAre("tolerations[0].value: can't be there where `operator` is `Exists`"));
    EXPECT_THAT(faults("k8s.core.v1.PodSpec", R"({"containers": [{"name": "a", "image": null}]})", true),
                ElementsAre("containers[0].image: expected a string, found null"));
}

TEST(Demands, NullTakesAKeyAwayThatMayBeThere) {
    EXPECT_THAT(faults("k8s.core.v1.ResourceRequirements", R"({"limits": {"cpu": null}, "requests": null})", true),
                IsEmpty());
    EXPECT_THAT(faults("k8s.core.v1.ResourceRequirements", R"({"limits": {"foo": null}})", true), testing::SizeIs(1));
    EXPECT_THAT(faults("k8s.core.v1.ResourceRequirements", R"({"foo": null})", true),
                ElementsAre("foo: unknown field `foo`"));
    EXPECT_THAT(faults("k8s.core.v1.TCPSocketAction", R"({"port": null})", true), ElementsAre(": `port` is required"));
    EXPECT_THAT(faults("k8s.core.v1.ResourceRequirements", R"({"requests": null})"), testing::SizeIs(1));
}

TEST(Demands, ConditionsAreWrittenOnce) {
    Json definitions = Json::object();
    const Library& library = Library::builtin();
    jsonSchema(library, *library.find("k8s.core.v1.SeccompProfile"), definitions);
    const Json& schema = definitions["k8s.core.v1.SeccompProfile"];
    EXPECT_EQ(schema["if"].dump(), R"({"properties":{"type":{"const":"Localhost"}}})");
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
