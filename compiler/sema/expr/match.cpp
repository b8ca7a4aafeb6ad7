#include "sema/expr/match.h"

#include "diag/suggest.h"
#include "sema/expr/cases.h"
#include "sema/expr/conditions.h"
#include "sema/expr/forms.h"
#include "sema/expr/infer.h"
#include "sema/fixes.h"
#include "sema/make.h"
#include "sema/names/probe.h"
#include "sema/notes.h"
#include "sema/types/coerce.h"
#include "sema/types/fits.h"
#include "sema/types/releases.h"

namespace stackc::sema {

namespace {

TypeId casePayload(Checking& in, TypeId subject, uint32_t index) {
    const Type& t = in.type(subject);
    if (t.kind == TypeKind::Optional)
        return index == 1 ? t.element : TypeId{};
    return index < t.cases.size() ? t.cases[index].payload : TypeId{};
}

std::optional<uint32_t> patternCase(Checking& in, TypeId subject, const ast::CasePattern& pattern) {
    if (isProbe(in, pattern.name))
        probed(in, Probe::Place::Case, subject);
    const Type& t = in.type(subject);
    if (t.kind == TypeKind::Optional) {
        if (pattern.kind == ast::CasePattern::Kind::none)
            return 0;
        if (pattern.kind == ast::CasePattern::Kind::name && pattern.name.text == "some")
            return 1;
        in.sink.report(Code::E3007, pattern.span, in.show(subject), pattern.name.text).note("the cases are none, some");
        return std::nullopt;
    }
    std::string name = pattern.kind == ast::CasePattern::Kind::none ? "none" : pattern.name.text;
    int index = t.caseIndex(name);
    if (index < 0) {
        const bool isOthers = name == "default" || name == "otherwise";
        unknownCase(in, {name, pattern.span}, subject, isOthers ? "`_ => …` is of all other cases" : "");
        return std::nullopt;
    }
    noteCase(in, pattern.name, subject, static_cast<size_t>(index));
    return static_cast<uint32_t>(index);
}

ArmHead matchHead(Checking& in, ExprId subject, const std::vector<ast::CasePattern>& patterns, std::vector<bool>& seen,
                  Span span) {
    ArmHead head;
    TypeId from = in.typeOf(subject);
    bool reaches = false;
    for (const ast::CasePattern& pattern : patterns) {
        if (pattern.kind == ast::CasePattern::Kind::wildcard) {
            for (size_t i = 0; i < seen.size(); ++i) {
                reaches = reaches || !seen[i];
                seen[i] = true;
            }
            continue;
        }
        std::optional<uint32_t> index = patternCase(in, from, pattern);
        if (!index) {
            reaches = true;
            if (pattern.binding)
                head.bind = newVar(in, pattern.binding->text, in.program.types.error());
            continue;
        }
        reaches = reaches || !seen[*index];
        seen[*index] = true;
        head.cases.push_back(*index);
        if (!pattern.binding)
            continue;
        TypeId payload = casePayload(in, from, *index);
        if (!payload.valid() || patterns.size() > 1) {
            std::string why = payload.valid() ? "one payload for several cases" : "no payload";
            in.sink.report(Code::E3010, pattern.binding->span, pattern.name.text, why)
                .suggest(payload.valid()
                             ? "write an arm for each case, or leave the name out: `" + pattern.name.text + " | …`"
                             : "");
            payload = in.program.types.error();
        }
        head.bind = newVar(in, pattern.binding->text, payload);
        noteVariable(in, *pattern.binding, head.bind);
    }
    if (!reaches)
        in.sink.report(Code::E3009, span);
    return head;
}

} // namespace

std::vector<ArmHead> matchHeads(Checking& in, ExprId subject,
                                const std::vector<const std::vector<ast::CasePattern>*>& patterns,
                                const std::vector<Span>& spans, MissingCases& missing) {
    TypeId from = in.typeOf(subject);
    TypeKind kind = in.kindOf(from);
    std::vector<ArmHead> heads;
    if (kind != TypeKind::Variant && kind != TypeKind::Enum && kind != TypeKind::Optional) {
        if (kind != TypeKind::Error)
            in.sink.report(Code::E3001, in.spanOf(subject), "a variant, an enum or an optional", in.show(from));
        for (const auto* list : patterns) {
            ArmHead head;
            for (const ast::CasePattern& pattern : *list)
                if (pattern.binding)
                    head.bind = newVar(in, pattern.binding->text, in.program.types.error());
            heads.push_back(head);
        }
        return heads;
    }
    std::vector<bool> seen(kind == TypeKind::Optional ? 2 : in.type(from).cases.size());
    size_t errors = in.sink.errorCount();
    for (size_t i = 0; i < patterns.size(); ++i)
        heads.push_back(matchHead(in, subject, *patterns[i], seen, spans[i]));
    for (size_t i = 0; i < seen.size() && in.sink.errorCount() == errors; ++i)
        if (!seen[i]) {
            bool isOptional = kind == TypeKind::Optional;
            missing.shown.push_back(isOptional ? (i == 0 ? "none" : "some(…)") : in.type(from).cases[i].name);
            missing.patterns.push_back(isOptional && i == 1 ? "some(x)" : missing.shown.back());
        }
    return heads;
}

void reportMissing(Checking& in, Span span, const MissingCases& missing, const std::string& gap) {
    if (missing.shown.empty())
        return;
    auto report = in.sink.report(Code::E3008, span, diag::quotedList(missing.shown));
    fixMatch(in, report, span, missing.patterns, gap);
}

OpenMatch openMatch(Checking& in, const ast::MatchEntry& match, Span span) {
    OpenMatch open{infer(in, match.subject), {}};
    std::vector<const std::vector<ast::CasePattern>*> patterns;
    std::vector<Span> spans;
    for (const ast::MatchEntryArm& arm : match.arms) {
        patterns.push_back(&arm.patterns);
        spans.push_back(arm.span);
    }
    MissingCases missing;
    open.heads = matchHeads(in, open.subject, patterns, spans, missing);
    reportMissing(in, span, missing, "{}");
    return open;
}

void bindArm(Checking& in, const ArmHead& head, Span span) {
    if (head.bind.valid())
        bindName(in, in.program[head.bind].name, head.bind, span);
}

bool isRest(const OpenMatch& match, size_t arm) {
    const ArmHead& head = match.heads[arm];
    return !head.bind.valid() && (head.cases.empty() || arm + 1 == match.heads.size());
}

namespace {

/// Is it the case of that index?
ExprId isOfCase(Checking& in, ExprId subject, uint32_t index, Span span) {
    TypeId boolean = in.program.types.boolean();
    if (in.kindOf(in.typeOf(subject)) != TypeKind::Optional)
        return in.make(span, boolean, core::IsCase{subject, index});
    ExprId some = in.make(span, boolean, core::IsSome{subject});
    return index == 1 ? some : makePrim(in, core::Op::Not, {some}, boolean, span);
}

/// What the case of a variant holds, as an optional.
ExprId heldByCase(Checking& in, ExprId subject, uint32_t index, Span span) {
    TypeId payload = casePayload(in, in.typeOf(subject), index);
    TypeId optional = in.program.types.optional(payload);
    VarId held = newVar(in, "it", payload);
    ExprId some = in.make(span, optional, core::OptionalLit{true, varRef(in, held, span)});
    ExprId none = in.make(span, optional, core::NoneLit{});
    return in.make(span, optional, core::MatchExpr{subject, {{{index}, held, some, span}, {{}, {}, none, span}}});
}

} // namespace

Opened armCondition(Checking& in, const OpenMatch& match, size_t arm, Span span) {
    const ArmHead& head = match.heads[arm];
    Opened opened;
    opened.isLet = head.bind.valid();
    opened.var = head.bind;
    const bool isBound = !opened.isLet || in.kindOf(in.program[head.bind].type) != TypeKind::Error;
    if (in.isError(match.subject) || head.cases.empty() || !isBound) {
        opened.value = in.errorExpr(span);
        return opened;
    }
    if (opened.isLet) {
        bool isOptional = in.kindOf(in.typeOf(match.subject)) == TypeKind::Optional;
        opened.value = isOptional ? match.subject : heldByCase(in, match.subject, head.cases.front(), span);
        return opened;
    }
    for (uint32_t index : head.cases) {
        ExprId one = isOfCase(in, match.subject, index, span);
        opened.value = opened.value.valid()
                           ? makePrim(in, core::Op::Or, {opened.value, one}, in.program.types.boolean(), span)
                           : one;
    }
    return opened;
}

namespace {

/// The type of several alternatives; invalid and reported if there is none. Fills in those that are inferable.
TypeId alternatives(Checking& in, const std::vector<ast::ExprId>& ids, const std::vector<Env>& envs,
                    std::vector<ExprId>& done, Span span) {
    TypeId result;
    bool hasNone = false;
    bool failed = false;
    done.assign(ids.size(), {});
    for (size_t i = 0; i < ids.size(); ++i) {
        const Meanwhile env(in.env, envs[i]);
        hasNone = hasNone || std::holds_alternative<ast::NoneLit>(in.tree()[ids[i]].node);
        if (!inferable(in, ids[i]))
            continue;
        done[i] = infer(in, ids[i]);
        TypeId found = in.typeOf(done[i]);
        if (in.kindOf(found) == TypeKind::Error) {
            failed = true;
            continue;
        }
        TypeId wider = result.valid() ? join(in, result, found) : found;
        if (!wider.valid()) {
            mismatch(in, result, found, in.spanOf(done[i]));
            return in.program.types.error();
        }
        result = wider;
    }
    if (failed)
        return in.program.types.error();
    if (!result.valid()) {
        in.sink.report(Code::E3022, span).suggest("give the declaration a type");
        return in.program.types.error();
    }
    if (hasNone && in.kindOf(result) != TypeKind::Optional)
        result = in.program.types.optional(result);
    return result;
}

} // namespace

ExprId matchExpr(Checking& in, const ast::MatchExpr& match, Span span, TypeId expected, ExprId current) {
    ExprId subject = infer(in, match.subject);
    std::vector<const std::vector<ast::CasePattern>*> patterns;
    std::vector<Span> spans;
    for (const ast::MatchArm& arm : match.arms) {
        patterns.push_back(&arm.patterns);
        spans.push_back(arm.span);
    }
    MissingCases missing;
    std::vector<ArmHead> heads = matchHeads(in, subject, patterns, spans, missing);
    std::vector<Env> envs;
    std::vector<ast::ExprId> ids;
    for (size_t i = 0; i < match.arms.size(); ++i) {
        const EnvScope scope(in);
        bindArm(in, heads[i], match.arms[i].span);
        envs.push_back(in.env);
        ids.push_back(match.arms[i].value);
    }
    std::vector<ExprId> done(ids.size());
    bool isInferred = !expected.valid();
    if (isInferred)
        expected = alternatives(in, ids, envs, done, span);
    // Inferred numbers have the bounds of those that are there, which no other one has to keep.
    bool isAnyInt = isInferred && in.kindOf(expected) == TypeKind::Int;
    reportMissing(in, span, missing, isAnyInt ? "0" : gapOf(in, expected));
    core::MatchExpr result{subject, {}};
    for (size_t i = 0; i < ids.size(); ++i) {
        const Meanwhile env(in.env, envs[i]);
        ExprId value =
            done[i].valid() ? coerce(in, done[i], expected, in.spanOf(done[i])) : check(in, ids[i], expected, current);
        result.arms.push_back({heads[i].cases, heads[i].bind, value, spans[i]});
    }
    if (in.isError(subject))
        return in.errorExpr(span);
    return in.make(span, expected, std::move(result));
}

ExprId ifExpr(Checking& in, const ast::IfExpr& node, Span span, TypeId expected, ExprId current) {
    Opened cond;
    Env inner, outer;
    {
        const EnvScope scope(in);
        cond = openCond(in, node.cond);
        inner = in.env;
    }
    {
        const EnvScope scope(in);
        narrow(in, cond.value, false);
        outer = in.env;
    }
    std::vector<ExprId> done(2);
    if (!expected.valid())
        expected = alternatives(in, {node.then, node.otherwise}, {inner, outer}, done, span);
    auto branch = [&](ast::ExprId id, ExprId ready, const Env& env) {
        const Meanwhile there(in.env, env);
        return ready.valid() ? coerce(in, ready, expected, in.spanOf(ready)) : check(in, id, expected, current);
    };
    ExprId then = branch(node.then, done[0], inner);
    ExprId otherwise = branch(node.otherwise, done[1], outer);
    if (cond.isLet)
        return in.make(span, expected, core::IfLetExpr{cond.var, cond.value, then, otherwise});
    return in.make(span, expected, core::IfExpr{cond.value, then, otherwise});
}

ExprId letExpr(Checking& in, const ast::LetExpr& node, Span span, TypeId expected, ExprId current) {
    ExprId value = infer(in, node.value);
    const EnvScope scope(in);
    VarId var = newVar(in, node.name.text, in.typeOf(value));
    bindLet(in, node.name, varRef(in, var, node.name.span));
    ExprId body = expected.valid() ? check(in, node.body, expected, current) : infer(in, node.body);
    return in.make(span, in.typeOf(body), core::LetExpr{var, value, body});
}

ExprId isExpr(Checking& in, const ast::IsExpr& node, Span span) {
    ExprId operand = infer(in, node.operand);
    if (in.isError(operand))
        return operand;
    TypeId from = in.typeOf(operand);
    TypeKind kind = in.kindOf(from);
    TypeId boolean = in.program.types.boolean();
    if (isProbe(in, node.name))
        probed(in, Probe::Place::Case, from);
    if (node.test != ast::IsExpr::Test::caseName) {
        if (kind != TypeKind::Optional) {
            in.sink.report(Code::E3001, in.spanOf(operand), "an optional", in.show(from));
            return in.errorExpr(span);
        }
        ExprId some = in.make(span, boolean, core::IsSome{operand});
        return node.test == ast::IsExpr::Test::set ? some : makePrim(in, core::Op::Not, {some}, boolean, span);
    }
    if (kind == TypeKind::Optional) {
        TypeKind inner = in.kindOf(in.type(from).element);
        bool hasCases = inner == TypeKind::Variant || inner == TypeKind::Enum;
        in.sink.report(Code::E3018, in.spanOf(operand), in.show(from), in.show(in.type(from).element))
            .suggest(hasCases ? "open it with `if let x = …`" : "`x != none` asks whether it is there");
        return in.errorExpr(span);
    }
    if (kind != TypeKind::Variant && kind != TypeKind::Enum) {
        in.sink.report(Code::E3001, in.spanOf(operand), "a variant or an enum", in.show(from));
        return in.errorExpr(span);
    }
    int index = in.type(from).caseIndex(node.name.text);
    if (index < 0)
        return unknownCase(in, node.name, from);
    noteCase(in, node.name, from, static_cast<size_t>(index));
    return in.make(span, boolean, core::IsCase{operand, static_cast<uint32_t>(index)});
}

} // namespace stackc::sema
