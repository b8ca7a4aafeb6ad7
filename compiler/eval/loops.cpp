#include "eval/evaluator.h"

#include <algorithm>

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

std::vector<Entry> Evaluator::loop(const core::Entry& entry, bool keyed) {
    NodeRef source = evaluate(entry.value);
    Binding binding{entry.first, entry.second, keyed};
    auto body = [&]() -> std::vector<Entry> {
        NodeRef filter = entry.filter.valid() ? simplify(evaluate(entry.filter)) : yes();
        if (filter->isFalse())
            return {};
        Under under(*this, filter);
        return guarded(filter, entriesOf(entry.body, keyed));
    };
    return each(source, program_[entry.value].type, binding, body, entry.span);
}

/// The body's entries for each element of `source`: unrolled where the elements are known, an Each where they are not.
std::vector<Entry> Evaluator::each(NodeRef source, core::TypeId type, const Binding& binding, const Body& body,
                                   core::Span span) {
    OwnKeys keys(*this);
    source = unshare(source);
    std::vector<Entry> out;
    const core::Type& sourceType = typeOf(type);
    bool isMap = sourceType.kind == core::TypeKind::Map;
    if (sourceType.kind == core::TypeKind::Optional) {
        NodeRef guard = simplify(present(source));
        if (guard->isFalse())
            return out;
        Under under(*this, guard);
        vars_[binding.first.value] = payload(source);
        return guarded(guard, body());
    }
    if (source->isNone())
        return out;
    if (source->kind == NodeKind::Choice) {
        for (const Entry& arm : alternatives(source)) {
            NodeRef guard = simplify(arm.guard);
            if (guard->isFalse())
                continue;
            Under under(*this, guard);
            append(out, guarded(guard, each(arm.value, type, binding, body, span)), binding.keyed);
        }
        return out;
    }
    if (source->kind != NodeKind::Record && source->kind != NodeKind::List) {
        Entry whole;
        whole.kind = EntryKind::Spread;
        whole.guard = yes();
        whole.value = source;
        return eachEntry(whole, 0, true, isMap, binding, body, span);
    }
    std::vector<Entry> items = opened(source->entries);
    if (source->kind == NodeKind::Record) {
        bool late = std::any_of(items.begin(), items.end(),
                                [](const Entry& e) { return e.kind != EntryKind::Value || e.keyNode != nullptr; });
        if (late && items.size() > 1 && !binding.keyed)
            sink_.report(diag::Code::E4004, span);
        std::stable_sort(items.begin(), items.end(), [](const Entry& a, const Entry& b) { return a.key < b.key; });
    }
    size_t index = 0;
    bool indexKnown = true;
    for (const Entry& item : items) {
        NodeRef guard = simplify(item.guard);
        if (guard->isFalse())
            continue;
        Under under(*this, guard);
        append(out, guarded(guard, eachEntry(item, index, indexKnown, isMap, binding, body, span)), binding.keyed);
        indexKnown = indexKnown && guard->isTrue() && item.kind == EntryKind::Value;
        ++index;
    }
    return out;
}

/// One entry of the source: a value binds it, a late part becomes an Each around the body.
std::vector<Entry> Evaluator::eachEntry(const Entry& item, size_t index, bool indexKnown, bool isMap,
                                        const Binding& binding, const Body& body, core::Span span) {
    VarId elementVar = binding.second.valid() ? binding.second : binding.first;
    if (item.kind == EntryKind::Value) {
        if (elementVar.valid())
            vars_[elementVar.value] = item.value;
        if (binding.second.valid()) {
            if (isMap)
                vars_[binding.first.value] = item.keyNode != nullptr ? item.keyNode : nodes_.string(item.key);
            else
                vars_[binding.first.value] = nodes_.integer(static_cast<int64_t>(index));
            if (!isMap && !indexKnown)
                sink_.report(diag::Code::E4005, span);
        }
        return body();
    }
    OwnKeys keys(*this);
    Entry made;
    made.kind = EntryKind::Each;
    made.guard = yes();
    if (item.kind == EntryKind::Each) {
        made.loop = item.loop;
        uint32_t saved = loopDepth_;
        loopDepth_ = item.loop->depth + 1;
        for (const Entry& inner : item.body) {
            Under under(*this, inner.guard);
            append(made.body, guarded(inner.guard, eachEntry(inner, 0, false, isMap, binding, body, span)),
                   binding.keyed);
        }
        loopDepth_ = saved;
    } else if (item.value->kind == NodeKind::Choice) {
        return each(item.value, program_.types.error(), binding, body, span);
    } else {
        made.loop = enter(item.value, binding, isMap);
        core::TypeId element = item.value->type.valid() ? typeOf(item.value).element : program_.types.integer();
        core::TypeId key = isMap && item.value->type.valid() ? typeOf(item.value).key : program_.types.integer();
        if (item.value->type.valid() && typeOf(item.value).kind == core::TypeKind::Native)
            element = elementVar.valid() ? program_[elementVar].type : program_.types.data();
        if (elementVar.valid())
            vars_[elementVar.value] = nodes_.element(made.loop, element);
        if (binding.second.valid())
            vars_[binding.first.value] = nodes_.key(made.loop, key);
        ++loopDepth_;
        made.body = body();
        --loopDepth_;
    }
    if (made.body.empty())
        return {};
    return {std::move(made)};
}

} // namespace stackc::eval
