#include "graph/graph.h"
#include "text/json_lookup.h"

#include <nlohmann/json.hpp>
#include <string_view>

namespace stackc::graph {

namespace {

using Json = nlohmann::ordered_json;

std::string_view nameOf(Shape shape) {
    switch (shape) {
    case Shape::Resource:
        return "resource";
    case Shape::Pods:
        return "pods";
    case Shape::Backend:
        return "backend";
    case Shape::Config:
        return "config";
    case Shape::Outside:
        break;
    }
    return "outside";
}

Json toJson(const End& end) { return {{end.isGroup ? "group" : "node", end.number}}; }

void addCondition(Json& json, const std::string& condition) {
    if (!condition.empty())
        json["condition"] = condition;
}

} // namespace

std::string json(const Graph& graph) {
    Json groups = Json::array(), nodes = Json::array(), edges = Json::array();
    for (const Group& group : graph.groups) {
        Json& one = groups.emplace_back(Json{{"title", group.title}});
        addCondition(one, group.condition);
        if (group.parent)
            one["in"] = *group.parent;
    }
    for (const Node& node : graph.nodes) {
        Json& one = nodes.emplace_back(Json{{"shape", nameOf(node.shape)}, {"kind", node.kind}, {"name", node.name}});
        addCondition(one, node.condition);
        if (node.group)
            one["in"] = *node.group;
    }
    for (const Edge& edge : graph.edges) {
        Json& one =
            edges.emplace_back(Json{{"from", toJson(edge.from)}, {"to", toJson(edge.to)}, {"says", edge.label}});
        addCondition(one, edge.condition);
    }
    const Json whole = {{"groups", std::move(groups)}, {"nodes", std::move(nodes)}, {"edges", std::move(edges)}};
    return text::wholeJson(whole);
}

} // namespace stackc::graph
