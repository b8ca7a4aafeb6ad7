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
    ObjectState state{id, object.entries, object.base};
    size_t locals = env_.locals.size();
    if (amendment.edit != nullptr)
        objectEdit(state, *amendment.edit, amendment.step, paths);
    else if (amendment.block.valid())
        objectBlock(state, amendment.block, paths);
    env_.locals.resize(locals);
    if (!object.base.valid())
        requireFields(id, object.entries, amendment.span);
    return make(amendment.span, id, std::move(object));
}

void Checker::objectBlock(ObjectState& state, ast::BlockId block, PathTree& paths) {
    size_t first = state.entries.size();
    for (ast::EntryId entry : tree()[block].entries)
        objectEntry(state, tree()[entry], paths);
    if (kindOf(state.type) == TypeKind::Data)
        refuseSpreadVariants(state, first);
}

/// Data may hold no variant: one in what is spread has to be set again behind it.
void Checker::refuseSpreadVariants(const ObjectState& state, size_t first) {
    for (size_t i = first; i < state.entries.size(); ++i) {
        const Entry& spread = state.entries[i];
        if (spread.kind != EntryKind::Spread)
            continue;
        auto isSetAgain = [&](const core::Field& field) {
            return std::any_of(
                state.entries.begin() + static_cast<std::ptrdiff_t>(i), state.entries.end(), [&](const Entry& entry) {
                    return entry.kind == EntryKind::Set && !entry.keyExpr.valid() && entry.key == field.key;
                });
        };
        TypeId found = typeOf(spread.value);
        const std::vector<core::Field>& fields = type(found).fields;
        bool holdsAny = kindOf(found) != TypeKind::Record
                            ? variantIn(found).valid()
                            : std::any_of(fields.begin(), fields.end(), [&](const core::Field& field) {
                                  return variantIn(field.type).valid() && !isSetAgain(field);
                              });
        if (holdsAny)
            mismatch(state.type, found, spread.span);
    }
}

void Checker::objectEntry(ObjectState& state, const ast::Entry& entry, PathTree& paths) {
    if (const auto* node = std::get_if<ast::SpreadEntry>(&entry.node))
        return objectSpread(state, *node, entry.span);
    if (const auto* node = std::get_if<ast::IfEntry>(&entry.node))
        return objectIf(state, *node, entry.span, paths);
    if (const auto* node = std::get_if<ast::ForEntry>(&entry.node))
        return objectFor(state, *node, entry.span);
    if (const auto* node = std::get_if<ast::LetEntry>(&entry.node)) {
        bindLet(node->name, infer(node->value));
        return;
    }
    if (const auto* node = std::get_if<ast::PartEntry>(&entry.node)) {
        sink_.report(Code::E3030, node->name.span, "a patch", "`" + show(state.type) + "`");
        return;
    }
    Edit edit = editOf(entry);
    if (edit.target == nullptr)
        return;
    if (edit.target->computed.valid())
        return objectComputed(state, edit);
    objectEdit(state, edit, 0, paths);
}

/// Of a list that one block appends to and whose elements it amends.
std::string Checker::elementsHint(const ObjectState& state, const PathTree& paths, const std::string& key,
                                  const Edit& edit, size_t step) const {
    bool isLast = step + 1 == edit.target->steps.size();
    auto known = paths.children.find(key);
    if (known == paths.children.end())
        return "";
    bool isAppended = isLast && edit.kind == Edit::Kind::append;
    bool amends = !isLast && isElement(edit, step + 1);
    const auto& inner = known->second.children;
    bool wasAmended =
        std::any_of(inner.begin(), inner.end(), [](const auto& child) { return child.first.starts_with("[\""); });
    bool isBoth = amends ? known->second.leaf : isAppended && wasAmended;
    if (!isBoth)
        return "";
    bool isPatch = kindOf(state.type) == TypeKind::Native;
    return isPatch ? "write the element as it is to be, or append in one patch and amend in another"
                   : "write the list as a whole, `" + key + " = [ … ]`";
}

void Checker::objectEdit(ObjectState& state, const Edit& edit, size_t step, PathTree& paths) {
    const ast::TargetStep& target = edit.target->steps[step];
    if (isElement(edit, step)) {
        noElement(state.type, target.name.span);
        return;
    }
    Slot slot = slotOf(state.type, target.name);
    bool isLast = step + 1 == edit.target->steps.size();
    if (!claim(paths, slot.key, claimOf(edit, step), isLast ? edit.target->span : target.name.span,
               elementsHint(state, paths, slot.key, edit, step)))
        return;
    size_t place = placeOf(state, slot.key);
    if (isLast && edit.kind == Edit::Kind::remove)
        return objectRemove(state, slot, edit, place);
    if (isLast && edit.kind == Edit::Kind::assign)
        return objectAssign(state, slot, edit, place);
    PathTree& inner = paths.children[slot.key];
    if (place == state.entries.size() && mayHold(state, slot.key))
        return objectAmend(state, slot, edit, step, inner);
    ExprId now = place < state.entries.size() ? state.entries[place].value : ExprId{};
    // Lists and maps of a contribution are united with the defaults when it is merged.
    if (!now.valid() && kindOf(state.type) == TypeKind::Partial && !isCollection(slot.type))
        if (auto index = fieldIndex(type(state.type).element, target.name))
            now = fieldDefault(type(state.type).element, *index);
    ExprId value = changed(slot, now, edit, step, inner);
    if (place < state.entries.size()) {
        state.entries[place].value = value;
        state.entries[place].span = edit.span;
        return;
    }
    Entry entry;
    entry.span = edit.span;
    entry.key = slot.key;
    entry.value = value;
    state.entries.push_back(std::move(entry));
}

