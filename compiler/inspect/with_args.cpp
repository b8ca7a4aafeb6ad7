#include "inspect/with_args.h"

#include "eval/arms.h"
#include "eval/optionals.h"
#include "eval/places.h"
#include "eval/primitives.h"
#include "ir/choice.h"

#include <algorithm>
#include <utility>

namespace stackc::inspect {

using core::Op;
using ir::Entry;
using ir::EntryKind;
using ir::Node;
using ir::NodeKind;
using ir::NodeRef;
using ir::unshared;

namespace {

/// The same of others, whatever they are.
NodeRef likewise(eval::Evaluation& in, NodeRef node, std::vector<NodeRef> args) {
    Node copy = *node;
    copy.args = std::move(args);
    return in.nodes.intern(std::move(copy));
}

/// What comes of a node that is no choice, or of each arm of one.
template <typename Of> NodeRef ofEachArm(eval::Evaluation& in, NodeRef node, const Of& of) {
    NodeRef known = unshared(node);
    if (known->kind != NodeKind::Choice)
        return of(node);
    std::vector<Entry> arms;
    for (const Entry& arm : known->entries)
        arms.push_back(ir::NodeTable::item(arm.guard, ofEachArm(in, arm.value, of)));
    return ir::choiceInOrder(in.nodes, std::move(arms));
}

/// A truth of a node that is no choice, or of the arm that one is.
template <typename Is> NodeRef ofArm(eval::Evaluation& in, NodeRef node, const Is& is) {
    return eval::ofArm(in.guards, in.nodes, node, is);
}

// ---- places

/// What a record has under a key, where it has it.
NodeRef under(eval::Evaluation& in, NodeRef record, const std::string& key) {
    std::vector<Entry> arms;
    for (const Entry& entry : record->entries)
        if (const std::string* fixed = ir::fixedKey(entry); fixed != nullptr && *fixed == key)
            arms.push_back(ir::NodeTable::item(entry.guard, entry.value));
    arms.push_back(ir::NodeTable::item(in.yes(), in.nodes.none()));
    return ir::choiceInOrder(in.nodes, std::move(arms));
}

/// What the place `ref` reads of what stands around it, which is no choice.
NodeRef field(eval::Evaluation& in, NodeRef ref, NodeRef around) {
    NodeRef held = unshared(around);
    switch (held->kind) {
    case NodeKind::Ref:
    case NodeKind::Default:
        return eval::isTextPlace(in, held) ? in.nodes.none() : likewise(in, ref, {around});
    case NodeKind::Record:
        return under(in, held, ref->text);
    case NodeKind::Variant:
        return held->text == ref->text && !held->args.empty() ? held->args[0] : in.nodes.none();
    default:
        return in.nodes.none();
    }
}

/// What stands at a place, which is no choice, or `otherwise` where it isn't there: as the Default `node` has it.
NodeRef orElse(eval::Evaluation& in, NodeRef node, NodeRef held, NodeRef otherwise) {
    NodeRef known = unshared(held);
    if (known->isNone())
        return otherwise;
    return known->kind == NodeKind::Ref ? likewise(in, node, {held, otherwise}) : held;
}

// ---- operations

/// Has it an entry? It stands for the entries of another (eval/emptiness.h); what loops make of it stays one list.
NodeRef anyEntry(eval::Evaluation& in, NodeRef collection) {
    NodeRef known = unshared(collection);
    if (known->kind != NodeKind::Record && known->kind != NodeKind::List)
        return eval::nonEmpty(in, collection);
    std::vector<NodeRef> some;
    Node rest;
    rest.kind = known->kind;
    for (const Entry& entry : known->entries) {
        if (entry.kind == EntryKind::Value)
            some.push_back(entry.guard);
        else
            rest.entries.push_back(entry);
    }
    if (!rest.entries.empty())
        some.push_back(in.nodes.prim(Op::NonEmpty, {in.nodes.intern(std::move(rest))}));
    return in.guards.any(some);
}

/// Has it a result where its operands are not there?
bool readsNothing(Op op) { return op == Op::And || op == Op::Or || op == Op::Not || op == Op::Eq || op == Op::WholeOr; }

/// What is read is there: of what may be nothing, the rest.
NodeRef whereThere(eval::Evaluation& in, NodeRef node) {
    NodeRef known = unshared(node);
    auto isNothing = [](const Entry& arm) { return arm.value->isNone(); };
    if (known->kind != NodeKind::Choice || std::none_of(known->entries.begin(), known->entries.end(), isNothing))
        return node;
    std::vector<Entry> arms = known->entries;
    std::erase_if(arms, isNothing);
    if (!arms.empty())
        arms.back().guard = in.yes();
    return ir::choiceInOrder(in.nodes, std::move(arms));
}

bool isListOfConstants(NodeRef node) {
    auto isPlain = [](const Entry& item) { return item.kind == EntryKind::Value && item.value->isConst(); };
    return node->kind == NodeKind::List && node->isConst() &&
           std::all_of(node->entries.begin(), node->entries.end(), isPlain);
}

/// As the evaluator has it. What it doesn't compute stays the operation that it is.
NodeRef computed(eval::Evaluation& in, NodeRef node, std::vector<NodeRef> args) {
    if (node->op == Op::Eq && args[1]->isConst())
        return ofArm(in, args[0], [&](NodeRef arm) { return eval::primitive(in, Op::Eq, {arm, args[1]}, nullptr); });
    if (node->op == Op::NonEmpty)
        return anyEntry(in, args[0]);
    if (readsNothing(node->op))
        return eval::primitive(in, node->op, std::move(args), nullptr);
    for (NodeRef& arg : args)
        arg = whereThere(in, arg);
    // What isn't there is read nowhere, and of a list all elements have to be known.
    bool isOfList = node->op == Op::Join || node->op == Op::Unique;
    bool isKnown = std::none_of(args.begin(), args.end(), [](NodeRef arg) { return arg->isNone(); }) &&
                   (!isOfList || isListOfConstants(args[0]));
    return isKnown ? eval::primitive(in, node->op, std::move(args), nullptr) : likewise(in, node, std::move(args));
}

} // namespace

NodeRef withArgs(eval::Evaluation& in, NodeRef node, std::vector<NodeRef> args) {
    if (args == node->args)
        return node;
    switch (node->kind) {
    case NodeKind::Ref:
        if (node->base == ir::RefBase::Field)
            return ofEachArm(in, args[0], [&](NodeRef around) { return field(in, node, around); });
        return likewise(in, node, std::move(args));
    case NodeKind::Default:
        return ofEachArm(in, args[0], [&](NodeRef held) { return orElse(in, node, held, args[1]); });
    case NodeKind::Present:
        return ofArm(in, args[0], [&](NodeRef optional) { return eval::present(in, optional); });
    case NodeKind::TagIs: {
        core::TypeId type = unshared(node->args[0])->type;
        return ofArm(in, args[0], [&](NodeRef variant) { return eval::caseIs(in, variant, type, node->index); });
    }
    case NodeKind::Tag:
        return ofEachArm(in, args[0], [&](NodeRef variant) { return eval::tagOf(in, variant); });
    case NodeKind::Prim:
        return computed(in, node, std::move(args));
    default:
        return likewise(in, node, std::move(args));
    }
}

} // namespace stackc::inspect
