#include "judge/release.h"

#include "judge/view.h"
#include "kube/library.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace stackc::judge {

namespace {

using Labels = std::map<std::string, std::string>;

/// What a resource has there, whatever its guards say; null for nothing.
NodeRef at(const ir::Document& document, std::initializer_list<std::string_view> path) {
    NodeRef found = ir::valueAt(document.object, path);
    return found == nullptr ? nullptr : unshared(found);
}

std::string textAt(const ir::Document& document, std::string_view key) {
    NodeRef found = at(document, {"metadata", key});
    return found != nullptr && found->kind == ir::NodeKind::String ? found->text : std::string();
}

/// Nodes of packages that have a table each can't be compared as such: labels are texts.
Labels labelsOf(NodeRef record) {
    Labels labels;
    if (record != nullptr && record->kind == ir::NodeKind::Record)
        for (const ir::Entry& entry : record->entries)
            labels[entry.keyNode != nullptr ? entry.keyNode->text : entry.key] = unshared(entry.value)->text;
    return labels;
}

/// What two resources of a release can't have in common: group, kind, namespace and name.
using Identity = std::tuple<std::string, std::string, std::string, std::string>;

/// `ns`: where the release is, and with it what doesn't say its namespace.
Identity identityOf(const ir::Document& document, const std::string& ns) {
    std::string said = textAt(document, "namespace");
    return {std::string(kube::groupOf(document.apiVersion)), document.kind,
            !document.namespaced ? ""
            : said.empty()       ? ns
                                 : said,
            textAt(document, "name")};
}

/// A resource, and the program that makes it.
struct Made {
    const core::Program* program;
    const ir::Document* document;
};

/// The innermost statement of the chart's own file that made the resource.
core::Span placeOf(const Made& made) {
    const auto& origin = made.document->origin;
    for (auto statement = origin.rbegin(); statement != origin.rend(); ++statement)
        if ((*statement)->span.valid() && (*statement)->span.file == made.program->chart.span.file)
            return (*statement)->span;
    return made.document->span;
}

class Across {
public:
    Across(const std::string& ns, const std::string& environment, diag::Sink& sink)
        : ns_(ns), environment_(environment), sink_(sink) {}

    void add(const ir::Package& package) {
        for (const ir::Document& document : package.documents) {
            if (document.testOnly)
                continue;
            Made here{package.program, &document};
            Identity identity = identityOf(document, ns_);
            const auto& [group, kind, ns, name] = identity;
            auto [place, fresh] = made_.try_emplace(identity, here);
            if (!fresh && place->second.program != here.program)
                report(diag::Code::E7020, here, place->second, kind, name);
            Labels pods = labelsOf(at(document, {"spec", "template", "metadata", "labels"}));
            bool hasPods = !pods.empty();
            if (hasPods) {
                for (const auto& label : pods)
                    podsWith_[{ns, label}].push_back(pods_.size());
                pods_.push_back({here, ns, std::move(pods)});
            }
            bool isService = document.kind == "Service";
            Labels selector = labelsOf(isService ? at(document, {"spec", "selector"})
                                                 : at(document, {"spec", "selector", "matchLabels"}));
            if (!selector.empty() && (isService || hasPods || document.kind == "PodDisruptionBudget"))
                selectors_.push_back({here, ns, std::move(selector)});
        }
    }

    void checkSelectors() {
        for (const Labelled& selector : selectors_)
            for (size_t index : withRarest(selector)) {
                const Labelled& pods = pods_[index];
                if (selector.made.program != pods.made.program &&
                    std::includes(pods.labels.begin(), pods.labels.end(), selector.labels.begin(),
                                  selector.labels.end()))
                    report(diag::Code::E7021, selector.made, pods.made, selector.made.document->kind,
                           textAt(*selector.made.document, "name"), pods.made.document->kind,
                           textAt(*pods.made.document, "name"));
            }
    }

private:
    struct Labelled {
        Made made;
        std::string ns;
        Labels labels;
    };

    /// The pods that have the label of the selector that the fewest have: none has all of them but these.
    const std::vector<size_t>& withRarest(const Labelled& selector) {
        const std::vector<size_t>* rarest = nullptr;
        for (const auto& label : selector.labels)
            if (const std::vector<size_t>& having = podsWith_[{selector.ns, label}];
                rarest == nullptr || having.size() < rarest->size())
                rarest = &having;
        return *rarest;
    }

    template <typename... Args>
    void report(diag::CodeOf<const Args&...> code, const Made& here, const Made& other, const Args&... args) {
        auto report = sink_.report(code, placeOf(here), args...);
        if (placeOf(other) != placeOf(here))
            report.note(placeOf(other), "the other one is here");
        if (!environment_.empty())
            report.note("with the values of environment `" + environment_ + "`");
        report.note("the charts are `" + here.program->chart.templates + "` and `" + other.program->chart.templates +
                    "`; names come from the aliases, unless `nameOverride` or `fullnameOverride` replaces them");
    }

    const std::string& ns_;
    const std::string& environment_;
    diag::Sink& sink_;
    std::map<Identity, Made> made_;
    std::vector<Labelled> pods_, selectors_;                                             ///< none without labels
    std::map<std::pair<std::string, Labels::value_type>, std::vector<size_t>> podsWith_; ///< by namespace and label
};

} // namespace

void eachOnce(const std::vector<ir::Package>& packages, const std::string& ns, diag::Sink& sink) {
    std::map<Identity, Made> made;
    for (const ir::Package& package : packages)
        for (const ir::Document& document : package.documents) {
            if (document.testOnly || !ir::isThere(document))
                continue;
            Made here{package.program, &document};
            std::string name = textAt(document, "name");
            auto [other, fresh] = made.try_emplace(identityOf(document, ns), here);
            if (fresh || document.kind.empty() || name.empty())
                continue;
            auto report = sink.report(diag::Code::W7004, placeOf(here), document.kind, name);
            if (placeOf(other->second) != placeOf(here))
                report.note(placeOf(other->second), "the other one is here");
            constexpr size_t shortestCut = 40;
            report.suggest(name.size() < shortestCut
                               ? "values say the name: let them say another one for each"
                               : "names are cut to what Kubernetes takes: give the release a shorter name, or set "
                                 "`fullnameOverride` or `nameOverride`");
        }
}

void acrossCharts(const std::vector<ir::Package>& packages, const std::string& ns, const std::string& environment,
                  diag::Sink& sink) {
    if (packages.size() < 2)
        return;
    Across across(ns, environment, sink);
    for (const ir::Package& package : packages)
        across.add(package);
    across.checkSelectors();
}

} // namespace stackc::judge
