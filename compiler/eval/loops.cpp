#include "eval/evaluator.h"

#include <algorithm>
#include <utility>

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;

const ir::Loop* Evaluator::enter(NodeRef source, const Binding& binding, bool isMap) {
    bool two = binding.second.valid();
    const std::string element =
        binding.first.valid() || two ? program_[two ? binding.second : binding.first].name : "it";
    const std::string key = two ? program_[binding.first].name : isMap ? "key" : "";
    return nodes_.loop(source, loopDepth_, element, key);
}

/// Binds the variables to those of a loop over a late collection.
void Evaluator::bindRound(const ir::Loop* loop, const Binding& binding, bool isMap) {
    VarId elementVar = binding.second.valid() ? binding.second : binding.first;
    const core::Type* source = loop->source->type.valid() ? &typeOf(loop->source) : nullptr;
    bool isCollection =
        source != nullptr && (source->kind == core::TypeKind::List || source->kind == core::TypeKind::Map);
    if (elementVar.valid()) {
        core::TypeId type = isCollection ? source->element : program_[elementVar].type;
        vars_[elementVar.value] = orEmpty(nodes_.element(loop, type), type, nullptr);
    }
    if (binding.second.valid())
        vars_[binding.first.value] =
            nodes_.key(loop, isMap && isCollection ? source->key : program_[binding.first].type);
}

std::vector<Entry> Evaluator::loop(const core::Entry& entry, Keys keys) {
    NodeRef source = evaluate(entry.value);
    Binding binding{entry.first, entry.second};
    auto body = [&]() -> std::vector<Entry> {
        NodeRef filter = entry.filter.valid() ? simplify(evaluate(entry.filter)) : yes();
        if (filter->isFalse())
            return {};
        Under under(*this, filter);
        return guarded(filter, entriesOf(entry.body, keys));
    };
    core::TypeId type = program_[entry.value].type;
    Walk walk{type, typeOf(type).kind == core::TypeKind::Map, binding, body, entry.span};
    return each(source, walk, nodes_.integer(0));
}

/// Parts of a source that have to be walked as one: a map whose parts decide together on the order, a list of which the
/// indices are wanted. Of many parts that may not be there each index would be a sum as long as those before it. Null
/// where they needn't, or can't.
NodeRef Evaluator::walkedWhole(const std::vector<Entry>& items, const Walk& walk) {
    bool isMixedMap = walk.isMap && isMixed(items);
    constexpr std::ptrdiff_t many = 4;
    auto isEach = [](const Entry& e) { return e.kind == EntryKind::Each; };
    auto isLoose = [](const Entry& e) { return e.kind == EntryKind::Spread || !e.guard->isTrue(); };
    bool isCounted =
        !walk.isMap && walk.binding.second.valid() &&
        (std::any_of(items.begin(), items.end(), isEach) || std::count_if(items.begin(), items.end(), isLoose) > many);
    if (!isMixedMap && !isCounted)
        return nullptr;
    NodeRef whole = computed(items, typeOf(walk.type).element, walk.isMap);
    if (whole == nullptr && isMixedMap)
        report(diag::Code::E4004, walk.span);
    return whole;
}

