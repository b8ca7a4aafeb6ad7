#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "fixtures.h"
#include "kube/dedupe.h"
#include "kube/module_text.h"
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
    EXPECT_EQ(importCrds("kind: Pod", "").errors.at(0).message, "a `Pod`, which is no CustomResourceDefinition");
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

// A CRD of kind Thing in example.io with the given versions.
std::string crd(const std::string& versions) {
    return "{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, spec: {group: example.io, scope: "
           "Namespaced, "
           "names: {kind: Thing}, versions: " +
           versions + "}}";
}

// A Thing with one version, whose spec has the given schema, in a library with Kubernetes' metadata.
std::unique_ptr<OwnLibrary> thing(const std::string& spec) {
    Imported imported =
        importCrds(crd("[{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, "
                       "properties: {spec: " +
                       spec + "}}}}]"),
                   "");
    EXPECT_THAT(imported.errors, IsEmpty());
    for (Module& module : importOpenApi(openApiFixture, "fixture").modules)
        imported.modules.push_back(std::move(module));
    return std::make_unique<OwnLibrary>(imported.modules);
}

Type typeIn(const OwnLibrary& own, const std::string& field) {
    return own.library.type(own.library.find("example.v1.Thing.spec" + field).value());
}

TEST(ImportCrds, DoNotRequireFieldsWithADefault) {
    auto own =
        thing("{type: object, required: [a, b], properties: {a: {type: string}, b: {type: string, default: x}}}");
    EXPECT_TRUE(own->library.findField("example.v1.Thing.spec.a")->required);
    EXPECT_FALSE(own->library.findField("example.v1.Thing.spec.b")->required);
}

TEST(ImportCrds, IgnoreBranchesThatOnlyRestrict) {
    auto own =
        thing("{type: object, properties: {a: {type: string}, b: {type: object, properties: {c: {type: string}}}}, "
              "oneOf: [{required: [a], not: {anyOf: [{required: [b]}]}}, {properties: {a: {enum: [x]}, b: "
              "{properties: {c: {maxLength: 3}}}}}], anyOf: [{required: [b]}]}");
    EXPECT_EQ(typeIn(*own, "").fields.size(), 2u);
    EXPECT_FALSE(typeIn(*own, "").openFields);
    EXPECT_THAT(typeIn(*own, ".a").enumValues, IsEmpty());
    EXPECT_FALSE(typeIn(*own, ".b.c").maxLength);
}

TEST(ImportCrds, TypeChoicesWhereTheyStandAlone) {
    auto own = thing("{type: object, properties: {text: {type: string, allOf: [{enum: [a, b]}, {enum: [b, c]}]}, "
                     "port: {anyOf: [{type: integer}, {type: string}], x-kubernetes-int-or-string: true}, "
                     "plain: {anyOf: [{type: integer}, {type: string}]}, "
                     "any: {x-kubernetes-preserve-unknown-fields: true, anyOf: [{type: object}, {type: array}]}}}");
    EXPECT_THAT(typeIn(*own, ".text").enumValues, ElementsAre("b"));
    EXPECT_EQ(typeIn(*own, ".port").shape, Shape::IntOrString);
    EXPECT_EQ(typeIn(*own, ".plain").shape, Shape::IntOrString);
    EXPECT_EQ(typeIn(*own, ".any").shape, Shape::Open);
}

TEST(ImportCrds, GiveEmbeddedResourcesTheirHead) {
    auto own =
        thing("{type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true}");
    Type type = typeIn(*own, "");
    EXPECT_TRUE(type.openFields);
    EXPECT_TRUE(type.fields.find("apiVersion")->required);
    EXPECT_TRUE(type.fields.find("kind")->required);
    EXPECT_EQ(typeIn(*own, ".metadata").path, "k8s.meta.v1.ObjectMeta");
}

TEST(ImportCrds, KnowListTypes) {
    auto own =
        thing("{type: object, properties: {set: {type: array, items: {type: string}, x-kubernetes-list-type: set}, "
              "atomic: {type: array, items: {type: string}, x-kubernetes-list-type: atomic, "
              "x-kubernetes-list-map-keys: [a]}, keyed: {type: array, x-kubernetes-list-type: map, "
              "x-kubernetes-list-map-keys: [port, protocol], items: {type: object, properties: {port: {type: "
              "integer}, protocol: {type: string, default: TCP}}}}}}");
    EXPECT_EQ(typeIn(*own, ".set").mergeKey, "");
    EXPECT_TRUE(typeIn(*own, ".set").distinct);
    EXPECT_FALSE(typeIn(*own, ".atomic").distinct);
    EXPECT_EQ(typeIn(*own, ".atomic").mergeKey, "");
    EXPECT_THAT(typeIn(*own, ".keyed").mapKeys, ElementsAre("port", "protocol"));
}

