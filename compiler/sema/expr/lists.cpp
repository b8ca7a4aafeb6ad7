#include "sema/expr/lists.h"

#include "sema/expr/conditions.h"
#include "sema/expr/forms.h"
#include "sema/expr/infer.h"
#include "sema/types/coerce.h"
#include "sema/types/fits.h"
#include "sema/types/form_hints.h"
#include "sema/types/kinds.h"

namespace stackc::sema {

using core::Entry;
using core::EntryKind;

namespace {

Entry listItem(Checking& in, ast::ItemId id, TypeId element, TypeId list);
Entry listIf(Checking& in, const ast::IfItem& item, TypeId element, TypeId list);
Entry listFor(Checking& in, const ast::ForItem& item, TypeId element, TypeId list);

} // namespace

ExprId checkList(Checking& in, const ast::ListExpr& list, TypeId expected, Span span) {
    TypeId element = elementOf(in, expected);
    if (!element.valid()) {
        in.sink.report(Code::E3001, span, "`" + in.show(expected) + "`", "a list").suggest(listHint(in, expected));
        return in.errorExpr(span);
    }
    core::ListExpr result;
    for (ast::ItemId item : list.items)
        result.items.push_back(listItem(in, item, element, expected));
    return in.make(span, expected, std::move(result));
}

ExprId inferList(Checking& in, const ast::ListExpr& list, Span span) {
    // The first element that shows its type decides; the others must fit, perhaps after widening it.
    std::function<TypeId(ast::ItemId)> guess = [&](ast::ItemId id) -> TypeId {
        const ast::Item& item = in.tree()[id];
        const EnvScope scope(in);
        if (const auto* node = std::get_if<ast::ValueItem>(&item.node))
            return inferable(in, node->value) ? in.typeOf(infer(in, node->value)) : TypeId{};
        if (const auto* node = std::get_if<ast::SpreadItem>(&item.node)) {
            TypeId spread = inferable(in, node->value) ? in.typeOf(infer(in, node->value)) : TypeId{};
            return spread.valid() ? elementOf(in, spread) : spread;
        }
        if (const auto* node = std::get_if<ast::IfItem>(&item.node)) {
            openCond(in, node->cond);
            return guess(node->body);
        }
        const auto& loop = std::get<ast::ForItem>(item.node);
        openLoop(in, loop.pattern, loop.source);
        return guess(loop.body);
    };
    TypeId element;
    for (ast::ItemId item : list.items) {
        size_t errors = in.sink.errorCount();
        TypeId found = guess(item);
        if (in.sink.errorCount() > errors)
            return in.errorExpr(span);
        if (!found.valid())
            continue;
        TypeId wider = element.valid() ? join(in, element, found) : found;
        if (!wider.valid()) {
            mismatch(in, element, found, in.tree()[item].span);
            return in.errorExpr(span);
        }
        element = wider;
    }
    if (!element.valid()) {
        in.sink.report(Code::E3022, span).suggest("give the declaration a type");
        return in.errorExpr(span);
    }
    // Texts keep the type that all of them have: it may be a name's. Numbers have that of their digits.
    const bool isText = in.kindOf(element) == TypeKind::String;
    return checkList(in, list, in.program.types.list(isText ? element : unrefined(in, element)), span);
}

namespace {

Entry listItem(Checking& in, ast::ItemId id, TypeId element, TypeId list) {
    const ast::Item& item = in.tree()[id];
    const Meanwhile needed(in.env.emptyLists, false);
    Entry entry;
    entry.span = item.span;
    if (const auto* node = std::get_if<ast::ValueItem>(&item.node)) {
        entry.value = check(in, node->value, element);
        return entry;
    }
    if (const auto* node = std::get_if<ast::SpreadItem>(&item.node)) {
        entry.kind = EntryKind::Spread;
        entry.value = check(in, node->value, list);
        return entry;
    }
    if (const auto* node = std::get_if<ast::IfItem>(&item.node))
        entry = listIf(in, *node, element, list);
    else
        entry = listFor(in, std::get<ast::ForItem>(item.node), element, list);
    entry.span = item.span;
    return entry;
}

Entry listIf(Checking& in, const ast::IfItem& item, TypeId element, TypeId list) {
    const EnvScope scope(in);
    Opened cond = openCond(in, item.cond);
    Entry entry;
    entry.kind = cond.isLet ? EntryKind::IfLet : EntryKind::If;
    entry.value = cond.value;
    entry.first = cond.var;
    entry.body.push_back(listItem(in, item.body, element, list));
    return entry;
}

Entry listFor(Checking& in, const ast::ForItem& item, TypeId element, TypeId list) {
    const EnvScope scope(in);
    Loop loop = openLoop(in, item.pattern, item.source);
    Entry entry;
    entry.kind = loop.isOptional ? EntryKind::IfLet : EntryKind::For;
    entry.value = loop.source;
    entry.first = loop.first;
    entry.second = loop.second;
    Entry body = loopBody(in, loop, item.filter, entry);
    std::vector<Entry>& inner = body.kind == EntryKind::If ? body.body : entry.body;
    inner.push_back(listItem(in, item.body, element, list));
    if (body.kind == EntryKind::If)
        entry.body.push_back(std::move(body));
    return entry;
}

} // namespace

} // namespace stackc::sema
