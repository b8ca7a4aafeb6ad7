#include "eval/optionals.h"

#include "eval/choose.h"
#include "eval/emptiness.h"
#include "eval/limits.h"
#include "eval/places.h"
#include "eval/primitives.h"

#include <algorithm>

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;

NodeRef present(Evaluation& in, NodeRef optional) {
    optional = unshared(optional);
    if (optional->isNone())
        return in.no();
    if (optional->kind == NodeKind::Choice) {
        auto isThere = [&in](const Entry& arm) { return present(in, arm.value)->isTrue(); };
        const std::vector<Entry>& all = optional->entries;
        if (all.size() >= limit::manyArms && std::all_of(all.begin(), all.end(), isThere))
            return in.yes();
        std::vector<NodeRef> guards, without;
        bool isCertain = true; // of each arm
        for (const Entry& arm : alternatives(in, optional)) {
            NodeRef there = present(in, arm.value);
            guards.push_back(in.guards.both(arm.guard, there));
            isCertain = isCertain && there->kind == NodeKind::Bool;
            if (there->isFalse())
                without.push_back(arm.guard);
        }
        // What few of many arms lack is less to say, and to look through.
        bool isByFew = isCertain && guards.size() >= limit::manyArms && without.size() * 2 < guards.size();
        NodeRef there = isByFew ? in.guards.negate(in.guards.any(without)) : in.guards.any(guards);
        return in.guards.simplify(there, in.yes());
    }
    if (!isPlace(optional) || in.typeOf(optional).kind != core::TypeKind::Optional)
        return in.yes();
    ir::Node node;
    node.kind = NodeKind::Present;
    node.args = {optional};
    return in.nodes.intern(std::move(node));
}

NodeRef payload(Evaluation& in, NodeRef optional) {
    if (optional->kind == NodeKind::Shared && present(in, optional)->isTrue())
        return optional;
    optional = unshared(optional);
    if (optional->kind == NodeKind::Off)
        return optional->args[0];
    if (isPlace(optional) && in.typeOf(optional).kind == core::TypeKind::Optional) {
        core::TypeId element = in.typeOf(optional).element;
        ir::Node held = *optional;
        held.type = element;
        if (held.kind == NodeKind::Default)
            held.args[0] = in.nodes.withType(held.args[0], element);
        return in.nodes.intern(std::move(held));
    }
    if (optional->kind != NodeKind::Choice)
        return optional;
    auto isPayload = [&in](const Entry& arm) { return !arm.value->isNone() && payload(in, arm.value) == arm.value; };
    if (std::all_of(optional->entries.begin(), optional->entries.end(), isPayload))
        return optional;
    std::vector<Entry> arms;
    for (const Entry& arm : alternatives(in, optional))
        if (!arm.value->isNone())
            arms.push_back(ir::NodeTable::item(arm.guard, payload(in, arm.value)));
    return chooseAll(in, std::move(arms));
}

NodeRef caseIs(Evaluation& in, NodeRef subject, core::TypeId type, uint32_t index) {
    const core::Type& subjectType = in.typeOf(type);
    if (index >= subjectType.cases.size())
        return in.no();
    if (subjectType.kind == core::TypeKind::Enum)
        return compare(in, core::Op::Eq, subject, in.nodes.string(subjectType.cases[index].key));
    subject = unshared(subject);
    switch (subject->kind) {
    case NodeKind::Variant:
        return in.nodes.boolean(subject->index == index);
    case NodeKind::Record: // as values have it
        return in.nodes.boolean(ir::findEntry(subject, subjectType.cases[index].key) != nullptr);
    case NodeKind::Choice: {
        std::vector<NodeRef> guards;
        for (const Entry& arm : alternatives(in, subject)) {
            // What is a map is no empty text.
            bool isMap = isPlace(arm.value) && subjectType.isTextual() && !subjectType.cases[index].fromText;
            bool isImplied = isMap && arm.guard == in.guards.negate(isEmptyText(in, arm.value, type));
            NodeRef test = caseIs(in, arm.value, type, index);
            guards.push_back(isImplied ? test : in.guards.both(arm.guard, test));
        }
        return in.guards.any(guards);
    }
    case NodeKind::Ref:
    case NodeKind::Default: {
        if (isTextPlace(in, subject))
            return in.nodes.boolean(subjectType.cases[index].fromText);
        ir::Node node;
        node.kind = NodeKind::TagIs;
        node.index = index;
        node.text = subjectType.cases[index].key;
        node.args = {subject};
        return in.nodes.intern(std::move(node));
    }
    default: // a text, as values have it
        return in.nodes.boolean(!subject->isNone() && subjectType.cases[index].fromText);
    }
}

NodeRef casePayload(Evaluation& in, NodeRef subject, core::TypeId type, uint32_t index) {
    subject = unshared(subject);
    const core::Case& wanted = in.typeOf(type).cases[index];
    if (isPlace(subject) && in.typeOf(type).isTextual() && wanted.fromText)
        return textAt(in, subject, type);
    switch (subject->kind) {
    case NodeKind::Variant:
        return subject->args.empty() ? in.nodes.none() : subject->args[0];
    case NodeKind::Ref: {
        ir::Node held = *in.nodes.field(subject, wanted.key, wanted.payload);
        held.index = in.typeOf(type).tagKey.empty() ? 1 : 0; // no default of the values is there beside what is given
        return orEmpty(in, in.nodes.intern(std::move(held)), wanted.payload, nullptr);
    }
    case NodeKind::Default: {
        bool isHeld = in.typeOf(type).tagKey.empty() || ir::findEntry(subject->args[1], wanted.key) != nullptr;
        NodeRef held = in.nodes.field(isHeld ? subject : subject->args[0], wanted.key, wanted.payload);
        return orEmpty(in, held, wanted.payload, nullptr);
    }
    case NodeKind::Choice: {
        std::vector<Entry> arms;
        for (const Entry& arm : alternatives(in, subject))
            if (arm.value->kind != NodeKind::Variant || arm.value->index == index)
                arms.push_back(ir::NodeTable::item(arm.guard, casePayload(in, arm.value, type, index)));
        return chooseAll(in, std::move(arms));
    }
    default:
        return in.nodes.none();
    }
}

NodeRef tagOf(Evaluation& in, NodeRef subject) {
    subject = unshared(subject);
    if (subject->kind == NodeKind::Variant || subject->kind == NodeKind::String)
        return in.nodes.string(subject->text);
    if (subject->kind == NodeKind::Choice) {
        std::vector<Entry> arms = alternatives(in, subject);
        for (Entry& arm : arms)
            arm.value = tagOf(in, arm.value);
        return chooseAll(in, std::move(arms));
    }
    if (isPlace(subject) && in.typeOf(subject).kind == core::TypeKind::Enum)
        return subject;
    ir::Node node;
    node.kind = NodeKind::Tag;
    node.args = {subject};
    return in.nodes.intern(std::move(node));
}

NodeRef nonEmpty(Evaluation& in, NodeRef node) { return Emptiness(in.nodes, in.guards).some(node); }

} // namespace stackc::eval
