#include "graph/build.h"

#include "eval/guards.h"
#include "graph/hosts.h"
#include "graph/words.h"
#include "judge/references.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace stackc::graph {

using core::Statement;
using core::StatementKind;
using ir::Document;
using ir::NodeRef;

namespace {

/// A Service of the release, as texts of its own chart write it, and those of others.
struct Service {
    const Document* document;
    const Chart* chart;
    Host host, fromAfar;
};

bool isRoute(const std::string& kind) {
    return kind == "Ingress" || kind == "HTTPRoute" || kind == "GRPCRoute" || kind == "TCPRoute";
}

bool isConfig(const std::string& kind) {
    return kind == "Secret" || kind == "ConfigMap" || kind == "PersistentVolumeClaim" || kind == "ExternalSecret";
}

bool hasPods(const Document& document) {
    static const std::set<std::string, std::less<>> kinds{"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet",
                                                          "Job",        "CronJob",     "Pod"};
    return kinds.contains(document.kind);
}

/// What a reference to a kind means; null for those that aren't drawn: accounts and roles are not about traffic.
const char* relationOf(const std::string& from, const std::string& to) {
    if (to == "ServiceAccount" || to == "Role" || to == "ClusterRole")
        return nullptr;
    if (to == "PersistentVolumeClaim")
        return "mounts";
    if (isConfig(to))
        return "reads";
    if (from == "HorizontalPodAutoscaler" || from == "ScaledObject" || from == "VerticalPodAutoscaler")
        return "scales";
    if (to == "Service")
        return isRoute(from) ? "routes to" : from == "ServiceMonitor" ? "scrapes" : nullptr;
    return from == "Service" ? "selects" : nullptr;
}

/// The parts of resources that may name hosts; other parts of them are names of other things.
const std::vector<std::string_view>& placesOfHosts(const Document& document) {
    static const std::vector<std::string_view> pods{"env", "args", "command"};
    static const std::vector<std::string_view> config{"data", "stringData"};
    static const std::vector<std::string_view> others{"spec"};
    return hasPods(document) ? pods : isConfig(document.kind) ? config : others;
}

/// The picture, of one chart after the other.
class Builder {
public:
    explicit Builder(const std::vector<Chart>& charts) : charts_(charts) {
        for (const Chart& chart : charts_) {
            ofCharts_.push_back(std::make_unique<OfChart>(*this, chart));
            services(*ofCharts_.back());
        }
    }

    Graph take(const std::vector<ExternalChart>& externals) {
        for (const auto& chart : ofCharts_)
            chart->run();
        for (const ExternalChart& external : externals)
            graph_.nodes.push_back({Shape::Outside, "external chart", external.name + " " + external.version,
                                    external.condition, ofCharts_[external.parent]->around()});
        return std::move(graph_);
    }

private:
    class OfChart;

    void services(OfChart& owner) {
        const Chart& chart = owner.chart();
        judge::View view(*chart.package->program, *chart.nodes);
        for (const Document& document : chart.package->documents) {
            owners_[&document] = &owner;
            if (document.kind != "Service")
                continue;
            judge::Parts metadata = fieldsAt(view, document, "metadata"), spec = fieldsAt(view, document, "spec");
            NodeRef name = metadata.get("name"), space = metadata.get("namespace");
            const std::string* address = judge::textOf(spec.get("clusterIP"));
            bool isHeadless = address != nullptr && *address == "None";
            auto spelled = [this](NodeRef text) { return text != nullptr ? spelling_.of(text) : ""; };
            services_.push_back({&document,
                                 &chart,
                                 {spelled(name), spelled(space), isHeadless},
                                 {spelled(owner.byDefault(name)), spelled(owner.byDefault(space)), isHeadless}});
        }
    }

    static judge::Parts fieldsAt(judge::View& view, const Document& document, std::string_view key) {
        NodeRef value = view.fields(document.object).get(key);
        return value != nullptr ? view.fields(value) : judge::Parts();
    }

