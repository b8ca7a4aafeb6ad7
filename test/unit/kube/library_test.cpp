#include <algorithm>
#include <gmock/gmock.h>

#include "kube/builtin.h"
#include "kube/library.h"
#include "kube/reviewed.h"
#include "kube/tables.h"

namespace stackc::kube {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

const Library& library() { return Library::builtin(); }

TEST(BuiltinLibrary, HasTheModulesOfOneRelease) {
    for (const char* module : {"k8s.core.v1", "k8s.apps.v1", "k8s.batch.v1", "k8s.networking.v1", "k8s.policy.v1",
                               "k8s.rbac.v1", "k8s.autoscaling.v2", "k8s.meta.v1", "istio.networking.v1",
                               "istio.security.v1", "linkerd.v1alpha2", "linkerd.policy.v1beta3", "prometheus.v1",
                               "smi.split.v1alpha2", "argo.v1alpha1", "flux.helm.v2", "flux.source.v1"})
        EXPECT_TRUE(library().hasModule(module)) << module;
    EXPECT_FALSE(library().hasModule("k8s.core"));
    EXPECT_THAT(library().names("k8s.core.v1"), Contains("Affinity"));
    EXPECT_THAT(library().names("nowhere"), IsEmpty());
}

TEST(BuiltinLibrary, FindsKindsByBothNames) {
    std::optional<Kind> deployment = library().findKind("apps/v1", "Deployment");
    ASSERT_TRUE(deployment);
    EXPECT_EQ(deployment->root, library().find("k8s.apps.v1.Deployment"));
    EXPECT_EQ(library().kind(deployment->root)->kind, "Deployment");
    EXPECT_TRUE(deployment->namespaced);
    EXPECT_FALSE(library().findKind("rbac.authorization.k8s.io/v1", "ClusterRole")->namespaced);
    EXPECT_TRUE(library().findKind("split.smi-spec.io/v1alpha2", "TrafficSplit"));
    EXPECT_FALSE(library().findKind("apps/v1beta1", "Deployment"));
    EXPECT_FALSE(library().kind(*library().find("k8s.core.v1.Affinity")));
}

TEST(BuiltinLibrary, HasEveryBuiltInKindOfTheNewestReleaseOnce) {
    std::vector<Kind> kinds = library().kinds();
    size_t builtIn = 0;
    for (const Kind& kind : kinds) {
        EXPECT_EQ(library().kind(kind.root)->apiVersion, kind.apiVersion);
        Type root = library().type(kind.root);
        EXPECT_THAT(library().type(root.fields.find("apiVersion")->type).enumValues, ElementsAre(kind.apiVersion));
        EXPECT_THAT(library().type(root.fields.find("kind")->type).enumValues, ElementsAre(kind.kind));
        EXPECT_EQ(library().type(root.fields.find("metadata")->type).path, "k8s.meta.v1.ObjectMeta");
        EXPECT_FALSE(root.fields.find("status"));
        builtIn += root.path.starts_with("k8s.") && kind.releases.until == 0;
    }
    EXPECT_EQ(builtIn, 98u);
}

TEST(BuiltinLibrary, KnowsTheReleasesOfKindsAndFields) {
    auto kind = [](const char* apiVersion, const char* name) { return library().findKind(apiVersion, name)->releases; };
    EXPECT_EQ(kind("apps/v1", "Deployment"), Releases());
    EXPECT_EQ(kind("autoscaling/v2beta2", "HorizontalPodAutoscaler"), (Releases{0, 26}));
    EXPECT_EQ(kind("flowcontrol.apiserver.k8s.io/v1", "FlowSchema"), (Releases{29, 0}));
    EXPECT_EQ(kind("storage.k8s.io/v1alpha1", "VolumeAttributesClass"), (Releases{29, 35}));
    auto field = [](const char* path) { return library().findField(path)->releases; };
    EXPECT_EQ(field("k8s.core.v1.PodSpec.containers"), Releases());
    EXPECT_EQ(field("k8s.core.v1.Container.restartPolicy"), (Releases{29, 0}));
    EXPECT_EQ(field("k8s.core.v1.PodResourceClaim.source"), (Releases{0, 30}));
    EXPECT_EQ(field("k8s.core.v1.PodSpec.workloadRef"), (Releases{35, 36}));
    EXPECT_EQ(field("k8s.core.v1.PersistentVolumeClaimSpec.dataSourceRef.namespace"), (Releases{27, 0}));
}

TEST(BuiltinLibrary, WalksFieldsThroughListsAndMaps) {
    std::optional<TypeId> ports = library().find("k8s.apps.v1.Deployment.spec.template.spec.containers.ports");
    ASSERT_TRUE(ports);
    Type list = library().type(*ports);
    EXPECT_EQ(list.shape, Shape::List);
    EXPECT_EQ(list.mergeKey, "containerPort");
    EXPECT_EQ(library().type(list.element).path, "k8s.core.v1.ContainerPort");
    EXPECT_FALSE(library().find("k8s.apps.v1.Deployment.spec.replica"));
    EXPECT_FALSE(library().find("k8s.apps.v1"));
    EXPECT_FALSE(library().find("k8s.apps.v1.Deploymen"));
    EXPECT_FALSE(library().find(""));
    EXPECT_FALSE(library().find("."));
    EXPECT_TRUE(library().findField("k8s.apps.v1.Deployment.spec.selector")->required);
    EXPECT_FALSE(library().findField("k8s"));
}

TEST(BuiltinLibrary, TypesPartsOfCustomResources) {
    Type policy = library().type(*library().find("istio.networking.v1.DestinationRule.spec.trafficPolicy"));
    EXPECT_EQ(policy.shape, Shape::Object);
    EXPECT_EQ(policy.name, "trafficPolicy");
    EXPECT_EQ(library().find("istio.networking.v1.DestinationRule.spec.subsets.trafficPolicy"), policy.id);
    EXPECT_EQ(library().find("istio.networking.v1beta1.DestinationRule.spec.trafficPolicy"), policy.id);
    EXPECT_EQ(library().shape(*library().find("prometheus.v1.PrometheusRule.spec.groups.rules.expr")),
              Shape::IntOrString);
}

TEST(BuiltinLibrary, CarriesReviewedEnums) {
    auto values = [](const char* path) {
        return library().type(library().underlying(library().find(path).value())).enumValues;
    };
    EXPECT_THAT(values("k8s.core.v1.Container.imagePullPolicy"), ElementsAre("Always", "Never", "IfNotPresent"));
    EXPECT_THAT(values("k8s.core.v1.PersistentVolumeClaimSpec.accessModes"),
                ElementsAre("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"));
    EXPECT_THAT(values("k8s.networking.v1.HTTPIngressPath.pathType"),
                ElementsAre("Exact", "Prefix", "ImplementationSpecific"));
    EXPECT_THAT(values("k8s.meta.v1.LabelSelectorRequirement.operator"),
                ElementsAre("In", "NotIn", "Exists", "DoesNotExist"));
}

TEST(BuiltinLibrary, HasAllThatIsReviewed) {
    for (const ReviewedEnum& entry : reviewedEnums()) {
        std::optional<TypeId> field = library().find(entry.field);
        ASSERT_TRUE(field) << entry.field;
        std::vector<std::string_view> values(entry.values.begin(), entry.values.end());
        EXPECT_EQ(library().type(library().underlying(*field)).enumValues, values) << entry.field;
    }
    for (const ReviewedRange& entry : reviewedRanges()) {
        std::optional<TypeId> field = library().find(entry.field);
        ASSERT_TRUE(field) << entry.field;
        Type type = library().type(library().underlying(*field));
        EXPECT_EQ(type.min, entry.low) << entry.field;
        EXPECT_EQ(type.max, entry.high) << entry.field;
    }
    for (const FieldDoc& entry : fieldDocs()) {
        size_t dot = entry.field.rfind('.');
        std::optional<TypeId> type = library().find(entry.field.substr(0, dot));
        ASSERT_TRUE(type) << entry.field;
        std::optional<Field> field = library().type(*type).fields.find(entry.field.substr(dot + 1));
        ASSERT_TRUE(field) << entry.field;
        EXPECT_EQ(field->doc, entry.text) << entry.field;
    }
    std::vector<Kind> kinds = library().kinds();
    for (const ReviewedScope& entry : reviewedScopes()) {
        auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const Kind& other) {
            return other.group() == entry.group && other.kind == entry.kind;
        });
        ASSERT_NE(kind, kinds.end()) << entry.group << " " << entry.kind;
        EXPECT_EQ(kind->namespaced, entry.namespaced) << entry.group << " " << entry.kind;
    }
}

TEST(BuiltinLibrary, KeepsFieldsSorted) {
    for (uint32_t id = 0; id < library().typeCount(); ++id) {
        Type type = library().type(TypeId{id});
        std::string_view last;
        for (Field field : type.fields) {
            EXPECT_LT(last, field.name) << type.path;
            EXPECT_LT(field.type.value, library().typeCount());
            EXPECT_EQ(type.fields.find(field.name)->type, field.type);
            last = field.name;
        }
        if (type.shape == Shape::Object) {
            ASSERT_FALSE(type.path.empty());
            EXPECT_EQ(library().underlying(library().find(type.path).value()), type.id) << type.path;
        }
    }
}

} // namespace
} // namespace stackc::kube
