#include "kube/demands.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <utility>

#include "kube/pattern.h"
#include "text/numbers.h"
#include "text/patterns.h"

namespace stackc::kube {
namespace {

std::vector<OneOf> choiceRows() {
    return {
        {"k8s.core.v1.Probe", {"exec", "grpc", "httpGet", "tcpSocket"}, "a probe"},
        {"k8s.core.v1.LifecycleHandler", {"exec", "httpGet", "sleep", "tcpSocket"}, "a handler"},
        {"k8s.core.v1.EnvVarSource",
         {"configMapKeyRef", "fieldRef", "fileKeyRef", "resourceFieldRef", "secretKeyRef"},
         "the source of a variable"},
        {"k8s.core.v1.EnvFromSource", {"configMapRef", "secretRef"}, "a source of variables"},
        {"k8s.core.v1.DownwardAPIVolumeFile", {"fieldRef", "resourceFieldRef"}, "a file of the pod's own fields"},
        {"k8s.core.v1.PodResourceClaim", {"resourceClaimName", "resourceClaimTemplateName"}, "a claim"},
        {"k8s.core.v1.PersistentVolumeSpec",
         {"csi",
          "hostPath",
          "iscsi",
          "local",
          "nfs",
          "awsElasticBlockStore",
          "azureDisk",
          "azureFile",
          "cephfs",
          "cinder",
          "fc",
          "flexVolume",
          "flocker",
          "gcePersistentDisk",
          "glusterfs",
          "photonPersistentDisk",
          "portworxVolume",
          "quobyte",
          "rbd",
          "scaleIO",
          "storageos",
          "vsphereVolume"},
         "a volume"},
        {"k8s.networking.v1.IngressBackend", {"resource", "service"}, "a backend"},
        {"k8s.networking.v1.ServiceBackendPort", {"name", "number"}, "the port of a backend", true},
        {"k8s.admissionregistration.v1.WebhookClientConfig", {"service", "url"}, "a webhook"},
        {"k8s.apiextensions.v1.WebhookClientConfig", {"service", "url"}, "a webhook"},
    };
}

constexpr std::array apartRows{
    Apart{"k8s.core.v1.VolumeMount", "subPath", "subPathExpr", "a mount"},
    Apart{"k8s.policy.v1.PodDisruptionBudgetSpec", "minAvailable", "maxUnavailable", "a budget", false},
    Apart{"k8s.autoscaling.v2.MetricTarget", "averageUtilization", "averageValue", "a target", false},
    Apart{"k8s.batch.v1.PodFailurePolicyRule", "onExitCodes", "onPodConditions", "a rule"},
    Apart{"k8s.rbac.v1.PolicyRule", "nonResourceURLs", "resources", "a rule"}};

constexpr std::array barredRows{
    Barred{"k8s.core.v1.SecurityContext", "allowPrivilegeEscalation", "false", "privileged", "true"},
    Barred{"k8s.core.v1.PodSpec", "shareProcessNamespace", "true", "hostPID", "true"},
    Barred{"k8s.core.v1.PodSpec", "hostNetwork", "true", "hostUsers", "false"},
    Barred{"k8s.core.v1.PodSpec", "hostPID", "true", "hostUsers", "false"},
    Barred{"k8s.core.v1.PodSpec", "hostIPC", "true", "hostUsers", "false"},
    Barred{"k8s.core.v1.ServiceSpec", "clusterIP", "None", "type", "NodePort"},
    Barred{"k8s.core.v1.ServiceSpec", "clusterIP", "None", "type", "LoadBalancer"},
    Barred{"k8s.core.v1.ServiceSpec", "clusterIP", "", "type", "ExternalName"},
    Barred{"k8s.core.v1.ServiceSpec", "ipFamilies", "", "type", "ExternalName"},
    Barred{"k8s.core.v1.ServiceSpec", "ipFamilyPolicy", "", "type", "ExternalName"},
    Barred{"k8s.core.v1.ServiceSpec", "sessionAffinityConfig", "", "sessionAffinity", "None", false},
    Barred{"k8s.core.v1.VolumeMount", "recursiveReadOnly", "Enabled", "mountPropagation", "HostToContainer", true,
           false},
    Barred{"k8s.core.v1.VolumeMount", "recursiveReadOnly", "Enabled", "mountPropagation", "Bidirectional", true, false},
    Barred{"k8s.core.v1.VolumeMount", "recursiveReadOnly", "IfPossible", "mountPropagation", "HostToContainer", true,
           false},
    Barred{"k8s.core.v1.VolumeMount", "recursiveReadOnly", "IfPossible", "mountPropagation", "Bidirectional", true,
           false},
    Barred{"k8s.core.v1.VolumeMount", "recursiveReadOnly", "Enabled", "readOnly", "false", true, false},
    Barred{"k8s.core.v1.VolumeMount", "recursiveReadOnly", "IfPossible", "readOnly", "false", true, false},
    Barred{"k8s.core.v1.ScopedResourceSelectorRequirement", "values", "", "operator", "Exists"},
    Barred{"k8s.core.v1.ScopedResourceSelectorRequirement", "values", "", "operator", "DoesNotExist"},
    Barred{"k8s.core.v1.NodeSelectorRequirement", "values", "", "operator", "Exists"},
    Barred{"k8s.core.v1.NodeSelectorRequirement", "values", "", "operator", "DoesNotExist"},
    Barred{"k8s.meta.v1.LabelSelectorRequirement", "values", "", "operator", "Exists"},
    Barred{"k8s.meta.v1.LabelSelectorRequirement", "values", "", "operator", "DoesNotExist"},
    Barred{"k8s.core.v1.LimitRangeItem", "default", "", "type", "Pod"},
    Barred{"k8s.core.v1.LimitRangeItem", "defaultRequest", "", "type", "Pod"},
    Barred{"k8s.core.v1.TopologySpreadConstraint", "minDomains", "", "whenUnsatisfiable", "ScheduleAnyway", false},
    Barred{"k8s.apps.v1.DeploymentStrategy", "rollingUpdate", "", "type", "Recreate", false},
    Barred{"k8s.apps.v1.StatefulSetUpdateStrategy", "rollingUpdate", "", "type", "OnDelete", false},
    Barred{"k8s.core.v1.SeccompProfile", "localhostProfile", "", "type", "RuntimeDefault", false},
    Barred{"k8s.core.v1.SeccompProfile", "localhostProfile", "", "type", "Unconfined", false},
    Barred{"k8s.core.v1.AppArmorProfile", "localhostProfile", "", "type", "RuntimeDefault", false},
    Barred{"k8s.core.v1.AppArmorProfile", "localhostProfile", "", "type", "Unconfined", false}};

constexpr std::array neededRows{
    Needed{"k8s.core.v1.SeccompProfile", "type", "Localhost", "localhostProfile"},
    Needed{"k8s.core.v1.AppArmorProfile", "type", "Localhost", "localhostProfile"},
    Needed{"k8s.core.v1.NodeSelectorRequirement", "operator", "In", "values"},
    Needed{"k8s.core.v1.NodeSelectorRequirement", "operator", "NotIn", "values"},
    Needed{"k8s.core.v1.NodeSelectorRequirement", "operator", "Gt", "values"},
    Needed{"k8s.core.v1.NodeSelectorRequirement", "operator", "Lt", "values"},
    Needed{"k8s.meta.v1.LabelSelectorRequirement", "operator", "In", "values"},
    Needed{"k8s.meta.v1.LabelSelectorRequirement", "operator", "NotIn", "values"},
    Needed{"k8s.core.v1.ScopedResourceSelectorRequirement", "operator", "In", "values"},
    Needed{"k8s.core.v1.ScopedResourceSelectorRequirement", "operator", "NotIn", "values"},
    Needed{"k8s.core.v1.VolumeMount", "recursiveReadOnly", "Enabled", "readOnly"},
    Needed{"k8s.core.v1.VolumeMount", "recursiveReadOnly", "IfPossible", "readOnly"},
    Needed{"k8s.batch.v1.JobSpec", "completionMode", "Indexed", "completions"},
    Needed{"k8s.core.v1.PodSpec", "dnsPolicy", "None", "dnsConfig"},
    Needed{"k8s.apiextensions.v1.CustomResourceConversion", "strategy", "Webhook", "webhook"}};

// ---- what the judge tells in words of its own

struct Further {
    const char* type;
    Demand demand;
};

using When = Demand::When;
using Then = Demand::Then;

std::vector<Further> furtherRows() {
    return {{"k8s.core.v1.EnvVar", {"valueFrom", When::There, {}, "value", Then::Empty, {}}},
            {"k8s.core.v1.Toleration", {"operator", When::Is, {"Exists"}, "value", Then::Empty, {}}},
            {"k8s.core.v1.Toleration",
             {"tolerationSeconds", When::There, {}, "effect", Then::IsNot, {"NoSchedule", "PreferNoSchedule"}}}};
}

/// All fields but the required ones are alternatives, and one may be left to the API server.
constexpr std::array sources{"k8s.core.v1.Volume", "k8s.core.v1.VolumeProjection"};

// ---- single fields

constexpr uint32_t longestName = 253;
constexpr uint32_t longestPort = 15;
constexpr int64_t greatestPort = 65535;

constexpr Leaf dnsLabel{"dnsLabel", "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$", {}, {}, {}};
constexpr Leaf dnsLabelOrNone{"dnsLabelOrNone", "^([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)?$", {}, {}, {}};
constexpr Leaf dnsName{"dnsName", text::dnsNamePattern, longestName, {}, {}};
constexpr Leaf dnsNameOrNone{"dnsNameOrNone", "^(" STACKC_DNS_NAME ")?$", longestName, {}, {}};
constexpr Leaf portName{"portName", "^$|^([0-9]+-)*[0-9]*[a-z](-?[a-z0-9])*$", longestPort, {}, {}};
constexpr Leaf port{"port", "^([0-9]+-)*[0-9]*[a-z](-?[a-z0-9])*$", longestPort, 1, greatestPort};
constexpr Leaf variableName{"variableName", "^[ -<>-~]+$", {}, {}, {}};
constexpr Leaf variablePrefix{"variablePrefix", "^[ -<>-~]*$", {}, {}, {}};
constexpr Leaf dataKey{"dataKey", R"(^\.?[-_a-zA-Z0-9][-._a-zA-Z0-9]*$)", longestName, {}, {}};
constexpr Leaf notEmpty{"notEmpty", R"([\s\S])", {}, {}, {}};
constexpr Leaf labelKey{"labelKey", text::labelKeyPattern, {}, {}, {}};
constexpr Leaf labelValue{"labelValue", "^(" STACKC_QUALIFIED ")?$", {}, {}, {}};
constexpr Leaf taintKey{"taintKey", "^((" STACKC_DNS_NAME "/)?" STACKC_QUALIFIED ")?$", {}, {}, {}};
constexpr Leaf taintValue{"taintValue", "^(-?[0-9]+|" STACKC_QUALIFIED ")?$", {}, {}, {}};
constexpr Leaf containerResource{"containerResource",
                                 "^(cpu|memory|ephemeral-storage|hugepages-.+|" STACKC_DNS_NAME "/" STACKC_QUALIFIED
                                 ")$",
                                 {},
                                 {},
                                 {}};
/// Parts between `/`, none of them `..`, and no `/` first.
constexpr Leaf subPath{"subPath", R"(^((\.|\.?[^./][^/]*|\.\.[^/]+)(/(\.?|\.?[^./][^/]*|\.\.[^/]+))*)?$)", {}, {}, {}};
/// The same, not empty, and without `..` first.
constexpr Leaf filePath{"filePath", R"(^(\.|\.?[^./][^/]*)(/(\.?|\.?[^./][^/]*|\.\.[^/]+))*$)", {}, {}, {}};
constexpr Leaf amount{"amount", amountPattern, {}, 0, text::maxSafeInteger};

constexpr std::array fieldRows{FieldDemand{"k8s.core.v1.Container", "name", &dnsLabel},
                               FieldDemand{"k8s.core.v1.Container", "image", &notEmpty},
                               FieldDemand{"k8s.core.v1.Volume", "name", &dnsLabel},
                               FieldDemand{"k8s.core.v1.ContainerPort", "name", &portName},
                               FieldDemand{"k8s.core.v1.EnvVar", "name", &variableName},
                               FieldDemand{"k8s.core.v1.EnvFromSource", "prefix", &variablePrefix},
                               FieldDemand{"k8s.core.v1.SecretKeySelector", "key", &dataKey},
                               FieldDemand{"k8s.core.v1.ConfigMapKeySelector", "key", &dataKey},
                               FieldDemand{"k8s.core.v1.SecretEnvSource", "name", &dnsName},
                               FieldDemand{"k8s.core.v1.ConfigMapEnvSource", "name", &dnsName},
                               FieldDemand{"k8s.core.v1.VolumeMount", "name", &notEmpty},
                               FieldDemand{"k8s.core.v1.VolumeMount", "mountPath", &notEmpty},
                               FieldDemand{"k8s.core.v1.VolumeMount", "subPath", &subPath},
                               FieldDemand{"k8s.core.v1.VolumeMount", "subPathExpr", &subPath},
                               FieldDemand{"k8s.core.v1.KeyToPath", "key", &notEmpty},
                               FieldDemand{"k8s.core.v1.KeyToPath", "path", &filePath},
                               FieldDemand{"k8s.core.v1.SecretVolumeSource", "secretName", &notEmpty},
                               FieldDemand{"k8s.core.v1.PersistentVolumeClaimVolumeSource", "claimName", &notEmpty},
                               FieldDemand{"k8s.core.v1.HostPathVolumeSource", "path", &notEmpty},
                               FieldDemand{"k8s.core.v1.PodSpec", "hostname", &dnsLabelOrNone},
                               FieldDemand{"k8s.core.v1.PodSpec", "subdomain", &dnsLabelOrNone},
                               FieldDemand{"k8s.core.v1.PodSpec", "priorityClassName", &dnsNameOrNone},
                               FieldDemand{"k8s.core.v1.PodSpec", "runtimeClassName", &dnsName},
                               FieldDemand{"k8s.core.v1.PodReadinessGate", "conditionType", &labelKey},
                               FieldDemand{"k8s.core.v1.PodAffinityTerm", "topologyKey", &labelKey},
                               FieldDemand{"k8s.core.v1.TopologySpreadConstraint", "topologyKey", &notEmpty},
                               FieldDemand{"k8s.core.v1.NodeSelectorRequirement", "key", &labelKey},
                               FieldDemand{"k8s.meta.v1.LabelSelectorRequirement", "key", &labelKey},
                               FieldDemand{"k8s.meta.v1.LabelSelectorRequirement", "values", &labelValue},
                               FieldDemand{"k8s.meta.v1.LabelSelector", "matchLabels", &labelValue},
                               FieldDemand{"k8s.meta.v1.LabelSelector", "matchLabels", &labelKey, true},
                               FieldDemand{"k8s.core.v1.Toleration", "key", &taintKey},
                               FieldDemand{"k8s.core.v1.Toleration", "value", &taintValue},
                               FieldDemand{"k8s.core.v1.ResourceRequirements", "limits", &containerResource, true},
                               FieldDemand{"k8s.core.v1.ResourceRequirements", "requests", &containerResource, true},
                               FieldDemand{"k8s.core.v1.ResourceRequirements", "limits", &amount},
                               FieldDemand{"k8s.core.v1.ResourceRequirements", "requests", &amount},
                               FieldDemand{"k8s.core.v1.VolumeResourceRequirements", "limits", &amount},
                               FieldDemand{"k8s.core.v1.VolumeResourceRequirements", "requests", &amount},
                               FieldDemand{"k8s.core.v1.EmptyDirVolumeSource", "sizeLimit", &amount},
                               FieldDemand{"k8s.core.v1.ResourceFieldSelector", "divisor", &amount},
                               FieldDemand{"k8s.core.v1.ResourceQuotaSpec", "hard", &amount},
                               FieldDemand{"k8s.node.v1.Overhead", "podFixed", &amount},
                               FieldDemand{"k8s.autoscaling.v2.HPAScalingRules", "tolerance", &amount},
                               FieldDemand{"k8s.autoscaling.v2.MetricTarget", "averageValue", &amount},
                               FieldDemand{"k8s.autoscaling.v2.MetricTarget", "value", &amount},
                               FieldDemand{"k8s.core.v1.HTTPGetAction", "port", &port},
                               FieldDemand{"k8s.core.v1.TCPSocketAction", "port", &port},
                               FieldDemand{"k8s.core.v1.ExecAction", "command"},
                               FieldDemand{"k8s.core.v1.NodeSelector", "nodeSelectorTerms"}};

// ---- of one type

/// The rows of the tables that are of one type.
struct Rows {
    bool hasSources = false;
    std::vector<OneOf> choices;
    std::vector<Apart> apart;
    std::vector<Barred> barred;
    std::vector<Demand> further;
    std::vector<FieldDemand> fields;
};

std::map<std::string_view, Rows> rowsByType() {
    std::map<std::string_view, Rows> all;
    for (const char* type : sources)
        all[type].hasSources = true;
    for (const OneOf& row : choices())
        all[row.type].choices.push_back(row);
    for (const Apart& row : apart())
        all[row.type].apart.push_back(row);
    for (const Barred& row : barred())
        if (row.isForValues)
            all[row.type].barred.push_back(row);
    for (Further& row : furtherRows())
        all[row.type].further.push_back(std::move(row.demand));
    for (const FieldDemand& row : fieldRows)
        all[row.type].fields.push_back(row);
    return all;
}

class Collector {
public:
    Collector(const Library& library, const Type& object, uint16_t release)
        : library_(library), object_(object), release_(release) {}

