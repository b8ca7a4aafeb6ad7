#include "sema/expr/records.h"

#include "diag/suggest.h"
#include "sema/elaborate.h"
#include "sema/expr/blocks.h"
#include "sema/expr/conditions.h"
#include "sema/expr/edits.h"
#include "sema/expr/elements.h"
#include "sema/expr/held.h"
#include "sema/expr/infer.h"
#include "sema/expr/match.h"
#include "sema/expr/objects.h"
#include "sema/expr/operators.h"
#include "sema/expr/optionals.h"
#include "sema/fixes.h"
#include "sema/make.h"
#include "sema/names/probe.h"
#include "sema/notes.h"
#include "sema/suggest.h"
#include "sema/types/coerce.h"
#include "sema/types/kinds.h"
#include "sema/types/releases.h"

#include <algorithm>

namespace stackc::sema {

namespace {

void recordBlock(Checking& in, RecordState& state, ast::BlockId block, PathTree& paths);
void recordEntry(Checking& in, RecordState& state, const ast::Entry& entry, PathTree& paths);
void recordEdit(Checking& in, RecordState& state, const Edit& edit, size_t step, PathTree& paths);
ExprId removed(Checking& in, TypeId type, ExprId current, const ast::Name& name, Span span);
void recordSpread(Checking& in, RecordState& state, const ast::SpreadEntry& spread, Span span);
void recordIf(Checking& in, RecordState& state, const ast::IfEntry& entry, Span span, PathTree& paths);
void recordMatch(Checking& in, RecordState& state, const ast::MatchEntry& entry, Span span, PathTree& paths);
RecordState heldAround(Checking& in, RecordState& state);
void joinBranches(Checking& in, RecordState& state, const RecordState& around, std::vector<RecordState> branches,
                  Span span, const std::function<ExprId(TypeId field, const std::vector<ExprId>& values)>& choose);

std::vector<std::string> namesOf(const Type& record) {
    std::vector<std::string> names;
    for (const core::Field& field : record.fields)
        names.push_back(field.name);
    return names;
}

/// The field that has the key in values.yaml, or that is in a flat record, by its path from `record`:
/// `options.replicas` for `replicas` or `replicaCount`. Empty where there is none.
std::string pathOfKey(const core::Program& program, TypeId record, std::string_view key) {
    for (const core::Field& field : program.types[record].fields) {
        if (!field.flat && (field.key == key || field.name == key))
            return field.name;
        if (std::string inner = field.flat ? pathOfKey(program, field.type, key) : ""; !inner.empty())
            return field.name + "." + inner;
    }
    return "";
}

bool isHeldByOptional(const Checking& in, TypeId record) {
    for (uint32_t i = 0; i < in.program.types.size(); ++i)
        if (in.kindOf(TypeId{i}) == TypeKind::Optional && in.type(TypeId{i}).element == record)
            return true;
    return false;
}

} // namespace

std::optional<size_t> fieldIndex(Checking& in, TypeId record, const ast::Name& name) {
    const Type& t = in.type(record);
    for (size_t i = 0; i < t.fields.size(); ++i)
        if (t.fields[i].name == name.text) {
            noteField(in, name, t.fields[i]);
            return i;
        }
    in.sink.report(Code::E3002, name.span, name.text, in.show(record)).suggest(meantField(in, record, name.text));
    return std::nullopt;
}

std::string meantField(const Checking& in, TypeId record, const std::string& name) {
    if (std::string path = pathOfKey(in.program, record, name); !path.empty())
        return diag::didYouMean(path);
    if (name == "enabled" && isHeldByOptional(in, record))
        return "an optional is switched as a whole: `x = off`, or `remove x`, and `x = on { … }`";
    return didYouMean(name, namesOf(in.type(record)));
}

RecordState recordStart(Checking& in, TypeId record, ExprId base, Span span) {
    RecordState state;
    state.type = record;
    size_t count = in.type(record).fields.size();
    state.fields.resize(count);
    if (!base.valid())
        return state;
    const auto* literal = in.nodeAs<core::RecordExpr>(base);
    bool isPlain = literal != nullptr && !literal->base.valid() &&
                   std::all_of(literal->entries.begin(), literal->entries.end(), [](const core::Entry& entry) {
                       return entry.kind == core::EntryKind::Set && !entry.keyExpr.valid();
                   });
    if (in.type(record).open && !isPlain)
        state.base = base;
    else if (in.type(record).open)
        for (const core::Entry& entry : literal->entries)
            if (in.type(record).field(entry.key) == nullptr)
                state.extra.push_back(entry);
    for (size_t i = 0; i < count; ++i) {
        core::Field f = in.type(record).fields[i];
        if (!isPlain) {
            state.fields[i] = readField(in, base, f.name, f.type, span);
            continue;
        }
        for (const core::Entry& entry : in.nodeAs<core::RecordExpr>(base)->entries)
            if (entry.key == f.name)
                state.fields[i] = entry.value;
    }
    return state;
}

ExprId recordValue(Checking& in, TypeId record, ExprId base, const Amendment& amendment, PathTree& paths,
                   bool complete) {
    RecordState state = recordStart(in, record, base, amendment.span);
    const BlockScope scope(in);
    if (amendment.edit != nullptr)
        recordEdit(in, state, *amendment.edit, amendment.step, paths);
    else if (amendment.block.valid())
        recordBlock(in, state, amendment.block, paths);
    return recordFinish(in, state, amendment.span, complete);
}

namespace {

void recordBlock(Checking& in, RecordState& state, ast::BlockId block, PathTree& paths) {
    noteBlock(in, block, state.type);
    for (ast::EntryId id : in.tree()[block].entries)
        recordEntry(in, state, in.tree()[id], paths);
}

void recordEntry(Checking& in, RecordState& state, const ast::Entry& entry, PathTree& paths) {
    if (const auto* node = std::get_if<ast::SpreadEntry>(&entry.node))
        return recordSpread(in, state, *node, entry.span);
    if (const auto* node = std::get_if<ast::IfEntry>(&entry.node))
        return recordIf(in, state, *node, entry.span, paths);
    if (const auto* node = std::get_if<ast::MatchEntry>(&entry.node))
        return recordMatch(in, state, *node, entry.span, paths);
    if (const auto* node = std::get_if<ast::LetEntry>(&entry.node)) {
        bindLet(in, node->name, infer(in, node->value));
        return;
    }
    if (std::holds_alternative<ast::ForEntry>(entry.node)) {
        in.sink.report(Code::E3030, entry.span, "a `for`", "a record of type `" + in.show(state.type) + "`");
        return;
    }
    if (const auto* node = std::get_if<ast::PartEntry>(&entry.node)) {
        in.sink.report(Code::E3030, node->name.span, "a patch", "a record of type `" + in.show(state.type) + "`");
        return;
    }
    Edit edit = editOf(entry);
    if (edit.target == nullptr)
        return;
    if (edit.target->computed.valid()) {
        in.sink.report(Code::E3031, edit.target->span, in.show(state.type));
        return;
    }
    recordEdit(in, state, edit, 0, paths);
}

ExprId fieldNow(Checking& in, const RecordState& state, size_t index) {
    return state.fields[index].valid() ? state.fields[index] : fieldDefault(in, state.type, index);
}

void recordEdit(Checking& in, RecordState& state, const Edit& edit, size_t step, PathTree& paths) {
    const ast::TargetStep& target = edit.target->steps[step];
    if (isElement(edit, step)) {
        noElement(in, state.type, target.name.span);
        return;
    }
    if (isProbe(in, target.name))
        probed(in, Probe::Place::Key, state.type);
    if (in.type(state.type).open && in.type(state.type).field(target.name.text) == nullptr) {
        ObjectState extra{in.program.types.data(), state.extra, state.base};
        return objectEdit(in, extra, edit, step, paths);
    }
    std::optional<size_t> index = fieldIndex(in, state.type, target.name);
    if (!index) {
        state.unknown.insert(target.name.text);
        return;
    }
    core::Field field = in.type(state.type).fields[*index];
    bool isLast = step + 1 == edit.target->steps.size();
    Span span = isLast ? edit.target->span : target.name.span;
    if (!claim(in, paths, field.key, claimOf(edit, step), span))
        return;
    PathTree& inner = paths.children[field.key];
    ExprId& slot = state.fields[*index];
    ExprId now = fieldNow(in, state, *index);
    if (!isLast && isElement(edit, step + 1))
        slot = amendElement(in, {field.type, false, field.key, field.mergeKey}, now, edit, step + 1, inner);
    else if (!isLast)
        slot = amend(in, field.type, now, {.edit = &edit, .step = step + 1, .span = edit.span}, inner);
    else if (edit.kind == Edit::Kind::amend)
        slot = amend(in, field.type, now, {.block = edit.block, .span = edit.span}, inner);
    else if (edit.kind == Edit::Kind::append)
        slot = appended(in, field.type, now, edit.value, edit.span);
    else if (edit.kind == Edit::Kind::remove)
        slot = removed(in, field.type, now, target.name, edit.span);
    else
        slot = check(in, edit.value, field.type, now);
}

} // namespace

ExprId appended(Checking& in, TypeId id, ExprId current, ast::ExprId value, Span span) {
    ExprId more = check(in, value, id);
    if (!isCollection(in, id)) {
        if (!in.isError(more))
            in.sink.report(Code::E3014, span, "+=", in.show(id));
        return in.errorExpr(span);
    }
    return current.valid() ? combine(in, current, more, id, span) : more;
}

namespace {

ExprId removed(Checking& in, TypeId id, ExprId current, const ast::Name& name, Span span) {
    if (in.kindOf(id) == TypeKind::Optional)
        return noneValue(in, id, current, span);
    in.sink.report(Code::E3036, span, name.text, "it is not optional");
    return in.errorExpr(span);
}

void recordSpread(Checking& in, RecordState& state, const ast::SpreadEntry& spread, Span span) {
    ExprId value = infer(in, spread.value);
    if (in.isError(value))
        return;
    TypeId from = in.typeOf(value);
    if (in.kindOf(from) != TypeKind::Record || (in.type(from).open && !in.type(state.type).open)) {
        mismatch(in, state.type, from, span);
        return;
    }
    if (in.type(from).open) {
        state.base = value;
        state.extra.clear();
    }
    for (size_t i = 0; i < in.type(from).fields.size(); ++i) {
        core::Field field = in.type(from).fields[i];
        std::optional<size_t> index = fieldIndex(in, state.type, {field.name, span});
        if (!index)
            return;
        TypeId expected = in.type(state.type).fields[*index].type;
        state.fields[*index] = coerce(in, readField(in, value, field.name, field.type, span), expected, span);
    }
}

void recordIf(Checking& in, RecordState& state, const ast::IfEntry& entry, Span span, PathTree& paths) {
    if (in.type(state.type).open) {
        in.sink.report(Code::E3030, span, "an `if`", "a record of type `" + in.show(state.type) + "`");
        return;
    }
    const RecordState around = heldAround(in, state);
    RecordState then = around, otherwise = around;
    PathTree thenPaths = pathsInBranch(paths), elsePaths = thenPaths;
    Opened cond;
    {
        const EnvScope scope(in);
        cond = openCond(in, entry.cond);
        recordBlock(in, then, entry.then, thenPaths);
    }
    {
        const EnvScope scope(in);
        narrow(in, cond.value, false);
        if (entry.elseBlock.valid())
            recordBlock(in, otherwise, entry.elseBlock, elsePaths);
        else if (entry.elseIf.valid())
            recordEntry(in, otherwise, in.tree()[entry.elseIf], elsePaths);
    }
    addBranch(paths, thenPaths);
    addBranch(paths, elsePaths);
    joinBranches(in, state, around, {std::move(then), std::move(otherwise)}, span,
                 [&](TypeId field, const std::vector<ExprId>& values) {
                     return cond.isLet
                                ? in.make(span, field, core::IfLetExpr{cond.var, cond.value, values[0], values[1]})
                                : in.make(span, field, core::IfExpr{cond.value, values[0], values[1]});
                 });
}

void recordMatch(Checking& in, RecordState& state, const ast::MatchEntry& entry, Span span, PathTree& paths) {
    if (in.type(state.type).open) {
        in.sink.report(Code::E3030, span, "a `match`", "a record of type `" + in.show(state.type) + "`");
        return;
    }
    const OpenMatch match = openMatch(in, entry, span);
    const RecordState start = heldAround(in, state);
    std::vector<RecordState> branches;
    const PathTree around = pathsInBranch(paths);
    for (size_t i = 0; i < entry.arms.size(); ++i) {
        const EnvScope scope(in);
        bindArm(in, match.heads[i], entry.arms[i].span);
        PathTree inside = around;
        recordBlock(in, branches.emplace_back(start), entry.arms[i].block, inside);
        addBranch(paths, inside);
    }
    joinBranches(in, state, start, std::move(branches), span, [&](TypeId field, const std::vector<ExprId>& values) {
        if (in.isError(match.subject))
            return in.errorExpr(span);
        core::MatchExpr chosen{match.subject, {}};
        for (size_t i = 0; i < values.size(); ++i)
            chosen.arms.push_back({match.heads[i].cases, match.heads[i].bind, values[i], entry.arms[i].span});
        return in.make(span, field, std::move(chosen));
    });
}

bool isJoined(const Checking& in, ExprId value) {
    return value.valid() &&
           (in.nodeAs<core::IfExpr>(value) != nullptr || in.nodeAs<core::IfLetExpr>(value) != nullptr ||
            in.nodeAs<core::MatchExpr>(value) != nullptr || in.nodeAs<core::LetExpr>(value) != nullptr);
}

/// May a branch give the value as what is there before with something more?
bool isExtended(const Checking& in, TypeId type) {
    switch (in.kindOf(type)) {
    case TypeKind::List:
    case TypeKind::Map:
    case TypeKind::Record:
    case TypeKind::Optional:
    case TypeKind::Native:
        return true;
    default:
        return false;
    }
}

/// What branches begin with. Fields that branches before gave something more are variables there, which each of them
/// may add to: else the field would hold all of it once for each branch, and double with each `if`.
RecordState heldAround(Checking& in, RecordState& state) {
    RecordState around = state;
    around.held.clear();
    for (size_t i = 0; i < state.fields.size(); ++i) {
        TypeId type = in.type(state.type).fields[i].type;
        if (!isJoined(in, state.fields[i]) || !isExtended(in, type))
            continue;
        Held& held = state.held[i];
        if (held.value != state.fields[i]) {
            VarId var = newVar(in, in.type(state.type).fields[i].name, in.typeOf(state.fields[i]));
            held = {state.fields[i], var, varRef(in, var, in.spanOf(state.fields[i]))};
        }
        around.fields[i] = held.ref;
    }
    return around;
}

/// The fields that branches set, each with what the branches give it.
void joinBranches(Checking& in, RecordState& state, const RecordState& around, std::vector<RecordState> branches,
                  Span span, const std::function<ExprId(TypeId field, const std::vector<ExprId>& values)>& choose) {
    for (RecordState& branch : branches)
        state.unknown.merge(branch.unknown);
    const std::set<std::string> misspelt = meantNames(state.unknown, namesOf(in.type(state.type)));
    for (size_t i = 0; i < state.fields.size(); ++i) {
        if (std::ranges::all_of(branches, [&](const RecordState& one) { return one.fields[i] == around.fields[i]; }))
            continue;
        std::vector<ExprId> values;
        for (const RecordState& branch : branches)
            values.push_back(fieldNow(in, branch, i));
        core::Field field = in.type(state.type).fields[i];
        if (std::ranges::all_of(values, &ExprId::valid)) {
            const bool isHeld = around.fields[i] != state.fields[i];
            const Held held = isHeld ? state.held[i] : Held{};
            state.fields[i] = choose(field.type, values);
            if (isHeld)
                state.fields[i] = in.make(span, field.type, core::LetExpr{held.var, held.value, state.fields[i]});
            continue;
        }
        if (!misspelt.contains(field.name))
            in.sink.report(Code::E3003, span, in.show(state.type), "`" + field.name + "` in one branch");
        state.fields[i] = in.errorExpr(span);
    }
}

/// An empty list or map, or a record that has nothing else to be given; invalid for other types.
ExprId nothingIn(Checking& in, TypeId type, Span span) {
    if (in.kindOf(type) == TypeKind::Record && allDefaults(in, type, true)) {
        PathTree paths;
        return recordValue(in, type, {}, {.span = span}, paths, true);
    }
    if (in.kindOf(type) == TypeKind::List)
        return in.make(span, type, core::ListExpr{});
    return in.kindOf(type) == TypeKind::Map ? in.make(span, type, core::RecordExpr{}) : ExprId{};
}

} // namespace

ExprId recordFinish(Checking& in, const RecordState& state, Span span, bool complete) {
    core::RecordExpr record;
    record.base = state.base;
    const std::set<std::string> misspelt = meantNames(state.unknown, namesOf(in.type(state.type)));
    bool isWhole = true;
    Missing missing;
    for (size_t i = 0; i < state.fields.size(); ++i) {
        core::Entry entry;
        entry.key = in.type(state.type).fields[i].name;
        entry.value = fieldNow(in, state, i);
        TypeId fieldType = in.type(state.type).fields[i].type;
        if (!entry.value.valid() && !complete && in.kindOf(fieldType) == TypeKind::Record) {
            PathTree paths;
            entry.value = recordValue(in, fieldType, {}, {.span = span}, paths, false);
        }
        if (!entry.value.valid() && complete && in.env.emptyLists)
            entry.value = nothingIn(in, fieldType, span);
        Span own = entry.value.valid() ? in.spanOf(entry.value) : span;
        entry.span = own.valid() ? own : in.type(state.type).fields[i].span;
        if (entry.value.valid()) {
            record.entries.push_back(std::move(entry));
        } else if (complete && in.kindOf(fieldType) != TypeKind::Error) {
            isWhole = false;
            if (!misspelt.contains(entry.key))
                missing.add(entry.key, entryOf(in, entry.key, fieldType));
        }
    }
    if (!missing.keys.empty()) {
        auto report = in.sink.report(Code::E3003, span, in.show(state.type), diag::quotedList(missing.keys));
        fixMissing(in, report, span, missing);
    }
    if (!isWhole)
        return in.errorExpr(span);
    record.entries.insert(record.entries.end(), state.extra.begin(), state.extra.end());
    return in.make(span, state.type, std::move(record));
}

} // namespace stackc::sema