ExprId Checker::changed(const Slot& slot, ExprId now, const Edit& edit, size_t step, PathTree& inner) {
    bool isLast = step + 1 == edit.target->steps.size();
    if (!isLast && isElement(edit, step + 1))
        return amendElement(slot, now, edit, step + 1, inner);
    if (!isLast)
        return amend(slot.type, now, {.edit = &edit, .step = step + 1, .span = edit.span}, inner);
    if (edit.kind == Edit::Kind::amend)
        return amend(slot.type, now, {.block = edit.block, .span = edit.span}, inner);
    return appended(slot.type, now, edit.value, edit.span);
}

void Checker::objectAssign(ObjectState& state, const Slot& slot, const Edit& edit, size_t place) {
    bool isThere = place < state.entries.size();
    auto value = slotValue(slot, edit.value, isThere ? state.entries[place].value : ExprId{}, edit.span);
    if (isThere && !value) {
        state.entries.erase(state.entries.begin() + static_cast<std::ptrdiff_t>(place));
        state.keys = {};
    }
    Entry entry;
    if (value)
        entry = std::move(*value);
    else if (mayHold(state, slot.key))
        entry.kind = EntryKind::Remove;
    else
        return;
    entry.span = edit.span;
    entry.key = slot.key;
    if (isThere && value)
        state.entries[place] = std::move(entry);
    else
        state.entries.insert(state.entries.begin() + static_cast<std::ptrdiff_t>(place), std::move(entry));
}

void Checker::objectRemove(ObjectState& state, const Slot& slot, const Edit& edit, size_t place) {
    bool isThere = place < state.entries.size();
    if (kindOf(state.type) == TypeKind::Native && !slot.optional && kindOf(slot.type) != TypeKind::Error) {
        sink_.report(Code::E3036, edit.span, slot.key, "it is required");
        return;
    }
    if (isThere) {
        state.entries.erase(state.entries.begin() + static_cast<std::ptrdiff_t>(place));
        state.keys = {};
    }
    if (mayHold(state, slot.key)) {
        Entry entry;
        entry.kind = EntryKind::Remove;
        entry.span = edit.span;
        entry.key = slot.key;
        state.entries.push_back(std::move(entry));
    } else if (!isThere) {
        sink_.report(Code::E3036, edit.span, slot.key, "it is not there");
    }
}

/// Amends what a key may hold by entries whose value is not known here.
void Checker::objectAmend(ObjectState& state, const Slot& slot, const Edit& edit, size_t step, PathTree& inner) {
    Entry entry;
    entry.kind = EntryKind::Amend;
    entry.span = edit.span;
    entry.key = slot.key;
    entry.first = newVar(slot.key.empty() ? "it" : slot.key, slot.type);
    entry.value = changed(slot, varRef(entry.first, edit.span), edit, step, inner);
    entry.otherwise = whereAbsent(state, slot, entry.first, entry.value, edit.span);
    state.entries.push_back(std::move(entry));
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
        } else {
            entry.value = coerceHeld(entry.value, program_.types.optional(slot.type), span);
        }
    } else {
        entry.value = coerce(entry.value, slot.type, tree()[value].span);
    }
    bool isObject = kindOf(slot.type) == TypeKind::Native && nativeOf(slot.type).shape == Shape::Object;
    entry.omitEmpty = isCollection(slot.type) || isObject;
    return entry;
}

void Checker::objectComputed(ObjectState& state, const Edit& edit) {
    TypeId id = state.type;
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
    ExprId key = check(edit.target->computed, keyType);
    Slot slot = slotOf(id, {"", edit.target->span});
    if (edit.kind == Edit::Kind::remove) {
        entry.kind = EntryKind::Remove;
    } else if (edit.kind == Edit::Kind::assign) {
        auto value = slotValue(slot, edit.value, {}, edit.span);
        if (!value)
            return;
        entry = std::move(*value);
    } else {
        PathTree inner;
        ast::Target target = *edit.target;
        target.steps.push_back({ast::TargetStep::Kind::key, {"", edit.target->span}, false});
        Edit only = edit;
        only.target = &target;
        bool isFirst = !state.base.valid() && state.entries.empty() && state.outer == nullptr;
        if (!isFirst) {
            objectAmend(state, slot, only, 0, inner);
            state.entries.back().keyExpr = key;
            return;
        }
        entry.value = changed(slot, {}, only, 0, inner);
    }
    entry.keyExpr = key;
    state.entries.push_back(std::move(entry));
}

