// Lists, loops and conditions.
#include "sema/checker.h"

namespace stackc::sema {

using core::Entry;
using core::EntryKind;
using kube::Shape;

TypeId Checker::elementOf(TypeId id) {
    const Type& t = type(id);
    if (t.kind == TypeKind::List)
        return t.element;
    if (t.kind == TypeKind::Native && nativeOf(id).shape == Shape::List)
        return program_.types.native(nativeOf(id).element);
    if (t.kind == TypeKind::Data || (t.kind == TypeKind::Native && nativeOf(id).shape == Shape::Open))
        return program_.types.data();
    return {};
}

ExprId Checker::checkList(const ast::ListExpr& list, TypeId expected, Span span) {
    TypeId element = elementOf(expected);
    if (!element.valid()) {
        sink_.report(Code::E3001, span, "`" + show(expected) + "`", "a list");
        return errorExpr(span);
    }
    core::ListExpr result;
    for (ast::ItemId item : list.items)
        result.items.push_back(listItem(item, element, expected));
    return make(span, expected, std::move(result));
}

ExprId Checker::inferList(const ast::ListExpr& list, Span span) {
    // The first element that shows its type decides; the others must fit, perhaps after widening it.
    std::function<TypeId(ast::ItemId)> guess = [&](ast::ItemId id) -> TypeId {
        const ast::Item& item = tree()[id];
        EnvScope scope(*this);
        if (const auto* node = std::get_if<ast::ValueItem>(&item.node))
            return inferable(node->value) ? typeOf(infer(node->value)) : TypeId{};
        if (const auto* node = std::get_if<ast::SpreadItem>(&item.node)) {
            TypeId spread = inferable(node->value) ? typeOf(infer(node->value)) : TypeId{};
            return spread.valid() ? elementOf(spread) : spread;
        }
        if (const auto* node = std::get_if<ast::IfItem>(&item.node)) {
            openCond(node->cond);
            return guess(node->body);
        }
        const auto& loop = std::get<ast::ForItem>(item.node);
        openLoop(loop.pattern, loop.source);
        return guess(loop.body);
    };
    TypeId element;
    for (ast::ItemId item : list.items) {
        size_t errors = sink_.errorCount();
        TypeId found = guess(item);
        if (sink_.errorCount() > errors)
            return errorExpr(span);
        if (!found.valid())
            continue;
        TypeId wider = element.valid() ? join(element, found) : found;
        if (!wider.valid()) {
            mismatch(element, found, tree()[item].span);
            return errorExpr(span);
        }
        element = wider;
    }
    if (!element.valid()) {
        sink_.report(Code::E3022, span).suggest("give the declaration a type");
        return errorExpr(span);
    }
    return checkList(list, program_.types.list(unrefined(element)), span);
}

Entry Checker::listItem(ast::ItemId id, TypeId element, TypeId list) {
    const ast::Item& item = tree()[id];
    Entry entry;
    entry.span = item.span;
    if (const auto* node = std::get_if<ast::ValueItem>(&item.node)) {
        entry.value = check(node->value, element);
        return entry;
    }
    if (const auto* node = std::get_if<ast::SpreadItem>(&item.node)) {
        entry.kind = EntryKind::Spread;
        entry.value = check(node->value, list);
        return entry;
    }
    if (const auto* node = std::get_if<ast::IfItem>(&item.node))
        entry = listIf(*node, element, list);
    else
        entry = listFor(std::get<ast::ForItem>(item.node), element, list);
    entry.span = item.span;
    return entry;
}

Entry Checker::listIf(const ast::IfItem& item, TypeId element, TypeId list) {
    EnvScope scope(*this);
    Opened cond = openCond(item.cond);
    Entry entry;
    entry.kind = cond.isLet ? EntryKind::IfLet : EntryKind::If;
    entry.value = cond.value;
    entry.first = cond.var;
    entry.body.push_back(listItem(item.body, element, list));
    return entry;
}

Entry Checker::listFor(const ast::ForItem& item, TypeId element, TypeId list) {
    EnvScope scope(*this);
    Loop loop = openLoop(item.pattern, item.source);
    Entry entry;
    entry.kind = loop.isOptional ? EntryKind::IfLet : EntryKind::For;
    entry.value = loop.source;
    entry.first = loop.first;
    entry.second = loop.second;
    Entry body = loopBody(loop, item.filter, entry);
    std::vector<Entry>& inner = body.kind == EntryKind::If ? body.body : entry.body;
    inner.push_back(listItem(item.body, element, list));
    if (body.kind == EntryKind::If)
        entry.body.push_back(std::move(body));
    return entry;
}

/// The filter of a loop: of the loop itself, or an `if` inside where the loop is over an optional.
Entry Checker::loopBody(const Loop& loop, ast::ExprId filter, Entry& entry) {
    Entry inner;
    if (!filter.valid())
        return inner;
    ExprId test = condition(filter);
    if (!loop.isOptional) {
        entry.filter = test;
        return inner;
    }
    inner.kind = EntryKind::If;
    inner.value = test;
    inner.span = spanOf(test);
    return inner;
}

Loop Checker::openLoop(const ast::LoopPattern& pattern, ast::ExprId source) {
    Loop loop;
    loop.source = infer(source);
    TypeId from = typeOf(loop.source);
    const Type& t = type(from);
    TypeId error = program_.types.error();
    TypeId key = intType(0, 2147483647), element = error;
    if (t.kind == TypeKind::List)
        element = t.element;
    else if (t.kind == TypeKind::Map) {
        key = t.key;
        element = type(from).element;
    } else if (t.kind == TypeKind::Native &&
               (nativeOf(from).shape == Shape::List || nativeOf(from).shape == Shape::Map)) {
        kube::Type native = nativeOf(from);
        key = native.shape == Shape::Map ? program_.types.string() : key;
        element = scalarOf(native.element);
    } else if (t.kind == TypeKind::Optional && !pattern.second) {
        element = t.element;
        loop.isOptional = true;
    } else {
        if (t.kind != TypeKind::Error)
            sink_.report(Code::E3029, tree()[source].span, show(from));
        key = error;
    }
    loop.first = newVar(pattern.first.text, pattern.second ? key : element);
    bind(pattern.first.text, loop.first, pattern.first.span);
    if (pattern.second) {
        loop.second = newVar(pattern.second->text, element);
        bind(pattern.second->text, loop.second, pattern.second->span);
    }
    return loop;
}

ExprId Checker::condition(ast::ExprId id) { return check(id, program_.types.boolean()); }

ExprId Checker::message(ast::ExprId id) { return check(id, program_.types.string()); }

Opened Checker::openCond(const ast::Cond& cond) {
    Opened opened;
    if (!cond.binding) {
        opened.value = condition(cond.value);
        narrow(opened.value, true);
        return opened;
    }
    opened.isLet = true;
    opened.value = infer(cond.value);
    TypeId from = typeOf(opened.value);
    TypeId payload = program_.types.error();
    if (kindOf(from) == TypeKind::Optional)
        payload = type(from).element;
    else if (kindOf(from) != TypeKind::Error)
        sink_.report(Code::E3001, spanOf(opened.value), "an optional", show(from))
            .suggest("`if let` opens optionals; a plain value needs none");
    opened.var = newVar(cond.binding->text, payload);
    bind(cond.binding->text, opened.var, cond.binding->span);
    return opened;
}

} // namespace stackc::sema
