#include "eval/emptiness.h"
#include "eval/evaluator.h"

#include <algorithm>

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;

NodeRef Evaluator::unshare(NodeRef node) {
    while (node->kind == NodeKind::Shared)
        node = node->args[0];
    return node;
}

bool Evaluator::isPlace(NodeRef node) { return node->kind == NodeKind::Ref || node->kind == NodeKind::Default; }

NodeRef Evaluator::present(NodeRef optional) {
    optional = unshare(optional);
    if (optional->isNone())
        return no();
    if (optional->kind == NodeKind::Choice) {
        std::vector<NodeRef> guards;
        for (const Entry& arm : alternatives(optional))
            guards.push_back(guards_.both(arm.guard, present(arm.value)));
        return guards_.simplify(guards_.any(guards), yes());
    }
    if (!isPlace(optional) || typeOf(optional).kind != core::TypeKind::Optional)
        return yes();
    ir::Node node;
    node.kind = NodeKind::Present;
    node.args = {optional};
    return nodes_.intern(std::move(node));
}

/// What the optional holds, where it holds something.
NodeRef Evaluator::payload(NodeRef optional) {
    if (optional->kind == NodeKind::Shared && present(optional)->isTrue())
        return optional;
    optional = unshare(optional);
    if (optional->kind == NodeKind::Off)
        return optional->args[0];
    if (isPlace(optional) && typeOf(optional).kind == core::TypeKind::Optional) {
        core::TypeId element = typeOf(optional).element;
        ir::Node held = *optional;
        held.type = element;
        if (held.kind == NodeKind::Default)
            held.args[0] = nodes_.withType(held.args[0], element);
        return nodes_.intern(std::move(held));
    }
    if (optional->kind != NodeKind::Choice)
        return optional;
    std::vector<Entry> arms;
    for (const Entry& arm : alternatives(optional))
        if (!arm.value->isNone())
            arms.push_back(ir::NodeTable::item(arm.guard, payload(arm.value)));
    return chooseAll(std::move(arms));
}

/// The place of a textual variant, read as the text that may stand there.
NodeRef Evaluator::textAt(NodeRef place, core::TypeId type) {
    ir::Node text = *place;
    text.type = typeOf(type).cases[static_cast<size_t>(typeOf(type).textCase())].payload;
    text.boolean = true;
    if (text.kind == NodeKind::Default)
        text.args[0] = textAt(text.args[0], type);
    return nodes_.intern(std::move(text));
}

NodeRef Evaluator::isEmptyText(NodeRef place, core::TypeId type) {
    return primitive(core::Op::Eq, {textAt(place, type), nodes_.string("")}, nullptr);
}

NodeRef Evaluator::caseIs(NodeRef subject, core::TypeId type, uint32_t index) {
    subject = unshare(subject);
    const core::Type& subjectType = typeOf(type);
    if (index >= subjectType.cases.size())
        return no();
    if (subjectType.kind == core::TypeKind::Enum)
        return compare(core::Op::Eq, subject, nodes_.string(subjectType.cases[index].key));
    switch (subject->kind) {
    case NodeKind::Variant:
        return nodes_.boolean(subject->index == index);
    case NodeKind::Choice: {
        std::vector<NodeRef> guards;
        for (const Entry& arm : alternatives(subject)) {
            // What is a map is no empty text.
            bool isMap = isPlace(arm.value) && subjectType.isTextual() && !subjectType.cases[index].fromText;
            bool isImplied = isMap && arm.guard == guards_.negate(isEmptyText(arm.value, type));
            NodeRef test = caseIs(arm.value, type, index);
            guards.push_back(isImplied ? test : guards_.both(arm.guard, test));
        }
        return guards_.any(guards);
    }
    case NodeKind::Ref:
    case NodeKind::Default: {
        ir::Node node;
        node.kind = NodeKind::TagIs;
        node.index = index;
        node.text = subjectType.cases[index].key;
        node.args = {subject};
        return nodes_.intern(std::move(node));
    }
    default:
        return no();
    }
}

NodeRef Evaluator::casePayload(NodeRef subject, core::TypeId type, uint32_t index) {
    subject = unshare(subject);
    const core::Case& wanted = typeOf(type).cases[index];
    if (isPlace(subject) && typeOf(type).isTextual() && wanted.fromText)
        return textAt(subject, type);
    switch (subject->kind) {
    case NodeKind::Variant:
        return subject->args.empty() ? nodes_.none() : subject->args[0];
    case NodeKind::Ref: {
        ir::Node held = *nodes_.field(subject, wanted.key, wanted.payload);
        held.index = typeOf(type).isTextual() ? 1 : 0; // no default of the values is there beside what is given
        return orEmpty(nodes_.intern(std::move(held)), wanted.payload, nullptr);
    }
    case NodeKind::Default: {
        bool isHeld = typeOf(type).tagKey.empty() || ir::findEntry(subject->args[1], wanted.key) != nullptr;
        NodeRef held = nodes_.field(isHeld ? subject : subject->args[0], wanted.key, wanted.payload);
        return orEmpty(held, wanted.payload, nullptr);
    }
    case NodeKind::Choice: {
        std::vector<Entry> arms;
        for (const Entry& arm : alternatives(subject))
            if (arm.value->kind != NodeKind::Variant || arm.value->index == index)
                arms.push_back(ir::NodeTable::item(arm.guard, casePayload(arm.value, type, index)));
        return chooseAll(std::move(arms));
    }
    default:
        return nodes_.none();
    }
}

NodeRef Evaluator::tagOf(NodeRef subject) {
    subject = unshare(subject);
    if (subject->kind == NodeKind::Variant || subject->kind == NodeKind::String)
        return nodes_.string(subject->text);
    if (subject->kind == NodeKind::Choice) {
        std::vector<Entry> arms = alternatives(subject);
        for (Entry& arm : arms)
            arm.value = tagOf(arm.value);
        return chooseAll(std::move(arms));
    }
    if (isPlace(subject) && typeOf(subject).kind == core::TypeKind::Enum)
        return subject;
    ir::Node node;
    node.kind = NodeKind::Tag;
    node.args = {subject};
    return nodes_.intern(std::move(node));
}

/// Does the list, map or object have an element under any values that reach this place?
NodeRef Evaluator::nonEmpty(NodeRef node) { return Emptiness(nodes_, guards_).some(node); }

} // namespace stackc::eval
