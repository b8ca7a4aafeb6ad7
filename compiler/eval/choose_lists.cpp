#include "eval/choose_lists.h"

#include "eval/beside.h"
#include "eval/choose.h"

#include <algorithm>
#include <span>
#include <utility>

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

/// Of lists without an element in common: pairs of the same, with what differs, at both ends, and all others.
void chooseDistinct(Evaluation& in, NodeRef guard, std::span<const Entry> a, std::span<const Entry> b,
                    std::vector<Entry>& out) {
    size_t begin = 0;
    size_t end = 0;
    while (begin < std::min(a.size(), b.size()) && isSameItem(in, a[begin], b[begin]))
        ++begin;
    while (begin + end < std::min(a.size(), b.size()) && isSameItem(in, a[a.size() - 1 - end], b[b.size() - 1 - end]))
        ++end;
    auto choosePairs = [&](std::span<const Entry> these, std::span<const Entry> those) {
        for (size_t i = 0; i < these.size(); ++i)
            out.push_back(chooseItem(in, guard, these[i], those[i]));
    };
    auto appendRest = [&](NodeRef under, std::span<const Entry> items) {
        for (const Entry& item : items.subspan(begin, items.size() - begin - end)) {
            out.push_back(item);
            out.back().guard = in.guards.narrow(under, item.guard);
        }
    };
    choosePairs(a.first(begin), b.first(begin));
    appendRest(guard, a);
    appendRest(in.guards.negate(guard), b);
    choosePairs(a.last(end), b.last(end));
}

/// Where the elements stand that are the same in both lists, in one order: as many as there are. Of lists that differ
/// in too much to be compared, none.
std::vector<std::pair<size_t, size_t>> commonItems(std::span<const Entry> a, std::span<const Entry> b) {
    constexpr size_t comparisons = 1'000'000;
    if (a.empty() || b.empty() || a.size() > comparisons / b.size())
        return {};
    // most[i][j]: how many are in common of what begins there.
    const size_t width = b.size() + 1;
    std::vector<uint32_t> most((a.size() + 1) * width);
    for (size_t i = a.size(); i-- > 0;)
        for (size_t j = b.size(); j-- > 0;)
            most[i * width + j] = a[i] == b[j] ? most[(i + 1) * width + j + 1] + 1
                                               : std::max(most[(i + 1) * width + j], most[i * width + j + 1]);
    std::vector<std::pair<size_t, size_t>> found;
    for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        if (a[i] == b[j])
            found.emplace_back(i++, j++);
        else
            (most[(i + 1) * width + j] >= most[i * width + j + 1] ? i : j) += 1;
    }
    return found;
}

} // namespace

std::vector<Entry> chooseLists(Evaluation& in, NodeRef guard, const std::vector<Entry>& a,
                               const std::vector<Entry>& b) {
    const size_t shorter = std::min(a.size(), b.size());
    const auto begin = static_cast<size_t>(
        std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(shorter), b.begin()).first - a.begin());
    size_t end = 0;
    while (begin + end < shorter && a[a.size() - 1 - end] == b[b.size() - 1 - end])
        ++end;
    const auto inA = std::span(a).subspan(begin, a.size() - begin - end);
    const auto inB = std::span(b).subspan(begin, b.size() - begin - end);
    std::vector<Entry> out(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(begin));
    size_t fromA = 0;
    size_t fromB = 0;
    for (const auto& [i, j] : commonItems(inA, inB)) {
        chooseDistinct(in, guard, inA.subspan(fromA, i - fromA), inB.subspan(fromB, j - fromB), out);
        out.push_back(inA[i]);
        fromA = i + 1;
        fromB = j + 1;
    }
    chooseDistinct(in, guard, inA.subspan(fromA), inB.subspan(fromB), out);
    out.insert(out.end(), a.end() - static_cast<std::ptrdiff_t>(end), a.end());
    return out;
}

} // namespace stackc::eval