/// The body's entries for each element of `source`: unrolled where the elements are known, an Each where they are not.
/// `base` is the index of the first.
std::vector<Entry> Evaluator::each(NodeRef source, const Walk& walk, NodeRef base) {
    OwnKeys keys(*this);
    source = unshare(source);
    const Binding& binding = walk.binding;
    std::vector<Entry> out;
    if (typeOf(walk.type).kind == core::TypeKind::Optional) {
        NodeRef guard = simplify(present(source));
        if (guard->isFalse())
            return out;
        Under under(*this, guard);
        vars_[binding.first.value] = payload(source);
        return guarded(guard, walk.body());
    }
    if (source->isNone())
        return out;
    if (source->kind == NodeKind::Choice) {
        for (const Entry& arm : alternatives(source)) {
            NodeRef guard = simplify(arm.guard);
            if (guard->isFalse())
                continue;
            Under under(*this, guard);
            append(out, guarded(guard, each(arm.value, walk, base)), Keys::None);
        }
        return out;
    }
    std::vector<Entry> items;
    if (source->kind == NodeKind::Record || source->kind == NodeKind::List) {
        items = opened(source->entries);
        if (NodeRef whole = walkedWhole(items, walk))
            items = {spreadOf(whole)};
        else if (source->kind == NodeKind::Record && !hasLateKeys(items))
            items = inKeyOrder(std::move(items), typeOf(walk.type).element);
    } else {
        items = {spreadOf(source)};
    }
    bool isIndexed = binding.second.valid() && !walk.isMap;
    std::vector<Entry> before;
    for (const Entry& item : items) {
        NodeRef guard = simplify(item.guard);
        if (guard->isFalse())
            continue;
        Under under(*this, guard);
        NodeRef index = isIndexed ? plus(base, lengthOf(before, false)) : base;
        append(out, guarded(guard, eachEntry(item, index, walk)), Keys::None);
        if (isIndexed)
            before.push_back(item);
    }
    return out;
}

/// Entries of fixed keys in byte order of these, one for each.
std::vector<Entry> Evaluator::inKeyOrder(std::vector<Entry> entries, core::TypeId element) {
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
        out.back().value = choose(entry.guard, entry.value, out.back().value, element);
        out.back().guard = guards_.either(out.back().guard, entry.guard);
    }
    return out;
}

NodeRef Evaluator::plus(NodeRef a, NodeRef b) {
    if (a->kind == NodeKind::Int && b->kind == NodeKind::Int)
        return nodes_.integer(a->integer + b->integer);
    auto isZero = [](NodeRef node) { return node->kind == NodeKind::Int && node->integer == 0; };
    return isZero(a) ? b : isZero(b) ? a : nodes_.prim(core::Op::Add, {a, b});
}

Entry Evaluator::spreadOf(NodeRef collection) const {
    Entry whole;
    whole.kind = EntryKind::Spread;
    whole.guard = yes();
    whole.value = collection;
    return whole;
}

/// One entry of the source: a value binds it, a late part becomes an Each around the body. No index: it is not known.
std::vector<Entry> Evaluator::eachEntry(const Entry& item, NodeRef index, const Walk& walk) {
    const Binding& binding = walk.binding;
    VarId elementVar = binding.second.valid() ? binding.second : binding.first;
    if (item.kind == EntryKind::Value) {
        if (elementVar.valid())
            vars_[elementVar.value] = item.value;
        if (binding.second.valid() && walk.isMap)
            vars_[binding.first.value] = item.keyNode != nullptr ? item.keyNode : nodes_.string(item.key);
        else if (binding.second.valid())
            vars_[binding.first.value] = index != nullptr ? index : nodes_.integer(0);
        if (binding.second.valid() && index == nullptr && !walk.isMap)
            report(diag::Code::E4005, walk.span);
        return walk.body();
    }
    OwnKeys keys(*this);
    Entry made;
    made.kind = EntryKind::Each;
    made.guard = yes();
    if (item.kind == EntryKind::Each) {
        Entry round = besideOthers(item);
        made.loop = round.loop;
        Around around(*this, made.loop);
        for (const Entry& inner : round.body) {
            Under under(*this, inner.guard);
            append(made.body, guarded(inner.guard, eachEntry(inner, nullptr, walk)), Keys::None);
        }
    } else if (item.value->kind == NodeKind::Choice || item.value->isNone()) {
        return each(item.value, walk, index);
    } else {
        made.loop = enter(item.value, binding, walk.isMap);
        Around around(*this, made.loop);
        bindRound(made.loop, binding, walk.isMap);
        if (binding.second.valid() && !walk.isMap && index != nullptr)
            vars_[binding.first.value] = plus(vars_[binding.first.value], index);
        made.body = walk.body();
    }
    if (made.body.empty())
        return {};
    return {std::move(made)};
}

} // namespace stackc::eval
