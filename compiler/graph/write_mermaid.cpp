#include "graph/graph.h"
#include "graph/labels.h"

#include <fmt/format.h>
#include <string_view>

namespace stackc::graph {

namespace {

/// Text of a label between double quotes. What means something to Mermaid, or to the HTML that it makes, becomes a code
/// `#35;`: quotes, entities, directives, Markdown; the colon, since Mermaid cuts what looks like a style.
std::string escaped(std::string_view text) {
    constexpr std::string_view plain = " -_.,/=+{}()[]!?";
    std::string out;
    for (char c : text) {
        auto byte = static_cast<unsigned char>(c);
        bool isWord = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || byte >= 0x80;
        if (byte < 0x20 || byte == 0x7f)
            out += ' ';
        else if (isWord || plain.find(c) != std::string_view::npos)
            out += c;
        else
            out += fmt::format("#{};", int{byte});
    }
    return out;
}

std::string label(const std::vector<std::string>& lines, const std::string& condition) {
    std::string out;
    for (const std::string& line : labelLines(lines, condition))
        out += (out.empty() ? "" : "<br/>") + escaped(line);
    return out;
}

std::string shaped(Shape shape, const std::string& text) {
    switch (shape) {
    case Shape::Resource:
        return "(\"" + text + "\")";
    case Shape::Pods:
        return "[\"" + text + "\"]";
    case Shape::Backend:
        return "[(\"" + text + "\")]";
    case Shape::Config:
        return "[[\"" + text + "\"]]";
    case Shape::Outside:
        break;
    }
    return "([\"" + text + "\"])";
}

class Writer {
public:
    explicit Writer(const Graph& graph) : graph_(graph) {}

    std::string write() {
        inside(std::nullopt, 1);
        for (const Edge& edge : graph_.edges)
            out_ += fmt::format("    {} {}|\"{}\"| {}\n", id(edge.from), edge.condition.empty() ? "-->" : "-.->",
                                label({edge.label}, edge.condition), id(edge.to));
        if (!late_.empty())
            out_ += fmt::format("    classDef late stroke-dasharray: 5 5\n    class {} late\n", late_);
        return out_;
    }

private:
    static std::string id(End end) { return fmt::format("{}{}", end.isGroup ? "g" : "n", end.number); }

    void mark(End end, const std::string& condition) {
        if (!condition.empty())
            late_ += (late_.empty() ? "" : ",") + id(end);
    }

    void inside(std::optional<size_t> group, size_t depth) {
        std::string indent(depth * 4, ' ');
        for (size_t i = 0; i < graph_.nodes.size(); ++i) {
            const Node& node = graph_.nodes[i];
            if (node.group != group)
                continue;
            out_ += indent + id({false, i}) + shaped(node.shape, label({node.kind, node.name}, node.condition)) + "\n";
            mark({false, i}, node.condition);
        }
        for (size_t i = 0; i < graph_.groups.size(); ++i) {
            const Group& inner = graph_.groups[i];
            if (inner.parent != group)
                continue;
            out_ +=
                fmt::format("{}subgraph {}[\"{}\"]\n", indent, id({true, i}), label({inner.title}, inner.condition));
            inside(i, depth + 1);
            out_ += indent + "end\n";
            mark({true, i}, inner.condition);
        }
    }

    const Graph& graph_;
    std::string out_ = "flowchart LR\n";
    std::string late_; ///< the ids of what has a condition
};

} // namespace

std::string mermaid(const Graph& graph) { return Writer(graph).write(); }

} // namespace stackc::graph