    /// The part of the picture that one package gives.
    class OfChart {
    public:
        OfChart(Builder& all, const Chart& chart)
            : all_(all), graph_(all.graph_), chart_(chart), program_(*chart.package->program),
              view_(program_, *chart.nodes), guards_(program_, *chart.nodes), names_(program_, *chart.nodes) {}

        const Chart& chart() const { return chart_; }

        /// The text where nobody calls the chart otherwise; null of null.
        NodeRef byDefault(NodeRef text) { return text != nullptr ? names_.of(text) : nullptr; }

        /// What is drawn around all that it makes.
        std::optional<size_t> around() {
            if (chart_.title.empty() || around_)
                return around_;
            std::optional<size_t> outer = all_.ofCharts_[chart_.parent]->around();
            around_ = graph_.groups.size();
            graph_.groups.push_back({chart_.title, chart_.condition, outer});
            return around_;
        }

        void run() {
            around();
            collect();
            for (const Document& document : chart_.package->documents)
                if (!document.testOnly && (hasPods(document) || document.kind == "Service"))
                    node(document);
            backends();
            for (const Line& line : lines_)
                add(line);
        }

    private:
        /// An edge while conditions are nodes.
        struct Line {
            judge::End from, to;
            std::string relation;
            NodeRef guard;
            std::set<std::string> ports;
        };

        NodeRef guardOf(const judge::End& end) {
            return end.document != nullptr ? guardOf(*end.document) : view_.yes();
        }

        /// What another chart makes is there under conditions of its own values, which stand at its node.
        NodeRef guardOf(const Document& document) {
            auto owner = all_.owners_.find(&document);
            return owner == all_.owners_.end() || owner->second == this ? view_.guardOf(document) : view_.yes();
        }

        void line(const judge::End& from, const judge::End& to, const std::string& relation, NodeRef guard,
                  const std::vector<NodeRef>& ports = {}) {
            auto isDrawn = [](const judge::End& end) { return end.document == nullptr || !end.document->testOnly; };
            if (!isDrawn(from) || !isDrawn(to) || (from.document != nullptr && from.document == to.document))
                return;
            auto key = std::tuple(from.document, from.kind, from.name, to.document, to.kind, to.name, relation);
            auto [place, fresh] = numbers_.try_emplace(key, lines_.size());
            if (fresh)
                lines_.push_back({from, to, relation, guard, {}});
            Line& known = lines_[place->second];
            known.guard = guards_.either(known.guard, guard);
            for (NodeRef port : ports)
                known.ports.insert(nameText(port));
        }

        void collect() {
            for (const judge::Reference& reference : judge::references(program_, *chart_.package, view_)) {
                if (reference.isConnection) {
                    connection(reference);
                    continue;
                }
                // What an operator makes of a resource has the kind that is wanted, not the resource's.
                const std::string& kind = reference.to.kind.empty() ? reference.to.document->kind : reference.to.kind;
                if (const char* relation = relationOf(reference.from.document->kind, kind))
                    line(reference.from, reference.to, relation, reference.guard);
            }
            for (const Document& document : chart_.package->documents)
                if (!document.testOnly && document.kind != "Service" && document.kind != "NetworkPolicy")
                    hosts(document);
        }

        /// Name servers are asked by every pod: connections to their port alone say nothing.
        void connection(const judge::Reference& reference) {
            auto isNames = [](NodeRef port) { return port->kind == ir::NodeKind::Int && port->integer == 53; };
            bool isLookup = reference.to.kind == "anyone" && !reference.ports.empty() &&
                            std::all_of(reference.ports.begin(), reference.ports.end(), isNames);
            if (!isLookup)
                line(reference.from, reference.to, "may connect", reference.guard, reference.ports);
        }