TEST(ImportCrds, ReadListsAndSeveralDocuments) {
    std::string one = crd("[{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]");
    std::string other = one;
    other.replace(other.find("Thing"), 5, "Other");
    EXPECT_THAT(importCrds(one + "\n---\n" + other, "").errors, IsEmpty());
    Imported list = importCrds("{kind: List, items: [" + one + ", " + other + "]}", "");
    EXPECT_THAT(list.errors, IsEmpty());
    EXPECT_EQ(list.modules.at(0).types.size(), 2u);
    EXPECT_EQ(importCrds(one + "\n---\n" + one, "").errors.at(0).message, "declared twice");
    Imported broken = importCrds("{kind: List, items: [" + one + ", {kind: Pod}]}", "");
    EXPECT_THAT(broken.errors, IsEmpty());
    EXPECT_EQ(broken.skipped.at(0).where, "items[1]");
    EXPECT_EQ(broken.modules.size(), 1u);
}

TEST(ImportCrds, SayWhatIsMissing) {
    auto error = [](const std::string& versions) {
        std::vector<ImportError> errors = importCrds(crd(versions), "").errors;
        return errors.empty() ? "none" : errors[0].where + ": " + errors[0].message;
    };
    EXPECT_EQ(error("[{name: v1, served: true}]"), "spec.versions[0]: `name` and `schema.openAPIV3Schema` are needed");
    EXPECT_EQ(error("[{name: v1, served: false, schema: {openAPIV3Schema: {type: object}}}]"),
              "spec.versions: no version of `Thing` is served");
    EXPECT_EQ(error("{}"), "spec.versions: a list of versions is needed");
    EXPECT_EQ(error("[{name: v1, served: true, schema: {openAPIV3Schema: {type: string}}}]"),
              "spec.versions[0]: the schema of a kind must be an object");
    EXPECT_EQ(error("[{name: v1, served: true, schema: {openAPIV3Schema: {properties: {spec: {type: tuple}}}}}]"),
              "spec.versions[0].spec: unknown type `tuple`");
    EXPECT_EQ(importCrds("", "").errors.at(0).message, "there is nothing in it");
    EXPECT_EQ(importCrds("{apiVersion: apiextensions.k8s.io/v1alpha1, kind: CustomResourceDefinition, spec: {}}", "")
                  .errors.at(0)
                  .message,
              "only CustomResourceDefinitions of apiextensions.k8s.io/v1 and v1beta1 can be read, not of "
              "`apiextensions.k8s.io/v1alpha1`");
}

TEST(ImportCrds, ReadTheOldForm) {
    std::string head = "{apiVersion: apiextensions.k8s.io/v1beta1, kind: CustomResourceDefinition, spec: {group: "
                       "example.io, names: {kind: Thing}, ";
    Imported common = importCrds(head + "validation: {openAPIV3Schema: {properties: {spec: {type: object}}}}, "
                                        "versions: [{name: v1, served: true, storage: true}, "
                                        "{name: v2, served: true, storage: false}]}}",
                                 "");
    EXPECT_THAT(common.errors, IsEmpty());
    EXPECT_EQ(common.modules.size(), 2u);
    Imported bare = importCrds(head + "version: v1}}", "");
    EXPECT_THAT(bare.errors, IsEmpty());
    EXPECT_TRUE(bare.modules.at(0).types.at(0).type.openFields);
}

