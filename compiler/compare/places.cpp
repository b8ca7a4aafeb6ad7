#include "compare/places.h"

#include "graph/words.h"

namespace stackc::compare {

using ir::Entry;
using ir::NodeKind;
using ir::NodeRef;
using ir::unshared;

namespace {

/// On the spine of an input.
bool isPlace(NodeRef ref) {
    while (ref->base == ir::RefBase::Field)
        ref = unshared(ref->args[0]);
    return ref->base == ir::RefBase::Input;
}

} // namespace

void Places::add(NodeRef node) {
    if (node == nullptr || !node->late)
        return;
    node = unshared(node);
    if (!seen_.insert(node).second)
        return;
    if (node->kind == NodeKind::Ref && isPlace(node)) {
        std::string text = graph::placeText(node);
        if (text == "release.name" || text == "release.namespace")
            ofRelease_.insert(std::move(text));
        else if (!text.starts_with("chart.") && !text.starts_with("release."))
            found_.insert(std::move(text));
        return;
    }
    add(node->loop);
    for (NodeRef argument : node->args)
        add(argument);
    for (const Entry& entry : node->entries)
        add(entry);
}

void Places::add(const Entry& entry) {
    for (NodeRef part : {entry.guard, entry.keyNode, entry.value})
        add(part);
    add(entry.loop);
    for (const Entry& inner : entry.body)
        add(inner);
}

void Places::add(const ir::Loop* loop) {
    if (loop != nullptr)
        add(loop->source);
}

} // namespace stackc::compare
