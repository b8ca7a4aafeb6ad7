// Built-in functions of lists and maps.
#include "sema/expr/builtin_calls.h"
#include "sema/expr/infer.h"
#include "sema/expr/slots.h"
#include "sema/make.h"
#include "sema/types/coerce.h"
#include "sema/types/fits.h"
#include "sema/types/intervals.h"
#include "sema/types/kinds.h"
#include "sema/types/secrets.h"
#include "sema/types/text_types.h"

#include <algorithm>

namespace stackc::sema {

using core::Op;

namespace {

bool isMap(const Checking& in, TypeId type) {
    return in.kindOf(type) == TypeKind::Map ||
           (in.kindOf(type) == TypeKind::Native && in.nativeOf(type).shape == kube::Shape::Map);
}

ExprId noCollection(Checking& in, const char* wanted, ExprId value, Span span) {
    in.sink.report(Code::E3001, in.spanOf(value), wanted, in.show(in.typeOf(value)));
    return in.errorExpr(span);
}

} // namespace

ExprId lenCall(Checking& in, const ast::CallExpr& node, Span span) {
    ExprId value = infer(in, node.args[0].value);
    if (in.isError(value))
        return value;
    if (reveals(in, "`len`", {value}, span))
        return in.errorExpr(span);
    TypeId from = in.typeOf(value);
    constexpr int64_t most = 2147483647;
    if (in.kindOf(from) == TypeKind::String) {
        TextShape shape = shapeOf(in, value);
        if (shape.isAscii())
            return makePrim(in, Op::Len, {value}, intType(in, shape.min, shape.max < 0 ? most : shape.max), span);
        in.sink.report(Code::E3026, in.spanOf(value), "len", in.show(from)).suggest(asciiHint);
        return in.errorExpr(span);
    }
    if (!isCollection(in, from))
        return noCollection(in, "a list or a map", value, span);
    return makePrim(in, Op::Len, {value}, intType(in, 0, most), span);
}

ExprId nonEmptyCall(Checking& in, const ast::CallExpr& node, Span span) {
    ExprId value = infer(in, node.args[0].value);
    if (in.isError(value))
        return value;
    TypeId from = in.typeOf(value);
    TypeId boolean = in.program.types.boolean();
    if (in.kindOf(from) == TypeKind::Sensitive)
        return makePrim(in, Op::Ne, {value, makeString(in, "", from, span)}, boolean, span);
    if (reveals(in, "`nonEmpty`", {value}, span))
        return in.errorExpr(span);
    bool isObject = in.kindOf(from) == TypeKind::Native && in.nativeOf(from).shape == kube::Shape::Object;
    if (!isObject && !isCollection(in, from))
        return noCollection(in, "a list or a map", value, span);
    return makePrim(in, Op::NonEmpty, {value}, boolean, span);
}

ExprId hasKeyCall(Checking& in, const ast::CallExpr& node, Span span) {
    ExprId value = infer(in, node.args[0].value);
    if (in.isError(value))
        return value;
    if (reveals(in, "`hasKey`", {value}, span))
        return in.errorExpr(span);
    TypeId from = in.typeOf(value);
    if (!isMap(in, from))
        return noCollection(in, "a map", value, span);
    auto key = literalArg(in, node, 1, "hasKey");
    if (!key)
        return in.errorExpr(span);
    if (in.kindOf(from) == TypeKind::Map)
        key = caseKey(in, TypeId(in.type(from).key), {*key, in.tree()[node.args[1].value].span});
    return makePrim(in, Op::HasKey, {value, makeString(in, *key, in.program.types.string(), span)},
                    in.program.types.boolean(), span);
}

ExprId rangeCall(Checking& in, const ast::CallExpr& node, Span span) {
    ExprId count = infer(in, node.args[0].value);
    if (in.isError(count))
        return count;
    const Type& t = in.type(in.typeOf(count));
    if (t.kind != TypeKind::Int) {
        mismatch(in, in.program.types.integer(), in.typeOf(count), in.spanOf(count));
        return in.errorExpr(span);
    }
    constexpr int64_t most = 10000;
    if (t.minInt < 0 || t.maxInt > most) {
        in.sink.report(Code::E3025, in.spanOf(count), in.show(in.typeOf(count)), most);
        return in.errorExpr(span);
    }
    TypeId element = intType(in, 0, std::max<int64_t>(t.maxInt - 1, 0));
    return makePrim(in, Op::Range, {count}, in.program.types.list(element), span);
}

namespace {

/// The first argument, which is a list; an error else.
ExprId listArg(Checking& in, const ast::CallExpr& node) {
    ExprId list = infer(in, node.args[0].value);
    if (in.isError(list) || in.kindOf(in.typeOf(list)) == TypeKind::List)
        return list;
    bool isNative =
        in.kindOf(in.typeOf(list)) == TypeKind::Native && in.nativeOf(in.typeOf(list)).shape == kube::Shape::List;
    if (isNative)
        return list;
    in.sink.report(Code::E3001, in.spanOf(list), "a list", in.show(in.typeOf(list)));
    return in.errorExpr(in.spanOf(list));
}

} // namespace

ExprId joinCall(Checking& in, const ast::CallExpr& node, Span span) {
    TypeId text = in.program.types.string();
    bool isWritten = std::holds_alternative<ast::ListExpr>(in.tree()[node.args[0].value].node);
    ExprId list = isWritten ? check(in, node.args[0].value, in.program.types.list(text)) : listArg(in, node);
    ExprId separator = check(in, node.args[1].value, text);
    if (in.isError(list) || in.isError(separator))
        return in.errorExpr(span);
    list = coerce(in, list, in.program.types.list(text), in.spanOf(list));
    if (in.isError(list))
        return list;
    return makePrim(in, Op::Join, {list, separator}, text, span);
}

ExprId uniqueCall(Checking& in, const ast::CallExpr& node, Span span) {
    ExprId list = listArg(in, node);
    if (in.isError(list))
        return list;
    TypeId element = readElementOf(in, in.typeOf(list));
    if (isNumberOrText(in, element))
        list = coerce(in, list, in.program.types.list(in.program.types.string()), in.spanOf(list));
    TypeKind kind = in.kindOf(element);
    bool isComparable = kind == TypeKind::Bool || kind == TypeKind::Int || kind == TypeKind::Enum ||
                        core::isStringLike(in.type(element)) || isNumberOrText(in, element);
    if (!isComparable) {
        in.sink.report(Code::E3084, in.spanOf(list), in.show(in.typeOf(list)))
            .suggest("compare a field of them: `unique([for x in …: x.name])`");
        return in.errorExpr(span);
    }
    return makePrim(in, Op::Unique, {list}, in.program.types.boolean(), span);
}

namespace {

/// The type of what the items of a list that is written out are, as narrow as can be; invalid where there is none.
TypeId heldType(Checking& in, const std::vector<core::Entry>& items) {
    TypeId result;
    auto add = [&](TypeId found) {
        if (found.valid())
            result = result.valid() ? join(in, result, found) : found;
        return result.valid() || !found.valid();
    };
    for (const core::Entry& item : items) {
        TypeId found;
        if (item.kind == core::EntryKind::Set) {
            found = in.typeOf(item.value);
            bool isFilled = in.kindOf(found) == TypeKind::String && shapeOf(in, item.value).min > 0;
            if (isFilled && in.type(found).minLength == 0 && in.type(found).pattern.empty()) {
                Type filled = in.type(found);
                filled.minLength = 1;
                found = in.program.types.add(std::move(filled));
            }
        } else if (item.kind == core::EntryKind::Spread) {
            found = readElementOf(in, in.typeOf(item.value));
        } else {
            found = heldType(in, item.body);
        }
        if (!add(found))
            return {};
    }
    return result;
}

} // namespace

ExprId firstCall(Checking& in, const ast::CallExpr& node, Span span) {
    ExprId list = listArg(in, node);
    if (in.isError(list))
        return list;
    TypeId element = readElementOf(in, in.typeOf(list));
    if (const auto* written = in.nodeAs<core::ListExpr>(list))
        if (TypeId narrow = heldType(in, std::vector(written->items)); narrow.valid())
            element = narrow;
    const Type& held = in.type(element);
    if (held.kind == TypeKind::List || held.kind == TypeKind::Map) {
        in.sink.report(Code::E3001, in.spanOf(list), "a list of what an optional can hold", in.show(in.typeOf(list)));
        return in.errorExpr(span);
    }
    // What is empty of Kubernetes is read as none.
    bool isOwn = in.kindOf(in.typeOf(list)) != TypeKind::Native;
    bool mayBeEmpty = isOwn && held.kind == TypeKind::String && held.minLength == 0 && held.pattern.empty();
    if (mayBeEmpty && shapeOfType(held).min == 0) {
        in.sink.report(Code::E3082, in.spanOf(list), in.show(in.typeOf(list)))
            .suggest("give the elements a type that is never empty, such as `String(1..)`");
        return in.errorExpr(span);
    }
    return in.make(span, in.program.types.optional(element), core::FirstExpr{list});
}

} // namespace stackc::sema
