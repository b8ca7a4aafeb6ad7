// Late lists and maps as Go values.
#include "emit/helm/expressions.h"
#include "emit/helm/helpers.h"

#include <algorithm>

namespace stackc::emit::helm {

ExprPtr loopSource(Lowering& in, NodeRef source) {
    switch (source->kind) {
    case NodeKind::Ref:
    case NodeKind::Default:
        return place(in, source);
    case NodeKind::Prim:
        if (source->op == core::Op::Range) {
            Scalar count = scalar(in, source->args[0]);
            return call("until", {call("int", {count.expr})});
        }
        break;
    case NodeKind::Choice: {
        const Eager eager(in);
        ExprPtr result = loopSource(in, source->entries.back().value);
        for (size_t i = source->entries.size() - 1; i-- > 0;)
            result = call("ternary",
                          {loopSource(in, source->entries[i].value), result, boolean(in, source->entries[i].guard)});
        return result;
    }
    case NodeKind::Record:
    case NodeKind::List:
        return source->isConst() ? constant(in, source) : computed(in, source);
    case NodeKind::None:
    case NodeKind::Off:
        return call("list", {});
    default:
        break;
    }
    in.unsupported("an iteration over this kind of list", {source});
    return call("list", {});
}

ExprPtr orEmpty(Lowering& in, NodeRef source, const char* empty) {
    ExprPtr held = loopSource(in, source);
    return lacksEmpty(in, source) ? pipe(held, "default", {call(empty, {})}) : held;
}

bool lacksEmpty(const Lowering& in, NodeRef source) {
    if (source->kind == NodeKind::Choice)
        return std::any_of(source->entries.begin(), source->entries.end(),
                           [&in](const Entry& arm) { return lacksEmpty(in, arm.value); });
    return source->kind == NodeKind::Ref && !in.around.isDot(source) && !in.around.isKnownFilled(source) &&
           (in.eager > 0 ? mayBeNil(in, source) : mayBeLeftOut(in, source));
}

} // namespace stackc::emit::helm
