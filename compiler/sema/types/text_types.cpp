#include "sema/types/text_types.h"

#include "sema/make.h"
#include "sema/types/known_patterns.h"
#include "sema/types/text_pattern.h"
#include "text/inclusion.h"

#include <algorithm>
#include <fmt/format.h>

namespace stackc::sema {

using core::Op;

TextShape shapeOfType(const Type& t) {
    TextShape shape = TextShape::anything();
    switch (t.kind) {
    case TypeKind::Bool:
    case TypeKind::Int:
    case TypeKind::Float: {
        std::bitset<128> chars;
        for (char c : std::string_view("-+.0123456789eEtrufals"))
            chars.set(static_cast<size_t>(c));
        bool isPositive = t.kind == TypeKind::Int && t.minInt >= 0;
        if (isPositive)
            chars = TextShape::of("0123456789").chars;
        int64_t digits = isPositive ? static_cast<int64_t>(std::to_string(t.maxInt).size()) : 24;
        return TextShape::of(chars, 1, digits);
    }
    case TypeKind::Enum:
        if (t.cases.empty())
            return shape;
        shape = TextShape::of(t.cases[0].key);
        for (const core::Case& c : t.cases)
            shape = shape | TextShape::of(c.key);
        return shape;
    case TypeKind::String:
    case TypeKind::Sensitive:
        if (!t.pattern.empty())
            shape = TextShape::ofPattern(t.pattern);
        if (t.domain != core::Domain::Plain)
            shape.other = false; // the patterns of all domains are ASCII
        shape.min = std::max(shape.min, t.minLength);
        if (t.maxLength >= 0)
            shape.max = shape.max == TextShape::unbounded ? t.maxLength : std::min(shape.max, t.maxLength);
        return shape;
    default:
        return shape;
    }
}

namespace {

/// `cut(x, n - len(s))` beside `s`: how much shorter the two are than both at their longest.
int64_t slack(const Checking& in, const core::PrimExpr& concat) {
    int64_t less = 0;
    for (ExprId arg : concat.args) {
        const auto* cut = in.nodeAs<core::PrimExpr>(arg);
        const auto* length = cut != nullptr && cut->op == Op::Cut ? in.nodeAs<core::PrimExpr>(cut->args[1]) : nullptr;
        bool isDifference = length != nullptr && length->op == Op::Sub && in.nodeAs<core::Literal>(length->args[0]);
        const auto* taken = isDifference ? in.nodeAs<core::PrimExpr>(length->args[1]) : nullptr;
        const auto* text = taken != nullptr && taken->op == Op::Len ? in.nodeAs<core::VarRef>(taken->args[0]) : nullptr;
        if (text == nullptr)
            continue;
        for (ExprId other : concat.args)
            if (const auto* ref = in.nodeAs<core::VarRef>(other); ref != nullptr && ref->var == text->var) {
                TextShape shape = shapeOf(in, other);
                less += shape.max - shape.min;
                break;
            }
    }
    return less;
}

TextShape shapeOfPrim(const Checking& in, const core::PrimExpr& node) {
    switch (node.op) {
    case Op::Concat: {
        TextShape shape;
        for (ExprId arg : node.args)
            shape = shape + shapeOf(in, arg);
        if (shape.max != TextShape::unbounded)
            shape.max = std::max(shape.min, shape.max - slack(in, node));
        return shape;
    }
    case Op::ToText:
    case Op::Lower:
    case Op::Upper: {
        TextShape shape = shapeOf(in, node.args[0]);
        if (node.op != Op::ToText)
            for (int c = 'a'; c <= 'z'; ++c) {
                auto from = static_cast<size_t>(node.op == Op::Lower ? std::toupper(c) : c);
                auto to = static_cast<size_t>(node.op == Op::Lower ? c : std::toupper(c));
                for (auto* set : {&shape.chars, &shape.first, &shape.last})
                    if ((*set)[from])
                        set->reset(from).set(to);
            }
        return shape;
    }
    case Op::Cut:
        return cut(shapeOf(in, node.args[0]), in.type(in.typeOf(node.args[1])).maxInt);
    case Op::Replace: {
        TextShape text = shapeOf(in, node.args[0]);
        TextShape with = shapeOf(in, node.args[2]);
        TextShape shape = TextShape::of(text.chars | with.chars, 0, TextShape::unbounded);
        shape.other = text.other || with.other;
        return shape;
    }
    case Op::UrlHost:
    case Op::Base64:
    case Op::Sha256:
    case Op::KeptText: {
        TextShape shape = TextShape::anything();
        shape.other = false;
        return shape;
    }
    default:
        return TextShape::anything();
    }
}

} // namespace

TextShape shapeOf(const Checking& in, ExprId id) {
    if (const std::string* text = literalText(in, id))
        return TextShape::of(*text);
    // An operation says more than its type: how short a cut text is.
    const auto* prim = in.nodeAs<core::PrimExpr>(id);
    if (prim != nullptr &&
        (in.kindOf(in.typeOf(id)) == TypeKind::String || in.kindOf(in.typeOf(id)) == TypeKind::Sensitive))
        return shapeOfPrim(in, *prim);
    if (const auto* node = in.nodeAs<core::IfExpr>(id))
        return shapeOf(in, node->then) | shapeOf(in, node->otherwise);
    if (const auto* node = in.nodeAs<core::IfLetExpr>(id))
        return shapeOf(in, node->then) | shapeOf(in, node->otherwise);
    if (const auto* node = in.nodeAs<core::LetExpr>(id))
        return shapeOf(in, node->body);
    if (const auto* node = in.nodeAs<core::LetRef>(id); node != nullptr && in.program[node->let].value.valid())
        return shapeOf(in, in.program[node->let].value);
    return shapeOfType(in.type(in.typeOf(id)));
}

bool isPatternOnly(core::Domain domain) {
    using enum core::Domain;
    return domain == Plain || domain == Url || domain == Tag || domain == Semver || domain == DnsLabel ||
           domain == DnsName;
}

namespace {

/// Do the characters of the text show it? For names and labels.
bool isShapedAs(const Checking& in, ExprId id, const Type& to, const TextShape& shape, bool lengths) {
    if (to.domain == core::Domain::DnsLabel || to.domain == core::Domain::DnsName)
        return shape.isDnsLabel() && lengths && to.pattern == core::domainPattern(to.domain);
    bool pattern = to.pattern.empty() || matchesKnown(shape, to.pattern);
    const auto* concat = in.nodeAs<core::PrimExpr>(id);
    bool isPutTogether = concat != nullptr && concat->op == Op::Concat && !concat->args.empty();
    const std::string* begin = isPutTogether ? literalText(in, concat->args[0]) : nullptr;
    if (!pattern && begin != nullptr && isLabelKey(to.pattern)) {
        TextShape name = TextShape::of(behindLabelPrefix(*begin));
        for (auto arg = concat->args.begin() + 1; arg != concat->args.end(); ++arg)
            name = name + shapeOf(in, *arg);
        pattern = matchesKnown(name, to.pattern);
    }
    return to.domain == core::Domain::Plain && pattern && lengths;
}

} // namespace

bool provesText(const Checking& in, ExprId id, TypeId expected) {
    const Type& to = in.type(expected);
    const TextShape shape = shapeOf(in, id);
    bool lengths = shape.min >= to.minLength && (to.maxLength < 0 || (shape.max >= 0 && shape.max <= to.maxLength));
    if (isShapedAs(in, id, to, shape, lengths))
        return true;
    if (!lengths || to.pattern.empty() || !isPatternOnly(to.domain))
        return false;
    const std::string known = patternOf(in, id);
    return !known.empty() && text::includes(to.pattern, known);
}

std::string unprovenBecause(const Checking& in, ExprId id, TypeId expected) {
    const auto* concat = in.nodeAs<core::PrimExpr>(id);
    if (concat == nullptr || concat->op != Op::Concat || in.kindOf(expected) != TypeKind::String)
        return "";
    for (ExprId part : concat->args)
        if (patternOf(in, part).empty() && in.kindOf(in.typeOf(part)) == TypeKind::String)
            return "what is put in may be any text: give it a type that says which texts there are, such as "
                   "`String(r\"^[a-z0-9]+$\")`";
    const Type& to = in.type(expected);
    TextShape shape = shapeOf(in, id);
    bool isLong = to.maxLength >= 0 && (shape.max == TextShape::unbounded || shape.max > to.maxLength);
    std::string known = patternOf(in, id);
    bool isOne = !known.empty() && text::includes(to.pattern, known);
    if (isLong && isOne && shape.max == TextShape::unbounded)
        return fmt::format(
            "it may be of any length, and {} are allowed: give what is put in types with bounds, such as "
            "`String(1..20, …)`",
            to.maxLength);
    if (isLong && isOne)
        return fmt::format("it may have {} characters, and {} are allowed: give what is put in shorter types",
                           shape.max, to.maxLength);
    return "with what is put in it may be a text that is none: give that types which say more, such as "
           "`String(r\"^[a-z0-9]+$\")`";
}

} // namespace stackc::sema
