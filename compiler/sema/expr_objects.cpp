// Objects with entries that may be guarded: Kubernetes objects, maps, contributions, data.
#include "sema/checker.h"

#include "sema/suggest.h"

#include <algorithm>

namespace stackc::sema {

using core::Entry;
using core::EntryKind;
using kube::Shape;

bool Checker::isCollection(TypeId id) const {
    TypeKind kind = kindOf(id);
    if (kind == TypeKind::Native) {
        Shape shape = nativeOf(id).shape;
        return shape == Shape::List || shape == Shape::Map;
    }
    return kind == TypeKind::List || kind == TypeKind::Map;
}

ExprId Checker::objectValue(TypeId id, ExprId base, const Amendment& amendment, PathTree& paths) {
    core::RecordExpr object;
    const auto* literal = nodeAs<core::RecordExpr>(base);
    if (nodeAs<core::Literal>(base) != nullptr || nodeAs<core::ListExpr>(base) != nullptr) {
        sink_.report(Code::E3012, amendment.span, "it is not a map").suggest("`= { … }` replaces it");
        return errorExpr(amendment.span);
    }
    if (literal != nullptr)
        object = *literal;
    else if (base.valid())
        object.base = base;
    size_t locals = env_.locals.size();
    paths.forgetPlaces();
    if (amendment.edit != nullptr)
        objectEdit(id, *amendment.edit, amendment.step, object.entries, paths);
    else if (amendment.block.valid())
        objectBlock(id, amendment.block, object.entries, paths);
    env_.locals.resize(locals);
    if (!object.base.valid())
        requireFields(id, object.entries, amendment.span);
    return make(amendment.span, id, std::move(object));
}

void Checker::objectBlock(TypeId id, ast::BlockId block, std::vector<Entry>& out, PathTree& paths) {
    for (ast::EntryId entry : tree()[block].entries)
        objectEntry(id, tree()[entry], out, paths);
}

void Checker::objectEntry(TypeId id, const ast::Entry& entry, std::vector<Entry>& out, PathTree& paths) {
    if (const auto* node = std::get_if<ast::SpreadEntry>(&entry.node))
        return objectSpread(id, *node, entry.span, out);
    if (const auto* node = std::get_if<ast::IfEntry>(&entry.node))
        return objectIf(id, *node, entry.span, out, paths);
    if (const auto* node = std::get_if<ast::ForEntry>(&entry.node))
        return objectFor(id, *node, entry.span, out);
    if (const auto* node = std::get_if<ast::LetEntry>(&entry.node)) {
        env_.locals.push_back({node->name.text, infer(node->value)});
        return;
    }
    if (const auto* node = std::get_if<ast::PartEntry>(&entry.node)) {
        sink_.report(Code::E3030, node->name.span, "a patch", "`" + show(id) + "`");
        return;
    }
    Edit edit = editOf(entry);
    if (edit.target == nullptr)
        return;
    if (edit.target->computed.valid())
        return objectComputed(id, edit, out);
    if (kindOf(id) == TypeKind::Partial && edit.target->steps[0].name.text == "uses" &&
        type(type(id).element).field("uses") == nullptr)
        return; // taken by the service that has this contribution
    objectEdit(id, edit, 0, out, paths);
}

namespace {

/// Of the entry with that key, or the number of entries.
size_t placeOf(const std::string& key, const std::vector<Entry>& entries, PathTree& paths) {
    for (; paths.indexed < entries.size(); ++paths.indexed) {
        const Entry& entry = entries[paths.indexed];
        if (entry.kind == EntryKind::Set && !entry.keyExpr.valid())
            paths.places.try_emplace(entry.key, paths.indexed);
    }
    auto place = paths.places.find(key);
    return place != paths.places.end() ? place->second : entries.size();
}

} // namespace

void Checker::objectEdit(TypeId id, const Edit& edit, size_t step, std::vector<Entry>& out, PathTree& paths) {
    const ast::TargetStep& target = edit.target->steps[step];
    if (isElement(edit, step)) {
        noElement(id, target.name.span);
        return;
    }
    Slot slot = slotOf(id, target.name);
    bool isLast = step + 1 == edit.target->steps.size();
    bool isLeaf = isLast && edit.kind != Edit::Kind::amend;
    if (!claim(paths, slot.key, isLeaf, isLast ? edit.target->span : target.name.span))
        return;
    PathTree& inner = paths.children[slot.key];
    size_t at = placeOf(slot.key, out, paths);
    bool isThere = at < out.size();
    auto erase = [&] {
        out.erase(out.begin() + static_cast<std::ptrdiff_t>(at));
        paths.forgetPlaces();
    };
    if (isLast && edit.kind == Edit::Kind::remove) {
        if (isThere)
            erase();
        else
            sink_.report(Code::E3036, edit.span, slot.key, "it is not there");
        return;
    }
    ExprId now = isThere ? out[at].value : ExprId{};
    bool isChange = !isLast || edit.kind != Edit::Kind::assign;
    if (!now.valid() && isChange && kindOf(id) == TypeKind::Partial)
        now = spreadNow(slot.key, slot.type, out, edit.span);
    // Lists and maps of a contribution are united with the defaults when it is merged.
    if (!now.valid() && kindOf(id) == TypeKind::Partial && !isCollection(slot.type))
        if (auto index = fieldIndex(type(id).element, target.name))
            now = fieldDefault(type(id).element, *index);
    Entry entry;
    entry.span = edit.span;
    if (!isLast && isElement(edit, step + 1))
        entry.value = amendElement(slot, now, edit, step + 1, inner);
    else if (!isLast)
        entry.value = amend(slot.type, now, {.edit = &edit, .step = step + 1, .span = edit.span}, inner);
    else if (edit.kind == Edit::Kind::amend)
        entry.value = amend(slot.type, now, {.block = edit.block, .span = edit.span}, inner);
    else if (edit.kind == Edit::Kind::append)
        entry.value = appended(slot.type, now, edit.value, edit.span);
    else if (auto value = slotValue(slot, edit.value, now, edit.span))
        entry = *value;
    else {
        if (isThere)
            erase();
        return;
    }
    entry.key = slot.key;
    if (isThere)
        out[at] = std::move(entry);
    else
        out.push_back(std::move(entry));
}

/// Is a value written out, so that it is not left out when empty? A list of which nothing is sure is computed.
bool Checker::isWritten(ast::ExprId value) {
    const auto* list = std::get_if<ast::ListExpr>(&tree()[value].node);
    if (list == nullptr)
        return isConstruction(value);
    return list->items.empty() || std::any_of(list->items.begin(), list->items.end(), [&](ast::ItemId item) {
               return std::holds_alternative<ast::ValueItem>(tree()[item].node);
           });
}

/// A computed value of an optional key: of the key's type, or an optional of it.
ExprId Checker::slotComputed(TypeId id, ast::ExprId value, ExprId current) {
    const ast::Expr& expr = tree()[value];
    const auto& node = expr.node;
    if (const auto* name = std::get_if<ast::NameRef>(&node)) {
        ExprId named = caseByName(name->name, id, expr.span);
        return named.valid() ? named : infer(value);
    }
    if (const auto* call = std::get_if<ast::CallExpr>(&node)) {
        ExprId named = caseCalled(*call, id, expr.span);
        return named.valid() ? named : infer(value);
    }
    bool isInferred = std::holds_alternative<ast::MemberExpr>(node) || std::holds_alternative<ast::IsExpr>(node) ||
                      std::holds_alternative<ast::UnaryExpr>(node);
    if (isInferred)
        return infer(value);
    return check(value, mayBeNone(value) ? program_.types.optional(id) : id, current);
}

/// The entry of `key = value`; nothing for `none`, which leaves the key out.
std::optional<Entry> Checker::slotValue(const Slot& slot, ast::ExprId value, ExprId current, Span span) {
    Entry entry;
    entry.span = span;
    if (slot.optional && std::holds_alternative<ast::NoneLit>(tree()[value].node))
        return std::nullopt;
    if (!slot.optional || isWritten(value) || kindOf(slot.type) == TypeKind::Error) {
        entry.value = check(value, slot.type, current);
        return entry;
    }
    entry.value = slotComputed(slot.type, value, current);
    TypeId found = typeOf(entry.value);
    if (kindOf(found) == TypeKind::Optional) {
        entry.omitNone = true;
        if (!fits(found, program_.types.optional(slot.type))) {
            mismatch(slot.type, type(found).element, tree()[value].span);
            entry.value = errorExpr(span);
        }
    } else {
        entry.value = coerce(entry.value, slot.type, tree()[value].span);
    }
    bool isObject = kindOf(slot.type) == TypeKind::Native && nativeOf(slot.type).shape == Shape::Object;
    entry.omitEmpty = isCollection(slot.type) || isObject;
    return entry;
}

void Checker::objectComputed(TypeId id, const Edit& edit, std::vector<Entry>& out) {
    TypeKind kind = kindOf(id);
    bool isMap = kind == TypeKind::Map || kind == TypeKind::Data ||
                 (kind == TypeKind::Native && nativeOf(id).shape != Shape::Object);
    if (!isMap) {
        sink_.report(Code::E3031, edit.target->span, show(id));
        return;
    }
    Entry entry;
    entry.span = edit.span;
    TypeId keyType = kind == TypeKind::Map ? type(id).key : program_.types.string();
    entry.keyExpr = check(edit.target->computed, keyType);
    Slot slot = slotOf(id, {"", edit.target->span});
    if (edit.kind == Edit::Kind::amend) {
        PathTree inner;
        entry.value = amend(slot.type, {}, {.block = edit.block, .span = edit.span}, inner);
    } else if (auto value = slotValue(slot, edit.value, {}, edit.span)) {
        entry.value = value->value;
        entry.omitNone = value->omitNone;
        entry.omitEmpty = value->omitEmpty;
    } else {
        return;
    }
    out.push_back(std::move(entry));
}

void Checker::objectIf(TypeId id, const ast::IfEntry& node, Span span, std::vector<Entry>& out, PathTree& paths) {
    Entry entry;
    entry.span = span;
    {
        EnvScope scope(*this);
        Opened cond = openCond(node.cond);
        entry.kind = cond.isLet ? EntryKind::IfLet : EntryKind::If;
        entry.value = cond.value;
        entry.first = cond.var;
        PathTree branch = paths;
        branch.forgetPlaces();
        objectBlock(id, node.then, entry.body, branch);
    }
    EnvScope scope(*this);
    narrow(entry.value, false);
    PathTree branch = paths;
    branch.forgetPlaces();
    if (node.elseBlock.valid())
        objectBlock(id, node.elseBlock, entry.orElse, branch);
    else if (node.elseIf.valid())
        objectEntry(id, tree()[node.elseIf], entry.orElse, branch);
    out.push_back(std::move(entry));
}

void Checker::objectFor(TypeId id, const ast::ForEntry& node, Span span, std::vector<Entry>& out) {
    TypeKind kind = kindOf(id);
    if (kind == TypeKind::Partial || (kind == TypeKind::Native && nativeOf(id).shape == Shape::Object)) {
        sink_.report(Code::E3030, span, "a `for`", "`" + show(id) + "`");
        return;
    }
    EnvScope scope(*this);
    Loop loop = openLoop(node.pattern, node.source);
    Entry entry;
    entry.kind = loop.isOptional ? EntryKind::IfLet : EntryKind::For;
    entry.span = span;
    entry.value = loop.source;
    entry.first = loop.first;
    entry.second = loop.second;
    Entry body = loopBody(loop, node.filter, entry);
    PathTree paths;
    objectBlock(id, node.body, body.kind == EntryKind::If ? body.body : entry.body, paths);
    if (body.kind == EntryKind::If)
        entry.body.push_back(std::move(body));
    out.push_back(std::move(entry));
}

void Checker::objectSpread(TypeId id, const ast::SpreadEntry& node, Span span, std::vector<Entry>& out) {
    Entry entry;
    entry.kind = EntryKind::Spread;
    entry.span = span;
    if (inferable(node.value)) {
        entry.value = infer(node.value);
        TypeId found = typeOf(entry.value);
        bool fitsIn = fits(found, id);
        if (kindOf(id) == TypeKind::Data)
            fitsIn = kindOf(found) == TypeKind::Data || kindOf(found) == TypeKind::Record ||
                     kindOf(found) == TypeKind::Map || kindOf(found) == TypeKind::Error;
        if (!fitsIn) {
            mismatch(id, found, span);
            return;
        }
    } else {
        bool saved = incomplete_;
        incomplete_ = true; // a part of an object need not have the required fields
        entry.value = check(node.value, id);
        incomplete_ = saved;
    }
    out.push_back(std::move(entry));
}

} // namespace stackc::sema
