#include "sema/expr/objects.h"

#include "sema/elaborate.h"
#include "sema/expr/blocks.h"
#include "sema/expr/cases.h"
#include "sema/expr/conditions.h"
#include "sema/expr/edits.h"
#include "sema/expr/elements.h"
#include "sema/expr/forms.h"
#include "sema/expr/held.h"
#include "sema/expr/infer.h"
#include "sema/expr/loop_keys.h"
#include "sema/expr/match.h"
#include "sema/expr/records.h"
#include "sema/expr/slots.h"
#include "sema/expr/spreads.h"
#include "sema/make.h"
#include "sema/names/probe.h"
#include "sema/notes.h"
#include "sema/types/coerce.h"
#include "sema/types/fits.h"
#include "sema/types/kinds.h"
#include "sema/types/releases.h"

#include <algorithm>

namespace stackc::sema {

using core::Entry;
using core::EntryKind;
using kube::Shape;

namespace {

void objectBlock(Checking& in, ObjectState& state, ast::BlockId block, PathTree& paths);
void objectEntry(Checking& in, ObjectState& state, const ast::Entry& entry, PathTree& paths);
ExprId changed(Checking& in, const Slot& slot, ExprId now, const Edit& edit, size_t step, PathTree& inner);
void objectAssign(Checking& in, ObjectState& state, const Slot& slot, const Edit& edit, size_t place);
void objectRemove(Checking& in, ObjectState& state, const Slot& slot, const Edit& edit, size_t place);
void objectAmend(Checking& in, ObjectState& state, const Slot& slot, const Edit& edit, size_t step, PathTree& inner);
std::optional<Entry> slotValue(Checking& in, const Slot& slot, ast::ExprId value, ExprId current, Span span);
void objectComputed(Checking& in, ObjectState& state, const Edit& edit);
void objectIf(Checking& in, ObjectState& state, const ast::IfEntry& entry, Span span, PathTree& paths);
void objectMatch(Checking& in, ObjectState& state, const ast::MatchEntry& entry, Span span, PathTree& paths);
void objectFor(Checking& in, ObjectState& state, const ast::ForEntry& entry, Span span);

} // namespace

ExprId objectValue(Checking& in, TypeId id, ExprId base, const Amendment& amendment, PathTree& paths) {
    core::RecordExpr object;
    const auto* literal = in.nodeAs<core::RecordExpr>(base);
    if (in.nodeAs<core::Literal>(base) != nullptr || in.nodeAs<core::ListExpr>(base) != nullptr) {
        in.sink.report(Code::E3012, amendment.span, "it is not a map").suggest("`= { … }` replaces it");
        return in.errorExpr(amendment.span);
    }
    if (literal != nullptr)
        object = *literal;
    else if (base.valid())
        object.base = base;
    ObjectState state{id, object.entries, object.base};
    const BlockScope scope(in);
    if (amendment.edit != nullptr)
        objectEdit(in, state, *amendment.edit, amendment.step, paths);
    else if (amendment.block.valid())
        objectBlock(in, state, amendment.block, paths);
    if (!object.base.valid())
        requireFields(in, id, object.entries, amendment.span);
    return in.make(amendment.span, id, std::move(object));
}

namespace {

void objectBlock(Checking& in, ObjectState& state, ast::BlockId block, PathTree& paths) {
    noteBlock(in, block, state.type);
    const Meanwhile needed(in.env.emptyLists, false);
    size_t first = state.entries.size();
    for (ast::EntryId entry : in.tree()[block].entries)
        objectEntry(in, state, in.tree()[entry], paths);
    if (in.kindOf(state.type) == TypeKind::Data)
        refuseSpreadVariants(in, state, first);
}

void objectEntry(Checking& in, ObjectState& state, const ast::Entry& entry, PathTree& paths) {
    if (const auto* node = std::get_if<ast::SpreadEntry>(&entry.node))
        return objectSpread(in, state, *node, entry.span);
    if (const auto* node = std::get_if<ast::IfEntry>(&entry.node))
        return objectIf(in, state, *node, entry.span, paths);
    if (const auto* node = std::get_if<ast::MatchEntry>(&entry.node))
        return objectMatch(in, state, *node, entry.span, paths);
    if (const auto* node = std::get_if<ast::ForEntry>(&entry.node))
        return objectFor(in, state, *node, entry.span);
    if (const auto* node = std::get_if<ast::LetEntry>(&entry.node)) {
        bindLet(in, node->name, infer(in, node->value));
        return;
    }
    if (const auto* node = std::get_if<ast::PartEntry>(&entry.node)) {
        in.sink.report(Code::E3030, node->name.span, "a patch", "`" + in.show(state.type) + "`");
        return;
    }
    Edit edit = editOf(entry);
    if (edit.target == nullptr)
        return;
    if (edit.target->computed.valid())
        return objectComputed(in, state, edit);
    objectEdit(in, state, edit, 0, paths);
}

} // namespace

namespace {

/// Amends an entry elements of a list that may not be there, and adds the edit to it, or the other way round? A list
/// that isn't there has no elements, and elements can be added to it.
bool isApart(const Checking& in, const Entry& entry, const Edit& edit, size_t step) {
    const bool isOfElements = in.nodeAs<core::AmendElements>(entry.value) != nullptr;
    return entry.kind == EntryKind::Amend && isOfElements != (claimOf(edit, step) == Claim::element);
}

} // namespace

void objectEdit(Checking& in, ObjectState& state, const Edit& edit, size_t step, PathTree& paths) {
    const ast::TargetStep& target = edit.target->steps[step];
    if (isElement(edit, step)) {
        noElement(in, state.type, target.name.span);
        return;
    }
    if (isProbe(in, target.name))
        probed(in, Probe::Place::Key, state.type);
    Slot slot = slotOf(in, state.type, target.name);
    bool isLast = step + 1 == edit.target->steps.size();
    if (!claim(in, paths, slot.key, claimOf(edit, step), isLast ? edit.target->span : target.name.span))
        return;
    size_t place = placeOf(state, slot.key);
    if (isLast && edit.kind == Edit::Kind::remove)
        return objectRemove(in, state, slot, edit, place);
    if (isLast && edit.kind == Edit::Kind::assign)
        return objectAssign(in, state, slot, edit, place);
    PathTree& inner = paths.children[slot.key];
    const bool isAnew =
        place == state.entries.size() ? mayHold(in, state, slot.key) : isApart(in, state.entries[place], edit, step);
    if (isAnew)
        return objectAmend(in, state, slot, edit, step, inner);
    ExprId now = place < state.entries.size() ? state.entries[place].value : ExprId{};
    // Lists and maps of a contribution are united with the defaults when it is merged.
    if (!now.valid() && in.kindOf(state.type) == TypeKind::Partial && !isCollection(in, slot.type))
        if (auto index = fieldIndex(in, in.type(state.type).element, target.name))
            now = fieldDefault(in, in.type(state.type).element, *index);
    ExprId value = changed(in, slot, now, edit, step, inner);
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

namespace {

/// What an edit other than `=` and `remove` makes of what a key holds.
ExprId changed(Checking& in, const Slot& slot, ExprId now, const Edit& edit, size_t step, PathTree& inner) {
    bool isLast = step + 1 == edit.target->steps.size();
    if (!isLast && isElement(edit, step + 1))
        return amendElement(in, slot, now, edit, step + 1, inner);
    if (!isLast)
        return amend(in, slot.type, now, {.edit = &edit, .step = step + 1, .span = edit.span}, inner);
    if (edit.kind == Edit::Kind::amend)
        return amend(in, slot.type, now, {.block = edit.block, .span = edit.span}, inner);
    return appended(in, slot.type, now, edit.value, edit.span);
}

void objectAssign(Checking& in, ObjectState& state, const Slot& slot, const Edit& edit, size_t place) {
    bool isThere = place < state.entries.size();
    auto value = slotValue(in, slot, edit.value, isThere ? state.entries[place].value : ExprId{}, edit.span);
    if (isThere && !value) {
        state.entries.erase(state.entries.begin() + static_cast<std::ptrdiff_t>(place));
        state.keys = {};
    }
    Entry entry;
    if (value)
        entry = std::move(*value);
    else if (mayHold(in, state, slot.key))
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

void objectRemove(Checking& in, ObjectState& state, const Slot& slot, const Edit& edit, size_t place) {
    bool isThere = place < state.entries.size();
    if (in.kindOf(state.type) == TypeKind::Native && !slot.optional && in.kindOf(slot.type) != TypeKind::Error) {
        in.sink.report(Code::E3036, edit.span, slot.key, "it is required");
        return;
    }
    if (isThere) {
        state.entries.erase(state.entries.begin() + static_cast<std::ptrdiff_t>(place));
        state.keys = {};
    }
    if (mayHold(in, state, slot.key)) {
        Entry entry;
        entry.kind = EntryKind::Remove;
        entry.span = edit.span;
        entry.key = slot.key;
        state.entries.push_back(std::move(entry));
    } else if (!isThere) {
        in.sink.report(Code::E3036, edit.span, slot.key, "it is not there");
    }
}

/// Amends what a key may hold by entries whose value is not known here.
void objectAmend(Checking& in, ObjectState& state, const Slot& slot, const Edit& edit, size_t step, PathTree& inner) {
    Entry entry;
    entry.kind = EntryKind::Amend;
    entry.span = edit.span;
    entry.key = slot.key;
    entry.first = newVar(in, slot.key.empty() ? "it" : slot.key, slot.type);
    entry.value = changed(in, slot, varRef(in, entry.first, edit.span), edit, step, inner);
    entry.otherwise = whereAbsent(in, state, slot, entry.first, entry.value, edit.span);
    state.entries.push_back(std::move(entry));
}

/// Is a value written out, so that it is not left out when empty? A list of which nothing is sure is computed.
bool isWritten(Checking& in, ast::ExprId value) {
    const auto* list = std::get_if<ast::ListExpr>(&in.tree()[value].node);
    if (list == nullptr)
        return isConstruction(in, value);
    return list->items.empty() || std::any_of(list->items.begin(), list->items.end(), [&](ast::ItemId item) {
               return std::holds_alternative<ast::ValueItem>(in.tree()[item].node);
           });
}

/// What is of the key's type, or, where one of its alternatives is an optional, an optional of it.
ExprId checkAlternatives(Checking& in, TypeId id, ast::ExprId value, ExprId current) {
    const size_t before = in.sink.diagnostics().size();
    ExprId plain = check(in, value, id, current);
    const std::vector<diag::Diagnostic>& said = in.sink.diagnostics();
    bool isOpened = std::none_of(said.begin() + static_cast<std::ptrdiff_t>(before), said.end(),
                                 [](const diag::Diagnostic& found) { return found.code == Code::E3018; });
    if (isOpened)
        return plain;
    in.sink.takeBack(before, [](const diag::Diagnostic&) { return true; });
    return check(in, value, in.program.types.optional(id), current);
}

/// A computed value of an optional key: of the key's type, or an optional of it.
ExprId slotComputed(Checking& in, TypeId id, ast::ExprId value, ExprId current) {
    const ast::Expr& expr = in.tree()[value];
    const auto& node = expr.node;
    if (const auto* name = std::get_if<ast::NameRef>(&node)) {
        ExprId named = caseByName(in, name->name, id, expr.span);
        return named.valid() ? named : infer(in, value);
    }
    if (const auto* call = std::get_if<ast::CallExpr>(&node)) {
        ExprId named = caseCalled(in, *call, id, expr.span);
        return named.valid() ? named : infer(in, value);
    }
    bool isInferred = std::holds_alternative<ast::MemberExpr>(node) || std::holds_alternative<ast::IsExpr>(node) ||
                      std::holds_alternative<ast::UnaryExpr>(node);
    if (isInferred)
        return infer(in, value);
    return mayBeNone(in, value) ? check(in, value, in.program.types.optional(id), current)
                                : checkAlternatives(in, id, value, current);
}

/// The entry of `key = value`; nothing for `none`, which leaves the key out.
std::optional<Entry> slotValue(Checking& in, const Slot& slot, ast::ExprId value, ExprId current, Span span) {
    Entry entry;
    entry.span = span;
    if (slot.optional && std::holds_alternative<ast::NoneLit>(in.tree()[value].node))
        return std::nullopt;
    if (!slot.optional || isWritten(in, value) || in.kindOf(slot.type) == TypeKind::Error) {
        entry.value = check(in, value, slot.type, current);
        return entry;
    }
    probeExpression(in, in.tree()[value], slot.type);
    noteExpression(in, in.tree()[value].span, {}, slot.type);
    entry.value = slotComputed(in, slot.type, value, current);
    TypeId found = in.typeOf(entry.value);
    if (in.kindOf(found) == TypeKind::Optional) {
        entry.omitNone = true;
        if (!fits(in, found, in.program.types.optional(slot.type))) {
            mismatch(in, slot.type, in.type(found).element, in.tree()[value].span);
            entry.value = in.errorExpr(span);
        } else {
            entry.value = coerceHeld(in, entry.value, in.program.types.optional(slot.type), span);
        }
    } else {
        entry.value = coerce(in, entry.value, slot.type, in.tree()[value].span);
    }
    bool isObject = in.kindOf(slot.type) == TypeKind::Native && in.nativeOf(slot.type).shape == Shape::Object;
    entry.omitEmpty = !slot.isEntry && (isCollection(in, slot.type) || isObject);
    return entry;
}

void objectComputed(Checking& in, ObjectState& state, const Edit& edit) {
    TypeId id = state.type;
    TypeKind kind = in.kindOf(id);
    bool isMap = kind == TypeKind::Map || kind == TypeKind::Data ||
                 (kind == TypeKind::Native && in.nativeOf(id).shape != Shape::Object);
    if (!isMap) {
        in.sink.report(Code::E3031, edit.target->span, in.show(id));
        return;
    }
    Entry entry;
    entry.span = edit.span;
    TypeId keyType = kind == TypeKind::Map ? in.type(id).key : in.program.types.string();
    ExprId key = check(in, edit.target->computed, keyType);
    Slot slot = slotOf(in, id, {"", edit.target->span});
    if (edit.kind == Edit::Kind::remove) {
        entry.kind = EntryKind::Remove;
    } else if (edit.kind == Edit::Kind::assign) {
        auto value = slotValue(in, slot, edit.value, {}, edit.span);
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
            objectAmend(in, state, slot, only, 0, inner);
            state.entries.back().keyExpr = key;
            return;
        }
        entry.value = changed(in, slot, {}, only, 0, inner);
    }
    entry.keyExpr = key;
    state.entries.push_back(std::move(entry));
}

void objectIf(Checking& in, ObjectState& state, const ast::IfEntry& node, Span span, PathTree& paths) {
    Entry entry;
    entry.span = span;
    {
        const EnvScope scope(in);
        Opened cond = openCond(in, node.cond);
        entry.kind = cond.isLet ? EntryKind::IfLet : EntryKind::If;
        entry.value = cond.value;
        entry.first = cond.var;
        PathTree branch = pathsInBranch(paths);
        ObjectState inside{state.type, entry.body, {}, &state};
        objectBlock(in, inside, node.then, branch);
    }
    const EnvScope scope(in);
    narrow(in, entry.value, false);
    PathTree branch = pathsInBranch(paths);
    ObjectState inside{state.type, entry.orElse, {}, &state};
    if (node.elseBlock.valid())
        objectBlock(in, inside, node.elseBlock, branch);
    else if (node.elseIf.valid())
        objectEntry(in, inside, in.tree()[node.elseIf], branch);
    state.entries.push_back(std::move(entry));
}

/// `redis | memory`: what asks for an arm.
Span patternsOf(const ast::MatchEntryArm& arm) {
    const ast::CasePattern& last = arm.patterns.back();
    return {arm.span.file, arm.span.begin, last.binding ? last.binding->span.end + 1 : last.name.span.end};
}

/// The arms of a `match` from `index` on: each with the ones behind it as its other branch.
void objectArms(Checking& in, ObjectState& state, const ast::MatchEntry& node, const OpenMatch& match, size_t index,
                const PathTree& paths) {
    const ast::MatchEntryArm& arm = node.arms[index];
    const EnvScope scope(in);
    bindArm(in, match.heads[index], arm.span);
    PathTree branch = paths;
    if (isRest(match, index))
        return objectBlock(in, state, arm.block, branch);
    Entry entry;
    entry.span = arm.span;
    Opened cond = armCondition(in, match, index, patternsOf(arm));
    entry.kind = cond.isLet ? EntryKind::IfLet : EntryKind::If;
    entry.value = cond.value;
    entry.first = cond.var;
    ObjectState inside{state.type, entry.body, {}, &state};
    objectBlock(in, inside, arm.block, branch);
    ObjectState others{state.type, entry.orElse, {}, &state};
    if (index + 1 < node.arms.size())
        objectArms(in, others, node, match, index + 1, paths);
    state.entries.push_back(std::move(entry));
}

void objectMatch(Checking& in, ObjectState& state, const ast::MatchEntry& node, Span span, PathTree& paths) {
    OpenMatch match = openMatch(in, node, span);
    if (!node.arms.empty())
        objectArms(in, state, node, match, 0, pathsInBranch(paths));
}

void objectFor(Checking& in, ObjectState& state, const ast::ForEntry& node, Span span) {
    TypeId id = state.type;
    TypeKind kind = in.kindOf(id);
    if (kind == TypeKind::Partial || (kind == TypeKind::Native && in.nativeOf(id).shape == Shape::Object)) {
        in.sink.report(Code::E3030, span, "a `for`", "`" + in.show(id) + "`");
        return;
    }
    const EnvScope scope(in);
    Loop loop = openLoop(in, node.pattern, node.source);
    const size_t begin = in.program.exprs.size();
    const size_t errors = in.sink.errorCount();
    Entry entry;
    entry.kind = loop.isOptional ? EntryKind::IfLet : EntryKind::For;
    entry.span = span;
    entry.value = loop.source;
    entry.first = loop.first;
    entry.second = loop.second;
    Entry body = loopBody(in, loop, node.filter, entry);
    PathTree paths;
    ObjectState inside{id, body.kind == EntryKind::If ? body.body : entry.body, {}};
    objectBlock(in, inside, node.body, paths);
    if (!loop.isOptional && in.sink.errorCount() == errors) {
        takenForKey(in, node.pattern.first, loop.first, node.body, begin);
        if (node.pattern.second)
            takenForKey(in, *node.pattern.second, loop.second, node.body, begin);
    }
    if (body.kind == EntryKind::If)
        entry.body.push_back(std::move(body));
    state.entries.push_back(std::move(entry));
}

} // namespace

} // namespace stackc::sema
