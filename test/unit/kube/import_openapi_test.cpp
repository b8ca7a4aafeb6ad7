#include <gmock/gmock.h>

#include "fixtures.h"
#include "kube/module_text.h"

namespace stackc::kube {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(ImportOpenApi, TakesKindsAndWhatTheyNeed) {
    Imported imported = importOpenApi(openApiFixture, "fixture");
    EXPECT_THAT(imported.errors, IsEmpty());
    OwnLibrary own(imported.modules);
    EXPECT_THAT(own.packed.errors, IsEmpty());
    EXPECT_THAT(own.library.modules(), ElementsAre("k8s.apiextensions.v1", "k8s.core.v1", "k8s.meta.v1"));
    EXPECT_THAT(own.library.names("k8s.core.v1"), ElementsAre("Nothing", "Service", "ServicePort", "ServiceSpec"));
    std::optional<Kind> kind = own.library.findKind("v1", "Service");
    ASSERT_TRUE(kind);
    EXPECT_TRUE(kind->namespaced);
    EXPECT_EQ(kind->group(), "");
    EXPECT_EQ(kind->version(), "v1");
    EXPECT_EQ(kind->root, own.library.find("k8s.core.v1.Service"));
    EXPECT_FALSE(own.library.findKind("v1", "ServiceList"));
}

TEST(ImportOpenApi, ShapesScalars) {
    auto own = fixtureLibrary();
    auto shape = [&](std::string_view field) {
        return own->library.shape(own->library.find("k8s.core.v1.ServiceSpec." + std::string(field)).value());
    };
    EXPECT_EQ(shape("replicas"), Shape::Int);
    EXPECT_EQ(shape("ratio"), Shape::Float);
    EXPECT_EQ(shape("limits"), Shape::Map);
    EXPECT_EQ(shape("data"), Shape::String);
    EXPECT_EQ(shape("any"), Shape::Open);
    EXPECT_EQ(shape("ports.targetPort"), Shape::IntOrString);
    EXPECT_EQ(own->library.shape(*own->library.find("k8s.meta.v1.ObjectMeta.creationTimestamp")), Shape::Time);
    EXPECT_EQ(own->library.underlying(*own->library.find("k8s.core.v1.ServiceSpec.limits")),
              own->library.find("k8s.meta.v1.Quantity"));
    Type replicas = own->library.type(*own->library.find("k8s.core.v1.ServiceSpec.replicas"));
    EXPECT_EQ(replicas.min, -2147483648);
    EXPECT_EQ(replicas.max, 2147483647);
    Type big = own->library.type(*own->library.find("k8s.core.v1.ServiceSpec.big"));
    EXPECT_EQ(big.max, 9007199254740991);
}

TEST(ImportOpenApi, KeepsRequiredMergeKeysAndDocs) {
    auto own = fixtureLibrary();
    Type ports = own->library.type(*own->library.find("k8s.core.v1.ServiceSpec.ports"));
    EXPECT_EQ(ports.mergeKey, "port");
    EXPECT_THAT(ports.mapKeys, ElementsAre("port", "protocol"));
    Type port = own->library.type(ports.element);
    EXPECT_EQ(port.path, "k8s.core.v1.ServicePort");
    EXPECT_TRUE(port.fields.find("port")->required);
    EXPECT_FALSE(port.fields.find("targetPort")->required);
    EXPECT_EQ(own->library.type(*own->library.find("k8s.core.v1.Service")).doc,
              "A service. Still the first paragraph.");
}

TEST(ImportOpenApi, AddsReviewedFactsAndFixesApiVersionAndKind) {
    auto own = fixtureLibrary();
    auto values = [&](std::string_view path) { return own->library.type(*own->library.find(path)).enumValues; };
    EXPECT_THAT(values("k8s.core.v1.ServiceSpec.type"),
                ElementsAre("ClusterIP", "NodePort", "LoadBalancer", "ExternalName"));
    EXPECT_THAT(values("k8s.core.v1.ServicePort.protocol"), ElementsAre("TCP", "UDP", "SCTP"));
    EXPECT_THAT(values("k8s.core.v1.Service.apiVersion"), ElementsAre("v1"));
    EXPECT_THAT(values("k8s.core.v1.Service.kind"), ElementsAre("Service"));
}

TEST(ImportOpenApi, ClosesEmptyObjectsAndOpensRawOnes) {
    auto own = fixtureLibrary();
    Type nothing = own->library.type(*own->library.find("k8s.core.v1.Nothing"));
    EXPECT_EQ(nothing.shape, Shape::Object);
    EXPECT_FALSE(nothing.openFields);
    EXPECT_TRUE(nothing.fields.empty());
    EXPECT_TRUE(own->library.type(*own->library.find("k8s.meta.v1.RawExtension")).openFields);
    EXPECT_FALSE(own->library.find("k8s.core.v1.Service.status"));
}

TEST(ImportOpenApi, FollowsRecursiveTypes) {
    auto own = fixtureLibrary();
    EXPECT_EQ(own->library.find("k8s.apiextensions.v1.JSONSchemaProps.not.not"),
              own->library.find("k8s.apiextensions.v1.JSONSchemaProps"));
}

TEST(ImportOpenApi, TakesCustomResourcesOfACluster) {
    Imported imported = importOpenApi(R"({"definitions": {
        "io.example.tools.v1.Gadget": {"type": "object", "properties": {"kind": {"type": "string"},
            "metadata": {"$ref": "#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"},
            "spec": {"type": "object", "properties": {"part": {"$ref": "#/definitions/io.example.api.v1.Part"}}}},
            "x-kubernetes-group-version-kind": [{"group": "tools.example.io", "kind": "Gadget", "version": "v1"}]},
        "io.example.api.v1.Part": {"type": "object", "properties": {"x": {"type": "string"}}},
        "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta": {"type": "object", "properties": {}}},
        "paths": {"/apis/tools.example.io/v1/gadgets": {"get": {"x-kubernetes-group-version-kind":
            {"group": "tools.example.io", "kind": "Gadget", "version": "v1"}}}}})",
                                      "");
    EXPECT_THAT(imported.errors, IsEmpty());
    OwnLibrary own(imported.modules);
    EXPECT_THAT(own.packed.errors, IsEmpty());
    std::optional<Kind> kind = own.library.findKind("tools.example.io/v1", "Gadget");
    ASSERT_TRUE(kind);
    EXPECT_FALSE(kind->namespaced);
    EXPECT_EQ(kind->root, own.library.find("example.tools.v1.Gadget"));
    EXPECT_EQ(own.library.type(*own.library.find("example.tools.v1.Gadget.spec.part")).path, "example.api.v1.Part");
}

