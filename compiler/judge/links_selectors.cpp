#include "judge/links_selectors.h"

#include "diag/suggest.h"
#include "judge/names.h"

#include <algorithm>
#include <array>

namespace stackc::judge {

using diag::Code;

namespace {

/// Do controllers give pods a label of that key?
bool isOfControllers(std::string_view key) {
    static constexpr std::array<std::string_view, 4> names{"job-name", "controller-uid", "pod-template-hash",
                                                           "controller-revision-hash"};
    static constexpr std::array<std::string_view, 4> domains{"statefulset.kubernetes.io/", "apps.kubernetes.io/",
                                                             "batch.kubernetes.io/", "topology.kubernetes.io/"};
    return std::ranges::count(names, key) > 0 ||
           std::ranges::any_of(domains, [&](std::string_view domain) { return key.starts_with(domain); });
}

/// What is called, or labelled, almost like that.
struct Meant {
    bool isKnown = false; ///< some have a label of the key, or of almost that key
    std::string suggestion;
};

Meant meantBy(const Part& lacking, const std::vector<Object>& all) {
    std::vector<std::string> keys, values;
    for (const Object& labels : all)
        for (const Part& label : labels.fields.known) {
            keys.emplace_back(label.key);
            if (label.key == lacking.key)
                values.push_back(shown(label.value));
        }
    const std::string near = values.empty() ? diag::suggestName(std::string(lacking.key), keys)
                                            : diag::suggestName(shown(lacking.value), values);
    return {!values.empty() || !near.empty(), diag::didYouMean(near)};
}

} // namespace

SelectorLinks::SelectorLinks(Linking& linking) : linking_(linking), view_(linking.view()) {
    for (const Pods& one : linking.inventory().pods())
        pods_.push_back(one.labels);
    for (const Target& service : linking.inventory().all("Service"))
        services_.push_back(object(view_, service.object, {"metadata", "labels"}));
}

void SelectorLinks::check(const ir::Document& document) {
    const Object spec = object(view_, root(view_, document), "spec");
    if (document.kind == "Service" && document.apiVersion == "v1")
        return any(document, object(view_, spec, "selector"), pods_, "pod with the labels");
    bool isOfPods = document.kind == "PodDisruptionBudget" || document.kind == "PodMonitor";
    if (!isOfPods && document.kind != "ServiceMonitor")
        return;
    const Object selector = object(view_, spec, "selector");
    // Of other namespaces is what other programs make.
    bool isOfOthers = document.kind != "PodDisruptionBudget" && !spec.lacks("namespaceSelector");
    if (!isOfOthers && selector.lacks("matchExpressions"))
        any(document, object(view_, selector, "matchLabels"), isOfPods ? pods_ : services_,
            isOfPods ? "pod with the labels" : "Service with the labels");
}

void SelectorLinks::any(const ir::Document& document, const Object& selector, const std::vector<Object>& all,
                        const char* what) {
    const auto space = namespaceOf(view_, document);
    bool isOfRelease = space && *space == nullptr;
    if (!isOfRelease || selector.fields.open || selector.fields.known.empty() || all.empty())
        return;
    const Part* lacking = nullptr; // what none of them has
    for (const Part& wanted : selector.fields.known)
        if (lacking == nullptr &&
            std::ranges::none_of(all, [&](const Object& labels) { return mayBe(labels, wanted); }))
            lacking = &wanted;
    bool isNone = std::ranges::none_of(all, [&](const Object& labels) {
        return std::ranges::all_of(selector.fields.known, [&](const Part& wanted) { return mayBe(labels, wanted); });
    });
    if (!isNone)
        return;
    const Meant meant = lacking != nullptr ? meantBy(*lacking, all) : Meant{true, {}};
    if (!meant.isKnown) // others have labels of their own
        return;
    std::string text;
    for (const Part& wanted : selector.fields.known)
        text += (text.empty() ? "" : ", ") + std::string(wanted.key) + ": " + written(wanted.value);
    const Path at =
        lacking != nullptr ? core::below(Path(selector.at), std::string(lacking->key).c_str()) : Path(selector.at);
    linking_
        .report(selector, Code::W5030, document, at, lacking != nullptr ? shown(lacking->value) : "", std::string(what),
                text)
        .suggest(meant.suggestion);
}

/// May the labels be there with the one that is wanted? What is late may be anything.
bool SelectorLinks::mayBe(const Object& labels, const Part& wanted) const {
    bool isThere = false;
    for (const Part& label : labels.fields.known)
        if (label.key == wanted.key) {
            isThere = true;
            if (unshared(label.value) == unshared(wanted.value) || textOf(label.value) == nullptr ||
                textOf(wanted.value) == nullptr)
                return true;
        }
    return !isThere && (labels.fields.open || isOfControllers(wanted.key));
}

} // namespace stackc::judge
