#include "eval/evaluator.h"

#include <algorithm>

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;

/// A late value of a record type can be taken apart into its fields.
bool Evaluator::isExpandable(NodeRef node) const {
    return isPlace(node) && program_.types[node->type].kind == core::TypeKind::Record;
}

NodeRef Evaluator::expand(NodeRef ref) {
    std::vector<Entry> entries;
    for (const core::Field& field : typeOf(ref).fields)
        entries.push_back(ir::NodeTable::value(yes(), field.name, refField(ref, field.name, field.type)));
    return nodes_.record(std::move(entries));
}

NodeRef Evaluator::choose(NodeRef guard, NodeRef a, NodeRef b) {
    if (a == b || guard->isTrue())
        return a;
    if (guard->isFalse())
        return b;
    auto boolean = [](NodeRef node) {
        return node->kind == NodeKind::Bool || node->kind == NodeKind::TagIs || node->kind == NodeKind::Present ||
               (node->kind == NodeKind::Prim && node->op <= core::Op::Ge);
    };
    if (boolean(a) && boolean(b))
        return guards_.either(guards_.both(guard, a), guards_.both(guards_.negate(guard), b));
    if (isExpandable(a) && b->kind == NodeKind::Record)
        return chooseRecords(guard, expand(a), b);
    if (a->kind == NodeKind::Record && isExpandable(b))
        return chooseRecords(guard, a, expand(b));
    if (isExpandable(a) && isExpandable(b))
        return chooseRecords(guard, expand(a), expand(b));
    if (a->kind == NodeKind::Record && b->kind == NodeKind::Record)
        return chooseRecords(guard, a, b);
    auto listLike = [&](NodeRef node) {
        return node->kind == NodeKind::List || (isPlace(node) && typeOf(node).kind == core::TypeKind::List);
    };
    if (listLike(a) && listLike(b) && (a->kind == NodeKind::List || b->kind == NodeKind::List))
        return chooseLists(guard, a, b);
    if (a->kind == NodeKind::Variant && b->kind == NodeKind::Variant && a->index == b->index && !a->args.empty())
        return nodes_.variant(a->index, a->text, choose(guard, a->args[0], b->args[0]));
    return chooseLeaf(guard, a, b);
}

NodeRef Evaluator::chooseRecords(NodeRef guard, NodeRef a, NodeRef b) {
    a = nodes_.record(opened(a->entries));
    b = nodes_.record(opened(b->entries));
    NodeRef otherwise = guards_.negate(guard);
    std::vector<Entry> out;
    std::vector<bool> used(b->entries.size(), false);
    auto partner = [&](const Entry& entry) -> const Entry* {
        for (size_t i = 0; i < b->entries.size(); ++i) {
            const Entry& other = b->entries[i];
            bool same = entry.kind == EntryKind::Value && entry.keyNode == nullptr
                            ? other.kind == EntryKind::Value && other.keyNode == nullptr && other.key == entry.key
                            : other == entry;
            if (same && !used[i]) {
                used[i] = true;
                return &other;
            }
        }
        return nullptr;
    };
    for (const Entry& entry : a->entries) {
        Entry made = entry;
        const Entry* other = partner(entry);
        if (other == nullptr) {
            made.guard = guards_.both(guard, entry.guard);
        } else if (!(*other == entry)) {
            made.value = choose(guard, entry.value, other->value);
            made.guard = entry.guard == other->guard
                             ? entry.guard
                             : guards_.either(guards_.both(guard, entry.guard), guards_.both(otherwise, other->guard));
        }
        out.push_back(std::move(made));
    }
    // What only b has goes after its predecessor in b and what only a has there, so that related keys stay together.
    size_t place = 0;
    auto onlyInA = [&](const Entry& entry) {
        return std::none_of(b->entries.begin(), b->entries.end(),
                            [&](const Entry& e) { return e.key == entry.key && e.kind == entry.kind; });
    };
    for (size_t i = 0; i < b->entries.size(); ++i) {
        const Entry& entry = b->entries[i];
        if (used[i]) {
            auto found = std::find_if(out.begin(), out.end(),
                                      [&](const Entry& e) { return e.key == entry.key && e.kind == entry.kind; });
            place = static_cast<size_t>(found - out.begin()) + (found == out.end() ? 0 : 1);
            continue;
        }
        Entry made = entry;
        made.guard = guards_.both(otherwise, entry.guard);
        while (place < out.size() && onlyInA(out[place]))
            ++place;
        out.insert(out.begin() + static_cast<std::ptrdiff_t>(place), std::move(made));
        ++place;
    }
    return nodes_.record(std::move(out));
}

