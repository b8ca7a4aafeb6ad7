#include "sema/expr/operators.h"

#include "sema/expr/cases.h"
#include "sema/expr/conditions.h"
#include "sema/expr/forms.h"
#include "sema/expr/infer.h"
#include "sema/expr/literals.h"
#include "sema/expr/names.h"
#include "sema/make.h"
#include "sema/names/probe.h"
#include "sema/notes.h"
#include "sema/types/coerce.h"
#include "sema/types/fits.h"
#include "sema/types/form_hints.h"
#include "sema/types/intervals.h"
#include "sema/types/kinds.h"
#include "sema/types/secrets.h"
#include "text/patterns.h"
#include "text/regex.h"

#include <algorithm>
#include <array>

namespace stackc::sema {

using core::Op;

namespace {

ExprId logical(Checking& in, const ast::BinaryExpr& node, Span span);
ExprId comparison(Checking& in, const ast::BinaryExpr& node, Span span);
bool isQuantity(const Checking& in, TypeId id);
ExprId asQuantity(Checking& in, ast::ExprId source, ExprId operand);
ExprId comparedAmounts(Checking& in, core::Op op, ExprId lhs, ExprId rhs, Span span);
ExprId coalesce(Checking& in, const ast::BinaryExpr& node, Span span, TypeId expected);
ExprId arithmetic(Checking& in, const ast::BinaryExpr& node, Span span, TypeId expected);

std::string_view symbolOf(ast::BinaryOp op) {
    constexpr std::array<std::string_view, 13> names{"+",  "-", "*",  "/",   "==", "!=", "<",
                                                     "<=", ">", ">=", "and", "or", "??"};
    return names[static_cast<size_t>(op)];
}

/// Is it a whole number as it stands there?
bool isWhole(const Checking& in, ast::ExprId id) { return std::holds_alternative<ast::IntLit>(in.tree()[id].node); }

bool isComparable(const Type& t) {
    return t.kind == TypeKind::Bool || t.kind == TypeKind::Int || core::isStringLike(t);
}

} // namespace

ExprId unaryExpr(Checking& in, const ast::UnaryExpr& node, Span span) {
    if (node.op == ast::UnaryOp::logicalNot)
        return makePrim(in, Op::Not, {condition(in, node.operand)}, in.program.types.boolean(), span);
    const ast::Expr& operand = in.tree()[node.operand];
    if (const auto* literal = std::get_if<ast::IntLit>(&operand.node))
        return checkInt(in, -literal->value, in.program.types.integer(), span);
    if (const auto* literal = std::get_if<ast::FloatLit>(&operand.node))
        return checkFloat(in, "-" + literal->text, in.program.types.floating(), span);
    ExprId value = infer(in, node.operand);
    if (in.isError(value))
        return value;
    if (in.kindOf(in.typeOf(value)) != TypeKind::Int) {
        TypeId found = in.typeOf(value);
        in.sink.report(Code::E3014, span, "-", in.show(found)).suggest(operandsHint(in, "-", found, found, false));
        return in.errorExpr(span);
    }
    return intResult(in, Op::Sub, makeInt(in, 0, span), value, span);
}

ExprId binaryExpr(Checking& in, const ast::BinaryExpr& node, Span span, TypeId expected) {
    switch (node.op) {
    case ast::BinaryOp::logicalAnd:
    case ast::BinaryOp::logicalOr:
        return logical(in, node, span);
    case ast::BinaryOp::coalesce:
        return coalesce(in, node, span, expected);
    case ast::BinaryOp::add:
    case ast::BinaryOp::sub:
    case ast::BinaryOp::mul:
    case ast::BinaryOp::div:
        return arithmetic(in, node, span, expected);
    default:
        return comparison(in, node, span);
    }
}

namespace {

void flatten(Checking& in, ast::ExprId id, ast::BinaryOp op, Op coreOp, std::vector<ExprId>& out) {
    const auto* node = std::get_if<ast::BinaryExpr>(&in.tree()[id].node);
    if (node == nullptr || node->op != op) {
        out.push_back(condition(in, id));
        return;
    }
    flatten(in, node->lhs, op, coreOp, out);
    flatten(in, node->rhs, op, coreOp, out);
}

/// The type of `a`, an optional, in `a or b` as Python writes that `b` stands for an `a` that is missing; invalid for
/// what is something else.
TypeId defaulted(Checking& in, const ast::BinaryExpr& node) {
    if (node.op != ast::BinaryOp::logicalOr || !pathOf(in, node.lhs) || !inferable(in, node.lhs))
        return {};
    const auto& other = in.tree()[node.rhs].node;
    const bool isNoTruth = std::holds_alternative<ast::StringLit>(other) ||
                           std::holds_alternative<ast::IntLit>(other) || std::holds_alternative<ast::UnitLit>(other) ||
                           std::holds_alternative<ast::ListExpr>(other) ||
                           std::holds_alternative<ast::BlockExpr>(other) ||
                           (pathOf(in, node.rhs) && in.kindOf(in.typeOf(infer(in, node.rhs))) != TypeKind::Bool);
    const TypeId type = isNoTruth ? in.typeOf(infer(in, node.lhs)) : TypeId();
    return type.valid() && in.kindOf(type) == TypeKind::Optional ? type : TypeId();
}

ExprId logical(Checking& in, const ast::BinaryExpr& node, Span span) {
    if (const TypeId type = defaulted(in, node); type.valid()) {
        const ast::Expr& lhs = in.tree()[node.lhs];
        in.sink.report(Code::E3018, lhs.span, in.show(type), "Bool")
            .suggest(fmt::format("`??` gives an optional a value: `{} ?? …`", in.sources.text(lhs.span)));
        return in.errorExpr(span);
    }
    Op op = node.op == ast::BinaryOp::logicalAnd ? Op::And : Op::Or;
    std::vector<ExprId> args;
    flatten(in, node.lhs, node.op, op, args);
    flatten(in, node.rhs, node.op, op, args);
    return makePrim(in, op, std::move(args), in.program.types.boolean(), span);
}

/// What stands on one side of a comparison.
struct Side {
    ExprId value;
    Span span; ///< in the source

