// Amounts that the API server holds against each other: requests and limits, pods that may be missing, what scalers do.
#include "judge/amount.h"
#include "judge/walk.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fmt/format.h>

namespace stackc::judge {

namespace {

/// Each amount of the map `low` is at most that of the same key in `high`; `what` names the latter.
void atMost(Walk& walk, const Parts& fields, const char* low, const char* high, const char* what) {
    Parts bounds = walk.fieldsAt(fields, {high});
    for (const Part& part : walk.fieldsAt(fields, {low}).known)
        for (const Part& bound : bounds.known) {
            if (bound.key != part.key || !walk.meet(part.guard, bound.guard))
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

constexpr std::string_view hugePages = "hugepages-";

/// What isn't shared out is asked for as it is limited.
void unshareable(Walk& walk, const Parts& fields) {
    Parts limits = walk.fieldsAt(fields, {"limits"});
    for (const Part& part : walk.fieldsAt(fields, {"requests"}).known) {
        if (!isExtended(part.key) && !part.key.starts_with(hugePages))
            continue;
        if (!fields.open && !limits.open && limits.find(part.key) == nullptr && walk.view().possible(part.guard))
            walk.misfit({"requests", std::string(part.key)}, nullptr,
                        "needs the same in `limits`: it is not shared out");
        for (const Part& limit : limits.known) {
            if (limit.key != part.key || !walk.meet(part.guard, limit.guard))
                continue;
            auto amount = billionths(part.value);
            auto most = billionths(limit.value);
            if (amount && most && *amount < *most)
                walk.misfit({"requests", std::string(part.key)}, part.value,
                            fmt::format("must be the limit, {}", shown(limit.value)));
        }
    }
}

/// Huge pages are whole ones, and are for what has memory or processors of a given amount.
void hugePagesOf(Walk& walk, const Parts& fields) {
    NodeRef there = nullptr;
    bool hasOthers = fields.open;
    std::string first;
    for (const char* map : {"limits", "requests"}) {
        Parts amounts = walk.fieldsAt(fields, {map});
        hasOthers = hasOthers || amounts.open || amounts.find("cpu") != nullptr || amounts.find("memory") != nullptr;
        for (const Part& part : amounts.known) {
            if (!part.key.starts_with(hugePages) || !walk.view().possible(part.guard))
                continue;
            std::string key(part.key);
            auto page = billionths(part.key.substr(hugePages.size()));
            auto amount = billionths(part.value);
            if (!page || *page <= 0 || (amount && *amount % *page != 0))
                walk.misfit({map, key}, part.value, "a multiple of the size of the pages is expected");
            if (there == nullptr) {
                there = part.guard;
                first = map;
            }
        }
    }
    if (there != nullptr && !hasOthers)
        walk.misfit({first}, nullptr, "huge pages need `cpu` or `memory` beside them");
}

void resources(Walk& walk, const Parts& fields) {
    hugePagesOf(walk, fields);
    atMost(walk, fields, "requests", "limits", "the limit");
    amounts(walk, fields, "limits", containerResource, isExtended);
    amounts(walk, fields, "requests", containerResource, isExtended);
    unshareable(walk, fields);
}

/// What a scope of a quota counts is pods, or what pods ask for; a scope of claims counts these.
bool isCountedBy(std::string_view scope, std::string_view resource) {
    constexpr std::array compute{"cpu", "memory", "limits.cpu", "limits.memory", "requests.cpu", "requests.memory"};
    if (resource.find('/') != std::string_view::npos)
        return true;
    if (scope == "VolumeAttributesClass")
        return resource == "persistentvolumeclaims" || resource == "requests.storage";
    return resource == "pods" ||
           (scope != "BestEffort" && std::find(compute.begin(), compute.end(), resource) != compute.end());
}

/// The scopes of a quota, each with its place.
std::vector<std::pair<Path, Part>> scopesOf(Walk& walk, const Parts& fields) {
    std::vector<std::pair<Path, Part>> out;
    size_t index = 0;
    for (const Part& scope : walk.elementsAt(fields, "scopes").known)
        out.emplace_back(Path{"scopes", index++}, scope);
    Parts selector = walk.fieldsAt(fields, {"scopeSelector"});
    for (const Walk::Element& one : walk.objects(selector, "matchExpressions"))
        for (Part scope : walk.forms(one.fields, "scopeName")) {
            scope.guard = walk.view().both(one.guard, scope.guard);
            out.emplace_back(below(below(Path{"scopeSelector"}, one.at), "scopeName"), scope);
        }
    return out;
}

/// Scopes that count nothing of what is limited, or exclude each other.
void scopes(Walk& walk, const Parts& fields) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 2> apart{
        {{"BestEffort", "NotBestEffort"}, {"Terminating", "NotTerminating"}}};
    std::vector<std::pair<Path, Part>> all = scopesOf(walk, fields);
    for (const auto& [at, scope] : all) {
        const std::string* name = textOf(scope.value);
        if (name == nullptr)
            continue;
        for (const Part& limit : walk.fieldsAt(fields, {"hard"}).known)
            if (!isCountedBy(*name, limit.key) && walk.meet(limit.guard, scope.guard))
                walk.misfit({"hard", std::string(limit.key)}, nullptr,
                            fmt::format("is not counted in the scope `{}`", *name));
        for (const auto& [one, other] : apart)
            for (const auto& beside : all)
                if (*name == other && walk.isKnown(beside.second.value, one) &&
                    walk.meet(beside.second.guard, scope.guard))
                    walk.misfit(at, nullptr, fmt::format("`{}` excludes `{}`", one, other));
    }
}

void quota(Walk& walk, const Parts& fields) {
    amounts(walk, fields, "hard", quotaResource, isCounted);
    scopes(walk, fields);
}

/// Of a scope that is there or not, nothing but that can be asked.
void scopeSelector(Walk& walk, const Parts& fields) {
    walk.together(fields, "operator", "scopeName", [&](const Part& how, const Part& scope) {
        const std::string* name = textOf(scope.value);
        const std::string* asked = textOf(how.value);
        bool hasValues = name == nullptr || *name == "PriorityClass" || *name == "VolumeAttributesClass";
        if (!hasValues && asked != nullptr && *asked != "Exists")
            walk.misfit({"operator"}, how.value, fmt::format("must be `Exists` for the scope `{}`", *name));
    });
}

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

/// A metric has the field of its type, and no other: `type: Pods` has `pods`.
void metricOf(Walk& walk, const Parts& fields, const std::string& type) {
    std::string field = type;
    field[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(field[0])));
    if (fields.find(field) == nullptr)
        walk.misfit({field}, nullptr, fmt::format("is required for a metric of type `{}`", type));
    for (const Part& part : fields.known)
        if (part.key != "type" && part.key != field && part.guard->isTrue())
            walk.barred({std::string(part.key)}, "", fmt::format("is not for a metric of type `{}`", type));
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
            {"k8s.core.v1.ResourceQuotaSpec", quota},
            {"k8s.core.v1.ScopedResourceSelectorRequirement", scopeSelector},
            {"k8s.core.v1.EmptyDirVolumeSource", emptyDir},
            {"k8s.autoscaling.v2.MetricTarget", metricTarget},
            {"k8s.autoscaling.v2.MetricSpec", metric}};
}

} // namespace stackc::judge
