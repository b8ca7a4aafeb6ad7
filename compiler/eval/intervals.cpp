#include "eval/intervals.h"

#include <algorithm>

namespace stackc::eval {

using core::Op;
using ir::Entry;
using ir::NodeKind;
using ir::NodeRef;

namespace {

constexpr __int128 largest = core::maxInt;

Interval hull(Interval a, Interval b) { return {std::min(a.low, b.low), std::max(a.high, b.high)}; }

Interval quotient(Interval a, Interval b) {
    __int128 widest = std::max(a.high < 0 ? -a.high : a.high, a.low < 0 ? -a.low : a.low);
    if (b.low > 0 && a.low >= 0)
        return {a.low / b.high, a.high / b.low};
    return {-widest, widest};
}

Interval product(Interval a, Interval b) {
    Interval result{a.low * b.low, a.low * b.low};
    for (__int128 value : {a.low * b.high, a.high * b.low, a.high * b.high})
        result = hull(result, {value, value});
    return result;
}

} // namespace

Interval Intervals::of(NodeRef node) {
    if (auto known = known_.find(node); known != known_.end())
        return known->second;
    Interval result = measure(node);
    known_.emplace(node, result);
    return result;
}

Interval Intervals::measure(NodeRef node) {
    switch (node->kind) {
    case NodeKind::Shared:
        return of(node->args[0]);
    case NodeKind::Int:
        return {node->integer, node->integer};
    case NodeKind::Default:
        return hull(of(node->args[0]), of(node->args[1]));
    case NodeKind::Choice: {
        Interval result = of(node->entries[0].value);
        for (const Entry& arm : node->entries)
            result = hull(result, of(arm.value));
        return result;
    }
    case NodeKind::Ref:
        if (node->base == ir::RefBase::Element && node->loop->source->kind == NodeKind::Prim)
            return {0, std::max<__int128>(of(node->loop->source->args[0]).high - 1, 0)};
        if (node->base == ir::RefBase::Key)
            return {0, int64_t{1} << 31};
        if (program_.types[node->type].kind == core::TypeKind::Int)
            return {program_.types[node->type].minInt, program_.types[node->type].maxInt};
        return {-largest, largest};
    case NodeKind::Prim:
        break;
    default:
        return {-largest, largest};
    }
    if (node->op == Op::Len)
        return {0, int64_t{1} << 31};
    if (node->args.size() != 2)
        return {-largest, largest};
    Interval a = of(node->args[0]);
    Interval b = of(node->args[1]);
    switch (node->op) {
    case Op::Add:
        return {a.low + b.low, a.high + b.high};
    case Op::Sub:
        return {a.low - b.high, a.high - b.low};
    case Op::Mul:
        return product(a, b);
    case Op::Div:
        return quotient(a, b);
    case Op::Mod:
        return {a.low < 0 ? -std::max(b.high, -b.low) : 0, std::max(b.high, -b.low)};
    case Op::Min:
        return {std::min(a.low, b.low), std::min(a.high, b.high)};
    case Op::Max:
        return {std::max(a.low, b.low), std::max(a.high, b.high)};
    case Op::WholeOr:
        return hull({0, int64_t{1} << 31}, b);
    case Op::UrlPort:
        return hull({1, 65535}, b);
    default:
        return {-largest, largest};
    }
}

} // namespace stackc::eval
