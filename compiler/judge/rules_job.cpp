// What jobs do where pods fail: as the API server's validation of batch/v1 has it.
#include "diag/suggest.h"
#include "judge/legal.h"
#include "judge/time_zones.h"
#include "judge/walk.h"

#include <algorithm>
#include <fmt/format.h>

namespace stackc::judge {

using ir::NodeKind;

namespace {

/// Where the job's containers are known, a rule names one of them.
void containerOf(Walk& walk, const Parts& pod, const Path& at, const Parts& codes) {
    std::vector<std::string> names;
    bool isOpen = pod.open || pod.known.empty();
    for (const char* list : {"containers", "initContainers"}) {
        isOpen = isOpen || walk.elementsAt(pod, list).open;
        for (const Walk::Element& container : walk.objects(pod, list))
            for (const Part& form : walk.forms(container.fields, "name")) {
                isOpen = isOpen || textOf(form.value) == nullptr;
                names.push_back(shown(form.value));
            }
    }
    for (const Part& form : walk.forms(codes, "containerName")) {
        const std::string* name = textOf(form.value);
        bool isThere = name == nullptr || std::find(names.begin(), names.end(), *name) != names.end();
        if (!isOpen && !isThere && walk.view().possible(form.guard))
            walk.misfit(below(at, "containerName"), form.value,
                        fmt::format("one of the pod's containers, `{}`, is expected", fmt::join(names, "`, `")));
    }
}

void failurePolicy(Walk& walk, const Parts& fields) {
    Parts pod = walk.fieldsAt(fields, {"template", "spec"});
    for (const Walk::Element& rule : walk.objects(walk.fieldsAt(fields, {"podFailurePolicy"}), "rules")) {
        View::Within within(walk.view(), rule.guard);
        Path at = below(Path{"podFailurePolicy"}, rule.at);
        containerOf(walk, pod, below(at, "onExitCodes"), walk.fieldsAt(rule.fields, {"onExitCodes"}));
        for (const Part& action : walk.forms(rule.fields, "action"))
            if (walk.isKnown(action.value, "FailIndex") && !fields.open &&
                fields.find("backoffLimitPerIndex") == nullptr && walk.view().possible(action.guard))
                walk.misfit(below(at, "action"), action.value, "needs `backoffLimitPerIndex`");
    }
}

void job(Walk& walk, const Parts& fields) {
    failurePolicy(walk, fields);
    walk.together(fields, "podReplacementPolicy", "podFailurePolicy", [&](const Part& when, const Part&) {
        if (const std::string* text = textOf(when.value); text != nullptr && *text != "Failed")
            walk.misfit({"podReplacementPolicy"}, when.value, "must be `Failed` beside `podFailurePolicy`");
    });
    for (const Part& most : walk.forms(fields, "maxFailedIndexes"))
        if (!fields.open && fields.find("backoffLimitPerIndex") == nullptr && walk.view().possible(most.guard))
            walk.misfit({"backoffLimitPerIndex"}, nullptr, "is required beside `maxFailedIndexes`");
}

void rule(Walk& walk, const Parts& fields) {
    Parts conditions = walk.elementsAt(fields, "onPodConditions");
    if (!fields.open && fields.find("onExitCodes") == nullptr && !conditions.open && conditions.known.empty())
        walk.misfit({}, nullptr, "a rule needs one of `onExitCodes`, `onPodConditions`");
}

/// Exit codes stand in ascending order, each once; 0 is no failure.
void exitCodes(Walk& walk, const Parts& fields) {
    const std::span<const Part> codes = walk.elementsAt(fields, "values").known;
    for (size_t i = 0; i < codes.size(); ++i) {
        NodeRef code = codes[i].value;
        if (code->kind != NodeKind::Int)
            continue;
        for (const Part& how : walk.forms(fields, "operator"))
            if (code->integer == 0 && walk.isKnown(how.value, "In") && walk.meet(how.guard, codes[i].guard))
                walk.misfit({"values", i}, code, "must not be 0 where `operator` is `In`");
        for (size_t before = 0; before < i; ++before)
            if (NodeRef other = codes[before].value; other->kind == NodeKind::Int && other->integer >= code->integer &&
                                                     walk.meet(codes[before].guard, codes[i].guard)) {
                walk.misfit({"values", i}, code,
                            fmt::format("must be above the one before, {}: codes stand in order", other->integer));
                break;
            }
    }
}

/// Of a policy of success nothing is asked that says nothing.
void successRule(Walk& walk, const Parts& fields) {
    if (!fields.open && fields.find("succeededCount") == nullptr && fields.find("succeededIndexes") == nullptr)
        walk.misfit({}, nullptr, "a rule needs one of `succeededCount`, `succeededIndexes`");
}

/// The API server looks the name up; a newer one may know a zone that is not known here.
void cronJob(Walk& walk, const Parts& fields) {
    for (const Part& zone : walk.forms(fields, "timeZone"))
        if (const std::string* name = textOf(zone.value);
            name != nullptr && timeZone(*name) == nullptr && !isTimeZone(*name) && walk.view().possible(zone.guard))
            walk.report(diag::Code::W5045, {"timeZone"}, *name, *name)
                .suggest(diag::didYouMean(diag::suggestName(*name, timeZones())));
}

} // namespace

std::vector<NamedRule> jobRules() {
    return {{"k8s.batch.v1.JobSpec", job},
            {"k8s.batch.v1.CronJobSpec", cronJob},
            {"k8s.batch.v1.PodFailurePolicyRule", rule},
            {"k8s.batch.v1.PodFailurePolicyOnExitCodesRequirement", exitCodes},
            {"k8s.batch.v1.SuccessPolicyRule", successRule}};
}

} // namespace stackc::judge