void Checker::objectIf(ObjectState& state, const ast::IfEntry& node, Span span, PathTree& paths) {
    Entry entry;
    entry.span = span;
    {
        EnvScope scope(*this);
        Opened cond = openCond(node.cond);
        entry.kind = cond.isLet ? EntryKind::IfLet : EntryKind::If;
        entry.value = cond.value;
        entry.first = cond.var;
        PathTree branch = pathsInBranch(paths);
        ObjectState inside{state.type, entry.body, {}, &state};
        objectBlock(inside, node.then, branch);
    }
    EnvScope scope(*this);
    narrow(entry.value, false);
    PathTree branch = pathsInBranch(paths);
    ObjectState inside{state.type, entry.orElse, {}, &state};
    if (node.elseBlock.valid())
        objectBlock(inside, node.elseBlock, branch);
    else if (node.elseIf.valid())
        objectEntry(inside, tree()[node.elseIf], branch);
    state.entries.push_back(std::move(entry));
}

void Checker::objectFor(ObjectState& state, const ast::ForEntry& node, Span span) {
    TypeId id = state.type;
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
    ObjectState inside{id, body.kind == EntryKind::If ? body.body : entry.body, {}};
    objectBlock(inside, node.body, paths);
    if (body.kind == EntryKind::If)
        entry.body.push_back(std::move(body));
    state.entries.push_back(std::move(entry));
}

/// Is it what is left of the object type when fields are taken away?
bool Checker::isPartOf(TypeId part, TypeId whole) const {
    if (!isNarrowed(part) || kindOf(whole) != TypeKind::Native)
        return false;
    kube::TypeId native = type(whole).native;
    for (kube::Field field : nativeOf(part).fields)
        if (!nativeOf(whole).fields.find(field.name))
            return false;
    return library_.narrowedFrom(type(part).native) == library_.narrowedFrom(native).value_or(native);
}

/// Is it a record, and no backend, that is spread into a contribution?
bool Checker::givesAttributes(TypeId record, TypeId contribution) const {
    return kindOf(contribution) == TypeKind::Partial && kindOf(record) == TypeKind::Record && record != backend_ &&
           record != type(contribution).element;
}

/// What keeps the record from being spread into a contribution, in words; empty where nothing does.
std::string Checker::notAttribute(TypeId record, TypeId contribution) {
    const Type& service = type(type(contribution).element);
    for (const core::Field& field : type(record).fields) {
        const core::Field* attribute = service.field(field.name);
        if (attribute == nullptr)
            return "its field `" + field.name + "` is no attribute of a service";
        // Elements of lists and maps may be converted.
        if (!isCollection(field.type) && !fits(field.type, attribute->type))
            return "its field `" + field.name + "` is `" + show(field.type) + "`, and the attribute `" +
                   show(attribute->type) + "`";
    }
    return "";
}

/// The contribution that has the record's fields.
ExprId Checker::contributed(ExprId record, TypeId contribution, Span span) {
    core::RecordExpr attributes;
    const Type& service = type(type(contribution).element);
    for (const core::Field& given : type(typeOf(record)).fields) {
        Entry entry;
        entry.span = span;
        entry.key = given.name;
        entry.value = coerce(field(record, given.name, given.type, span), service.field(given.name)->type, span);
        attributes.entries.push_back(std::move(entry));
    }
    return make(span, contribution, std::move(attributes));
}

void Checker::objectSpread(ObjectState& state, const ast::SpreadEntry& node, Span span) {
    TypeId id = state.type;
    Entry entry;
    entry.kind = EntryKind::Spread;
    entry.span = span;
    if (inferable(node.value)) {
        entry.value = infer(node.value);
        TypeId found = typeOf(entry.value);
        const bool isRecord = givesAttributes(found, id);
        const std::string reason = isRecord ? notAttribute(found, id) : "";
        bool fitsIn = fits(found, id) || isPartOf(found, id) || (isRecord && reason.empty());
        if (kindOf(id) == TypeKind::Data)
            fitsIn = (kindOf(found) == TypeKind::Data || kindOf(found) == TypeKind::Record ||
                      kindOf(found) == TypeKind::Map || kindOf(found) == TypeKind::Error) &&
                     !holdsSensitive(found);
        if (ExprId converted = fitsIn ? ExprId{} : coerceElements(entry.value, id, span); converted.valid()) {
            entry.value = converted;
        } else if (!fitsIn) {
            // What it would have given is not missing.
            mismatch(id, found, span, reason);
            entry.value = errorExpr(span);
        }
        if (found == backend_)
            entry.value = coerce(entry.value, id, span);
        else if (isRecord && fitsIn)
            entry.value = contributed(entry.value, id, span);
    } else {
        bool saved = incomplete_;
        incomplete_ = true; // a part of an object need not have the required fields
        entry.value = check(node.value, id);
        incomplete_ = saved;
    }
    state.entries.push_back(std::move(entry));
}

} // namespace stackc::sema
