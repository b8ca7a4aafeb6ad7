// What keeps pods: selectors that match, and when a pod is started again.
#include "judge/amount.h"
#include "judge/walk.h"

#include <fmt/format.h>

namespace stackc::judge {

using diag::Code;
using ir::NodeKind;

namespace {

void selectorMatches(Walk& walk, const Parts& fields) {
    Parts selector = walk.fieldsAt(fields, {"selector", "matchLabels"});
    Parts labels = walk.fieldsAt(fields, {"template", "metadata", "labels"});
    for (const Part& wanted : selector.known) {
        std::string key(wanted.key);
        const Part* found = labels.find(wanted.key);
        const std::string* value = textOf(wanted.value);
        if (found == nullptr && !labels.open)
            walk.report(Code::E5027, {"selector", "matchLabels", key}, key, "selector", walk.document().kind,
                        fmt::format("asks for the label `{}`, which the pods of the template don't have", key));
        else if (found != nullptr && value != nullptr && textOf(found->value) != nullptr &&
                 *textOf(found->value) != *value)
            walk.report(Code::E5027, {"selector", "matchLabels", key}, *value, "selector", walk.document().kind,
                        fmt::format("asks for `{}` in the label `{}`, but the pods of the template have `{}`", *value,
                                    key, *textOf(found->value)));
    }
    Parts expressions = walk.fieldsAt(fields, {"selector"});
    bool isEmpty =
        !expressions.open && !selector.open && selector.known.empty() && expressions.get("matchExpressions") == nullptr;
    if (isEmpty && fields.get("selector") != nullptr)
        walk.misfit({"selector"}, nullptr, "is empty, and must name labels of the template's pods");
}

void restartPolicy(Walk& walk, const Parts& fields, bool ends) {
    Parts pod = walk.fieldsAt(fields, {"template", "spec"});
    const Part* policy = pod.find("restartPolicy");
    if (policy == nullptr) {
        if (ends && !pod.open && !pod.known.empty())
            walk.misfit({"template", "spec", "restartPolicy"}, nullptr, "must be `OnFailure` or `Never` in a job");
        return;
    }
    for (const Part& form : walk.view().forms(policy->value).known) {
        const std::string* text = textOf(form.value);
        if (text != nullptr && (*text == "Always") == ends)
            walk.misfit({"template", "spec", "restartPolicy"}, form.value,
                        ends ? "must be `OnFailure` or `Never` in a job"
                             : "must be `Always` where pods are kept running");
    }
}

void kept(Walk& walk, const Parts& fields) {
    selectorMatches(walk, fields);
    restartPolicy(walk, fields, false);
    if (walk.fieldsAt(fields, {"template", "spec"}).find("activeDeadlineSeconds") != nullptr)
        walk.report(Code::E5027, {"template", "spec", "activeDeadlineSeconds"}, "", "activeDeadlineSeconds",
                    walk.document().kind, "is only for pods that end");
    walk.range(fields, "replicas", 0, INT32_MAX);
    walk.range(fields, "revisionHistoryLimit", 0, INT32_MAX);
}

void deployment(Walk& walk, const Parts& fields) {
    kept(walk, fields);
    constexpr int64_t patience = 600; // seconds, where nothing is said
    NodeRef ready = fields.get("minReadySeconds");
    NodeRef deadline = fields.get("progressDeadlineSeconds");
    bool isKnown = !fields.open && (ready == nullptr || unshared(ready)->kind == NodeKind::Int) &&
                   (deadline == nullptr || unshared(deadline)->kind == NodeKind::Int);
    if (!isKnown)
        return;
    int64_t least = ready != nullptr ? unshared(ready)->integer : 0;
    if ((deadline != nullptr ? unshared(deadline)->integer : patience) <= least)
        walk.misfit({deadline != nullptr ? "progressDeadlineSeconds" : "minReadySeconds"},
                    deadline != nullptr ? deadline : ready,
                    deadline != nullptr ? fmt::format("must be above `minReadySeconds`, {}", least)
                                        : fmt::format("must be below `progressDeadlineSeconds`, {}", patience));
}

void statefulSet(Walk& walk, const Parts& fields) {
    kept(walk, fields);
    std::vector<Walk::Element> claims = walk.objects(fields, "volumeClaimTemplates");
    for (const Walk::Element& claim : claims) {
        NodeRef metadata = claim.fields.get("metadata");
        NodeRef name = metadata != nullptr ? walk.view().fields(metadata).get("name") : nullptr;
        if (name != nullptr)
            walk.nameAt(below(below(claim.at, "metadata"), "name"), name, dnsLabel, Code::E5024, "the name of a claim");
        for (const char* header : {"apiVersion", "kind"})
            if (!claim.fields.open && claim.fields.find(header) == nullptr)
                walk.misfit(
                    below(claim.at, header), nullptr,
                    "is required: the API server fills it in, and tools that compare would see a difference for ever");
    }
}

void job(Walk& walk, const Parts& fields) {
    restartPolicy(walk, fields, true);
    Parts pod = walk.fieldsAt(fields, {"template", "spec"});
    if (fields.find("podFailurePolicy") != nullptr && walk.isKnown(pod.get("restartPolicy"), "OnFailure"))
        walk.misfit({"template", "spec", "restartPolicy"}, pod.get("restartPolicy"),
                    "must be `Never` beside `podFailurePolicy`");
    bool isIndexed = fields.open || (fields.find("completionMode") != nullptr &&
                                     !walk.isKnown(fields.get("completionMode"), "NonIndexed"));
    for (const char* key : {"backoffLimitPerIndex", "maxFailedIndexes"})
        if (fields.find(key) != nullptr && !isIndexed)
            walk.report(Code::E5027, {key}, "", key, walk.document().kind,
                        "is only for jobs whose `completionMode` is `Indexed`");
    for (const char* key :
         {"parallelism", "completions", "backoffLimit", "activeDeadlineSeconds", "ttlSecondsAfterFinished"})
        walk.range(fields, key, 0, INT32_MAX);
}

void cronJob(Walk& walk, const Parts& fields) {
    walk.name(fields, "schedule", cronLine, "a schedule");
    for (const char* key : {"successfulJobsHistoryLimit", "failedJobsHistoryLimit"})
        walk.range(fields, key, 0, INT32_MAX);
}

void accessModes(Walk& walk, const Parts& fields) {
    NodeRef list = fields.get("accessModes");
    if (list == nullptr)
        return;
    std::vector<Part> modes = walk.view().elements(list).known;
    for (const Part& mode : modes)
        for (const Part& other : modes)
            if (walk.isKnown(mode.value, "ReadWriteOncePod") && textOf(other.value) != nullptr &&
                *textOf(other.value) != "ReadWriteOncePod" && walk.view().meet(mode.guard, other.guard))
                return static_cast<void>(
                    walk.misfit({"accessModes"}, nullptr, "must have no other mode beside `ReadWriteOncePod`"));
}

void claim(Walk& walk, const Parts& fields) {
    const std::string* name = textOf(fields.get("storageClassName"));
    if (name != nullptr && !name->empty())
        walk.name(fields, "storageClassName", dnsName, "the name of a storage class");
    Parts requests = walk.fieldsAt(fields, {"resources", "requests"});
    if (!fields.open && (fields.find("resources") == nullptr || (!requests.open && requests.known.empty())))
        walk.misfit({"resources", "requests", "storage"}, nullptr, "is required");
    accessModes(walk, fields);
}

void volume(Walk& walk, const Parts& fields) {
    accessModes(walk, fields);
    const Part* capacity = fields.find("capacity");
    Parts amounts = capacity != nullptr ? walk.view().fields(capacity->value) : Parts{};
    if (!fields.open && !amounts.open && amounts.find("storage") == nullptr)
        walk.misfit({"capacity", "storage"}, nullptr, "is required");
    for (const Part& part : amounts.known) {
        auto amount = billionths(part.value);
        if (part.key != "storage")
            walk.misfit({"capacity", std::string(part.key)}, nullptr, "is no capacity of a volume");
        else if (amount && *amount <= 0)
            walk.misfit({"capacity", "storage"}, part.value, "must be above 0");
    }
    if (fields.find("local") != nullptr && fields.find("nodeAffinity") == nullptr && !fields.open)
        walk.misfit({"nodeAffinity"}, nullptr, "is required for a local volume");
}

void autoscaler(Walk& walk, const Parts& fields) {
    walk.range(fields, "minReplicas", 0, INT32_MAX);
    walk.range(fields, "maxReplicas", 1, INT32_MAX);
    NodeRef least = fields.get("minReplicas");
    NodeRef most = fields.get("maxReplicas");
    bool areKnown = least != nullptr && most != nullptr && least->kind == NodeKind::Int && most->kind == NodeKind::Int;
    if (areKnown && least->integer > most->integer)
        walk.misfit({"maxReplicas"}, most,
                    fmt::format("a number of at least `minReplicas`, {}, is expected", least->integer));
}

void rules(Walk& walk, const Parts& fields) {
    NodeRef verbs = fields.get("verbs");
    if (verbs == nullptr)
        return;
    Parts known = walk.view().elements(verbs);
    if (!known.open && known.known.empty())
        walk.misfit({"verbs"}, nullptr, "has no element, and a rule needs a verb");
    if (fields.open || fields.find("nonResourceURLs") != nullptr)
        return;
    if (fields.find("apiGroups") == nullptr)
        walk.misfit({"apiGroups"}, nullptr, "is required: `[\"\"]` is the group of Pods, Services and Secrets");
    if (fields.find("resources") == nullptr)
        walk.misfit({"resources"}, nullptr, "is required, such as `[\"pods\"]`");
}

void webhook(Walk& walk, const Parts& fields) { walk.range(fields, "timeoutSeconds", 1, 30); }

} // namespace

std::vector<NamedRule> workloadRules() {
    return {{"k8s.apps.v1.DeploymentSpec", deployment},
            {"k8s.apps.v1.DaemonSetSpec", kept},
            {"k8s.apps.v1.ReplicaSetSpec", kept},
            {"k8s.apps.v1.StatefulSetSpec", statefulSet},
            {"k8s.batch.v1.JobSpec", job},
            {"k8s.batch.v1.CronJobSpec", cronJob},
            {"k8s.core.v1.PersistentVolumeClaimSpec", claim},
            {"k8s.core.v1.PersistentVolumeSpec", volume},
            {"k8s.autoscaling.v2.HorizontalPodAutoscalerSpec", autoscaler},
            {"k8s.rbac.v1.PolicyRule", rules},
            {"k8s.admissionregistration.v1.ValidatingWebhook", webhook},
            {"k8s.admissionregistration.v1.MutatingWebhook", webhook}};
}

} // namespace stackc::judge
