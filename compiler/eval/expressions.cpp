#include "core/numbers.h"
#include "eval/amend.h"
#include "eval/choose.h"
#include "eval/data.h"
#include "eval/evaluator.h"
#include "eval/first.h"
#include "eval/fold.h"
#include "eval/literals.h"
#include "eval/optionals.h"
#include "eval/outputs.h"
#include "eval/places.h"
#include "eval/primitives.h"
#include "eval/service_merge.h"
#include "eval/text.h"

#include <fmt/format.h>

namespace stackc::eval {

using ir::NodeKind;

namespace {

NodeRef ifExpr(Evaluator& in, const core::IfExpr& first, const core::Expr& expr);
NodeRef underThen(Evaluator& in, NodeRef guard, ExprId expr);
NodeRef matchExpr(Evaluator& in, const core::MatchExpr& match, const core::Expr& expr);
NodeRef textExpr(Evaluator& in, const core::TextExpr& text, const core::Expr& expr);

/// Backends, and what names some: never written out with those that they name themselves, each of which is looked at
/// once.
bool namesBackends(Evaluator& in, core::TypeId id) {
    if (!id.valid())
        return false;
    const core::Type& type = in.typeOf(id);
    if (type.kind == core::TypeKind::List || type.kind == core::TypeKind::Optional)
        return namesBackends(in, type.element);
    return type.kind == core::TypeKind::Partial || id == in.program.backendType;
}

/// Is it a field that a record needs and that the preset, of which the record is made, doesn't have?
bool lacks(Evaluator& in, const core::FieldAccess& access, const core::Expr& expr) {
    const auto* record = std::get_if<core::RecordExpr>(&in.program[access.base].node);
    return record != nullptr && record->base.valid() && in.typeOf(expr.type).kind != core::TypeKind::Optional &&
           in.typeOf(in.program[record->base].type).kind == core::TypeKind::Optional;
}

struct Visitor {
    Evaluator& in;
    const core::Expr& expr;

