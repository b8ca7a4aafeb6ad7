// What keeps pods: selectors that match, and when a pod is started again.
#include "judge/walk.h"

#include <fmt/format.h>

namespace stackc::judge {

using diag::Code;

namespace {

/// The fields of what stands at a path, as far as they are known.
Parts fieldsAt(Walk& walk, Parts fields, std::initializer_list<const char*> path) {
    for (const char* step : path) {
        NodeRef next = fields.get(step);
        if (next == nullptr) {
            fields.known.clear();
            return fields;
        }
        fields = walk.view().fields(next);
    }
    return fields;
}

void selectorMatches(Walk& walk, const Parts& fields) {
    Parts selector = fieldsAt(walk, fields, {"selector", "matchLabels"});
    Parts labels = fieldsAt(walk, fields, {"template", "metadata", "labels"});
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
    Parts expressions = fieldsAt(walk, fields, {"selector"});
    bool isEmpty =
        !expressions.open && !selector.open && selector.known.empty() && expressions.get("matchExpressions") == nullptr;
    if (isEmpty && fields.get("selector") != nullptr)
        walk.misfit({"selector"}, nullptr, "is empty, and must name labels of the template's pods");
}

void restartPolicy(Walk& walk, const Parts& fields, bool ends) {
    Parts pod = fieldsAt(walk, fields, {"template", "spec"});
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
    walk.range(fields, "replicas", 0, INT32_MAX);
    walk.range(fields, "revisionHistoryLimit", 0, INT32_MAX);
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
    for (const char* key :
         {"parallelism", "completions", "backoffLimit", "activeDeadlineSeconds", "ttlSecondsAfterFinished"})
        walk.range(fields, key, 0, INT32_MAX);
}

void cronJob(Walk& walk, const Parts& fields) {
    walk.name(fields, "schedule", cronLine, "a schedule");
    for (const char* key : {"successfulJobsHistoryLimit", "failedJobsHistoryLimit"})
        walk.range(fields, key, 0, INT32_MAX);
}

void claim(Walk& walk, const Parts& fields) {
    const std::string* name = textOf(fields.get("storageClassName"));
    if (name != nullptr && !name->empty())
        walk.name(fields, "storageClassName", dnsName, "the name of a storage class");
    Parts requests = fieldsAt(walk, fields, {"resources", "requests"});
    if (!fields.open && (fields.find("resources") == nullptr || (!requests.open && requests.known.empty())))
        walk.misfit({"resources", "requests", "storage"}, nullptr, "is required");
}

void autoscaler(Walk& walk, const Parts& fields) {
    walk.range(fields, "minReplicas", 0, INT32_MAX);
    walk.range(fields, "maxReplicas", 1, INT32_MAX);
    NodeRef least = fields.get("minReplicas");
    NodeRef most = fields.get("maxReplicas");
    bool areKnown =
        least != nullptr && most != nullptr && least->kind == ir::NodeKind::Int && most->kind == ir::NodeKind::Int;
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
    return {{"k8s.apps.v1.DeploymentSpec", kept},
            {"k8s.apps.v1.DaemonSetSpec", kept},
            {"k8s.apps.v1.ReplicaSetSpec", kept},
            {"k8s.apps.v1.StatefulSetSpec", statefulSet},
            {"k8s.batch.v1.JobSpec", job},
            {"k8s.batch.v1.CronJobSpec", cronJob},
            {"k8s.core.v1.PersistentVolumeClaimSpec", claim},
            {"k8s.autoscaling.v2.HorizontalPodAutoscalerSpec", autoscaler},
            {"k8s.rbac.v1.PolicyRule", rules},
            {"k8s.admissionregistration.v1.ValidatingWebhook", webhook},
            {"k8s.admissionregistration.v1.MutatingWebhook", webhook}};
}

} // namespace stackc::judge