        void hosts(const Document& document) {
            const Statement* maker = ir::outermostUse(document.origin);
            bool isPods = hasPods(document);
            for (const Said& said : textsIn(document.object, view_.guardOf(document), placesOfHosts(document), guards_))
                for (const Service* service : named(said.text, isPods))
                    if (maker == nullptr || ir::outermostUse(service->document->origin) != maker)
                        line({&document}, {service->document}, isPods ? "calls" : "names", said.guard);
        }

        std::vector<const Service*> named(NodeRef text, bool isWhole) {
            std::vector<const Service*> found;
            std::string spelled = all_.spelling_.of(text), fromAfar = all_.spelling_.of(byDefault(text));
            for (const Service& service : all_.services_) {
                bool isOwn = service.chart == &chart_;
                if (names(isOwn ? spelled : fromAfar, isOwn ? service.host : service.fromAfar, isWhole))
                    found.push_back(&service);
            }
            return found;
        }

        // ---- nodes

        std::string scopesText(const Document& document) {
            NodeRef guard = view_.yes();
            std::string loops;
            for (const ir::Scope& scope : document.scopes) {
                guard = view_.both(guard, scope.guard);
                if (scope.loop != nullptr)
                    loops += fmt::format("{}each {} of {}", loops.empty() ? "" : ", ", scope.loop->elementName,
                                         placeText(scope.loop->source));
            }
            std::string condition = conditionText(program_, guard);
            return loops.empty() || condition.empty() ? loops + condition : condition + ", " + loops;
        }

        /// What is drawn around the resources of a use, if it has several that are drawn.
        std::optional<size_t> groupOf(const Document& document) {
            const Statement* maker = ir::outermostUse(document.origin);
            if (maker == nullptr)
                return around();
            const std::optional<size_t> outer = around();
            auto [place, fresh] = groups_.try_emplace(maker, graph_.groups.size());
            if (fresh)
                graph_.groups.push_back({titleOf(*maker), "", outer});
            return place->second;
        }

        std::string titleOf(const Statement& use) const {
            bool isService = std::any_of(use.args.begin(), use.args.end(), [&](core::ExprId arg) {
                return std::holds_alternative<core::MergeExpr>(program_[arg].node);
            });
            return (isService ? "service " : "") + use.name;
        }

        /// It is drawn with what its own chart makes, whichever names it first.
        size_t node(const Document& document) {
            auto owner = all_.owners_.find(&document);
            return owner != all_.owners_.end() ? owner->second->own(document) : own(document);
        }

        size_t own(const Document& document) {
            auto known = all_.nodes_.find(&document);
            if (known != all_.nodes_.end())
                return known->second;
            NodeRef metadata = view_.fields(document.object).get("metadata");
            NodeRef name = metadata != nullptr ? view_.fields(metadata).get("name") : nullptr;
            Shape shape = hasPods(document) ? Shape::Pods : isConfig(document.kind) ? Shape::Config : Shape::Resource;
            std::string kind = document.kind.empty() ? "resource" : document.kind;
            Node made{shape, kind, name != nullptr ? nameText(name) : document.name, scopesText(document),
                      groupOf(document)};
            graph_.nodes.push_back(std::move(made));
            return all_.nodes_[&document] = graph_.nodes.size() - 1;
        }

        size_t outside(const judge::End& end) {
            std::string kind = end.kind == "anyone"      ? "any address"
                               : end.kind == "IPBlock"   ? "addresses"
                               : end.kind == "Namespace" ? "namespace"
                                                         : end.kind;
            std::string name = end.name != nullptr ? nameText(end.name) : "";
            auto [place, fresh] = outsides_.try_emplace({kind, name}, graph_.nodes.size());
            if (fresh)
                graph_.nodes.push_back({Shape::Outside, kind, name, "", around()});
            return place->second;
        }

        size_t numberOf(const judge::End& end) { return end.document != nullptr ? node(*end.document) : outside(end); }

        // ---- edges

