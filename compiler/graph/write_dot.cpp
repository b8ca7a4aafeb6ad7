#include "graph/graph.h"
#include "graph/labels.h"

#include <fmt/format.h>
#include <string_view>

namespace stackc::graph {

namespace {

/// Text of a label between double quotes. Graphviz reads backslashes and, in plain labels too, entities of HTML.
std::string escaped(std::string_view text) {
    std::string out;
    for (char c : text) {
        auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7f)
            out += ' ';
        else if (c == '&')
            out += "&amp;";
        else if (c == '"' || c == '\\')
            out += std::string("\\") + c;
        else
            out += c;
    }
    return out;
}

std::string label(const std::vector<std::string>& lines, const std::string& condition) {
    std::string out;
    for (const std::string& line : labelLines(lines, condition))
        out += (out.empty() ? "" : "\\n") + escaped(line);
    return out;
}

std::string_view shapeName(Shape shape) {
    switch (shape) {
    case Shape::Resource:
        return "ellipse";
    case Shape::Pods:
        return "box";
    case Shape::Backend:
        return "cylinder";
    case Shape::Config:
        return "note";
    case Shape::Outside:
        break;
    }
    return "octagon";
}

class Writer {
public:
    explicit Writer(const Graph& graph) : graph_(graph) {}

    std::string write() {
        inside(std::nullopt, 1);
        for (const Edge& edge : graph_.edges)
            this->edge(edge);
        return out_ + "}\n";
    }

private:
    static std::string_view dashes(const std::string& condition) { return condition.empty() ? "" : ", style=dashed"; }

    void inside(std::optional<size_t> group, size_t depth) {
        std::string indent(depth * 4, ' ');
        for (size_t i = 0; i < graph_.nodes.size(); ++i) {
            const Node& node = graph_.nodes[i];
            if (node.group == group)
                out_ += fmt::format("{}n{} [label=\"{}\", shape={}{}];\n", indent, i,
                                    label({node.kind, node.name}, node.condition), shapeName(node.shape),
                                    dashes(node.condition));
        }
        for (size_t i = 0; i < graph_.groups.size(); ++i) {
            const Group& inner = graph_.groups[i];
            if (inner.parent != group)
                continue;
            out_ += fmt::format("{0}subgraph cluster_{1} {{\n{0}    graph [label=\"{2}\"{3}];\n", indent, i,
                                label({inner.title}, inner.condition), dashes(inner.condition));
            inside(i, depth + 1);
            out_ += indent + "}\n";
        }
    }

    /// Edges of Graphviz are between nodes; those of a group begin at its border.
    void edge(const Edge& edge) {
        std::string ends;
        if (edge.from.isGroup)
            ends += fmt::format(", ltail=cluster_{}", edge.from.number);
        if (edge.to.isGroup)
            ends += fmt::format(", lhead=cluster_{}", edge.to.number);
        out_ += fmt::format("    n{} -> n{} [label=\"{}\"{}{}];\n", nodeOf(edge.from), nodeOf(edge.to),
                            label({edge.label}, edge.condition), ends, dashes(edge.condition));
    }

    bool isIn(std::optional<size_t> group, size_t wanted) const {
        while (group && *group != wanted)
            group = graph_.groups[*group].parent;
        return group.has_value();
    }

    size_t nodeOf(End end) const {
        if (!end.isGroup)
            return end.number;
        for (size_t i = 0; i < graph_.nodes.size(); ++i)
            if (isIn(graph_.nodes[i].group, end.number))
                return i;
        return 0; // groups are made for their nodes
    }

    const Graph& graph_;
    std::string out_ = "digraph stack {\n    graph [rankdir=LR, compound=true];\n";
};

} // namespace

std::string dot(const Graph& graph) { return Writer(graph).write(); }

} // namespace stackc::graph
