// Amounts that the API server holds against each other: requests and limits, pods that may be missing, what scalers do.
#include "judge/amount.h"
#include "judge/walk.h"

#include <cctype>
#include <fmt/format.h>

namespace stackc::judge {

namespace {

/// Each amount of the map `low` is at most that of the same key in `high`; `what` names the latter.
void atMost(Walk& walk, const Parts& fields, const char* low, const char* high, const char* what) {
    Parts bounds = walk.fieldsAt(fields, {high});
    for (const Part& part : walk.fieldsAt(fields, {low}).known)
        for (const Part& bound : bounds.known) {
            if (bound.key != part.key || !walk.view().meet(part.guard, bound.guard))
                continue;
            auto amount = billionths(part.value);
            auto most = billionths(bound.value);
            if (amount && most && *amount > *most)
                walk.misfit({low, std::string(part.key)}, part.value,
                            fmt::format("must not be above {}, {}", what, shown(bound.value)));
        }
}

constexpr __int128 one = 1'000'000'000;

/// Amounts by their resources: not below 0, and whole where `isWhole` says so.
void amounts(Walk& walk, const Parts& fields, const char* map, Illegal (*legal)(std::string_view),
             bool (*isWhole)(std::string_view)) {
    NodeRef found = fields.get(map);
    if (found == nullptr)
        return;
    for (const Part& part : walk.view().fields(found).known) {
        std::string key(part.key);
        if (Illegal fault = legal(key))
            walk.report(diag::Code::E5024, {map, key}, key, key, "a resource", fault);
        for (const Part& form : walk.view().forms(part.value).known) {
            auto amount = billionths(form.value);
            if (amount && *amount < 0)
                walk.misfit({map, key}, form.value, "must not be below 0");
            else if (amount && *amount % one != 0 && isWhole(key))
                walk.misfit({map, key}, form.value, "a whole number is expected");
        }
    }
}

/// What isn't shared out is asked for as it is limited.
void unshareable(Walk& walk, const Parts& fields) {
    Parts limits = walk.fieldsAt(fields, {"limits"});
    for (const Part& part : walk.fieldsAt(fields, {"requests"}).known) {
        bool isShared = !isExtended(part.key) && !part.key.starts_with("hugepages-");
        for (const Part& limit : limits.known) {
            if (isShared || limit.key != part.key || !walk.view().meet(part.guard, limit.guard))
                continue;
            auto amount = billionths(part.value);
            auto most = billionths(limit.value);
            if (amount && most && *amount < *most)
                walk.misfit({"requests", std::string(part.key)}, part.value,
                            fmt::format("must be the limit, {}", shown(limit.value)));
        }
    }
}

void resources(Walk& walk, const Parts& fields) {
    atMost(walk, fields, "requests", "limits", "the limit");
    amounts(walk, fields, "limits", containerResource, isExtended);
    amounts(walk, fields, "requests", containerResource, isExtended);
    unshareable(walk, fields);
}

void quota(Walk& walk, const Parts& fields) { amounts(walk, fields, "hard", quotaResource, isCounted); }

void emptyDir(Walk& walk, const Parts& fields) {
    for (const Part& form : walk.forms(fields, "sizeLimit"))
        if (auto amount = billionths(form.value); amount && *amount < 0)
            walk.misfit({"sizeLimit"}, form.value, "must not be below 0");
}

void limitRange(Walk& walk, const Parts& fields) {
    atMost(walk, fields, "min", "max", "`max`");
    atMost(walk, fields, "default", "max", "`max`");
    atMost(walk, fields, "defaultRequest", "max", "`max`");
    atMost(walk, fields, "defaultRequest", "default", "`default`");
    atMost(walk, fields, "min", "default", "`default`");
    atMost(walk, fields, "min", "defaultRequest", "`defaultRequest`");
    if (NodeRef ratios = fields.get("maxLimitRequestRatio"))
        for (const Part& ratio : walk.view().fields(ratios).known)
            if (auto amount = billionths(ratio.value); amount && *amount < one)
                walk.misfit({"maxLimitRequestRatio", std::string(ratio.key)}, ratio.value, "must be at least 1");
}

void claimResources(Walk& walk, const Parts& fields) {
    NodeRef requests = fields.get("requests");
    NodeRef storage = requests != nullptr ? walk.view().fields(requests).get("storage") : nullptr;
    if (storage == nullptr)
        return;
    for (const Part& form : walk.view().forms(storage).known)
        if (auto amount = billionths(form.value); amount && *amount <= 0)
            walk.misfit({"requests", "storage"}, form.value, "must be above 0");
}

void atMostAll(Walk& walk, const Parts& fields, const char* key) {
    for (const Part& form : walk.forms(fields, key)) {
        View::Within within(walk.view(), form.guard);
        if (auto number = percent(form.value); number && *number > 100)
            walk.misfit({key}, form.value, "must not be above 100%");
    }
}

/// No pod may be missing and none may be there besides: nothing would ever be replaced.
void rollingUpdate(Walk& walk, const Parts& fields) {
    atMostAll(walk, fields, "maxUnavailable");
    walk.together(fields, "maxUnavailable", "maxSurge", [&](const Part& missing, const Part& more) {
        if (isZero(missing.value) && isZero(more.value))
            walk.misfit({"maxUnavailable"}, missing.value, "must not be 0 where `maxSurge` is 0");
    });
}

/// A DaemonSet replaces pods the one way or the other.
void rollingDaemons(Walk& walk, const Parts& fields) {
    rollingUpdate(walk, fields);
    if (fields.find("maxSurge") == nullptr && !fields.open)
        for (const Part& missing : walk.forms(fields, "maxUnavailable")) {
            View::Within within(walk.view(), missing.guard);
            if (isZero(missing.value))
                walk.misfit({"maxUnavailable"}, missing.value, "must not be 0 where `maxSurge` is 0");
        }
    auto isMore = [](NodeRef node) {
        return (node->kind == ir::NodeKind::Int && node->integer > 0) || percent(node).value_or(0) > 0;
    };
    walk.together(fields, "maxUnavailable", "maxSurge", [&](const Part& missing, const Part& more) {
        if (isMore(missing.value) && isMore(more.value))
            walk.misfit({"maxSurge"}, more.value, "must be 0 where `maxUnavailable` is not");
    });
}

void budget(Walk& walk, const Parts& fields) {
    atMostAll(walk, fields, "minAvailable");
    atMostAll(walk, fields, "maxUnavailable");
}

void scalingPolicy(Walk& walk, const Parts& fields) {
    walk.range(fields, "value", 1, INT32_MAX);
    walk.range(fields, "periodSeconds", 1, 1800);
}

void scalingRules(Walk& walk, const Parts& fields) { walk.range(fields, "stabilizationWindowSeconds", 0, 3600); }

/// A metric has the field of its type, and no other: `type: Pods` has `pods`.
void metricOf(Walk& walk, const Parts& fields, const std::string& type) {
    std::string field = type;
    field[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(field[0])));
    if (fields.find(field) == nullptr)
        walk.misfit({field}, nullptr, fmt::format("is required for a metric of type `{}`", type));
    for (const Part& part : fields.known)
        if (part.key != "type" && part.key != field && part.guard->isTrue())
            walk.report(diag::Code::E5027, {std::string(part.key)}, "", part.key, walk.document().kind,
                        fmt::format("is not for a metric of type `{}`", type));
    if (!type.ends_with("Resource"))
        return;
    Parts target = walk.fieldsAt(fields, {field, "target"});
    bool isAimed = target.open || target.known.empty() || target.find("averageUtilization") != nullptr ||
                   target.find("averageValue") != nullptr;
    if (!isAimed)
        walk.misfit({field, "target"}, nullptr, "needs one of `averageUtilization`, `averageValue`");
}

void metric(Walk& walk, const Parts& fields) {
    for (const Part& type : walk.forms(fields, "type")) {
        View::Within within(walk.view(), type.guard);
        if (const std::string* text = textOf(type.value); text != nullptr && !text->empty() && !fields.open)
            metricOf(walk, fields, *text);
    }
}

/// What a scaler aims at.
void metricTarget(Walk& walk, const Parts& fields) {
    for (const char* key : {"value", "averageValue"})
        for (const Part& form : walk.forms(fields, key))
            if (auto amount = billionths(form.value); amount && *amount <= 0)
                walk.misfit({key}, form.value, "must be above 0");
}

} // namespace

std::vector<NamedRule> amountRules() {
    return {{"k8s.core.v1.ResourceRequirements", resources},
            {"k8s.core.v1.VolumeResourceRequirements", claimResources},
            {"k8s.core.v1.LimitRangeItem", limitRange},
            {"k8s.apps.v1.RollingUpdateDeployment", rollingUpdate},
            {"k8s.apps.v1.RollingUpdateDaemonSet", rollingDaemons},
            {"k8s.policy.v1.PodDisruptionBudgetSpec", budget},
            {"k8s.autoscaling.v2.HPAScalingPolicy", scalingPolicy},
            {"k8s.autoscaling.v2.HPAScalingRules", scalingRules},
            {"k8s.core.v1.ResourceQuotaSpec", quota},
            {"k8s.core.v1.EmptyDirVolumeSource", emptyDir},
            {"k8s.autoscaling.v2.MetricTarget", metricTarget},
            {"k8s.autoscaling.v2.MetricSpec", metric}};
}

} // namespace stackc::judge
