// `match`, `if`, `let … in`, `is`.
#include "sema/checker.h"

#include "sema/suggest.h"

namespace stackc::sema {

TypeId Checker::casePayload(TypeId subject, uint32_t index) {
    const Type& t = type(subject);
    if (t.kind == TypeKind::Optional)
        return index == 1 ? t.element : TypeId{};
    return index < t.cases.size() ? t.cases[index].payload : TypeId{};
}

std::optional<uint32_t> Checker::patternCase(TypeId subject, const ast::CasePattern& pattern) {
    const Type& t = type(subject);
    if (t.kind == TypeKind::Optional) {
        if (pattern.kind == ast::CasePattern::Kind::none)
            return 0;
        if (pattern.kind == ast::CasePattern::Kind::name && pattern.name.text == "some")
            return 1;
        sink_.report(Code::E3007, pattern.span, show(subject), pattern.name.text).note("the cases are none, some");
        return std::nullopt;
    }
    std::string name = pattern.kind == ast::CasePattern::Kind::none ? "none" : pattern.name.text;
    int index = t.caseIndex(name);
    if (index < 0) {
        unknownCase({name, pattern.span}, subject);
        return std::nullopt;
    }
    return static_cast<uint32_t>(index);
}

ArmHead Checker::matchHead(ExprId subject, const std::vector<ast::CasePattern>& patterns, std::vector<bool>& seen,
                           Span span) {
    ArmHead head;
    TypeId from = typeOf(subject);
    bool reaches = false;
    for (const ast::CasePattern& pattern : patterns) {
        if (pattern.kind == ast::CasePattern::Kind::wildcard) {
            for (size_t i = 0; i < seen.size(); ++i) {
                reaches = reaches || !seen[i];
                seen[i] = true;
            }
            continue;
        }
        std::optional<uint32_t> index = patternCase(from, pattern);
        if (!index) {
            reaches = true;
            if (pattern.binding)
                head.bind = newVar(pattern.binding->text, program_.types.error());
            continue;
        }
        reaches = reaches || !seen[*index];
        seen[*index] = true;
        head.cases.push_back(*index);
        if (!pattern.binding)
            continue;
        TypeId payload = casePayload(from, *index);
        if (!payload.valid() || patterns.size() > 1) {
            std::string why = payload.valid() ? "one payload for several cases" : "no payload";
            sink_.report(Code::E3010, pattern.binding->span, pattern.name.text, why);
            payload = program_.types.error();
        }
        head.bind = newVar(pattern.binding->text, payload);
    }
    if (!reaches)
        sink_.report(Code::E3009, span);
    return head;
}

std::vector<ArmHead> Checker::matchHeads(ExprId subject,
                                         const std::vector<const std::vector<ast::CasePattern>*>& patterns,
                                         const std::vector<Span>& spans, Span span) {
    TypeId from = typeOf(subject);
    TypeKind kind = kindOf(from);
    std::vector<ArmHead> heads;
    if (kind != TypeKind::Variant && kind != TypeKind::Enum && kind != TypeKind::Optional) {
        if (kind != TypeKind::Error)
            sink_.report(Code::E3001, spanOf(subject), "a variant, an enum or an optional", show(from));
        for (const auto* list : patterns) {
            ArmHead head;
            for (const ast::CasePattern& pattern : *list)
                if (pattern.binding)
                    head.bind = newVar(pattern.binding->text, program_.types.error());
            heads.push_back(head);
        }
        return heads;
    }
    std::vector<bool> seen(kind == TypeKind::Optional ? 2 : type(from).cases.size());
    size_t errors = sink_.errorCount();
    for (size_t i = 0; i < patterns.size(); ++i)
        heads.push_back(matchHead(subject, *patterns[i], seen, spans[i]));
    std::string missing;
    for (size_t i = 0; i < seen.size(); ++i)
        if (!seen[i]) {
            std::string name = kind == TypeKind::Optional ? (i == 0 ? "none" : "some(…)") : type(from).cases[i].name;
            missing += (missing.empty() ? "`" : ", `") + name + "`";
        }
    if (!missing.empty() && sink_.errorCount() == errors)
        sink_.report(Code::E3008, span, missing);
    return heads;
}

TypeId Checker::alternatives(const std::vector<ast::ExprId>& ids, const std::vector<Env>& envs,
                             std::vector<ExprId>& done, Span span) {
    TypeId result;
    bool hasNone = false;
    bool failed = false;
    done.assign(ids.size(), {});
    for (size_t i = 0; i < ids.size(); ++i) {
        EnvScope scope(*this);
        env_ = envs[i];
        hasNone = hasNone || std::holds_alternative<ast::NoneLit>(tree()[ids[i]].node);
        if (!inferable(ids[i]))
            continue;
        done[i] = infer(ids[i]);
        TypeId found = typeOf(done[i]);
        if (kindOf(found) == TypeKind::Error) {
            failed = true;
            continue;
        }
        TypeId wider = result.valid() ? join(result, found) : found;
        if (!wider.valid()) {
            mismatch(result, found, spanOf(done[i]));
            return program_.types.error();
        }
        result = wider;
    }
    if (failed)
        return program_.types.error();
    if (!result.valid()) {
        sink_.report(Code::E3022, span).suggest("give the declaration a type");
        return program_.types.error();
    }
    if (hasNone && kindOf(result) != TypeKind::Optional)
        result = program_.types.optional(result);
    return result;
}

ExprId Checker::matchExpr(const ast::MatchExpr& match, Span span, TypeId expected, ExprId current) {
    ExprId subject = infer(match.subject);
    std::vector<const std::vector<ast::CasePattern>*> patterns;
    std::vector<Span> spans;
    for (const ast::MatchArm& arm : match.arms) {
        patterns.push_back(&arm.patterns);
        spans.push_back(arm.span);
    }
    std::vector<ArmHead> heads = matchHeads(subject, patterns, spans, span);
    std::vector<Env> envs;
    std::vector<ast::ExprId> ids;
    for (size_t i = 0; i < match.arms.size(); ++i) {
        EnvScope scope(*this);
        if (heads[i].bind.valid())
            bind(program_[heads[i].bind].name, heads[i].bind, match.arms[i].span);
        envs.push_back(env_);
        ids.push_back(match.arms[i].value);
    }
    std::vector<ExprId> done(ids.size());
    if (!expected.valid())
        expected = alternatives(ids, envs, done, span);
    core::MatchExpr result{subject, {}};
    for (size_t i = 0; i < ids.size(); ++i) {
        EnvScope scope(*this);
        env_ = envs[i];
        ExprId value = done[i].valid() ? coerce(done[i], expected, spanOf(done[i])) : check(ids[i], expected, current);
        result.arms.push_back({heads[i].cases, heads[i].bind, value, spans[i]});
    }
    if (isError(subject))
        return errorExpr(span);
    return make(span, expected, std::move(result));
}

ExprId Checker::ifExpr(const ast::IfExpr& node, Span span, TypeId expected, ExprId current) {
    Env outer = env_;
    Opened cond;
    Env inner;
    {
        EnvScope scope(*this);
        cond = openCond(node.cond);
        inner = env_;
        env_ = outer;
        narrow(cond.value, false);
        outer = env_;
    }
    std::vector<ExprId> done(2);
    if (!expected.valid())
        expected = alternatives({node.then, node.otherwise}, {inner, outer}, done, span);
    auto branch = [&](ast::ExprId id, ExprId ready, const Env& env) {
        EnvScope scope(*this);
        env_ = env;
        return ready.valid() ? coerce(ready, expected, spanOf(ready)) : check(id, expected, current);
    };
    ExprId then = branch(node.then, done[0], inner);
    ExprId otherwise = branch(node.otherwise, done[1], outer);
    if (cond.isLet)
        return make(span, expected, core::IfLetExpr{cond.var, cond.value, then, otherwise});
    return make(span, expected, core::IfExpr{cond.value, then, otherwise});
}

ExprId Checker::letExpr(const ast::LetExpr& node, Span span, TypeId expected, ExprId current) {
    ExprId value = infer(node.value);
    EnvScope scope(*this);
    VarId var = newVar(node.name.text, typeOf(value));
    bindLet(node.name, varRef(var, node.name.span));
    ExprId body = expected.valid() ? check(node.body, expected, current) : infer(node.body);
    return make(span, typeOf(body), core::LetExpr{var, value, body});
}

ExprId Checker::isExpr(const ast::IsExpr& node, Span span) {
    ExprId operand = infer(node.operand);
    if (isError(operand))
        return operand;
    TypeId from = typeOf(operand);
    TypeKind kind = kindOf(from);
    TypeId boolean = program_.types.boolean();
    if (node.test != ast::IsExpr::Test::caseName) {
        if (kind != TypeKind::Optional) {
            sink_.report(Code::E3001, spanOf(operand), "an optional", show(from));
            return errorExpr(span);
        }
        ExprId some = make(span, boolean, core::IsSome{operand});
        return node.test == ast::IsExpr::Test::set ? some : prim(core::Op::Not, {some}, boolean, span);
    }
    if (kind == TypeKind::Optional) {
        TypeKind inner = kindOf(type(from).element);
        bool hasCases = inner == TypeKind::Variant || inner == TypeKind::Enum;
        sink_.report(Code::E3018, spanOf(operand), show(from), show(type(from).element))
            .suggest(hasCases ? "open it with `if let x = …`" : "`x != none` asks whether it is there");
        return errorExpr(span);
    }
    if (kind != TypeKind::Variant && kind != TypeKind::Enum) {
        sink_.report(Code::E3001, spanOf(operand), "a variant or an enum", show(from));
        return errorExpr(span);
    }
    int index = type(from).caseIndex(node.name.text);
    if (index < 0)
        return unknownCase(node.name, from);
    return make(span, boolean, core::IsCase{operand, static_cast<uint32_t>(index)});
}

} // namespace stackc::sema