TEST(ImportCrds, LeaveOutWhatIsThere) {
    Shipped shipped{[](std::string_view apiVersion, std::string_view) { return apiVersion == "example.io/v1"; },
                    [](std::string_view) { return false; }};
    ImportOptions options;
    options.shipped = &shipped;
    std::string schema = "schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {a: "
                         "{type: array, items: {type: object, properties: {b: {type: string}}}}}}}}}}";
    Imported imported = importCrds(crd("[{name: v1, served: true, storage: true, " + schema +
                                       ", {name: v1beta1, served: true, storage: false, " + schema + "]"),
                                   "", options);
    EXPECT_THAT(imported.errors, IsEmpty());
    EXPECT_THAT(imported.shipped, ElementsAre("example.v1.Thing"));
    ASSERT_EQ(imported.modules.size(), 1u);
    EXPECT_EQ(writeModule(imported.modules[0]).find("#example.v1."), std::string::npos);
}

TEST(ImportCrds, KeepListsOpenThatTheApiServerKeeps) {
    auto own = thing("{type: object, properties: {a: {type: array, x-kubernetes-preserve-unknown-fields: true, items: "
                     "{type: array, items: {type: object, properties: {b: {type: string}}}}}, "
                     "c: {type: array, items: {type: object, properties: {d: {type: string}}}}}}");
    EXPECT_TRUE(own->library.type(own->library.underlying(typeIn(*own, ".a").id)).openFields);
    EXPECT_FALSE(own->library.type(own->library.underlying(typeIn(*own, ".c").id)).openFields);
}

TEST(MergeModules, RefusesTwoGroupsOfOneName) {
    Module a, b;
    a.name = b.name = "tools.v1";
    a.apiVersion = "tools.io/v1";
    b.apiVersion = "tools.dev/v1";
    EXPECT_EQ(mergeModules({a, b}).errors.at(0).message,
              "two API versions, `tools.io/v1` and `tools.dev/v1`, have this name");
}

TEST(Dedupe, SharesSpecsOfTwoKindsButNotTheirParts) {
    std::string one =
        crd("[{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, properties: "
            "{spec: {type: object, properties: {a: {type: object, properties: {x: {type: object, properties: "
            "{y: {type: string}}}}}, x: {type: object, properties: {y: {type: string}}}}}}}}}]");
    std::string same = one, other = one;
    same.replace(same.find("Thing"), 5, "Twin");
    other.replace(other.find("Thing"), 5, "Other");
    other.replace(other.find("properties: {a:"), 15, "properties: {b: {type: string}, a:");
    Imported imported = importCrds(one + "\n---\n" + same + "\n---\n" + other, "");
    ASSERT_THAT(imported.errors, IsEmpty());
    dedupeSpecs({&imported.modules.at(0)});
    for (Module& module : importOpenApi(openApiFixture, "fixture").modules)
        imported.modules.push_back(std::move(module));
    OwnLibrary own(imported.modules);
    EXPECT_THAT(own.packed.errors, IsEmpty());
    EXPECT_EQ(own.library.find("example.v1.Thing.spec"), own.library.find("example.v1.Twin.spec"));
    EXPECT_EQ(own.library.find("example.v1.Twin.spec.a.x"), own.library.find("example.v1.Twin.spec.x"));
    EXPECT_NE(own.library.find("example.v1.Other.spec.x"), own.library.find("example.v1.Thing.spec.x"));
}

TEST(ImportCrds, NamesModulesByGroup) {
    EXPECT_EQ(moduleOfGroup("networking.istio.io"), "istio.networking");
    EXPECT_EQ(moduleOfGroup("linkerd.io"), "linkerd");
    EXPECT_EQ(moduleOfGroup("policy.linkerd.io"), "linkerd.policy");
    EXPECT_EQ(moduleOfGroup("monitoring.coreos.com"), "prometheus");
    EXPECT_EQ(moduleOfGroup("cert-manager.io"), "certManager");
    EXPECT_EQ(moduleOfGroup("keda.sh"), "keda");
}

TEST(ParseYaml, ReadsScalarsAsKubectl) {
    YamlDocuments parsed = parseYaml("{a: 1, b: '1', c: true, d: ~, e: 1.5, f: on, g: 1e3, h: -2, i: 1.2.3, j: 0x1F}");
    ASSERT_EQ(parsed.documents.size(), 1u);
    EXPECT_EQ(parsed.documents[0].dump(),
              R"({"a":1,"b":"1","c":true,"d":null,"e":1.5,"f":true,"g":1000,"h":-2,"i":"1.2.3","j":31})");
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
    EXPECT_EQ(parsed.error, "too many values after expansion of aliases");
    EXPECT_TRUE(parsed.documents.empty());
}

} // namespace
} // namespace stackc::kube
