#include "judge/shared.h"

#include "eval/intervals.h"
#include "judge/objects.h"
#include "kube/library.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>

namespace stackc::judge {

using diag::Code;

namespace {

/// The labels of a selector in the order of their keys, all of which are known. The value comes first, as it tells more
/// than the key.
using Labels = std::vector<std::pair<NodeRef, std::string_view>>;

class Shared {
public:
    Shared(const ir::Package& package, View& view, Findings& findings)
        : package_(package), view_(view), findings_(findings), intervals_(*package.program) {}

    void add(const ir::Document& document) {
        static constexpr std::array<std::string_view, 4> workloads{"Deployment", "StatefulSet", "DaemonSet",
                                                                   "ReplicaSet"};
        if (document.kind == "Service" && document.apiVersion == "v1")
            nodePorts(document);
        else if (std::ranges::count(workloads, document.kind) > 0 && kube::groupOf(document.apiVersion) == "apps")
            pods(document);
    }

private:
    struct Holder {
        const ir::Document* document;
        NodeRef guard;
        Trail at;
    };

    /// They are those of all namespaces.
    void nodePorts(const ir::Document& document) {
        for (const Object& port : objects(view_, object(view_, root(view_, document), "spec"), "ports"))
            for (const Part& form : formsOf(view_, port, "nodePort")) {
                NodeRef number = unshared(form.value);
                if (isLate(view_, port, "protocol") || number->isNone() || mayBeZero(number))
                    continue;
                const std::string* protocol = port.text("protocol");
                Trail at = view_.below(port.at, "nodePort");
                std::string text = shown(number);
                once(nodePorts_[{number, protocol != nullptr ? *protocol : "TCP"}], {&document, form.guard, at}, text,
                     fmt::format(" with the port {}of the nodes", text.empty() ? "" : text + " "));
            }
    }

    /// 0 leaves the choice to the cluster.
    bool mayBeZero(NodeRef number) {
        const eval::Interval bounds = intervals_.of(number);
        return bounds.low <= 0 && bounds.high >= 0;
    }

    /// Neither of two would leave alone what the other makes.
    void pods(const ir::Document& document) {
        Object whole = root(view_, document);
        Object selector = object(view_, whole, {"spec", "selector"});
        Object labels = object(view_, selector, "matchLabels");
        Labels wanted;
        for (const Part& label : labels.fields.known) {
            if (!label.guard->isTrue())
                return;
            wanted.emplace_back(unshared(label.value), label.key);
        }
        std::ranges::sort(wanted, {}, &Labels::value_type::second);
        bool isTwice = std::ranges::adjacent_find(wanted, {}, &Labels::value_type::second) != wanted.end();
        if (wanted.empty() || isTwice || labels.fields.open || !selector.lacks("matchExpressions"))
            return;
        NodeRef ns = object(view_, whole, "metadata").get("namespace");
        once(pods_[{ns != nullptr ? unshared(ns) : nullptr, wanted}], {&document, labels.guard, labels.at}, "",
             " that selects the same pods");
    }

    void once(std::vector<Holder>& others, const Holder& holder, const std::string& text, const std::string& what) {
        for (const Holder& other : others)
            if (other.document != holder.document &&
                view_.mayCome(package_, view_.both(other.guard, holder.guard), {holder.document, other.document})) {
                Finding finding =
                    findings_.report(Code::E5026, *holder.document, holder.at, text, holder.document->kind, what);
                finding.note(findings_.place(*other.document, other.at, text), "the other one is here");
                break;
            }
        others.push_back(holder);
    }

    const ir::Package& package_;
    View& view_;
    Findings& findings_;
    eval::Intervals intervals_;
    std::map<std::pair<NodeRef, std::string>, std::vector<Holder>> nodePorts_; ///< by number and protocol
    std::map<std::pair<NodeRef, Labels>, std::vector<Holder>> pods_;           ///< by namespace and labels
};

} // namespace

void checkShared(const ir::Package& package, View& view, Findings& findings) {
    Shared shared(package, view, findings);
    for (const ir::Document& document : package.documents)
        shared.add(document);
}

} // namespace stackc::judge
