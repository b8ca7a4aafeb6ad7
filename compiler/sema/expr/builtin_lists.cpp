#include "sema/expr/builtin_lists.h"

#include "sema/expr/builtins.h"
#include "sema/expr/infer.h"
#include "sema/make.h"
#include "sema/types/coerce.h"
#include "sema/types/fits.h"
#include "sema/types/kinds.h"
#include "sema/types/text_types.h"
#include "text/characters.h"

namespace stackc::sema {

using core::Op;

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
    if (!arity(in, node, "join", 2, span))
        return in.errorExpr(span);
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
    if (!arity(in, node, "unique", 1, span))
        return in.errorExpr(span);
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
    if (!arity(in, node, "first", 1, span))
        return in.errorExpr(span);
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

ExprId fileCall(Checking& in, const ast::CallExpr& node, Span span) {
    if (!arity(in, node, "file", 1, span))
        return in.errorExpr(span);
    auto path = literalArg(in, node, 0, "file");
    if (!path)
        return in.errorExpr(span);
    Span place = in.tree()[node.args[0].value].span;
    Loader::Embedded file = in.loader.embed(*path);
    if (!file.text) {
        in.sink.report(Code::E3083, place, *path, file.refusal);
        return in.errorExpr(span);
    }
    if (!text::isCarried(*file.text)) {
        in.sink.report(Code::E3083, place, *path, "it is no text that YAML and Helm carry as it is")
            .note("line ends are `\\n` alone, and there are no control characters but line breaks and tabs");
        return in.errorExpr(span);
    }
    return makeString(in, std::move(*file.text), in.program.types.string(), span);
}

} // namespace stackc::sema
