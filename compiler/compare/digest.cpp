#include "compare/digest.h"

#include "text/sha256.h"

#include <fmt/format.h>

namespace stackc::compare {

using ir::NodeKind;
using ir::NodeRef;

namespace {

/// With its length before it, so that no two lists of texts are one.
std::string framed(const std::string& text) { return fmt::format("{}:{};", text.size(), text); }

} // namespace

Digests::Digests(const std::vector<std::pair<NodeRef, NodeRef>>& same) {
    for (const auto& [node, other] : same)
        known_[node] = std::string(of(other));
}

const std::string& Digests::of(NodeRef node) {
    if (auto found = known_.find(node); found != known_.end())
        return found->second;
    std::string digest;
    if (node->kind == NodeKind::Shared) {
        digest = of(node->args[0]);
    } else {
        std::string text =
            fmt::format("{} {} {} {} {} {} {} {} {} ", static_cast<int>(node->kind), static_cast<int>(node->base),
                        static_cast<int>(node->op), static_cast<int>(node->input), static_cast<int>(node->format),
                        node->boolean, node->index, node->integer, node->number);
        text += framed(node->text) + loop(node->loop);
        for (NodeRef argument : node->args)
            text += argument != nullptr ? of(argument) : "-";
        for (const ir::Entry& item : node->entries)
            text += of(item);
        digest = text::sha256(text);
    }
    return known_.emplace(node, std::move(digest)).first->second;
}

std::string Digests::loop(const ir::Loop* loop) {
    return loop != nullptr ? fmt::format("{}@{}", of(loop->source), loop->depth) : "-";
}

std::string Digests::of(const ir::Entry& entry) {
    std::string text = fmt::format("({} ", static_cast<int>(entry.kind));
    for (NodeRef part : {entry.guard, entry.keyNode, entry.value})
        text += part != nullptr ? of(part) : "-";
    text += framed(entry.key) + loop(entry.loop);
    for (const ir::Entry& item : entry.body)
        text += of(item);
    return text + ")";
}

} // namespace stackc::compare
