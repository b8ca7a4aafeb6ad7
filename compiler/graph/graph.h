#pragma once
// A picture of what a stack makes, as data: the services with their resources, the backends, what is of others, and who
// names or reaches whom. All texts are plain; each format escapes them.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace stackc::graph {

/// What is drawn around nodes: a chart, or a service with several resources.
struct Group {
    std::string title;
    std::string condition;        ///< empty: always there
    std::optional<size_t> parent; ///< the group around it
};

enum class Shape { Resource, Pods, Backend, Config, Outside };

struct Node {
    Shape shape = Shape::Resource;
    std::string kind; ///< "Deployment", "backend"
    std::string name;
    std::string condition;
    std::optional<size_t> group;
};

/// A node or a group.
struct End {
    bool isGroup = false;
    size_t number = 0;
    auto operator<=>(const End&) const = default;
};

struct Edge {
    End from, to;
    std::string label;
    std::string condition; ///< beside those of its ends
};

struct Graph {
    std::vector<Group> groups; ///< outer ones first
    std::vector<Node> nodes;
    std::vector<Edge> edges;
};

/// A flowchart of Mermaid, as GitHub shows it in a block of Markdown.
std::string mermaid(const Graph& graph);
/// The language of Graphviz.
std::string dot(const Graph& graph);
/// `{"groups": [{title, condition, in}], "nodes": [{shape, kind, name, condition, in}], "edges": [{from, to, says,
/// condition}]}`: `in` is the number of a group, ends are `{"node": n}` or `{"group": n}`. What is empty is left out.
std::string json(const Graph& graph);

} // namespace stackc::graph