    /// Is that what it stands for written there, or is it that of a name?
    bool hasWritten(const Checking& in, ExprId part) const { return span.covers(in.spanOf(part)); }
};

/// The key of a case of that type that is written out on that side, as the index of the case; -1: there is none.
int keyAt(const Checking& in, const Side& side, TypeId type) {
    const std::string* text = literalText(in, side.value);
    const std::vector<core::Case>& cases = in.type(type).cases;
    auto found = text == nullptr ? cases.end() : std::find_if(cases.begin(), cases.end(), [&](const core::Case& one) {
        return one.key == *text;
    });
    return found == cases.end() ? -1 : static_cast<int>(found - cases.begin());
}

/// A text that is written out beside an enum, or the tag of a variant, is the key of one of its cases. Reports any
/// other text, which no case equals.
bool isKeyOf(Checking& in, const Side& side, const Side& other) {
    const std::string* text = literalText(in, side.value);
    const auto* tag = in.nodeAs<core::TagOf>(other.value);
    TypeId beside = in.typeOf(tag != nullptr ? tag->subject : other.value);
    bool hasCases = tag != nullptr || in.kindOf(beside) == TypeKind::Enum;
    if (!hasCases || text == nullptr || keyAt(in, side, beside) >= 0)
        return true;
    unknownCase(in, {*text, in.spanOf(side.value)}, beside);
    return false;
}

/// The operand that is text of one value alone: `"\(x)"` is that of `x`.
ExprId onlyPart(const Checking& in, ExprId operand) {
    const auto* prim = in.nodeAs<core::PrimExpr>(operand);
    bool isOnly = prim != nullptr && prim->op == Op::Concat && prim->args.size() == 1;
    return isOnly ? onlyPart(in, prim->args[0]) : operand;
}

/// The type of the cases that a text is one of; invalid: it may be any text.
TypeId casesOf(const Checking& in, ExprId text) {
    if (in.kindOf(in.typeOf(text)) == TypeKind::Enum)
        return in.typeOf(text);
    if (const auto* tag = in.nodeAs<core::TagOf>(text))
        return in.typeOf(tag->subject);
    const auto* prim = in.nodeAs<core::PrimExpr>(text);
    bool isOfEnum = prim != nullptr && prim->op == Op::ToText && in.kindOf(in.typeOf(prim->args[0])) == TypeKind::Enum;
    return isOfEnum ? in.typeOf(prim->args[0]) : TypeId{};
}

/// Tells of a key that is written out beside a case, or beside its text, that it is one. Else the case is compared as
/// the text that it is.
void noteKeyBeside(Checking& in, const Side& side, const Side& other) {
    const ExprId text = onlyPart(in, other.value);
    TypeId cases = casesOf(in, text);
    if (in.index == nullptr || !cases.valid())
        return;
    int key = keyAt(in, side, cases);
    bool isEnum = in.typeOf(text) == cases;
    if (key >= 0 && side.hasWritten(in, side.value) && other.hasWritten(in, text)) {
        noteKey(in, *literalText(in, side.value), in.spanOf(side.value), cases, static_cast<size_t>(key));
        if (!isEnum)
            in.index->follow(in.spanOf(text));
    } else if (isEnum && in.typeOf(side.value) != cases) {
        noteConversion(in, cases, in.program.types.string(), in.spanOf(text));
    }
}

ExprId comparison(Checking& in, const ast::BinaryExpr& node, Span span) {
    TypeId boolean = in.program.types.boolean();
    bool isEquality = node.op == ast::BinaryOp::eq || node.op == ast::BinaryOp::ne;
    bool isNone = std::holds_alternative<ast::NoneLit>(in.tree()[node.rhs].node);
    if (isEquality && isNone) {
        ExprId operand = infer(in, node.lhs);
        if (in.isError(operand))
            return operand;
        if (in.kindOf(in.typeOf(operand)) != TypeKind::Optional) {
            in.sink.report(Code::E3001, in.spanOf(operand), "an optional", in.show(in.typeOf(operand)));
            return in.errorExpr(span);
        }
        ExprId some = in.make(span, boolean, core::IsSome{operand});
        return node.op == ast::BinaryOp::ne ? some : makePrim(in, Op::Not, {some}, boolean, span);
    }
    // What stands beside a quantity without a type of its own, such as `10Gi`, is one. So is what stands beside a
    // duration, and neither has an order.
    auto beside = [&](ExprId other) {
        const Type& t = in.type(in.typeOf(other));
        bool isAmount = !isEquality && isQuantity(in, in.typeOf(other));
        bool isText = !isEquality && t.kind == TypeKind::String && t.domain != core::Domain::Plain;
        return isAmount || isText ? in.program.types.domain(isAmount ? core::Domain::Quantity : t.domain)
                                  : unrefined(in, in.typeOf(other));
    };
    ExprId lhs, rhs;
    if (inferable(in, node.lhs)) {
        lhs = infer(in, node.lhs);
        if (node.rhs.valid())
            probeExpression(in, in.tree()[node.rhs], in.typeOf(lhs));
        rhs = inferable(in, node.rhs) ? infer(in, node.rhs) : check(in, node.rhs, beside(lhs));
    } else {
        rhs = infer(in, node.rhs);
        lhs = check(in, node.lhs, beside(rhs));
    }
    if (in.isError(lhs) || in.isError(rhs) || reveals(in, "a comparison", {lhs, rhs}, span))
        return in.errorExpr(span);
    auto offset = static_cast<uint8_t>(node.op) - static_cast<uint8_t>(ast::BinaryOp::eq);
    auto op = static_cast<Op>(static_cast<uint8_t>(Op::Eq) + offset);
    if (!isEquality && (isQuantity(in, in.typeOf(lhs)) || isQuantity(in, in.typeOf(rhs))))
        return comparedAmounts(in, op, asQuantity(in, node.lhs, lhs), asQuantity(in, node.rhs, rhs), span);
    const Type& a = in.type(in.typeOf(lhs));
    const Type& b = in.type(in.typeOf(rhs));
    bool sameKind = a.kind == b.kind || (core::isStringLike(a) && core::isStringLike(b));
    bool isNumber = a.kind == TypeKind::Int || a.kind == TypeKind::Float;
    if (!sameKind || (isEquality ? !isComparable(a) : !isNumber)) {
        auto report = in.sink.report(Code::E3014, span, std::string(symbolOf(node.op)),
                                     in.show(in.typeOf(lhs)) + " and " + in.show(in.typeOf(rhs)));
        if (a.kind == TypeKind::Optional || b.kind == TypeKind::Optional)
            report.suggest("open the optional with `if let x = …` or give a value with `??`");
        else if (a.kind == TypeKind::Variant || b.kind == TypeKind::Variant)
            report.suggest("`x is case` tests the case of a variant");
        else
            report.suggest(operandsHint(in, symbolOf(node.op), in.typeOf(lhs), in.typeOf(rhs),
                                        isWhole(in, node.lhs) || isWhole(in, node.rhs)));
        return in.errorExpr(span);
    }
    const Side left{lhs, in.tree()[node.lhs].span}, right{rhs, in.tree()[node.rhs].span};
    if (!isKeyOf(in, right, left) || !isKeyOf(in, left, right))
        return in.errorExpr(span);
    noteKeyBeside(in, left, right);
    noteKeyBeside(in, right, left);
    if (a.kind == TypeKind::Enum && b.kind != TypeKind::Enum)
        lhs = makePrim(in, Op::ToText, {lhs}, in.program.types.string(), span);
    else if (b.kind == TypeKind::Enum && a.kind != TypeKind::Enum)
        rhs = makePrim(in, Op::ToText, {rhs}, in.program.types.string(), span);
    for (ExprId* side : {&lhs, &rhs})
        if (in.kindOf(in.typeOf(*side)) == TypeKind::String)
            *side = coerce(in, *side, in.program.types.string(), span);
    return makePrim(in, op, {lhs, rhs}, boolean, span);
}

bool isQuantity(const Checking& in, TypeId id) {
    const Type& t = in.type(id);
    return (t.kind == TypeKind::String && t.domain == core::Domain::Quantity) ||
           (t.kind == TypeKind::Native && in.nativeOf(id).shape == kube::Shape::Quantity);
}

/// An operand beside a quantity: a number or text that is written out is one, too.
ExprId asQuantity(Checking& in, ast::ExprId source, ExprId operand) {
    const auto& node = in.tree()[source].node;
    bool isWritten = std::holds_alternative<ast::IntLit>(node) || std::holds_alternative<ast::FloatLit>(node) ||
                     std::holds_alternative<ast::StringLit>(node);
    return isWritten ? check(in, source, in.program.types.domain(core::Domain::Quantity)) : operand;
}

/// Quantities are ordered by the amounts that they stand for.
ExprId comparedAmounts(Checking& in, Op op, ExprId lhs, ExprId rhs, Span span) {
    std::vector<ExprId> amounts;
    for (ExprId side : {lhs, rhs}) {
        if (in.isError(side))
            return side;
        if (!isQuantity(in, in.typeOf(side))) {
            mismatch(in, in.program.types.domain(core::Domain::Quantity), in.typeOf(side), in.spanOf(side));
            return in.errorExpr(span);
        }
        amounts.push_back(makePrim(in, Op::Amount, {side}, in.program.types.floating(), in.spanOf(side)));
    }
    return makePrim(in, op, std::move(amounts), in.program.types.boolean(), span);
}

/// Is it no text that is written out, or one that an IntOrPercent may be?
bool isPart(const Checking& in, ast::ExprId id) {
    const auto* text = std::get_if<ast::StringLit>(&in.tree()[id].node);
    return text == nullptr || !text->isPlainText() || text::matches(text::partPattern, text->plainText());
}

ExprId coalesce(Checking& in, const ast::BinaryExpr& node, Span span, TypeId expected) {
    ExprId lhs = infer(in, node.lhs);
    if (in.isError(lhs))
        return lhs;
    TypeId from = in.typeOf(lhs);
    if (in.kindOf(from) != TypeKind::Optional) {
        in.sink.report(Code::E3001, in.spanOf(lhs), "an optional", in.show(from))
            .suggest("the value is always there; leave `??` out");
        return in.errorExpr(span);
    }
    TypeId payload = in.type(from).element;
    bool isLiteral = isConstruction(in, node.rhs) && inferable(in, node.rhs);
    // What Kubernetes takes as a number or any text is read as an IntOrPercent, and a text beside it need be none.
    bool isFreely = isLiteral && in.kindOf(payload) == TypeKind::IntOrPercent && !isPart(in, node.rhs);
    bool isForNative = isFreely && expected.valid() && in.kindOf(expected) == TypeKind::Native;
    // A literal takes the payload's type, unless that would only narrow a string.
    bool takesPayload =
        isLiteral && !isFreely && in.kindOf(payload) != TypeKind::String && in.kindOf(payload) != TypeKind::Int;
    if (isLiteral && in.kindOf(payload) == TypeKind::String && expected.valid() &&
        in.kindOf(expected) == TypeKind::String)
        takesPayload = fits(in, payload, expected) && !in.type(expected).pattern.empty();
    if (isNumberOrText(in, payload) && std::holds_alternative<ast::IntLit>(in.tree()[node.rhs].node))
        takesPayload = true;
    if (isForNative || (expected.valid() && in.kindOf(expected) != TypeKind::Error && !inferable(in, node.rhs))) {
        ExprId rhs = check(in, node.rhs, expected);
        TypeId whole = in.kindOf(expected) == TypeKind::Optional ? expected : in.program.types.optional(expected);
        return in.make(span, expected, core::Coalesce{coerceHeld(in, lhs, whole, in.spanOf(lhs)), rhs});
    }
    ExprId rhs = inferable(in, node.rhs) && !takesPayload ? infer(in, node.rhs) : check(in, node.rhs, payload);
    if (in.isError(rhs))
        return rhs;
    TypeId other = in.typeOf(rhs);
    TypeId result = join(in, in.kindOf(other) == TypeKind::Optional ? from : payload, in.typeOf(rhs));
    if (!result.valid()) {
        mismatch(in, payload, other, in.spanOf(rhs));
        return in.errorExpr(span);
    }
    TypeId whole = in.kindOf(result) == TypeKind::Optional ? result : in.program.types.optional(result);
    return in.make(span, result, core::Coalesce{coerceHeld(in, lhs, whole, span), coerce(in, rhs, result, span)});
}

ExprId arithmetic(Checking& in, const ast::BinaryExpr& node, Span span, TypeId expected) {
    bool isAdd = node.op == ast::BinaryOp::add;
    if (isAdd && expected.valid() && isCollection(in, expected))
        return combine(in, check(in, node.lhs, expected), check(in, node.rhs, expected), expected, span);
    ExprId lhs, rhs;
    if (isAdd && !inferable(in, node.lhs)) {
        rhs = infer(in, node.rhs);
        lhs = check(in, node.lhs, in.typeOf(rhs));
    } else {
        lhs = infer(in, node.lhs);
        if (node.rhs.valid())
            probeExpression(in, in.tree()[node.rhs], in.typeOf(lhs));
        rhs = inferable(in, node.rhs) ? infer(in, node.rhs) : check(in, node.rhs, in.typeOf(lhs));
    }
    if (in.isError(lhs) || in.isError(rhs))
        return in.errorExpr(span);
    TypeId a = in.typeOf(lhs), b = in.typeOf(rhs);
    if (isAdd && isCollection(in, a) && isCollection(in, b)) {
        TypeId wider = join(in, a, b);
        if (wider.valid())
            return combine(in, lhs, rhs, wider, span);
    }
    if (in.kindOf(a) == TypeKind::Int && in.kindOf(b) == TypeKind::Int) {
        constexpr std::array ops{Op::Add, Op::Sub, Op::Mul, Op::Div};
        return intResult(in, ops[static_cast<size_t>(node.op)], lhs, rhs, span);
    }
    auto report = in.sink.report(Code::E3014, span, std::string(symbolOf(node.op)), in.show(a) + " and " + in.show(b));
    if (isAdd && (core::isStringLike(in.type(a)) || core::isStringLike(in.type(b))))
        report.suggest("strings are joined by interpolation: \"\\(a)\\(b)\"");
    else
        report.suggest(operandsHint(in, symbolOf(node.op), a, b, false));
    return in.errorExpr(span);
}

} // namespace

ExprId combine(Checking& in, ExprId lhs, ExprId rhs, TypeId id, Span span) {
    if (in.isError(lhs) || in.isError(rhs))
        return in.errorExpr(span);
    auto spread = [](ExprId value, Span at) {
        core::Entry entry;
        entry.kind = core::EntryKind::Spread;
        entry.value = value;
        entry.span = at;
        return entry;
    };
    bool isList = in.kindOf(id) == TypeKind::List ||
                  (in.kindOf(id) == TypeKind::Native && in.nativeOf(id).shape == kube::Shape::List);
    std::vector<core::Entry> entries;
    for (ExprId side : {lhs, rhs}) {
        const auto* list = in.nodeAs<core::ListExpr>(side);
        if (isList && list != nullptr)
            entries.insert(entries.end(), list->items.begin(), list->items.end());
        else
            entries.push_back(spread(side, in.spanOf(side)));
    }
    if (isList)
        return in.make(span, id, core::ListExpr{std::move(entries)});
    return in.make(span, id, core::RecordExpr{{}, std::move(entries)});
}

} // namespace stackc::sema
