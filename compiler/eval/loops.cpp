#include "eval/loops.h"

#include "eval/choose.h"
#include "eval/computed.h"
#include "eval/entries.h"
#include "eval/optionals.h"
#include "eval/places.h"

#include <algorithm>
#include <utility>

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;

bool isMap(const Evaluation& in, core::TypeId type) {
    return in.typeOf(type).kind == core::TypeKind::Map || in.hasShape(type, kube::Shape::Map);
}

bool isList(const Evaluation& in, core::TypeId type) {
    return in.typeOf(type).kind == core::TypeKind::List || in.hasShape(type, kube::Shape::List);
}

const ir::Loop* enter(Evaluation& in, NodeRef source, const Binding& binding, bool isMap) {
    bool two = binding.second.valid();
    const std::string element =
        binding.first.valid() || two ? in.program[two ? binding.second : binding.first].name : "it";
    const std::string key = two ? in.program[binding.first].name : isMap ? "key" : "";
    return in.nodes.loop(source, in.place.depth(), element, key);
}

void bindRound(Evaluation& in, const ir::Loop* loop, const Walk& walk) {
    const Binding& binding = walk.binding;
    VarId elementVar = binding.second.valid() ? binding.second : binding.first;
    const core::Type* source = loop->source->type.valid() ? &in.typeOf(loop->source) : nullptr;
    bool isCollection =
        source != nullptr && (source->kind == core::TypeKind::List || source->kind == core::TypeKind::Map);
    if (elementVar.valid()) {
        core::TypeId type = isCollection ? source->element : in.program[elementVar].type;
        const core::Case* only = walk.only ? &in.typeOf(in.typeOf(walk.type).element).cases[*walk.only] : nullptr;
        in.vars[elementVar.value] = only != nullptr
                                        ? in.nodes.variant(*walk.only, only->key, in.nodes.element(loop, only->payload))
                                        : orEmpty(in, in.nodes.element(loop, type), type, nullptr);
    }
    if (binding.second.valid())
        in.vars[binding.first.value] =
            in.nodes.key(loop, walk.isMap && isCollection ? source->key : in.program[binding.first].type);
}

std::optional<uint32_t> onlyCase(const Evaluation& in, const std::vector<Entry>& items, core::TypeId element) {
    if (!element.valid()) // of Kubernetes' objects
        return std::nullopt;
    const core::Type& type = in.typeOf(element);
    if (type.kind != core::TypeKind::Variant || type.textCase() < 0)
        return std::nullopt;
    auto text = static_cast<uint32_t>(type.textCase());
    std::function<bool(const Entry&)> isText = [&](const Entry& item) {
        if (item.kind == EntryKind::Each)
            return std::all_of(item.body.begin(), item.body.end(), isText);
        if (item.kind == EntryKind::Spread)
            return false;
        NodeRef node = unshared(item.value);
        if (node->kind == NodeKind::Choice)
            return std::all_of(node->entries.begin(), node->entries.end(), isText);
        return node->kind == NodeKind::Variant && node->index == text;
    };
    return std::all_of(items.begin(), items.end(), isText) ? std::optional(text) : std::nullopt;
}

NodeRef walkedWhole(Evaluation& in, const std::vector<Entry>& items, const Walk& walk) {
    bool isMixedMap = walk.isMap && isMixed(items);
    constexpr std::ptrdiff_t many = 4;
    auto isEach = [](const Entry& e) { return e.kind == EntryKind::Each; };
    auto isLoose = [](const Entry& e) { return e.kind == EntryKind::Spread || !e.guard->isTrue(); };
    bool isCounted =
        !walk.isMap && walk.binding.second.valid() &&
        (std::any_of(items.begin(), items.end(), isEach) || std::count_if(items.begin(), items.end(), isLoose) > many);
    if (!isMixedMap && !isCounted)
        return nullptr;
    NodeRef whole = computed(in, items, in.typeOf(walk.type).element, walk.isMap);
    if (whole == nullptr && isMixedMap)
        in.report(diag::Code::E4004, walk.span);
    return whole;
}

namespace {

/// A map whose parts decide together on the order, with what is made of its elements in their place: what each part
/// says of its own is known there. Null where the map isn't one, where making them makes checks, or where they can't be
/// kept.
NodeRef madeWhole(Evaluation& in, const std::vector<Entry>& items, const Walk& walk) {
    if (!walk.underOwnKey.valid() || !isMixed(items))
        return nullptr;
    auto [made, checks] = in.checks.apart([&] {
        std::vector<Entry> all;
        for (const Entry& item : items) {
            NodeRef guard = in.simplify(item.guard);
            if (guard->isFalse())
                continue;
            Under under(in, guard);
            appendItems(in, all, guarded(in, guard, eachEntry(in, item, nullptr, walk)));
        }
        return all;
    });
    // A key may come again behind an element, of which then nothing is asked.
    return checks.empty() ? computed(in, std::move(made), walk.underOwnKey, true) : nullptr;
}

/// The map's entries in the order in which loops walk it.
Entry copyOf(Evaluation& in, NodeRef map, const Walk& walk) {
    Entry all, one;
    all.kind = EntryKind::Each;
    all.guard = one.guard = in.yes();
    all.loop = enter(in, map, walk.binding, true);
    one.keyNode = in.nodes.key(all.loop, in.typeOf(walk.type).key);
    one.value = in.nodes.element(all.loop, walk.underOwnKey);
    all.body.push_back(std::move(one));
    return all;
}

} // namespace

