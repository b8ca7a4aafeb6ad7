#include "sema/expr/blocks.h"

#include "sema/expr/cases.h"
#include "sema/expr/edits.h"
#include "sema/expr/elements.h"
#include "sema/expr/infer.h"
#include "sema/expr/objects.h"
#include "sema/expr/optionals.h"
#include "sema/expr/records.h"
#include "sema/make.h"
#include "sema/names/probe.h"
#include "sema/notes.h"
#include "sema/types/form_hints.h"

namespace stackc::sema {

namespace {

ExprId amendVariant(Checking& in, TypeId type, ExprId current, const Amendment& amendment, PathTree& paths);

/// How a case is written: `memory`, `claim(…)`, `redis { … }`.
std::string writtenCase(const Checking& in, const core::Case& one) {
    if (!one.payload.valid())
        return one.name;
    return one.name + (in.kindOf(one.payload) == TypeKind::Record ? " { … }" : "(…)");
}

} // namespace

ExprId checkBlock(Checking& in, ast::BlockId block, TypeId expected, Span span) {
    PathTree paths;
    TypeKind kind = in.kindOf(expected);
    if (kind == TypeKind::Variant) {
        in.sink.report(Code::E3001, span, "a case of `" + in.show(expected) + "`", "a block")
            .suggest("name the case: `case { … }`");
        return in.errorExpr(span);
    }
    return amend(in, expected, {}, {.block = block, .span = span}, paths);
}

ExprId amend(Checking& in, TypeId id, ExprId current, const Amendment& amendment, PathTree& paths) {
    if (current.valid() && in.isError(current))
        current = {};
    if (id == in.memo.backend) {
        in.sink.report(Code::E3001, amendment.span, "the name of a backend", "a block");
        return in.errorExpr(amendment.span);
    }
    switch (in.kindOf(id)) {
    case TypeKind::Record:
        return recordValue(in, id, current, amendment, paths, !in.env.incomplete);
    case TypeKind::Optional:
        return amendOptional(in, id, current, amendment, paths);
    case TypeKind::Map:
    case TypeKind::Data:
    case TypeKind::Partial:
        return objectValue(in, id, current, amendment, paths);
    case TypeKind::Native: {
        kube::Shape shape = in.nativeOf(id).shape;
        if (shape == kube::Shape::Object || shape == kube::Shape::Map || shape == kube::Shape::Open)
            return objectValue(in, id, current, amendment, paths);
        break;
    }
    case TypeKind::Variant:
        return amendVariant(in, id, current, amendment, paths);
    case TypeKind::Error:
        return in.errorExpr(amendment.span);
    default:
        break;
    }
    in.sink.report(Code::E3001, amendment.span, "`" + in.show(id) + "`", "a block").suggest(blockHint(in, id));
    return in.errorExpr(amendment.span);
}

namespace {

/// `queue { raft { … } }` or `queue.raft.x = …`: amends the chosen case.
ExprId amendVariant(Checking& in, TypeId id, ExprId current, const Amendment& amendment, PathTree& paths) {
    Edit edit;
    if (amendment.edit != nullptr) {
        edit = *amendment.edit;
    } else {
        const ast::Block& block = in.tree()[amendment.block];
        bool single = block.entries.size() == 1;
        if (single)
            edit = editOf(in.tree()[block.entries[0]]);
        if (!single || edit.target == nullptr || edit.target->computed.valid()) {
            in.sink.report(Code::E3001, amendment.span, "a case of `" + in.show(id) + "`", "a block")
                .suggest("`= case { … }` chooses a case");
            return in.errorExpr(amendment.span);
        }
    }
    size_t step = amendment.edit != nullptr ? amendment.step : 0;
    const ast::Name& name = edit.target->steps[step].name;
    noteBlock(in, amendment.block, id);
    if (isProbe(in, name))
        probed(in, Probe::Place::Key, id);
    if (isElement(edit, step))
        return noElement(in, id, name.span);
    int index = in.type(id).caseIndex(name.text);
    if (index < 0)
        return unknownCase(in, name, id);
    noteCase(in, name, id, static_cast<size_t>(index));
    const auto* now = in.nodeAs<core::VariantExpr>(current);
    auto caseIndex = static_cast<uint32_t>(index);
    if (!current.valid() || (now != nullptr && now->caseIndex != caseIndex)) {
        std::string chosen = now == nullptr ? "not known here" : "`" + in.type(id).cases[now->caseIndex].name + "`";
        in.sink.report(Code::E3035, name.span, name.text, chosen)
            .suggest("`= " + writtenCase(in, in.type(id).cases[caseIndex]) + "` chooses it");
        return in.errorExpr(amendment.span);
    }
    TypeId payload = in.type(id).cases[caseIndex].payload;
    if (!payload.valid()) {
        in.sink.report(Code::E3010, name.span, name.text, "no payload");
        return in.errorExpr(amendment.span);
    }
    PathTree& inner = paths.children[in.type(id).cases[caseIndex].key];
    VarId before = now == nullptr ? newVar(in, name.text, payload) : VarId{};
    ExprId old = now == nullptr ? varRef(in, before, amendment.span) : now->payload;
    bool isLast = step + 1 == edit.target->steps.size();
    ExprId value;
    if (!isLast)
        value = amend(in, payload, old, {.edit = &edit, .step = step + 1, .span = edit.span}, inner);
    else if (edit.kind == Edit::Kind::amend)
        value = amend(in, payload, old, {.block = edit.block, .span = edit.span}, inner);
    else
        value = check(in, edit.value, payload);
    ExprId chosen = in.make(amendment.span, id, core::VariantExpr{caseIndex, value});
    if (now != nullptr)
        return chosen;
    // Which case it is will be known when the value is.
    ExprId other = in.make(name.span, id, core::FailExpr{"`" + name.text + "` is not the chosen case here"});
    core::MatchExpr match{current, {{{caseIndex}, before, chosen, amendment.span}, {{}, {}, other, amendment.span}}};
    return in.make(amendment.span, id, std::move(match));
}

} // namespace

} // namespace stackc::sema
