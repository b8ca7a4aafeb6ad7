#include "eval/specialize.h"

#include "eval/primitives.h"
#include "ir/choice.h"

namespace stackc::eval {

using ir::NodeKind;

NodeRef Specializer::of(NodeRef node) {
    if (node->isConst())
        return node;
    auto [place, fresh] = made_.try_emplace(node, node);
    if (!fresh)
        return place->second;
    NodeRef result = made(node);
    made_[node] = result;
    return result;
}

NodeRef Specializer::made(NodeRef node) {
    switch (node->kind) {
    case NodeKind::Ref:
    case NodeKind::Present:
    case NodeKind::TagIs:
    case NodeKind::Tag: {
        NodeRef known = known_(node);
        return known != nullptr ? known : node;
    }
    case NodeKind::Default: {
        NodeRef known = known_(node->args[0]);
        return known != nullptr ? known : of(node->args[1]);
    }
    case NodeKind::Shared: {
        NodeRef held = of(node->args[0]);
        return held->isConst() ? held : node;
    }
    case NodeKind::Prim: {
        std::vector<NodeRef> args;
        for (NodeRef arg : node->args)
            args.push_back(of(arg));
        return args == node->args ? node : primitive(in_, node->op, std::move(args), nullptr);
    }
    case NodeKind::Choice:
        return chosen(node);
    default:
        return node;
    }
}

/// The arms are tested in order.
NodeRef Specializer::chosen(NodeRef choice) {
    std::vector<Entry> arms;
    for (const Entry& arm : choice->entries) {
        NodeRef guard = of(arm.guard);
        if (guard->isFalse())
            continue;
        arms.push_back(ir::NodeTable::item(guard, of(arm.value)));
        if (guard->isTrue())
            break;
    }
    return ir::choiceInOrder(in_.nodes, std::move(arms));
}

} // namespace stackc::eval