    /// What the expression always is.
    template <typename Make> NodeRef constant(const Make& make) {
        NodeRef& known = in.memo.constants[in.trace.expr().value];
        if (known == nullptr)
            known = make();
        return known;
    }
    NodeRef operator()(const core::ErrorExpr&) { return in.nodes.none(); }
    NodeRef operator()(const core::Literal& literal) {
        return constant([&] { return made(literal); });
    }
    NodeRef made(const core::Literal& literal) {
        switch (literal.kind) {
        case core::Literal::Kind::Bool:
            return in.nodes.boolean(literal.boolean);
        case core::Literal::Kind::Int:
            return in.nodes.integer(literal.integer);
        case core::Literal::Kind::Float:
            return in.nodes.number(literal.number, core::numberText(literal.number));
        case core::Literal::Kind::String:
            return in.nodes.string(literal.text);
        }
        return in.nodes.none();
    }
    NodeRef operator()(const core::NoneLit&) { return in.nodes.none(); }
    NodeRef operator()(const core::OptionalLit& optional) {
        NodeRef payload = in.evaluate(optional.payload);
        return optional.on ? payload : in.nodes.off(payload);
    }
    NodeRef operator()(const core::InputRef& ref) { return input(in, ref.input, expr.type); }
    NodeRef operator()(const core::VarRef& ref) {
        ++in.openReads;
        NodeRef bound = in.vars[ref.var.value];
        return bound != nullptr ? bound : in.services.unbound(ref, expr);
    }
    NodeRef operator()(const core::LetRef& ref) {
        if (ref.let == in.program.services)
            return in.services.value(expr);
        const core::Let& let = in.program[ref.let];
        return in.lets.value(ref.let, [&] { return in.templates.namedLet(in.evaluate(let.value), let.name); });
    }
    NodeRef operator()(const core::FieldAccess& access) {
        NodeRef base = in.evaluate(access.base);
        if (in.typeOf(in.program[access.base].type).kind == core::TypeKind::Map)
            return valueOf(in, base, access.name, expr);
        askOutput(in, base, access, expr);
        NodeRef value = fieldOf(in, base, access.name, expr);
        if (in.typeOf(in.program[access.base].type).kind == core::TypeKind::Native)
            return asRead(in, value, expr.type);
        if (value->isNone() && lacks(in, access, expr))
            in.report(diag::Code::E3003, expr.span, in.program.types.show(in.program[access.base].type),
                      fmt::format("`{}`", access.name));
        return value;
    }
    NodeRef operator()(const core::RecordExpr& record) { return recordExpr(in, record, expr); }
    NodeRef operator()(const core::ListExpr& list) { return listExpr(in, list); }
    NodeRef operator()(const core::VariantExpr& variant) {
        const core::Case& chosen = in.typeOf(expr.type).cases[variant.caseIndex];
        NodeRef payload = variant.payload.valid() ? in.evaluate(variant.payload) : nullptr;
        return in.nodes.variant(variant.caseIndex, chosen.key, payload);
    }
    NodeRef operator()(const core::EnumExpr& value) {
        return constant([&] { return in.nodes.string(in.typeOf(expr.type).cases[value.caseIndex].key); });
    }
    NodeRef operator()(const core::IfExpr& choice) { return ifExpr(in, choice, expr); }
    NodeRef operator()(const core::IfLetExpr& choice) {
        NodeRef optional = in.evaluate(choice.optional);
        NodeRef guard = in.simplify(present(in, optional));
        decided(in, Fork::Optional, choice.optional, guard);
        if (guard->isFalse())
            return in.evaluate(choice.otherwise);
        in.vars[choice.var.value] = payload(in, optional);
        NodeRef a = underThen(in, guard, choice.then);
        if (guard->isTrue())
            return a;
        return choose(in, guard, a, underThen(in, in.guards.negate(guard), choice.otherwise), expr.type);
    }
    NodeRef operator()(const core::MatchExpr& match) { return matchExpr(in, match, expr); }
    NodeRef operator()(const core::LetExpr& let) {
        if (!in.services.isLeftOut(let.var, let.body))
            in.vars[let.var.value] = in.templates.namedLet(in.evaluate(let.value), in.program[let.var].name);
        return in.evaluate(let.body);
    }
    NodeRef operator()(const core::CallExpr& call) { return in.calls.value(call, expr); }
    /// A part of a text that is put together. A number that is known stays one, whose digits become part of the text.
    NodeRef textPart(ExprId part) {
        const auto* shown = std::get_if<core::PrimExpr>(&in.program[part].node);
        if (shown == nullptr || shown->op != core::Op::ToText)
            return in.evaluate(part);
        const Trace::InExpr inExpr(in.trace, part, in.program[part].span);
        NodeRef value = in.evaluate(shown->args[0]);
        return value->kind == NodeKind::Int ? value : primitive(in, shown->op, {value}, &in.program[part]);
    }
    NodeRef operator()(const core::PrimExpr& prim) {
        std::vector<NodeRef> args;
        args.reserve(prim.args.size());
        for (ExprId arg : prim.args)
            args.push_back(prim.op == core::Op::Concat ? textPart(arg) : in.evaluate(arg));
        if (prim.op == core::Op::And || prim.op == core::Op::Or)
            for (size_t i = 0; i < args.size(); ++i)
                decided(in, Fork::Condition, prim.args[i], args[i]);
        if (prim.op >= core::Op::Eq && prim.op <= core::Op::Ge)
            compared(in, prim.args, args);
        return primitive(in, prim.op, std::move(args), &expr);
    }
    NodeRef operator()(const core::IsCase& test) {
        return caseIs(in, in.evaluate(test.subject), in.program[test.subject].type, test.caseIndex);
    }
    NodeRef operator()(const core::IsSome& test) { return present(in, in.evaluate(test.subject)); }
    NodeRef operator()(const core::Coalesce& coalesce) {
        NodeRef optional = in.evaluate(coalesce.optional);
        NodeRef guard = in.simplify(present(in, optional));
        decided(in, Fork::Optional, coalesce.optional, guard);
        if (guard->isFalse())
            return in.evaluate(coalesce.otherwise);
        if (guard->isTrue())
            return payload(in, optional);
        return choose(in, guard, payload(in, optional), underThen(in, in.guards.negate(guard), coalesce.otherwise),
                      expr.type);
    }
    NodeRef operator()(const core::TagOf& tag) { return tagOf(in, in.evaluate(tag.subject)); }
    NodeRef operator()(const core::TextExpr& text) { return textExpr(in, text, expr); }
    NodeRef operator()(const core::MergeExpr& merge) { return eval::merge(in, merge, expr); }
    NodeRef operator()(const core::FirstExpr& first) {
        NodeRef list = in.evaluate(first.list);
        counted(in, first.list, list);
        NodeRef value = firstOf(in, list, in.typeOf(expr.type).element, expr);
        bool isNative = in.typeOf(in.program[first.list].type).kind == core::TypeKind::Native;
        return isNative ? asRead(in, value, expr.type) : value;
    }
    NodeRef operator()(const core::AttributesExpr& attributes) { return in.services.attributes(attributes, expr); }
    NodeRef operator()(const core::AmendElements& amended) { return amendElements(in, amended, expr); }
    NodeRef operator()(const core::FailExpr& fail) {
        in.report(diag::Code::E3012, expr.span, fail.why);
        return in.nodes.none();
    }
};

/// With the `else if`s that follow, each under the failure of those before it.
NodeRef ifExpr(Evaluator& in, const core::IfExpr& first, const core::Expr& expr) {
    NodeRef rest = in.yes();
    std::vector<Entry> arms;
    std::optional<Under> failures(in);
    for (const core::IfExpr* choice = &first; choice != nullptr;) {
        NodeRef guard = in.simplify(in.evaluate(choice->condition));
        decided(in, Fork::Condition, choice->condition, guard);
        if (!guard->isFalse())
            arms.push_back(ir::NodeTable::item(in.guards.narrow(rest, guard), underThen(in, guard, choice->then)));
        if (guard->isTrue())
            break;
        NodeRef failed = in.guards.negate(guard);
        rest = in.guards.both(rest, failed);
        failures->also(failed);
        ExprId otherwise = choice->otherwise;
        choice = std::get_if<core::IfExpr>(&in.program[otherwise].node);
        if (choice == nullptr)
            arms.push_back(ir::NodeTable::item(rest, in.evaluate(otherwise)));
    }
    failures.reset();
    return chooseAll(in, std::move(arms), expr.type);
}

NodeRef underThen(Evaluator& in, NodeRef guard, ExprId expr) {
    Under under(in, guard);
    return in.evaluate(expr);
}

NodeRef matchExpr(Evaluator& in, const core::MatchExpr& match, const core::Expr& expr) {
    NodeRef subject = in.evaluate(match.subject);
    core::TypeId type = in.program[match.subject].type;
    const core::Type& subjectType = in.typeOf(type);
    bool optional = subjectType.kind == core::TypeKind::Optional;
    std::vector<Entry> chosen;
    std::vector<NodeRef> failed; // the guards of the arms before
    for (const core::MatchArm& arm : match.arms) {
        std::vector<NodeRef> tests;
        for (uint32_t index : arm.cases) {
            NodeRef test = optional ? present(in, subject) : caseIs(in, subject, type, index);
            tests.push_back(optional && index == 0 ? in.guards.negate(test) : test);
        }
        NodeRef guard = in.simplify(arm.cases.empty() ? in.guards.all(failed) : in.guards.any(tests));
        matched(in, match.subject, arm.cases, tests, guard);
        failed.push_back(in.guards.negate(guard));
        if (guard->isFalse())
            continue;
        if (arm.bind.valid())
            in.vars[arm.bind.value] = optional ? payload(in, subject) : casePayload(in, subject, type, arm.cases[0]);
        chosen.push_back(ir::NodeTable::item(guard, underThen(in, guard, arm.body)));
        if (guard->isTrue())
            break;
    }
    return chooseAll(in, std::move(chosen), expr.type);
}

NodeRef textExpr(Evaluator& in, const core::TextExpr& text, const core::Expr& expr) {
    NodeRef tree = dataOf(in, in.evaluate(text.data), DataUse::Text, expr);
    if (tree->isConst())
        return madeText(in, writeText(tree, text.format));
    ir::Node node;
    node.kind = NodeKind::Text;
    node.format = text.format;
    node.args = {tree};
    return in.nodes.intern(std::move(node));
}

} // namespace

Evaluator::Evaluator(const core::Program& program, ir::NodeTable& nodes, const Known* known, diag::Sink& sink)
    : Evaluation(program, nodes, known, sink), templates(*this), lets(*this), calls(*this), services(*this) {}

NodeRef Evaluator::evaluate(ExprId id) {
    const core::Expr& expr = program[id];
    const Trace::InExpr inExpr(trace, id, expr.span);
    if (trace.depth() > limit::depth)
        return stop(diag::Code::E4029, limit::depth);
    if (!spend(1))
        return nodes.none();
    NodeRef result = std::visit(Visitor{*this, expr}, expr.node);
    if (result->parts > limit::parts && !namesBackends(*this, expr.type))
        return stop(diag::Code::E4028, limit::parts);
    return result;
}

} // namespace stackc::eval
