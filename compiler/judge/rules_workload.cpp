// What keeps pods: selectors that match, and when a pod is started again.
#include "judge/amount.h"
#include "judge/walk.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

namespace stackc::judge {

using diag::Code;
using ir::NodeKind;

namespace {

/// The texts of a list, if all are known; else nothing.
std::optional<std::vector<std::string>> textsOf(const Parts& list) {
    std::vector<std::string> out;
    for (const Part& element : list.known) {
        const std::string* text = textOf(element.value);
        if (text == nullptr || !element.guard->isTrue() || element.repeated)
            return std::nullopt;
        out.push_back(*text);
    }
    return list.open ? std::nullopt : std::optional(std::move(out));
}

/// The expressions of a selector that the labels of the template don't fulfil.
void expressionsMatch(Walk& walk, const Parts& selector, const Parts& labels) {
    for (const Walk::Element& expression : walk.objects(selector, "matchExpressions")) {
        View::Within within(walk.view(), expression.guard);
        const std::string* key = textOf(expression.fields.get("key"));
        const std::string* how = textOf(expression.fields.get("operator"));
        const auto values = textsOf(walk.elementsAt(expression.fields, "values"));
        if (key == nullptr || how == nullptr || !values)
            continue;
        const Path at = below(below(Path{"selector"}, expression.at), "key");
        const bool wants = *how == "In" || *how == "Exists";
        if (wants && labels.find(*key) == nullptr && !labels.open)
            walk.barred(at, *key,
                        fmt::format("asks for the label `{}`, which the pods of the template don't have", *key),
                        {"selector"});
        for (const Part& found : labels.known) {
            const std::string* text = found.key == *key ? textOf(found.value) : nullptr;
            if (found.key != *key || !walk.meet(expression.guard, found.guard))
                continue;
            bool isListed = text != nullptr && std::find(values->begin(), values->end(), *text) != values->end();
            if (*how == "DoesNotExist" ||
                (text != nullptr && ((*how == "In" && !isListed) || (*how == "NotIn" && isListed))))
                walk.barred(at, *key,
                            fmt::format("does not take the label `{}` that the pods of the template have", *key),
                            {"selector"});
        }
    }
}

void selectorMatches(Walk& walk, const Parts& fields) {
    Parts selector = walk.fieldsAt(fields, {"selector", "matchLabels"});
    Parts labels = walk.fieldsAt(fields, {"template", "metadata", "labels"});
    for (const Part& wanted : selector.known) {
        View::Within within(walk.view(), wanted.guard);
        std::string key(wanted.key);
        const std::string* value = textOf(wanted.value);
        // At fault is what a patch says of the two.
        auto atFault = [&] {
            const Path asked{"selector", "matchLabels", key}, had{"template", "metadata", "labels", key};
            return !walk.isPatched(asked) && walk.isPatched(had) ? had : asked;
        };
        if (labels.find(wanted.key) == nullptr && !labels.open)
            walk.barred(atFault(), key,
                        fmt::format("asks for the label `{}`, which the pods of the template don't have", key),
                        {"selector"});
        for (const Part& found : labels.known) {
            const std::string* other = found.key == wanted.key ? textOf(found.value) : nullptr;
            if (value != nullptr && other != nullptr && *other != *value && walk.meet(wanted.guard, found.guard))
                walk.barred(atFault(), *value,
                            fmt::format("asks for `{}` in the label `{}`, but the pods of the template have `{}`",
                                        *value, key, *other),
                            {"selector"});
        }
    }
    Parts expressions = walk.fieldsAt(fields, {"selector"});
    expressionsMatch(walk, expressions, labels);
    bool isEmpty =
        !expressions.open && !selector.open && selector.known.empty() && expressions.get("matchExpressions") == nullptr;
    if (isEmpty && fields.get("selector") != nullptr)
        walk.misfit({"selector"}, nullptr, "is empty, and must name labels of the template's pods");
}

void restartPolicy(Walk& walk, const Parts& fields, bool ends) {
    Parts pod = walk.fieldsAt(fields, {"template", "spec"});
    if (pod.find("restartPolicy") == nullptr && ends && !pod.open && !pod.known.empty())
        walk.misfit({"template", "spec", "restartPolicy"}, nullptr, "must be `OnFailure` or `Never` in a job");
    for (const Part& form : walk.forms(pod, "restartPolicy")) {
        View::Within within(walk.view(), form.guard);
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
    for (const Part& form : walk.forms(walk.fieldsAt(fields, {"template", "spec"}), "activeDeadlineSeconds")) {
        View::Within within(walk.view(), form.guard);
        walk.barred({"template", "spec", "activeDeadlineSeconds"}, "", "is only for pods that end");
    }
}

bool isInt(const Part& form) { return form.value->kind == NodeKind::Int; }

void deployment(Walk& walk, const Parts& fields) {
    kept(walk, fields);
    constexpr int64_t patience = 600; // seconds, where nothing is said
    walk.together(fields, "progressDeadlineSeconds", "minReadySeconds", [&](const Part& deadline, const Part& ready) {
        if (isInt(deadline) && isInt(ready) && deadline.value->integer <= ready.value->integer)
            walk.misfit({"progressDeadlineSeconds"}, deadline.value,
                        fmt::format("must be above `minReadySeconds`, {}", ready.value->integer));
    });
    for (const Part& deadline : walk.forms(fields, "progressDeadlineSeconds")) {
        View::Within within(walk.view(), deadline.guard);
        if (!fields.open && fields.find("minReadySeconds") == nullptr && isInt(deadline) &&
            deadline.value->integer <= 0)
            walk.misfit({"progressDeadlineSeconds"}, deadline.value, "must be above `minReadySeconds`, 0");
    }
    for (const Part& ready : walk.forms(fields, "minReadySeconds")) {
        View::Within within(walk.view(), ready.guard);
        if (!fields.open && fields.find("progressDeadlineSeconds") == nullptr && isInt(ready) &&
            ready.value->integer >= patience)
            walk.misfit({"minReadySeconds"}, ready.value,
                        fmt::format("must be below `progressDeadlineSeconds`, {}", patience));
    }
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
    for (const Part& failures : walk.forms(fields, "podFailurePolicy"))
        for (const Part& policy : walk.forms(pod, "restartPolicy"))
            if (walk.isKnown(policy.value, "OnFailure") && walk.meet(failures.guard, policy.guard))
                walk.misfit({"template", "spec", "restartPolicy"}, policy.value,
                            "must be `Never` beside `podFailurePolicy`");
    bool isIndexed = fields.open || walk.mayBe(fields, "completionMode", "Indexed");
    for (const char* key : {"backoffLimitPerIndex", "maxFailedIndexes", "successPolicy"})
        if (const Part* part = fields.find(key); part != nullptr && !isIndexed && walk.view().possible(part->guard))
            walk.barred({key}, "", "is only for jobs whose `completionMode` is `Indexed`");
}

void cronJob(Walk& walk, const Parts& fields) { walk.name(fields, "schedule", cronLine, "a schedule"); }

void accessModes(Walk& walk, const Parts& fields) {
    const std::span<const Part> modes = walk.elementsAt(fields, "accessModes").known;
    for (const Part& mode : modes)
        for (const Part& other : modes)
            if (walk.isKnown(mode.value, "ReadWriteOncePod") && textOf(other.value) != nullptr &&
                *textOf(other.value) != "ReadWriteOncePod" && walk.meet(mode.guard, other.guard))
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
    Parts amounts = walk.fieldsAt(fields, {"capacity"});
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
    walk.together(fields, "maxReplicas", "minReplicas", [&](const Part& most, const Part& least) {
        if (isInt(most) && isInt(least) && least.value->integer > most.value->integer)
            walk.misfit({"maxReplicas"}, most.value,
                        fmt::format("a number of at least `minReplicas`, {}, is expected", least.value->integer));
    });
}

/// What is scaled has a group, unless it is a ReplicationController.
void scaled(Walk& walk, const Parts& fields) {
    const Parts target = walk.fieldsAt(fields, {"scaleTargetRef"});
    const std::string* kind = textOf(target.get("kind"));
    if (kind == nullptr || *kind == "ReplicationController")
        return;
    if (!target.open && target.find("apiVersion") == nullptr && fields.find("scaleTargetRef") != nullptr)
        walk.misfit({"scaleTargetRef", "apiVersion"}, nullptr, fmt::format("is required for the kind `{}`", *kind));
    for (const Part& form : walk.forms(target, "apiVersion")) {
        View::Within within(walk.view(), form.guard);
        const std::string* text = textOf(form.value);
        if (text != nullptr && std::count(text->begin(), text->end(), '/') != 1)
            walk.misfit({"scaleTargetRef", "apiVersion"}, form.value,
                        "a group and a version are expected, such as `apps/v1`");
    }
}

void rules(Walk& walk, const Parts& fields) {
    if (fields.find("verbs") == nullptr)
        return;
    Parts known = walk.elementsAt(fields, "verbs");
    if (!known.open && known.known.empty())
        walk.misfit({"verbs"}, nullptr, "has no element, and a rule needs a verb");
    if (fields.open || fields.find("nonResourceURLs") != nullptr)
        return;
    if (fields.find("apiGroups") == nullptr)
        walk.misfit({"apiGroups"}, nullptr, "is required: `[\"\"]` is the group of Pods, Services and Secrets");
    if (fields.find("resources") == nullptr)
        walk.misfit({"resources"}, nullptr, "is required, such as `[\"pods\"]`");
}

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
            {"k8s.autoscaling.v1.HorizontalPodAutoscalerSpec", scaled},
            {"k8s.autoscaling.v2.HorizontalPodAutoscalerSpec", scaled},
            {"k8s.autoscaling.v2.HorizontalPodAutoscalerSpec", autoscaler},
            {"k8s.rbac.v1.PolicyRule", rules}};
}

} // namespace stackc::judge
