#include <gtest/gtest.h>

#include "kube/replaced.h"
#include "kube/reviewed.h"

namespace stackc::kube {
namespace {

const Library& library() { return Library::builtin(); }

TEST(ReplacedBy, KnowsVersionsThatWentBeforeTheData) {
    EXPECT_EQ(replacedBy(library(), "policy/v1beta1", "PodDisruptionBudget"), (Replaced{"policy/v1", 25}));
    EXPECT_EQ(replacedBy(library(), "extensions/v1beta1", "Ingress"), (Replaced{"networking.k8s.io/v1", 22}));
    EXPECT_EQ(replacedBy(library(), "policy/v1beta1", "PodSecurityPolicy"), (Replaced{"", 25}));
}

TEST(ReplacedBy, DerivesTheMostStableVersion) {
    EXPECT_EQ(replacedBy(library(), "storage.k8s.io/v1alpha1", "VolumeAttributesClass"),
              (Replaced{"storage.k8s.io/v1", 35}));
    EXPECT_EQ(replacedBy(library(), "resource.k8s.io/v1beta2", "ResourceClaim"), (Replaced{"resource.k8s.io/v1", 0}));
    EXPECT_EQ(replacedBy(library(), "coordination.k8s.io/v1alpha2", "LeaseCandidate"),
              (Replaced{"coordination.k8s.io/v1beta1", 0}));
    EXPECT_EQ(replacedBy(library(), "autoscaling/v1", "HorizontalPodAutoscaler"), (Replaced{"autoscaling/v2", 0}));
    EXPECT_EQ(replacedBy(library(), "networking.k8s.io/v1alpha1", "ClusterCIDR"), (Replaced{"", 28}));
}

TEST(ReplacedBy, HasNothingForWhatIsNewestOrUnknown) {
    EXPECT_FALSE(replacedBy(library(), "apps/v1", "Deployment"));
    EXPECT_FALSE(replacedBy(library(), "v1", "Pod"));
    EXPECT_FALSE(replacedBy(library(), "apps/v1", "Deploymen"));
    EXPECT_FALSE(replacedBy(library(), "apps/v9", "Deployment"));
    EXPECT_FALSE(replacedBy(library(), "", ""));
}

// The reviewed table and the imported data must tell one story.
TEST(ReplacedBy, AgreesWithTheLibrary) {
    for (const RemovedVersion& removed : removedVersions()) {
        if (!removed.replacement.empty()) {
            std::optional<Kind> replacement = library().findKind(removed.replacement, removed.kind);
            ASSERT_TRUE(replacement) << removed.replacement << " " << removed.kind;
            EXPECT_EQ(replacement->releases.until, 0) << removed.replacement << " " << removed.kind;
        }
        std::optional<Kind> old = library().findKind(removed.apiVersion, removed.kind);
        EXPECT_EQ(old.has_value(), removed.release > 25) << removed.apiVersion << " " << removed.kind;
        if (old) {
            EXPECT_EQ(old->releases.until, removed.release) << removed.apiVersion << " " << removed.kind;
        }
    }
}

} // namespace
} // namespace stackc::kube
