// Records of the language: always complete, exact, amended field by field.
#include "sema/checker.h"

#include "diag/suggest.h"
#include "sema/suggest.h"

#include <algorithm>

namespace stackc::sema {

namespace {

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

} // namespace

std::optional<size_t> Checker::fieldIndex(TypeId record, const ast::Name& name) {
    const Type& t = type(record);
    for (size_t i = 0; i < t.fields.size(); ++i)
        if (t.fields[i].name == name.text)
            return i;
    sink_.report(Code::E3002, name.span, name.text, show(record)).suggest(meantField(record, name.text));
    return std::nullopt;
}

std::string Checker::meantField(TypeId record, const std::string& name) const {
    if (std::string path = pathOfKey(program_, record, name); !path.empty())
        return diag::didYouMean(path);
    std::vector<std::string> names;
    for (const core::Field& field : type(record).fields)
        names.push_back(field.name);
    return didYouMean(name, names);
}

RecordState Checker::recordStart(TypeId record, ExprId base, Span span) {
    RecordState state;
    state.type = record;
    size_t count = type(record).fields.size();
    state.fields.resize(count);
    if (!base.valid())
        return state;
    const auto* literal = nodeAs<core::RecordExpr>(base);
    bool isPlain = literal != nullptr && !literal->base.valid() &&
                   std::all_of(literal->entries.begin(), literal->entries.end(), [](const core::Entry& entry) {
                       return entry.kind == core::EntryKind::Set && !entry.keyExpr.valid();
                   });
    if (type(record).open && !isPlain)
        state.base = base;
    else if (type(record).open)
        for (const core::Entry& entry : literal->entries)
            if (type(record).field(entry.key) == nullptr)
                state.extra.push_back(entry);
    for (size_t i = 0; i < count; ++i) {
        core::Field f = type(record).fields[i];
        if (!isPlain) {
            state.fields[i] = field(base, f.name, f.type, span);
            continue;
        }
        for (const core::Entry& entry : nodeAs<core::RecordExpr>(base)->entries)
            if (entry.key == f.name)
                state.fields[i] = entry.value;
    }
    return state;
}

ExprId Checker::recordValue(TypeId record, ExprId base, const Amendment& amendment, PathTree& paths, bool complete) {
    RecordState state = recordStart(record, base, amendment.span);
    size_t locals = env_.locals.size();
    if (amendment.edit != nullptr)
        recordEdit(state, *amendment.edit, amendment.step, paths);
    else if (amendment.block.valid())
        recordBlock(state, amendment.block, paths);
    env_.locals.resize(locals);
    return recordFinish(state, amendment.span, complete);
}

void Checker::recordBlock(RecordState& state, ast::BlockId block, PathTree& paths) {
    for (ast::EntryId id : tree()[block].entries)
        recordEntry(state, tree()[id], paths);
}

void Checker::recordEntry(RecordState& state, const ast::Entry& entry, PathTree& paths) {
    if (const auto* node = std::get_if<ast::SpreadEntry>(&entry.node))
        return recordSpread(state, *node, entry.span);
    if (const auto* node = std::get_if<ast::IfEntry>(&entry.node))
        return recordIf(state, *node, entry.span, paths);
    if (const auto* node = std::get_if<ast::LetEntry>(&entry.node)) {
        bindLet(node->name, infer(node->value));
        return;
    }
    if (std::holds_alternative<ast::ForEntry>(entry.node)) {
        sink_.report(Code::E3030, entry.span, "a `for`", "a record of type `" + show(state.type) + "`");
        return;
    }
    if (const auto* node = std::get_if<ast::PartEntry>(&entry.node)) {
        sink_.report(Code::E3030, node->name.span, "a patch", "a record of type `" + show(state.type) + "`");
        return;
    }
    Edit edit = editOf(entry);
    if (edit.target == nullptr)
        return;
    if (edit.target->computed.valid()) {
        sink_.report(Code::E3031, edit.target->span, show(state.type));
        return;
    }
    recordEdit(state, edit, 0, paths);
}

ExprId Checker::fieldNow(const RecordState& state, size_t index) {
    return state.fields[index].valid() ? state.fields[index] : fieldDefault(state.type, index);
}

void Checker::recordEdit(RecordState& state, const Edit& edit, size_t step, PathTree& paths) {
    const ast::TargetStep& target = edit.target->steps[step];
    if (isElement(edit, step)) {
        noElement(state.type, target.name.span);
        return;
    }
    if (type(state.type).open && type(state.type).field(target.name.text) == nullptr) {
        ObjectState extra{program_.types.data(), state.extra, state.base};
        return objectEdit(extra, edit, step, paths);
    }
    std::optional<size_t> index = fieldIndex(state.type, target.name);
    if (!index)
        return;
    core::Field field = type(state.type).fields[*index];
    bool isLast = step + 1 == edit.target->steps.size();
    Span span = isLast ? edit.target->span : target.name.span;
    std::string hint = elementsHint({state.type, state.extra, state.base}, paths, field.key, edit, step);
    if (!claim(paths, field.key, claimOf(edit, step), span, hint))
        return;
    PathTree& inner = paths.children[field.key];
    ExprId& slot = state.fields[*index];
    ExprId now = fieldNow(state, *index);
    if (!isLast && isElement(edit, step + 1))
        slot = amendElement({field.type, false, field.key, field.mergeKey}, now, edit, step + 1, inner);
    else if (!isLast)
        slot = amend(field.type, now, {.edit = &edit, .step = step + 1, .span = edit.span}, inner);
    else if (edit.kind == Edit::Kind::amend)
        slot = amend(field.type, now, {.block = edit.block, .span = edit.span}, inner);
    else if (edit.kind == Edit::Kind::append)
        slot = appended(field.type, now, edit.value, edit.span);
    else if (edit.kind == Edit::Kind::remove)
        slot = removed(field.type, now, target.name, edit.span);
    else
        slot = check(edit.value, field.type, now);
}

ExprId Checker::appended(TypeId id, ExprId current, ast::ExprId value, Span span) {
    ExprId more = check(value, id);
    if (!isCollection(id)) {
        if (!isError(more))
            sink_.report(Code::E3014, span, "+=", show(id));
        return errorExpr(span);
    }
    return current.valid() ? combine(current, more, id, span) : more;
}

ExprId Checker::removed(TypeId id, ExprId current, const ast::Name& name, Span span) {
    if (kindOf(id) == TypeKind::Optional)
        return noneValue(id, current, span);
    sink_.report(Code::E3036, span, name.text, "it is not optional");
    return errorExpr(span);
}

void Checker::recordSpread(RecordState& state, const ast::SpreadEntry& spread, Span span) {
    ExprId value = infer(spread.value);
    if (isError(value))
        return;
    TypeId from = typeOf(value);
    if (kindOf(from) != TypeKind::Record || (type(from).open && !type(state.type).open)) {
        mismatch(state.type, from, span);
        return;
    }
    if (type(from).open) {
        state.base = value;
        state.extra.clear();
    }
    for (size_t i = 0; i < type(from).fields.size(); ++i) {
        core::Field field = type(from).fields[i];
        std::optional<size_t> index = fieldIndex(state.type, {field.name, span});
        if (!index)
            return;
        TypeId expected = type(state.type).fields[*index].type;
        state.fields[*index] = coerce(this->field(value, field.name, field.type, span), expected, span);
    }
}

void Checker::recordIf(RecordState& state, const ast::IfEntry& entry, Span span, PathTree& paths) {
    if (type(state.type).open) {
        sink_.report(Code::E3030, span, "an `if`", "a record of type `" + show(state.type) + "`");
        return;
    }
    RecordState then = state, otherwise = state;
    PathTree thenPaths = pathsInBranch(paths), elsePaths = thenPaths;
    Opened cond;
    {
        EnvScope scope(*this);
        cond = openCond(entry.cond);
        recordBlock(then, entry.then, thenPaths);
    }
    {
        EnvScope scope(*this);
        narrow(cond.value, false);
        if (entry.elseBlock.valid())
            recordBlock(otherwise, entry.elseBlock, elsePaths);
        else if (entry.elseIf.valid())
            recordEntry(otherwise, tree()[entry.elseIf], elsePaths);
    }
    addBranch(paths, thenPaths);
    addBranch(paths, elsePaths);
    for (size_t i = 0; i < state.fields.size(); ++i) {
        if (then.fields[i] == state.fields[i] && otherwise.fields[i] == state.fields[i])
            continue;
        ExprId a = fieldNow(then, i);
        ExprId b = fieldNow(otherwise, i);
        core::Field field = type(state.type).fields[i];
        if (!a.valid() || !b.valid()) {
            sink_.report(Code::E3003, span, show(state.type), "`" + field.name + "` in one branch");
            continue;
        }
        state.fields[i] = cond.isLet ? make(span, field.type, core::IfLetExpr{cond.var, cond.value, a, b})
                                     : make(span, field.type, core::IfExpr{cond.value, a, b});
    }
}

ExprId Checker::recordFinish(const RecordState& state, Span span, bool complete) {
    core::RecordExpr record;
    record.base = state.base;
    std::string missing;
    for (size_t i = 0; i < state.fields.size(); ++i) {
        core::Entry entry;
        entry.key = type(state.type).fields[i].name;
        entry.value = fieldNow(state, i);
        TypeId fieldType = type(state.type).fields[i].type;
        if (!entry.value.valid() && !complete && kindOf(fieldType) == TypeKind::Record) {
            PathTree paths;
            entry.value = recordValue(fieldType, {}, {.span = span}, paths, false);
        }
        Span own = entry.value.valid() ? spanOf(entry.value) : span;
        entry.span = own.valid() ? own : type(state.type).fields[i].span;
        if (entry.value.valid())
            record.entries.push_back(std::move(entry));
        else if (kindOf(type(state.type).fields[i].type) != TypeKind::Error)
            missing += (missing.empty() ? "`" : ", `") + entry.key + "`";
    }
    if (complete && !missing.empty()) {
        sink_.report(Code::E3003, span, show(state.type), missing);
        return errorExpr(span);
    }
    record.entries.insert(record.entries.end(), state.extra.begin(), state.extra.end());
    return make(span, state.type, std::move(record));
}

} // namespace stackc::sema