        void add(const Line& line) {
            NodeRef ends = view_.both(guardOf(line.from), guardOf(line.to));
            if (!ends->isTrue() && guards_.excludes(ends, line.guard))
                return;
            NodeRef guard = guards_.simplify(line.guard, ends);
            std::string label = line.relation;
            for (const std::string& port : line.ports)
                label += (&port == &*line.ports.begin() ? " on " : ", ") + port;
            End from{false, numberOf(line.from)}, to{false, numberOf(line.to)};
            all_.edge({from, to, label, conditionText(program_, guard)});
        }

        void backends() {
            std::map<std::tuple<const Statement*, std::string, std::string>, std::pair<size_t, NodeRef>> users;
            std::vector<std::tuple<const Statement*, std::string, std::string>> order;
            for (const ir::BackendUse& use : chart_.package->uses) {
                const Statement* maker = ir::outermostUse(use.origin);
                auto key = std::tuple(maker, use.by, use.backend);
                auto [place, fresh] = users.try_emplace(key, backend(use), use.guard);
                if (fresh)
                    order.push_back(key);
                else
                    place->second.second = guards_.either(place->second.second, use.guard);
            }
            for (const auto& key : order) {
                const auto& [maker, by, name] = key;
                const auto& [number, guard] = users.at(key);
                std::optional<End> from;
                if (!by.empty())
                    from = End{false, backends_.at(by)};
                else if (auto group = groups_.find(maker); group != groups_.end())
                    from = End{true, group->second};
                if (from)
                    all_.edge({*from,
                               {false, number},
                               "uses",
                               conditionText(program_, guards_.simplify(guard, view_.yes()))});
            }
        }

        size_t backend(const ir::BackendUse& use) {
            auto [place, fresh] = backends_.try_emplace(use.backend, graph_.nodes.size());
            if (!fresh)
                return place->second;
            graph_.nodes.push_back({Shape::Backend, "backend", use.backend, "", around()});
            for (const Said& said : textsIn(use.contribution, view_.yes(), {}, guards_))
                for (const Service* service : named(said.text, true))
                    all_.edge({{false, place->second},
                               {false, node(*service->document)},
                               "reaches",
                               conditionText(program_, guards_.simplify(said.guard, guardOf(*service->document)))});
            return place->second;
        }

        Builder& all_;
        Graph& graph_;
        const Chart& chart_;
        const core::Program& program_;
        judge::View view_;
        eval::Guards guards_;
        NamesByDefault names_;
        std::optional<size_t> around_; ///< the group of an included chart, once there is one
        std::map<const Statement*, size_t> groups_;
        std::map<std::string, size_t> backends_;
        std::map<std::pair<std::string, std::string>, size_t> outsides_;
        using Key =
            std::tuple<const Document*, std::string, NodeRef, const Document*, std::string, NodeRef, std::string>;
        std::vector<Line> lines_; ///< in the order of the resources
        std::map<Key, size_t> numbers_;
    };

    /// Once for the same ends and label.
    void edge(Edge edge) {
        auto [place, fresh] = edges_.try_emplace({edge.from, edge.to, edge.label}, graph_.edges.size());
        if (fresh) {
            graph_.edges.push_back(std::move(edge));
            return;
        }
        std::string& known = graph_.edges[place->second].condition;
        if (known.empty() || edge.condition.empty())
            known.clear();
        else if (known != edge.condition)
            known += " or " + edge.condition;
    }

    const std::vector<Chart>& charts_;
    Graph graph_;
    Spelling spelling_;
    std::vector<Service> services_;
    std::map<const Document*, size_t> nodes_;
    std::vector<std::unique_ptr<OfChart>> ofCharts_;
    std::map<const Document*, OfChart*> owners_;
    std::map<std::tuple<End, End, std::string>, size_t> edges_;
};

} // namespace

Graph build(const std::vector<Chart>& charts, const std::vector<ExternalChart>& externals) {
    return Builder(charts).take(externals);
}

} // namespace stackc::graph