std::vector<Entry> each(Evaluation& in, NodeRef source, const Walk& walk, NodeRef base) {
    source = unshared(source);
    const Binding& binding = walk.binding;
    std::vector<Entry> out;
    if (in.typeOf(walk.type).kind == core::TypeKind::Optional) {
        NodeRef guard = in.simplify(present(in, source));
        if (guard->isFalse())
            return out;
        Under under(in, guard);
        in.vars[binding.first.value] = payload(in, source);
        return guarded(in, guard, walk.body());
    }
    if (source->isNone())
        return out;
    if (source->kind == NodeKind::Choice) {
        for (const Entry& arm : alternatives(in, source)) {
            NodeRef guard = in.simplify(arm.guard);
            if (guard->isFalse())
                continue;
            Under under(in, guard);
            appendItems(in, out, guarded(in, guard, each(in, arm.value, walk, base)));
        }
        return out;
    }
    std::vector<Entry> items;
    Walk known = walk;
    if (source->kind == NodeKind::Record || source->kind == NodeKind::List) {
        items = opened(in, source->entries);
        if (NodeRef made = madeWhole(in, items, walk))
            return {copyOf(in, made, walk)};
        if (NodeRef whole = walkedWhole(in, items, walk)) {
            known.only = onlyCase(in, items, in.typeOf(walk.type).element);
            items = {spreadOf(in, whole)};
        } else if (source->kind == NodeKind::Record && !hasLateKeys(items))
            items = inKeyOrder(in, std::move(items), in.typeOf(walk.type).element);
    } else {
        items = {spreadOf(in, source)};
    }
    bool isIndexed = binding.second.valid() && !walk.isMap;
    std::vector<Entry> before;
    for (const Entry& item : items) {
        NodeRef guard = in.simplify(item.guard);
        if (guard->isFalse())
            continue;
        Under under(in, guard);
        NodeRef index = isIndexed ? plus(in, base, lengthOf(in, before, false)) : base;
        appendItems(in, out, guarded(in, guard, eachEntry(in, item, index, known)));
        if (isIndexed)
            before.push_back(item);
    }
    return out;
}

std::vector<Entry> inKeyOrder(Evaluation& in, std::vector<Entry> entries, core::TypeId element) {
    for (Entry& entry : entries)
        if (entry.keyNode != nullptr)
            entry.key = std::exchange(entry.keyNode, nullptr)->text;
    std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.key < b.key; });
    std::vector<Entry> out;
    for (Entry& entry : entries) {
        if (out.empty() || out.back().key != entry.key) {
            out.push_back(std::move(entry));
            continue;
        }
        out.back().value = choose(in, entry.guard, entry.value, out.back().value, element);
        out.back().guard = in.guards.either(out.back().guard, entry.guard);
    }
    return out;
}

NodeRef plus(Evaluation& in, NodeRef a, NodeRef b) {
    if (a->kind == NodeKind::Int && b->kind == NodeKind::Int)
        return in.nodes.integer(a->integer + b->integer);
    auto isZero = [](NodeRef node) { return node->kind == NodeKind::Int && node->integer == 0; };
    return isZero(a) ? b : isZero(b) ? a : in.nodes.prim(core::Op::Add, {a, b});
}

std::vector<Entry> eachEntry(Evaluation& in, const Entry& item, NodeRef index, const Walk& walk) {
    const Binding& binding = walk.binding;
    VarId elementVar = binding.second.valid() ? binding.second : binding.first;
    if (item.kind == EntryKind::Value) {
        if (elementVar.valid())
            in.vars[elementVar.value] = asInteger(in, item.value, in.program[elementVar].type);
        if (binding.second.valid() && walk.isMap)
            in.vars[binding.first.value] = item.keyNode != nullptr ? item.keyNode : in.nodes.string(item.key);
        else if (binding.second.valid())
            in.vars[binding.first.value] = index != nullptr ? index : in.nodes.integer(0);
        if (binding.second.valid() && index == nullptr && !walk.isMap)
            in.report(diag::Code::E4005, walk.span);
        return walk.body();
    }
    if (in.place.depth() >= limit::loops) {
        in.stop(diag::Code::E4029, limit::loops);
        return {};
    }
    Entry made;
    made.kind = EntryKind::Each;
    made.guard = in.yes();
    if (item.kind == EntryKind::Each) {
        Entry round = besideOthers(in, item);
        made.loop = round.loop;
        Around around(in, made.loop);
        for (const Entry& inner : round.body) {
            Under under(in, inner.guard);
            appendItems(in, made.body, guarded(in, inner.guard, eachEntry(in, inner, nullptr, walk)));
        }
    } else if (item.value->kind == NodeKind::Choice || item.value->isNone()) {
        return each(in, item.value, walk, index);
    } else {
        made.loop = enter(in, item.value, binding, walk.isMap);
        Around around(in, made.loop);
        bindRound(in, made.loop, walk);
        if (binding.second.valid() && !walk.isMap && index != nullptr)
            in.vars[binding.first.value] = plus(in, in.vars[binding.first.value], index);
        made.body = walk.body();
    }
    if (made.body.empty())
        return {};
    return {std::move(made)};
}

} // namespace stackc::eval