    Demands run(const Rows& rows) {
        if (rows.hasSources)
            alternatives(optionalFields(), false);
        for (const OneOf& row : rows.choices)
            alternatives(known(row.fields), row.isEmptyNone);
        for (const Apart& row : rows.apart)
            bar(row.one, row.other, row.isEmptyNone);
        for (const Barred& row : rows.barred)
            add({row.other,
                 When::Is,
                 {row.otherValue},
                 row.field,
                 *row.value != '\0' ? Then::IsNot
                 : row.isEmptyNone  ? Then::Empty
                                    : Then::Absent,
                 {row.value}});
        for (const Demand& row : rows.further)
            add(row);
        std::copy_if(rows.fields.begin(), rows.fields.end(), std::back_inserter(out_.fields),
                     [&](const FieldDemand& row) { return has(row.field); });
        unite();
        return std::move(out_);
    }

private:
    bool has(std::string_view name) const {
        std::optional<Field> field = object_.fields.find(name);
        return field && field->releases.has(release_);
    }

    std::vector<std::string_view> optionalFields() const {
        std::vector<std::string_view> names;
        for (const Field& field : object_.fields)
            if (!field.required && field.releases.has(release_))
                names.push_back(field.name);
        return names;
    }

    std::vector<std::string_view> known(const std::vector<const char*>& names) const {
        std::vector<std::string_view> out;
        std::copy_if(names.begin(), names.end(), std::back_inserter(out), [&](const char* name) { return has(name); });
        return out;
    }

