#include "sema/types/intervals.h"

#include "sema/make.h"

#include <algorithm>
#include <array>

namespace stackc::sema {

using core::Op;

namespace {

using Wide = __int128;
struct Interval {
    Wide low, high;
};

Interval hull(const std::array<Wide, 4>& corners) {
    return {*std::min_element(corners.begin(), corners.end()), *std::max_element(corners.begin(), corners.end())};
}

Interval apply(Op op, Interval a, Interval b) {
    switch (op) {
    case Op::Add:
        return {a.low + b.low, a.high + b.high};
    case Op::Sub:
        return {a.low - b.high, a.high - b.low};
    case Op::Mul:
        return hull({a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high});
    case Op::Div:
        return hull({a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high});
    case Op::Mod: {
        Wide largest = std::max(b.high, -b.low) - 1;
        return {a.low < 0 ? -largest : 0, largest};
    }
    case Op::Min:
        return {std::min(a.low, b.low), std::min(a.high, b.high)};
    default:
        return {std::max(a.low, b.low), std::max(a.high, b.high)};
    }
}

} // namespace

TypeId intType(Checking& in, int64_t low, int64_t high) {
    low = std::max(low, -core::maxInt);
    high = std::min(high, core::maxInt);
    if (low == -core::maxInt && high == core::maxInt)
        return in.program.types.integer();
    auto [it, isNew] = in.memo.intTypes.try_emplace({low, high});
    if (isNew) {
        Type t;
        t.kind = TypeKind::Int;
        t.minInt = low;
        t.maxInt = high;
        it->second = in.program.types.add(std::move(t));
    }
    return it->second;
}

ExprId intResult(Checking& in, Op op, ExprId a, ExprId b, Span span) {
    const Type& x = in.type(in.typeOf(a));
    const Type& y = in.type(in.typeOf(b));
    if ((op == Op::Div || op == Op::Mod) && y.minInt <= 0 && y.maxInt >= 0) {
        in.sink.report(Code::E3024, in.spanOf(b)).note("its type is `" + in.show(in.typeOf(b)) + "`");
        return in.errorExpr(span);
    }
    Interval result = apply(op, {x.minInt, x.maxInt}, {y.minInt, y.maxInt});
    if (result.low < -core::maxInt || result.high > core::maxInt) {
        in.sink.report(Code::E3023, span, in.show(in.typeOf(a)), in.show(in.typeOf(b)))
            .suggest("give the operands narrower types, as `Int(0..1000)`");
        return in.errorExpr(span);
    }
    TypeId type = intType(in, static_cast<int64_t>(result.low), static_cast<int64_t>(result.high));
    return makePrim(in, op, {a, b}, type, span);
}

} // namespace stackc::sema