TEST(ImportOpenApi, TakesTheScopeFromPaths) {
    std::string head = R"({"definitions": {"io.example.tools.v1.Gadget": {"type": "object", "properties": {
        "metadata": {"$ref": "#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"}},
        "x-kubernetes-group-version-kind": [{"group": "tools.example.io", "kind": "Gadget", "version": "v1"}]},
        "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta": {"type": "object"}}, "paths": )";
    std::string operation =
        R"({"get": {"x-kubernetes-group-version-kind": {"group": "tools.example.io", "kind": "Gadget"}}})";
    Imported namespaced = importOpenApi(head + R"({"/apis/x/v1/gadgets": )" + operation +
                                            R"(, "/apis/x/v1/namespaces/{namespace}/gadgets": )" + operation + "}}",
                                        "");
    EXPECT_THAT(namespaced.errors, IsEmpty());
    EXPECT_TRUE(namespaced.modules.at(0).types.at(0).namespaced);
    EXPECT_EQ(importOpenApi(head + "{}}", "").errors.at(0).message, "the scope of kind `Gadget` is not known");
}

TEST(ImportOpenApi, RefusesBadInput) {
    EXPECT_EQ(importOpenApi("{", "").errors.at(0).message, "not JSON");
    EXPECT_EQ(importOpenApi("[]", "").errors.at(0).message, "there are no OpenAPI v2 `definitions`");
    Imported dangling = importOpenApi(R"({"definitions": {"io.k8s.api.core.v1.Pod": {"type": "object", "properties": {
        "metadata": {"$ref": "#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"}},
        "x-kubernetes-group-version-kind": [{"group": "", "kind": "Pod", "version": "v1"}]}}})",
                                      "");
    EXPECT_EQ(dangling.errors.at(0).message, "there is no such definition");
    std::string deep = R"({"definitions": {"io.k8s.api.core.v1.Pod": {"type": "object", "properties": {"metadata":
        {"$ref": "#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"}, "x": )";
    for (int i = 0; i < 200; ++i)
        deep += R"({"type": "array", "items": )";
    deep += R"({"type": "string"})" + std::string(200, '}') +
            R"(}, "x-kubernetes-group-version-kind": [{"group": "", "kind": "Pod", "version": "v1"}]}}})";
    EXPECT_EQ(importOpenApi(deep, "").errors.at(0).message, "the schema is nested too deeply");
}

TEST(ModuleText, RoundTrips) {
    std::vector<Module> modules = importOpenApi(openApiFixture, "fixture").modules;
    for (Module& module : importCrds(crdFixture, "fixture").modules)
        modules.push_back(std::move(module));
    for (Module& module : modules) {
        module.types[0].releases = {27, 30};
        if (!module.types[0].type.fields.empty())
            module.types[0].type.fields[0].releases = {29, 0};
        std::string text = writeModule(module);
        std::string error;
        std::optional<Module> again = readModule(text, error);
        ASSERT_TRUE(again) << error;
        EXPECT_EQ(writeModule(*again), text);
    }
}

TEST(ModuleText, RefusesWhatIsNotAModule) {
    std::string error;
    EXPECT_FALSE(readModule("{", error));
    EXPECT_FALSE(readModule("[]", error));
    EXPECT_FALSE(readModule(R"({"module": "m", "types": {"T": {"type": "Strin"}}})", error));
    EXPECT_EQ(error, "T: unknown type `Strin`");
    EXPECT_FALSE(readModule(R"({"module": "m", "types": {"T": {"type": "List"}}})", error));
}

TEST(ImportOpenApis, RefuseKindsThatAreNoObjects) {
    for (const char* name : {"example.v1.Thing", "io.k8s.api.core.v1.Pod"}) {
        Imported imported = importOpenApi(
            R"({"definitions": {"io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta": {"type": "object"}, ")" +
                std::string(name) +
                R"(": {"type": "integer", "properties": {"metadata": {"$ref":
                "#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"}}, "x-kubernetes-group-version-kind":
                [{"group": "example.io", "version": "v1", "kind": "Thing"}]}}, "paths": {"/x": {"get":
                {"x-kubernetes-group-version-kind": {"group": "example.io", "version": "v1", "kind": "Thing"}}}}})",
            "");
        ASSERT_EQ(imported.errors.size(), 1u) << name;
        EXPECT_EQ(imported.errors[0].message, "the schema of a kind must be an object");
    }
}

} // namespace
} // namespace stackc::kube