    /// Where nothing else may be left out, and one that is there counts, the fields are counted.
    void alternatives(std::vector<std::string_view> names, bool isEmptyNone) {
        size_t others = 0, required = 0;
        for (const Field& field : object_.fields)
            if (field.releases.has(release_) && std::find(names.begin(), names.end(), field.name) == names.end())
                ++(field.required ? required : others);
        if (others == 0 && !isEmptyNone) {
            out_.maxFields = static_cast<uint32_t>(required + 1);
            out_.choice = std::move(names);
            return;
        }
        for (size_t i = 0; i < names.size(); ++i)
            for (size_t j = i + 1; j < names.size(); ++j)
                bar(names[i], names[j], isEmptyNone);
    }

    void bar(std::string_view one, std::string_view other, bool isEmptyNone) {
        add({one, isEmptyNone ? When::Filled : When::There, {}, other, isEmptyNone ? Then::Empty : Then::Absent, {}});
    }

    void add(Demand demand) {
        if (has(demand.field) && has(demand.other))
            out_.between.push_back(std::move(demand));
    }

    /// Demands that differ in one value are one.
    void unite() {
        auto unitedBy = [&](std::vector<std::string_view> Demand::*differing,
                            std::vector<std::string_view> Demand::*same) {
            std::vector<Demand> kept;
            for (Demand& demand : out_.between) {
                auto like = std::find_if(kept.begin(), kept.end(), [&](const Demand& one) {
                    return one.field == demand.field && one.when == demand.when && one.other == demand.other &&
                           one.then == demand.then && one.*same == demand.*same;
                });
                if (like == kept.end())
                    kept.push_back(std::move(demand));
                else
                    std::copy((demand.*differing).begin(), (demand.*differing).end(),
                              std::back_inserter((*like).*differing));
            }
            out_.between = std::move(kept);
        };
        unitedBy(&Demand::values, &Demand::thenValues);
        unitedBy(&Demand::thenValues, &Demand::values);
        for (Demand& demand : out_.between)
            turn(demand);
    }

