// Built-in functions of numbers.
#include "sema/expr/builtin_calls.h"
#include "sema/expr/infer.h"
#include "sema/make.h"
#include "sema/types/coerce.h"
#include "sema/types/intervals.h"
#include "sema/types/kinds.h"

#include <algorithm>

namespace stackc::sema {

using core::Op;

namespace {

ExprId ofInts(Checking& in, Op op, const ast::CallExpr& node, Span span) {
    ExprId a = infer(in, node.args[0].value), b = infer(in, node.args[1].value);
    for (ExprId arg : {a, b})
        if (in.kindOf(in.typeOf(arg)) != TypeKind::Int) {
            if (!in.isError(arg))
                mismatch(in, in.program.types.integer(), in.typeOf(arg), in.spanOf(arg));
            return in.errorExpr(span);
        }
    return intResult(in, op, a, b, span);
}

} // namespace

ExprId minCall(Checking& in, const ast::CallExpr& node, Span span) { return ofInts(in, Op::Min, node, span); }
ExprId maxCall(Checking& in, const ast::CallExpr& node, Span span) { return ofInts(in, Op::Max, node, span); }
ExprId modCall(Checking& in, const ast::CallExpr& node, Span span) { return ofInts(in, Op::Mod, node, span); }

ExprId wholeOrCall(Checking& in, const ast::CallExpr& node, Span span) {
    ExprId value = check(in, node.args[0].value, in.program.types.intOrPercent());
    ExprId fallback = check(in, node.args[1].value, intType(in, -2147483648, 2147483647));
    if (in.isError(value) || in.isError(fallback))
        return in.errorExpr(span);
    const Type& other = in.type(in.typeOf(fallback));
    TypeId result = intType(in, std::min<int64_t>(other.minInt, 0), 2147483647);
    return makePrim(in, Op::WholeOr, {value, fallback}, result, span);
}

} // namespace stackc::sema
