// What an expression's text can be.
#include "sema/checker.h"
#include "text/patterns.h"

#include <algorithm>

namespace stackc::sema {

using core::Op;

TextShape Checker::shapeOfType(const Type& t) const {
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
        shape = TextShape::of(t.cases[0].name);
        for (const core::Case& c : t.cases)
            shape = shape | TextShape::of(c.name);
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

/// `cut(x, n - len(s))` beside `s`: how much shorter the two are than both at their longest.
int64_t Checker::slack(const core::PrimExpr& concat) const {
    int64_t less = 0;
    for (ExprId arg : concat.args) {
        const auto* cut = nodeAs<core::PrimExpr>(arg);
        const auto* length = cut != nullptr && cut->op == Op::Cut ? nodeAs<core::PrimExpr>(cut->args[1]) : nullptr;
        bool isDifference = length != nullptr && length->op == Op::Sub && nodeAs<core::Literal>(length->args[0]);
        const auto* taken = isDifference ? nodeAs<core::PrimExpr>(length->args[1]) : nullptr;
        const auto* text = taken != nullptr && taken->op == Op::Len ? nodeAs<core::VarRef>(taken->args[0]) : nullptr;
        if (text == nullptr)
            continue;
        for (ExprId other : concat.args)
            if (const auto* ref = nodeAs<core::VarRef>(other); ref != nullptr && ref->var == text->var) {
                TextShape shape = shapeOf(other);
                less += shape.max - shape.min;
                break;
            }
    }
    return less;
}

TextShape Checker::shapeOfPrim(const core::PrimExpr& node) const {
    switch (node.op) {
    case Op::Concat: {
        TextShape shape;
        for (ExprId arg : node.args)
            shape = shape + shapeOf(arg);
        if (shape.max != TextShape::unbounded)
            shape.max = std::max(shape.min, shape.max - slack(node));
        return shape;
    }
    case Op::ToText:
    case Op::Lower:
    case Op::Upper: {
        TextShape shape = shapeOf(node.args[0]);
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
        return cut(shapeOf(node.args[0]), type(typeOf(node.args[1])).maxInt);
    case Op::Replace: {
        TextShape text = shapeOf(node.args[0]);
        TextShape with = shapeOf(node.args[2]);
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

TextShape Checker::shapeOf(ExprId id) const {
    if (const std::string* text = literalText(id))
        return TextShape::of(*text);
    // An operation says more than its type: how short a cut text is.
    const auto* prim = nodeAs<core::PrimExpr>(id);
    if (prim != nullptr && (kindOf(typeOf(id)) == TypeKind::String || kindOf(typeOf(id)) == TypeKind::Sensitive))
        return shapeOfPrim(*prim);
    if (const auto* node = nodeAs<core::IfExpr>(id))
        return shapeOf(node->then) | shapeOf(node->otherwise);
    if (const auto* node = nodeAs<core::IfLetExpr>(id))
        return shapeOf(node->then) | shapeOf(node->otherwise);
    if (const auto* node = nodeAs<core::LetExpr>(id))
        return shapeOf(node->body);
    return shapeOfType(type(typeOf(id)));
}

bool Checker::provesText(ExprId id, TypeId expected) const {
    const Type& to = type(expected);
    if (!to.wheres.empty())
        return false;
    TextShape shape = shapeOf(id);
    if (to.domain == core::Domain::DnsLabel || to.domain == core::Domain::DnsName)
        return shape.isDnsLabel();
    bool lengths = shape.min >= to.minLength && (to.maxLength < 0 || (shape.max >= 0 && shape.max <= to.maxLength));
    bool pattern = to.pattern.empty() || (to.pattern == text::dnsLabelPattern && shape.isDnsLabel());
    return to.domain == core::Domain::Plain && pattern && lengths;
}

} // namespace stackc::sema
