// What the definitions leave out of single fields, and of two fields of one object, as tables. A row is about a type.
#include "judge/amount.h"
#include "judge/walk.h"
#include "kube/demands.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <iterator>

namespace stackc::judge {

using diag::Code;
using ir::NodeKind;

namespace {

// ---- one field

/// A text, or each text of a list. Numbers are not looked at.
struct Text {
    const char* type;
    const char* field;
    Illegal (*legal)(std::string_view);
    const char* what;
};

constexpr std::array texts{
    Text{"k8s.core.v1.HostPathVolumeSource", "path", hostPath, "the path of a node"},
    Text{"k8s.core.v1.LocalVolumeSource", "path", hostPath, "the path of a node"},
    Text{"k8s.core.v1.KeyToPath", "path", fileInVolume, "the path of a file"},
    Text{"k8s.core.v1.KeyToPath", "key", notEmpty, "a key"},
    Text{"k8s.core.v1.SecretKeySelector", "key", dataKey, "a key"},
    Text{"k8s.core.v1.ConfigMapKeySelector", "key", dataKey, "a key"},
    Text{"k8s.core.v1.SecretKeySelector", "name", dnsName, "the name of a Secret"},
    Text{"k8s.core.v1.SecretEnvSource", "name", dnsName, "the name of a Secret"},
    Text{"k8s.core.v1.SecretProjection", "name", dnsName, "the name of a Secret"},
    Text{"k8s.core.v1.SecretVolumeSource", "secretName", dnsName, "the name of a Secret"},
    Text{"k8s.core.v1.LocalObjectReference", "name", dnsName, "the name of a Secret"},
    Text{"k8s.core.v1.ConfigMapKeySelector", "name", dnsName, "the name of a ConfigMap"},
    Text{"k8s.core.v1.ConfigMapEnvSource", "name", dnsName, "the name of a ConfigMap"},
    Text{"k8s.core.v1.ConfigMapProjection", "name", dnsName, "the name of a ConfigMap"},
    Text{"k8s.core.v1.ConfigMapVolumeSource", "name", dnsName, "the name of a ConfigMap"},
    Text{"k8s.core.v1.PersistentVolumeClaimVolumeSource", "claimName", dnsName, "the name of a claim"},
    Text{"k8s.core.v1.DownwardAPIVolumeFile", "path", fileInVolume, "the path of a file"},
    Text{"k8s.core.v1.ServiceAccountTokenProjection", "path", fileInVolume, "the path of a file"},
    Text{"k8s.core.v1.ClusterTrustBundleProjection", "path", fileInVolume, "the path of a file"},
    Text{"k8s.core.v1.ResourceFieldSelector", "resource", ownAmount, "the amount of a container"},
    Text{"k8s.core.v1.Sysctl", "name", sysctlName, "the name of a sysctl"},
    Text{"k8s.core.v1.HTTPHeader", "name", headerName, "the name of a header"},
    Text{"k8s.core.v1.HostAlias", "ip", address, "an address"},
    Text{"k8s.core.v1.HostAlias", "hostnames", dnsName, "a host"},
    Text{"k8s.core.v1.PodDNSConfig", "nameservers", address, "an address"},
    Text{"k8s.core.v1.PodDNSConfigOption", "name", notEmpty, "the name of an option"},
    Text{"k8s.core.v1.PodSpec", "hostname", dnsLabel, "the name of a pod's host"},
    Text{"k8s.core.v1.PodSpec", "subdomain", dnsLabel, "a subdomain"},
    Text{"k8s.core.v1.PodSpec", "nodeName", dnsName, "the name of a node"},
    Text{"k8s.core.v1.PodSpec", "priorityClassName", dnsName, "the name of a priority class"},
    Text{"k8s.core.v1.PodSpec", "runtimeClassName", dnsName, "the name of a runtime class"},
    Text{"k8s.core.v1.PodReadinessGate", "conditionType", labelKey, "a condition"},
    Text{"k8s.core.v1.PodAffinityTerm", "topologyKey", labelKey, "the key of a label"},
    Text{"k8s.core.v1.TopologySpreadConstraint", "topologyKey", notEmpty, "the key of a label"},
    Text{"k8s.core.v1.NodeSelectorRequirement", "key", labelKey, "the key of a label"},
    Text{"k8s.meta.v1.LabelSelectorRequirement", "key", labelKey, "the key of a label"},
    Text{"k8s.meta.v1.LabelSelectorRequirement", "values", labelValue, "the value of a label"},
    Text{"k8s.core.v1.ServiceSpec", "clusterIP", clusterAddress, "the address of a Service"},
    Text{"k8s.core.v1.ServiceSpec", "externalIPs", externalAddress, "an address"},
    Text{"k8s.core.v1.ServiceSpec", "loadBalancerSourceRanges", cidr, "a block of addresses"},
    Text{"k8s.core.v1.ServicePort", "appProtocol", labelKey, "a protocol"},
    Text{"k8s.apps.v1.StatefulSetSpec", "serviceName", serviceNameOrNone, "the name of a Service"},
    Text{"k8s.networking.v1.IngressServiceBackend", "name", dnsLabelWithLetter, "the name of a Service"},
    Text{"k8s.networking.v1.IngressTLS", "secretName", dnsNameOrNone, "the name of a Secret"},
    Text{"k8s.admissionregistration.v1.ServiceReference", "name", dnsLabelWithLetter, "the name of a Service"},
    Text{"k8s.apiextensions.v1.ServiceReference", "name", dnsLabelWithLetter, "the name of a Service"},
    Text{"k8s.apiregistration.v1.ServiceReference", "name", dnsLabelWithLetter, "the name of a Service"},
    Text{"k8s.networking.v1.IngressRule", "host", host, "a host"},
    Text{"k8s.networking.v1.IngressTLS", "hosts", hostOfCertificate, "a host"},
    Text{"k8s.networking.v1.IngressSpec", "ingressClassName", dnsName, "the name of an Ingress class"},
    Text{"k8s.networking.v1.IngressClassSpec", "controller", domainPath, "the name of a controller"},
    Text{"k8s.networking.v1.ServiceBackendPort", "name", portName, "the name of a Service's port"},
    Text{"k8s.networking.v1.IPBlock", "cidr", cidr, "a block of addresses"},
    Text{"k8s.networking.v1.IPBlock", "except", cidr, "a block of addresses"},
    Text{"k8s.storage.v1.StorageClass", "provisioner", provisioner, "the name of a provisioner"},
    Text{"k8s.node.v1.RuntimeClass", "handler", dnsLabel, "the name of a handler"},
    Text{"k8s.apps.v1.RollingUpdateDeployment", "maxSurge", percentage, "a number of pods"},
    Text{"k8s.apps.v1.RollingUpdateDeployment", "maxUnavailable", percentage, "a number of pods"},
    Text{"k8s.apps.v1.RollingUpdateDaemonSet", "maxSurge", percentage, "a number of pods"},
    Text{"k8s.apps.v1.RollingUpdateDaemonSet", "maxUnavailable", percentage, "a number of pods"},
    Text{"k8s.policy.v1.PodDisruptionBudgetSpec", "minAvailable", percentage, "a number of pods"},
    Text{"k8s.policy.v1.PodDisruptionBudgetSpec", "maxUnavailable", percentage, "a number of pods"},
    Text{"k8s.batch.v1.CronJobSpec", "timeZone", timeZone, "a time zone"},
    Text{"k8s.autoscaling.v2.MetricIdentifier", "name", notEmpty, "the name of a metric"},
    Text{"k8s.autoscaling.v2.CrossVersionObjectReference", "kind", notEmpty, "a kind"},
    Text{"k8s.autoscaling.v2.CrossVersionObjectReference", "name", notEmpty, "the name of a resource"},
    Text{"k8s.rbac.v1.RoleRef", "name", pathSegment, "the name of a role"},
    Text{"k8s.admissionregistration.v1.ValidatingWebhook", "name", longDomain, "the name of a webhook"},
    Text{"k8s.admissionregistration.v1.MutatingWebhook", "name", longDomain, "the name of a webhook"},
    Text{"k8s.apiextensions.v1.CustomResourceDefinitionSpec", "group", domain, "the group of a kind"},
    Text{"k8s.apiextensions.v1.CustomResourceDefinitionVersion", "name", dnsLabelWithLetter, "the name of a version"},
    Text{"k8s.apiextensions.v1.CustomResourceDefinitionNames", "kind", kindName, "a kind"},
    Text{"k8s.apiextensions.v1.CustomResourceDefinitionNames", "plural", dnsLabelWithLetter, "the plural of a kind"},
    Text{"k8s.apiextensions.v1.CustomResourceDefinitionNames", "singular", dnsLabelWithLetter, "the name of a kind"},
    Text{"k8s.apiextensions.v1.CustomResourceDefinitionNames", "shortNames", dnsLabelWithLetter, "a short name"}};

/// A whole number beside which a text may stand; the types of others have their ranges (kube/reviewed.def).
struct Range {
    const char* type;
    const char* field;
    int64_t low;
};

constexpr std::array ranges{Range{"k8s.apps.v1.RollingUpdateDeployment", "maxSurge", 0},
                            Range{"k8s.apps.v1.RollingUpdateDeployment", "maxUnavailable", 0},
                            Range{"k8s.apps.v1.RollingUpdateDaemonSet", "maxSurge", 0},
                            Range{"k8s.apps.v1.RollingUpdateDaemonSet", "maxUnavailable", 0},
                            Range{"k8s.policy.v1.PodDisruptionBudgetSpec", "minAvailable", 0},
                            Range{"k8s.policy.v1.PodDisruptionBudgetSpec", "maxUnavailable", 0}};

/// What has at least one element, and is there.
struct Filled {
    const char* type;
    const char* field;
    const char* required = "is required"; ///< empty: what the definitions say already
};

constexpr std::array filled{Filled{"k8s.core.v1.PersistentVolumeSpec", "accessModes"},
                            Filled{"k8s.core.v1.PersistentVolumeClaimSpec", "accessModes"},
                            Filled{"k8s.networking.v1.HTTPIngressRuleValue", "paths", ""},
                            Filled{"k8s.networking.v1.IngressServiceBackend", "port"},
                            Filled{"k8s.core.v1.PodDNSConfigOption", "name"},
                            Filled{"k8s.autoscaling.v2.HPAScalingRules", "policies", ""},
                            Filled{"k8s.core.v1.NodeSelector", "nodeSelectorTerms", ""},
                            Filled{"k8s.batch.v1.PodFailurePolicyOnExitCodesRequirement", "values", ""},
                            Filled{"k8s.batch.v1.SuccessPolicy", "rules", ""},
                            Filled{"k8s.rbac.v1.AggregationRule", "clusterRoleSelectors"},
                            Filled{"k8s.admissionregistration.v1.RuleWithOperations", "operations"},
                            Filled{"k8s.admissionregistration.v1.RuleWithOperations", "apiGroups"},
                            Filled{"k8s.admissionregistration.v1.RuleWithOperations", "apiVersions"},
                            Filled{"k8s.admissionregistration.v1.RuleWithOperations", "resources"},
                            Filled{"k8s.admissionregistration.v1.ValidatingWebhook", "admissionReviewVersions", ""},
                            Filled{"k8s.admissionregistration.v1.MutatingWebhook", "admissionReviewVersions", ""},
                            Filled{"k8s.apiextensions.v1.CustomResourceDefinitionVersion", "schema"},
                            Filled{"k8s.apiextensions.v1.CustomResourceValidation", "openAPIV3Schema"}};

/// What is there, though the definitions leave it open.
struct Wanted {
    const char* type;
    const char* field;
};

constexpr std::array wanted{Wanted{"k8s.core.v1.PersistentVolume", "spec"},
                            Wanted{"k8s.core.v1.PersistentVolumeClaim", "spec"},
                            Wanted{"k8s.core.v1.Pod", "spec"},
                            Wanted{"k8s.core.v1.PodTemplate", "template"},
                            Wanted{"k8s.core.v1.PodTemplateSpec", "spec"},
                            Wanted{"k8s.core.v1.ReplicationController", "spec"},
                            Wanted{"k8s.core.v1.ReplicationControllerSpec", "template"},
                            Wanted{"k8s.core.v1.Service", "spec"},
                            Wanted{"k8s.apiregistration.v1.APIService", "spec"},
                            Wanted{"k8s.apps.v1.ControllerRevision", "data"},
                            Wanted{"k8s.apps.v1.DaemonSet", "spec"},
                            Wanted{"k8s.apps.v1.Deployment", "spec"},
                            Wanted{"k8s.apps.v1.ReplicaSet", "spec"},
                            Wanted{"k8s.apps.v1.ReplicaSetSpec", "template"},
                            Wanted{"k8s.apps.v1.StatefulSet", "spec"},
                            Wanted{"k8s.batch.v1.Job", "spec"},
                            Wanted{"k8s.batch.v1.JobTemplateSpec", "spec"},
                            Wanted{"k8s.networking.v1.Ingress", "spec"},
                            Wanted{"k8s.networking.v1.IngressClass", "spec"},
                            Wanted{"k8s.networking.v1.IngressClassSpec", "controller"},
                            Wanted{"k8s.networking.v1.ServiceCIDR", "spec"},
                            Wanted{"k8s.networking.v1.ServiceCIDRSpec", "cidrs"},
                            Wanted{"k8s.admissionregistration.v1.MutatingAdmissionPolicy", "spec"},
                            Wanted{"k8s.admissionregistration.v1.MutatingAdmissionPolicySpec", "matchConstraints"},
                            Wanted{"k8s.admissionregistration.v1.MutatingAdmissionPolicySpec", "mutations"},
                            Wanted{"k8s.admissionregistration.v1.MutatingAdmissionPolicySpec", "reinvocationPolicy"},
                            Wanted{"k8s.admissionregistration.v1.MutatingAdmissionPolicyBinding", "spec"},
                            Wanted{"k8s.admissionregistration.v1.MutatingAdmissionPolicyBindingSpec", "policyName"},
                            Wanted{"k8s.admissionregistration.v1.ValidatingAdmissionPolicy", "spec"},
                            Wanted{"k8s.admissionregistration.v1.ValidatingAdmissionPolicySpec", "matchConstraints"},
                            Wanted{"k8s.flowcontrol.v1.FlowSchema", "spec"},
                            Wanted{"k8s.flowcontrol.v1.PriorityLevelConfiguration", "spec"}};

void check(Walk& walk, const Parts& fields, const Wanted& row) {
    if (!fields.open && fields.find(row.field) == nullptr)
        walk.misfit({row.field}, nullptr, "is required");
}

bool isEmptyList(Walk& walk, NodeRef node) {
    if (node->kind != NodeKind::List)
        return false;
    Parts elements = walk.view().elements(node);
    return !elements.open && elements.known.empty();
}

void check(Walk& walk, const Parts& fields, const Filled& row) {
    if (*row.required != '\0' && !fields.open && fields.find(row.field) == nullptr)
        walk.misfit({row.field}, nullptr, row.required);
    for (const Part& form : walk.forms(fields, row.field))
        if (isEmptyList(walk, form.value)) {
            View::Within within(walk.view(), form.guard);
            walk.misfit({row.field}, nullptr, "has no element");
        }
}

// ---- several fields

/// Surely there, with an element or a field: not a list or map that is empty, or made by a loop; where an empty text
/// is none, not a value that may be one.
bool isSome(Walk& walk, NodeRef node, bool isEmptyNone) {
    if (node->kind != NodeKind::List && node->kind != NodeKind::Record)
        return !isEmptyNone || (node->isConst() && (textOf(node) == nullptr || !textOf(node)->empty()));
    Parts parts = node->kind == NodeKind::List ? walk.view().elements(node) : walk.view().fields(node);
    return std::any_of(parts.known.begin(), parts.known.end(),
                       [](const Part& part) { return part.guard->isTrue() && !part.repeated; });
}

void check(Walk& walk, const Parts& fields, const kube::Barred& row) {
    std::vector<Part> others = walk.forms(fields, row.other);
    for (const Part& form : walk.forms(fields, row.field)) {
        bool isBarred = *row.value == '\0' ? isSome(walk, form.value, row.isEmptyNone) : shown(form.value) == row.value;
        for (const Part& other : others) {
            if (!isBarred || shown(other.value) != row.otherValue || !walk.meet(form.guard, other.guard))
                continue;
            if (*row.value != '\0')
                walk.misfit({row.field}, nullptr,
                            fmt::format("can't be `{}` where `{}` is `{}`", row.value, row.other, row.otherValue));
            else
                walk.barred({row.field}, shown(form.value),
                            fmt::format("can't be there where `{}` is `{}`", row.other, row.otherValue));
        }
    }
}

void check(Walk& walk, const Parts& fields, const kube::Needed& row) {
    std::vector<Part> forms = walk.forms(fields, row.field);
    bool isThere = fields.open || std::any_of(forms.begin(), forms.end(), [&](const Part& form) {
                       const std::string* text = textOf(form.value);
                       return !isEmptyList(walk, form.value) && (text == nullptr || !text->empty());
                   });
    if (isThere)
        return;
    for (const Part& other : walk.forms(fields, row.other))
        if (shown(other.value) == row.otherValue) {
            View::Within within(walk.view(), other.guard);
            walk.misfit({row.field}, nullptr, fmt::format("is required where `{}` is `{}`", row.other, row.otherValue));
        }
}

void check(Walk& walk, const Parts& fields, const kube::Apart& row) {
    for (const Part& one : walk.forms(fields, row.one))
        for (const Part& other : walk.forms(fields, row.other))
            if (isSome(walk, one.value, row.isEmptyNone) && isSome(walk, other.value, row.isEmptyNone) &&
                walk.meet(one.guard, other.guard)) {
                walk.barred({row.other}, shown(other.value),
                            fmt::format("stands beside `{}`, and {} has one of them", row.one, row.what));
                return;
            }
}

void check(Walk& walk, const Parts& fields, const kube::OneOf& row) {
    std::vector<Part> there;
    std::copy_if(fields.known.begin(), fields.known.end(), std::back_inserter(there), [&](const Part& part) {
        return !row.isEmptyNone || !part.value->isConst() || isSome(walk, part.value, row.isEmptyNone);
    });
    Parts counted = fields;
    counted.known = there;
    walk.oneOf(counted, row.fields, row.what);
}

template <typename Row> void add(std::vector<NamedRule>& out, const Row& rows) {
    for (const auto& row : rows)
        out.push_back({row.type, [row](Walk& walk, const Parts& fields) { check(walk, fields, row); }});
}

void check(Walk& walk, const Parts& fields, const Text& row) { walk.name(fields, row.field, row.legal, row.what); }
void check(Walk& walk, const Parts& fields, const Range& row) { walk.range(fields, row.field, row.low, INT32_MAX); }

} // namespace

std::vector<NamedRule> fieldRules() {
    std::vector<NamedRule> out;
    add(out, texts);
    add(out, ranges);
    add(out, wanted);
    add(out, filled);
    add(out, kube::choices());
    add(out, kube::apart());
    add(out, kube::barred());
    add(out, kube::needed());
    return out;
}

} // namespace stackc::judge
