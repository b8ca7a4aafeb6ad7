#include "eval/choose_lists.h"

#include "eval/beside.h"
#include "eval/choose.h"

#include <algorithm>
#include <functional>

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;

namespace {

/// A text or number that may tell an element from others.
bool isScalar(NodeRef node) {
    return node->kind == NodeKind::String || node->kind == NodeKind::Int || node->kind == NodeKind::Ref ||
           node->kind == NodeKind::Prim || node->kind == NodeKind::Choice;
}

/// Do both records spread the same map or object, or hold the same text or number under a key of both?
bool agreeInOne(Evaluation& in, NodeRef a, NodeRef b) {
    return std::any_of(a->entries.begin(), a->entries.end(), [&in, b](const Entry& entry) {
        if (entry.kind == EntryKind::Spread)
            return spreads(in, b, entry.value);
        bool tells = ir::hasPlainKey(entry) && entry.guard->isTrue() && isScalar(entry.value);
        const Entry* other = tells ? ir::findEntry(b, entry.key) : nullptr;
        return other != nullptr && other->guard->isTrue() && other->value == entry.value;
    });
}

/// Are two elements one that is there in both lists, changed in one of them? Loops are, if what they make is.
bool isSameItem(Evaluation& in, const Entry& x, const Entry& y) {
    const Entry a = asLoopBeside(in, x, y);
    const Entry b = asLoopBeside(in, y, x);
    if (a.kind != b.kind || a.loop != b.loop)
        return false;
    if (a.kind == EntryKind::Each)
        return std::equal(a.body.begin(), a.body.end(), b.body.begin(), b.body.end(),
                          [&in](const Entry& one, const Entry& other) { return isSameItem(in, one, other); });
    if (a.value == b.value)
        return true;
    NodeRef one = asSpreadBeside(in, a.value, b.value);
    NodeRef other = asSpreadBeside(in, b.value, a.value);
    return a.kind == EntryKind::Value && isRecordLike(in, one) && isRecordLike(in, other) &&
           agreeInOne(in, asRecord(in, one), asRecord(in, other));
}

/// An element that is the same in both lists, with what differs.
Entry chooseItem(Evaluation& in, NodeRef guard, const Entry& x, const Entry& y) {
    const Entry a = asLoopBeside(in, x, y);
    const Entry b = asLoopBeside(in, y, x);
    Entry made = a;
    joinParts(in, {{guard, &a}, {in.guards.negate(guard), &b}}, true, {}, made);
    if (made.kind == EntryKind::Each)
        made.body = chooseLists(in, guard, a.body, b.body);
    return made;
}

} // namespace

std::vector<Entry> chooseLists(Evaluation& in, NodeRef guard, const std::vector<Entry>& a,
                               const std::vector<Entry>& b) {
    size_t begin = 0;
    size_t end = 0;
    auto extend = [&](const auto& isSame) {
        while (begin < a.size() - end && begin < b.size() - end && isSame(a[begin], b[begin]))
            ++begin;
        while (end < a.size() - begin && end < b.size() - begin && isSame(a[a.size() - 1 - end], b[b.size() - 1 - end]))
            ++end;
    };
    extend(std::equal_to<Entry>());
    extend([&in](const Entry& one, const Entry& other) { return isSameItem(in, one, other); });
    std::vector<Entry> out;
    auto choosePairs = [&](size_t fromA, size_t fromB, size_t count) {
        for (size_t i = 0; i < count; ++i)
            out.push_back(chooseItem(in, guard, a[fromA + i], b[fromB + i]));
    };
    auto appendRest = [&](NodeRef under, const std::vector<Entry>& items) {
        for (size_t i = begin; i < items.size() - end; ++i) {
            out.push_back(items[i]);
            out.back().guard = in.guards.narrow(under, items[i].guard);
        }
    };
    choosePairs(0, 0, begin);
    appendRest(guard, a);
    appendRest(in.guards.negate(guard), b);
    choosePairs(a.size() - end, b.size() - end, end);
    return out;
}

} // namespace stackc::eval
