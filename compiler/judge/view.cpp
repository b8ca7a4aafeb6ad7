#include "judge/view.h"

#include "judge/path.h"

#include <algorithm>

namespace stackc::judge {

using ir::EntryKind;
using ir::NodeKind;

const Part* Parts::find(std::string_view key) const {
    for (const Part& part : known)
        if (part.key == key)
            return &part;
    return nullptr;
}

NodeRef Parts::get(std::string_view key) const {
    const Part* found = find(key);
    return found != nullptr ? found->value : nullptr;
}

bool View::possible(NodeRef guard) {
    NodeRef all = context_ == nullptr ? guard : both(context_, guard);
    return all->isTrue() || !guards_.excludes(all, yes());
}

NodeRef View::guardOf(const ir::Document& document) {
    NodeRef guard = yes();
    for (const ir::Scope& scope : document.scopes)
        guard = both(guard, scope.guard);
    return guard;
}

Parts View::forms(NodeRef node) { return start(node, Shape::Any); }
Parts View::fields(NodeRef record) { return start(record, Shape::Record); }
Parts View::elements(NodeRef list) { return start(list, Shape::List); }

Parts View::start(NodeRef node, Shape shape) {
    Parts out;
    choices_.clear();
    open(node, shape, {yes(), nullptr, {}, false}, out);
    return out;
}

void View::open(NodeRef node, Shape shape, const Part& around, Parts& out) {
    node = unshared(node);
    if (node->isNone())
        return;
    if (node->kind == NodeKind::Choice) {
        if (!choices_.insert(node).second)
            return;
        // The arms are tested in order; of many, which mostly are cases of one choice, each guard excludes the others.
        bool isShort = node->entries.size() <= 32;
        NodeRef rest = yes();
        for (const ir::Entry& arm : node->entries) {
            Part inner = around;
            inner.guard = both(around.guard, both(rest, arm.guard));
            open(arm.value, shape, inner, out);
            if (isShort)
                rest = both(rest, guards_.negate(arm.guard));
        }
        out.open |= shape != Shape::Any;
        return;
    }
    if (shape == Shape::Any) {
        out.known.push_back(around);
        out.known.back().value = node;
    } else if (node->kind == (shape == Shape::Record ? NodeKind::Record : NodeKind::List)) {
        openEntries(node->entries, shape, around, out);
    } else {
        out.open = true;
    }
}

void View::openEntries(const std::vector<ir::Entry>& entries, Shape shape, const Part& around, Parts& out) {
    for (const ir::Entry& entry : entries) {
        Part part = around;
        part.guard = both(around.guard, entry.guard);
        if (entry.kind == EntryKind::Each) {
            part.repeated = true;
            out.open = true;
            openEntries(entry.body, shape, part, out);
        } else if (entry.kind == EntryKind::Spread) {
            open(entry.value, shape, part, out);
        } else if (shape == Shape::Record && entry.keyNode != nullptr && entry.keyNode->kind != NodeKind::String) {
            out.open = true;
        } else if (!entry.value->isNone()) {
            part.key = entry.keyNode != nullptr ? entry.keyNode->text : entry.key;
            part.value = entry.value;
            out.known.push_back(part);
        }
    }
}

NodeRef unshared(NodeRef node) {
    while (node->kind == NodeKind::Shared)
        node = node->args[0];
    return node;
}

const std::string* textOf(NodeRef node) {
    if (node == nullptr)
        return nullptr;
    node = unshared(node);
    return node->kind == NodeKind::String ? &node->text : nullptr;
}

std::string shown(NodeRef node) {
    node = unshared(node);
    switch (node->kind) {
    case NodeKind::String:
    case NodeKind::Float:
        return node->text;
    case NodeKind::Int:
        return std::to_string(node->integer);
    case NodeKind::Bool:
        return node->boolean ? "true" : "false";
    default:
        return {};
    }
}

std::string show(const Path& path) {
    std::string out;
    for (const Step& step : path) {
        if (step.isElement)
            out += "[" + std::to_string(step.index) + "]";
        else if (step.key.find('.') != std::string::npos)
            out += "[\"" + step.key + "\"]";
        else
            out += (out.empty() ? "" : ".") + step.key;
    }
    return out;
}

} // namespace stackc::judge
