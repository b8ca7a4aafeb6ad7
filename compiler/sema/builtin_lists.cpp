// Built-in functions over lists: `join`, `unique` and `first`; and `file`, the text of a file of the package.
#include "sema/checker.h"

#include "text/characters.h"

namespace stackc::sema {

using core::Op;

/// The first argument, which is a list; an error else.
ExprId Checker::listArg(const ast::CallExpr& node) {
    ExprId list = infer(node.args[0].value);
    if (isError(list) || kindOf(typeOf(list)) == TypeKind::List)
        return list;
    bool isNative = kindOf(typeOf(list)) == TypeKind::Native && nativeOf(typeOf(list)).shape == kube::Shape::List;
    if (isNative)
        return list;
    sink_.report(Code::E3001, spanOf(list), "a list", show(typeOf(list)));
    return errorExpr(spanOf(list));
}

ExprId Checker::joinCall(const ast::CallExpr& node, Span span) {
    if (!arity(node, "join", 2, span))
        return errorExpr(span);
    TypeId text = program_.types.string();
    bool isWritten = std::holds_alternative<ast::ListExpr>(tree()[node.args[0].value].node);
    ExprId list = isWritten ? check(node.args[0].value, program_.types.list(text)) : listArg(node);
    ExprId separator = check(node.args[1].value, text);
    if (isError(list) || isError(separator))
        return errorExpr(span);
    list = coerce(list, program_.types.list(text), spanOf(list));
    if (isError(list))
        return list;
    return prim(Op::Join, {list, separator}, text, span);
}

ExprId Checker::uniqueCall(const ast::CallExpr& node, Span span) {
    if (!arity(node, "unique", 1, span))
        return errorExpr(span);
    ExprId list = listArg(node);
    if (isError(list))
        return list;
    TypeId element = elementOf(typeOf(list));
    if (isNumberOrText(element))
        list = coerce(list, program_.types.list(program_.types.string()), spanOf(list));
    TypeKind kind = kindOf(element);
    bool isComparable = kind == TypeKind::Bool || kind == TypeKind::Int || kind == TypeKind::Enum ||
                        core::isStringLike(type(element)) || isNumberOrText(element);
    if (!isComparable) {
        sink_.report(Code::E3084, spanOf(list), show(typeOf(list)))
            .suggest("compare a field of them: `unique([for x in …: x.name])`");
        return errorExpr(span);
    }
    return prim(Op::Unique, {list}, program_.types.boolean(), span);
}

/// The type of what the items of a list that is written out are, as narrow as can be; invalid where there is none.
TypeId Checker::heldType(const std::vector<core::Entry>& items) {
    TypeId result;
    auto add = [&](TypeId found) {
        if (found.valid())
            result = result.valid() ? join(result, found) : found;
        return result.valid() || !found.valid();
    };
    for (const core::Entry& item : items) {
        TypeId found;
        if (item.kind == core::EntryKind::Set) {
            found = typeOf(item.value);
            bool isFilled = kindOf(found) == TypeKind::String && shapeOf(item.value).min > 0;
            if (isFilled && type(found).minLength == 0 && type(found).pattern.empty()) {
                Type filled = type(found);
                filled.minLength = 1;
                found = program_.types.add(std::move(filled));
            }
        } else if (item.kind == core::EntryKind::Spread) {
            found = elementOf(typeOf(item.value));
        } else {
            found = heldType(item.body);
        }
        if (!add(found))
            return {};
    }
    return result;
}

ExprId Checker::firstCall(const ast::CallExpr& node, Span span) {
    if (!arity(node, "first", 1, span))
        return errorExpr(span);
    ExprId list = listArg(node);
    if (isError(list))
        return list;
    TypeId element = elementOf(typeOf(list));
    if (const auto* written = nodeAs<core::ListExpr>(list))
        if (TypeId narrow = heldType(std::vector(written->items)); narrow.valid())
            element = narrow;
    const Type& held = type(element);
    if (held.kind == TypeKind::List || held.kind == TypeKind::Map) {
        sink_.report(Code::E3001, spanOf(list), "a list of what an optional can hold", show(typeOf(list)));
        return errorExpr(span);
    }
    bool mayBeEmpty = held.kind == TypeKind::String && held.minLength == 0 && held.pattern.empty();
    if (mayBeEmpty && shapeOfType(held).min == 0) {
        sink_.report(Code::E3082, spanOf(list), show(typeOf(list)))
            .suggest("give the elements a type that is never empty, such as `String(1..)`");
        return errorExpr(span);
    }
    return make(span, program_.types.optional(element), core::FirstExpr{list});
}

ExprId Checker::fileCall(const ast::CallExpr& node, Span span) {
    if (!arity(node, "file", 1, span))
        return errorExpr(span);
    auto path = literalArg(node, 0, "file");
    if (!path)
        return errorExpr(span);
    Span place = tree()[node.args[0].value].span;
    Loader::Embedded file = loader_.embed(*path);
    if (!file.text) {
        sink_.report(Code::E3083, place, *path, file.refusal);
        return errorExpr(span);
    }
    if (!text::isCarried(*file.text)) {
        sink_.report(Code::E3083, place, *path, "it is no text that YAML and Helm carry as it is")
            .note("line ends are `\\n` alone, and there are no control characters but line breaks and tabs");
        return errorExpr(span);
    }
    return string(std::move(*file.text), program_.types.string(), span);
}

} // namespace stackc::sema
