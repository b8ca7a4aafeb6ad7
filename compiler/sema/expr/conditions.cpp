#include "sema/expr/conditions.h"

#include "sema/expr/infer.h"
#include "sema/make.h"
#include "sema/types/intervals.h"
#include "sema/types/kinds.h"
#include "sema/types/releases.h"

namespace stackc::sema {

using core::Entry;
using core::EntryKind;
using kube::Shape;

Entry loopBody(Checking& in, const Loop& loop, ast::ExprId filter, Entry& entry) {
    Entry inner;
    if (!filter.valid())
        return inner;
    ExprId test = condition(in, filter);
    if (!loop.isOptional) {
        entry.filter = test;
        return inner;
    }
    inner.kind = EntryKind::If;
    inner.value = test;
    inner.span = in.spanOf(test);
    return inner;
}

Loop openLoop(Checking& in, const ast::LoopPattern& pattern, ast::ExprId source) {
    Loop loop;
    loop.source = infer(in, source);
    TypeId from = in.typeOf(loop.source);
    const Type& t = in.type(from);
    TypeId error = in.program.types.error();
    TypeId key = intType(in, 0, 2147483647), element = error;
    if (t.kind == TypeKind::List)
        element = t.element;
    else if (t.kind == TypeKind::Map) {
        key = t.key;
        element = in.type(from).element;
    } else if (t.kind == TypeKind::Native &&
               (in.nativeOf(from).shape == Shape::List || in.nativeOf(from).shape == Shape::Map)) {
        kube::Type native = in.nativeOf(from);
        key = native.shape == Shape::Map ? in.program.types.string() : key;
        element = scalarOf(in, native.element);
    } else if (t.kind == TypeKind::Optional && !pattern.second) {
        element = t.element;
        loop.isOptional = true;
    } else {
        if (t.kind != TypeKind::Error)
            in.sink.report(Code::E3029, in.tree()[source].span, in.show(from));
        key = error;
    }
    loop.first = newVar(in, pattern.first.text, pattern.second ? key : element);
    bindName(in, pattern.first.text, loop.first, pattern.first.span);
    if (pattern.second) {
        loop.second = newVar(in, pattern.second->text, element);
        bindName(in, pattern.second->text, loop.second, pattern.second->span);
    }
    return loop;
}

ExprId condition(Checking& in, ast::ExprId id) { return check(in, id, in.program.types.boolean()); }

ExprId message(Checking& in, ast::ExprId id) { return check(in, id, in.program.types.string()); }

Opened openCond(Checking& in, const ast::Cond& cond) {
    Opened opened;
    if (!cond.binding) {
        opened.value = condition(in, cond.value);
        narrow(in, opened.value, true);
        return opened;
    }
    opened.isLet = true;
    opened.value = infer(in, cond.value);
    TypeId from = in.typeOf(opened.value);
    TypeId payload = in.program.types.error();
    if (in.kindOf(from) == TypeKind::Optional)
        payload = in.type(from).element;
    else if (in.kindOf(from) != TypeKind::Error)
        in.sink.report(Code::E3001, in.spanOf(opened.value), "an optional", in.show(from))
            .suggest("`if let` opens optionals; a plain value needs none");
    opened.var = newVar(in, cond.binding->text, payload);
    bindName(in, cond.binding->text, opened.var, cond.binding->span);
    return opened;
}

} // namespace stackc::sema
