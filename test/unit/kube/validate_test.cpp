#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "fixtures.h"
#include "kube/json_schema.h"

namespace stackc::kube {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Validate : public testing::Test {
protected:
    std::vector<std::string> faults(const char* path, const char* json) {
        std::vector<std::string> found;
        ValidateOptions options;
        options.safeString = [](const std::string& text) { return text.find('\x01') == std::string::npos; };
        bool fine = validate(
            own_->library, own_->library.find(path).value(), nlohmann::json::parse(json),
            [&](const std::string& at, const std::string& message) { found.push_back(at + ": " + message); }, options);
        EXPECT_EQ(fine, found.empty());
        return found;
    }
    std::vector<std::string> spec(const std::string& members) {
        return faults("example.tools.v1.Gadget.spec", (R"({"mode": "on", )" + members + "}").c_str());
    }

    std::unique_ptr<OwnLibrary> own_ = fixtureLibrary();
};

TEST_F(Validate, AcceptsWhatIsTyped) {
    EXPECT_THAT(faults("k8s.core.v1.Service", R"({"apiVersion": "v1", "kind": "Service", "metadata": {"name": "a"},
        "spec": {"type": "NodePort", "replicas": 3, "big": 9007199254740991, "ratio": 0.5, "limits": {"cpu": "500m",
        "memory": 1.5}, "raw": {"a": [1, {"b": true}]}, "any": "x", "nothing": {}, "schema": {"not": {"not": {}}},
        "ports": [{"port": 80.0, "targetPort": "http"}, {"port": 81, "targetPort": 8080}]}})"),
                IsEmpty());
    EXPECT_THAT(spec(R"("port": 1, "weight": "5m", "open": [1], "half": {"known": true, "other": 1}, "maybe": "äöü",
        "name": "abc", "look": "no", "count": 10, "share": 1, "closed": {}, "tags": {}, "rules": [{"id": "a"}])"),
                IsEmpty());
}

TEST_F(Validate, NamesThePlaceOfEachFault) {
    EXPECT_THAT(faults("k8s.core.v1.Service", R"({"spec": {"replica": 1, "ports": [{"port": 1}, {"port": "x"}, {}]}})"),
                ElementsAre("spec.ports[1].port: expected an integer, found a string",
                            "spec.ports[2]: `port` is required", "spec.replica: unknown field `replica`"));
}

TEST_F(Validate, RefusesNullEverywhere) {
    EXPECT_THAT(faults("k8s.core.v1.Service", R"({"metadata": null, "spec": {"any": null, "raw": {"a": null},
        "limits": {"cpu": null}, "ports": [null]}})"),
                testing::SizeIs(5));
    EXPECT_THAT(spec(R"("maybe": null)"), ElementsAre("maybe: expected a string, found null"));
}

TEST_F(Validate, ChecksNumbers) {
    EXPECT_THAT(faults("k8s.core.v1.ServiceSpec", R"({"replicas": 2147483648})"), testing::SizeIs(1));
    EXPECT_THAT(faults("k8s.core.v1.ServiceSpec", R"({"big": 9007199254740992})"), testing::SizeIs(1));
    EXPECT_THAT(faults("k8s.core.v1.ServiceSpec", R"({"big": 18446744073709551615})"), testing::SizeIs(1));
    EXPECT_THAT(faults("k8s.core.v1.ServiceSpec", R"({"replicas": 1.5})"),
                ElementsAre("replicas: expected an integer, found a number"));
    EXPECT_THAT(faults("k8s.core.v1.ServiceSpec", R"({"limits": {"cpu": "5x", "memory": "1Gi", "x": true}})"),
                ElementsAre("limits.cpu: expected a quantity such as `500m` or `1Gi`, found `5x`",
                            "limits.x: expected a quantity, found a boolean"));
    EXPECT_THAT(spec(R"("count": 0, "share": 1.5)"),
                ElementsAre("count: must be between 1 and 10", "share: must be at most 1.0"));
    EXPECT_THAT(spec(R"("port": 1.5)"), ElementsAre("port: expected an integer or a string, found a number"));
}

TEST_F(Validate, ChecksStringsAndSizes) {
    EXPECT_THAT(faults("k8s.core.v1.ServiceSpec", R"({"type": "clusterIP"})"),
                ElementsAre("type: must be one of `ClusterIP`, `NodePort`, `LoadBalancer`, `ExternalName`, "
                            "found `clusterIP`"));
    EXPECT_THAT(spec(R"("maybe": "")"), ElementsAre("maybe: must have at least 1 character"));
    EXPECT_THAT(spec(R"("maybe": "abcd")"), ElementsAre("maybe: must have at most 3 characters"));
    EXPECT_THAT(spec(R"("name": "A")"), ElementsAre("name: must match `^[a-z]+$`"));
    EXPECT_THAT(spec(R"("weight": "x")"), ElementsAre("weight: must match `^[0-9]+m?$`"));
    EXPECT_THAT(spec(R"("rules": [])"), ElementsAre("rules: must have at least 1 element"));
    EXPECT_THAT(spec(R"("closed": {"a": 1})"), ElementsAre("closed.a: unknown field `a`"));
}

TEST_F(Validate, RefusesUnsafeTextAndKeys) {
    EXPECT_THAT(spec(R"("look": "\u0001")"), testing::SizeIs(1));
    EXPECT_THAT(spec(R"("tags": {"\u0001": "a"})"), testing::SizeIs(1));
    EXPECT_THAT(spec(R"("open": {"\u0001": ["\u0001"]})"), testing::SizeIs(2));
    EXPECT_THAT(spec(R"("half": {"\u0001": 1})"), testing::SizeIs(1));
}

} // namespace
} // namespace stackc::kube