    /// Of a required choice the shorter part is named, so that one condition does for both.
    void turn(Demand& demand) const {
        const Field field = *object_.fields.find(demand.field);
        const std::vector<std::string_view> all = library_.type(field.type).enumValues;
        if (demand.when != When::Is || !field.required || all.empty())
            return;
        std::vector<std::string_view> others;
        for (std::string_view value : all)
            if (std::find(demand.values.begin(), demand.values.end(), value) == demand.values.end())
                others.push_back(value);
        bool isShorter = others.size() < demand.values.size();
        if (isShorter || (others.size() == demand.values.size() && others[0] == all[0])) {
            demand.when = When::IsNot;
            demand.values = std::move(others);
        }
    }

    const Library& library_;
    const Type& object_;
    uint16_t release_;
    Demands out_;
};

} // namespace

std::span<const OneOf> choices() {
    static const std::vector<OneOf> rows = choiceRows();
    return rows;
}

std::span<const Apart> apart() { return apartRows; }

std::span<const Barred> barred() { return barredRows; }

std::span<const Needed> needed() { return neededRows; }

Demands demandsOf(const Library& library, const Type& object, uint16_t release) {
    if (object.shape != Shape::Object)
        return {};
    std::string_view path = object.path;
    if (std::optional<TypeId> whole = library.narrowedFrom(object.id))
        path = library.type(*whole).path;
    static const std::map<std::string_view, Rows> rows = rowsByType();
    auto found = rows.find(path);
    return found == rows.end() ? Demands() : Collector(library, object, release).run(found->second);
}

std::string_view defaultOfKey(std::string_view field) { return field == "protocol" ? "TCP" : ""; }

} // namespace stackc::kube
