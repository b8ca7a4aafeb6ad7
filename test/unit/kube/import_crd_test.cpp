#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "fixtures.h"
#include "kube/yaml_json.h"

namespace stackc::kube {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class ImportCrd : public testing::Test {
protected:
    Type at(std::string_view field) const {
        std::string path = "example.tools.v1.Gadget";
        std::optional<TypeId> id = own_->library.find(field.empty() ? path : path + "." + std::string(field));
        EXPECT_TRUE(id) << field;
        return own_->library.type(id.value_or(TypeId{0}));
    }

    std::unique_ptr<OwnLibrary> own_ = fixtureLibrary();
};

TEST_F(ImportCrd, MakesAModuleOfEachServedVersion) {
    EXPECT_THAT(importCrds(crdFixture, "").errors, IsEmpty());
    EXPECT_THAT(own_->packed.errors, IsEmpty());
    EXPECT_TRUE(own_->library.hasModule("example.tools.v1"));
    EXPECT_TRUE(own_->library.hasModule("example.tools.v1beta1"));
    EXPECT_FALSE(own_->library.hasModule("example.tools.v1alpha1"));
    std::optional<Kind> kind = own_->library.findKind("tools.example.io/v1beta1", "Gadget");
    ASSERT_TRUE(kind);
    EXPECT_FALSE(kind->namespaced);
    EXPECT_EQ(kind->group(), "tools.example.io");
    EXPECT_EQ(kind->version(), "v1beta1");
}

TEST_F(ImportCrd, GivesRootsTheApiServersHead) {
    EXPECT_THAT(at("apiVersion").enumValues, ElementsAre("tools.example.io/v1"));
    EXPECT_THAT(at("kind").enumValues, ElementsAre("Gadget"));
    EXPECT_EQ(at("metadata").path, "k8s.meta.v1.ObjectMeta");
    EXPECT_FALSE(at("").fields.find("status"));
    EXPECT_TRUE(at("").fields.find("spec")->required);
    EXPECT_EQ(at("").doc, "A gadget.");
}

TEST_F(ImportCrd, ReadsStructuralSchemas) {
    EXPECT_THAT(at("spec.mode").enumValues, ElementsAre("on", "off", "fast"));
    EXPECT_EQ(at("spec.port").shape, Shape::IntOrString);
    EXPECT_EQ(at("spec.weight").pattern, "^[0-9]+m?$");
    EXPECT_EQ(at("spec.open").shape, Shape::Open);
    EXPECT_TRUE(at("spec.half").openFields);
    EXPECT_EQ(at("spec.half.known").shape, Shape::Bool);
    EXPECT_EQ(at("spec.maybe").shape, Shape::String);
    EXPECT_EQ(at("spec.maybe").minLength, 1u);
    EXPECT_EQ(at("spec.maybe").maxLength, 3u);
    EXPECT_EQ(at("spec.count").min, 1);
    EXPECT_EQ(at("spec.count").max, 10);
    EXPECT_EQ(at("spec.share").maxFloat, 1.0);
    EXPECT_FALSE(at("spec.closed").openFields);
    EXPECT_EQ(at("spec.tags").shape, Shape::Map);
}

TEST_F(ImportCrd, ReadsListMapKeysSizesAndDocs) {
    Type rules = at("spec.rules");
    EXPECT_EQ(rules.shape, Shape::List);
    EXPECT_EQ(rules.mergeKey, "id");
    EXPECT_EQ(rules.minItems, 1u);
    EXPECT_EQ(rules.maxItems, 2u);
    EXPECT_EQ(own_->library.type(rules.element).path, "example.tools.v1.Gadget.spec.rules");
    EXPECT_EQ(own_->library.findField("example.tools.v1.Gadget.spec.rules.id")->doc, "Its name.");
}

TEST_F(ImportCrd, SharesEqualTypesOfOneName) {
    EXPECT_EQ(at("spec.rules.policy").path, "example.tools.v1.Gadget.spec.policy");
    EXPECT_EQ(own_->library.find("example.tools.v1beta1.Gadget.spec"),
              own_->library.find("example.tools.v1.Gadget.spec"));
    EXPECT_NE(own_->library.find("example.tools.v1beta1.Gadget"), own_->library.find("example.tools.v1.Gadget"));
}

TEST(ImportCrds, RefusesBadInput) {
    EXPECT_FALSE(importCrds("a: [", "").errors.empty());
    EXPECT_EQ(importCrds("kind: Pod", "").errors.at(0).message, "not a CustomResourceDefinition with a spec");
    EXPECT_EQ(importCrds("{kind: CustomResourceDefinition, spec: {group: g.io}}", "").errors.at(0).message,
              "`group`, `names.kind` and `scope` (Namespaced or Cluster) are needed");
    EXPECT_EQ(importCrds("{kind: CustomResourceDefinition, spec: {group: g.io, scope: Cluster, names: {kind: K}, "
                         "versions: [{name: v1, served: true, schema: {openAPIV3Schema: {type: object, properties: "
                         "{a: {$ref: x}}}}}]}}",
                         "")
                  .errors.at(0)
                  .message,
              "`$ref` is not allowed in a CRD: `x`");
}

TEST(ImportCrds, NamesModulesByGroup) {
    EXPECT_EQ(moduleOfGroup("networking.istio.io"), "istio.networking");
    EXPECT_EQ(moduleOfGroup("linkerd.io"), "linkerd");
    EXPECT_EQ(moduleOfGroup("policy.linkerd.io"), "linkerd.policy");
    EXPECT_EQ(moduleOfGroup("monitoring.coreos.com"), "prometheus");
    EXPECT_EQ(moduleOfGroup("cert-manager.io"), "certManager");
    EXPECT_EQ(moduleOfGroup("keda.sh"), "keda");
}

TEST(ParseYaml, ReadsScalarsByTheCoreSchema) {
    YamlDocuments parsed = parseYaml("{a: 1, b: '1', c: true, d: ~, e: 1.5, f: on, g: 1e3, h: -2, i: 1.2.3, j: .inf}");
    ASSERT_EQ(parsed.documents.size(), 1u);
    EXPECT_EQ(parsed.documents[0].dump(),
              R"({"a":1,"b":"1","c":true,"d":null,"e":1.5,"f":"on","g":1000.0,"h":-2,"i":"1.2.3","j":".inf"})");
}

TEST(ParseYaml, BoundsAliases) {
    std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 10; ++i) {
        std::string last = "*a" + std::to_string(i - 1), all = last;
        for (int j = 1; j < 10; ++j)
            all += ", " + last;
        bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + all + "]\n";
    }
    YamlDocuments parsed = parseYaml(bomb);
    EXPECT_EQ(parsed.error, "the YAML has too many nodes");
    EXPECT_TRUE(parsed.documents.empty());
}

} // namespace
} // namespace stackc::kube