NodeRef Evaluator::chooseLists(NodeRef guard, NodeRef a, NodeRef b) {
    auto itemsOf = [&](NodeRef node) {
        if (node->kind == NodeKind::List)
            return node->entries;
        Entry whole;
        whole.kind = EntryKind::Spread;
        whole.guard = yes();
        whole.value = node;
        return std::vector<Entry>{whole};
    };
    std::vector<Entry> left = itemsOf(a);
    std::vector<Entry> right = itemsOf(b);
    size_t common = 0;
    while (common < left.size() && common < right.size() && left[common] == right[common])
        ++common;
    size_t tail = 0;
    while (tail < left.size() - common && tail < right.size() - common &&
           left[left.size() - 1 - tail] == right[right.size() - 1 - tail])
        ++tail;
    std::vector<Entry> out(left.begin(), left.begin() + static_cast<std::ptrdiff_t>(common));
    auto middle = [&](NodeRef under, const std::vector<Entry>& items) {
        for (size_t i = common; i < items.size() - tail; ++i) {
            out.push_back(items[i]);
            out.back().guard = guards_.both(under, items[i].guard);
        }
    };
    middle(guard, left);
    middle(guards_.negate(guard), right);
    out.insert(out.end(), left.end() - static_cast<std::ptrdiff_t>(tail), left.end());
    return nodes_.list(std::move(out));
}

NodeRef Evaluator::chooseLeaf(NodeRef guard, NodeRef a, NodeRef b) {
    std::vector<Entry> arms;
    auto add = [&](NodeRef under, NodeRef value) {
        if (under->isFalse())
            return;
        if (value->kind == NodeKind::Off)
            value = nodes_.none();
        for (Entry& arm : arms)
            if (arm.value == value) {
                arm.guard = guards_.either(arm.guard, under);
                return;
            }
        arms.push_back(ir::NodeTable::item(under, value));
    };
    auto addAll = [&](NodeRef under, NodeRef node) {
        if (node->kind != NodeKind::Choice) {
            add(under, node);
            return;
        }
        NodeRef rest = under;
        for (const Entry& arm : node->entries) {
            add(guards_.both(rest, arm.guard), arm.value);
            rest = guards_.both(rest, guards_.negate(arm.guard));
        }
    };
    // `if g then (one of two texts) else …` stays as told: only what must be taken apart later is spread out here.
    bool scalars =
        a->kind == NodeKind::Choice && std::all_of(a->entries.begin(), a->entries.end(), [](const Entry& arm) {
            return arm.value->kind == NodeKind::String || arm.value->kind == NodeKind::Prim ||
                   arm.value->kind == NodeKind::Ref;
        });
    if (scalars)
        add(guard, a);
    else
        addAll(guard, a);
    addAll(guards_.negate(guard), b);
    if (arms.size() == 1)
        return arms[0].value;
    // A merged-in arm can be a record as well: records never stand beside each other in a choice.
    for (size_t i = 0; i < arms.size(); ++i)
        for (size_t j = i + 1; j < arms.size(); ++j) {
            bool records = (arms[i].value->kind == NodeKind::Record || isExpandable(arms[i].value)) &&
                           (arms[j].value->kind == NodeKind::Record || isExpandable(arms[j].value));
            bool variants = arms[i].value->kind == NodeKind::Variant && arms[j].value->kind == NodeKind::Variant &&
                            arms[i].value->index == arms[j].value->index && !arms[i].value->args.empty();
            if (!records && !variants)
                continue;
            arms[i].value = choose(arms[i].guard, arms[i].value, arms[j].value);
            arms[i].guard = guards_.either(arms[i].guard, arms[j].guard);
            arms.erase(arms.begin() + static_cast<std::ptrdiff_t>(j));
            --j;
        }
    if (arms.size() == 1)
        return arms[0].value;
    ir::Node node;
    node.kind = NodeKind::Choice;
    node.entries = std::move(arms);
    return nodes_.intern(std::move(node));
}

} // namespace stackc::eval
