// Literals and texts.
#include "sema/checker.h"

#include <cctype>
#include <cmath>
#include <cstdlib>

#include "diag/suggest.h"
#include "sema/hints.h"
#include "sema/suggest.h"
#include "text/patterns.h"
#include "text/regex.h"

namespace stackc::sema {

using core::Domain;
using core::Literal;
using kube::Shape;

namespace {

int64_t codePoints(std::string_view text) {
    int64_t count = 0;
    for (char c : text)
        count += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    return count;
}

std::string lengthText(const Type& type) {
    std::string low = type.minLength > 0 ? std::to_string(type.minLength) : "";
    std::string high = type.maxLength >= 0 ? std::to_string(type.maxLength) : "";
    return low + ".." + high + " characters";
}

/// Of a type that has bounds besides its pattern.
std::string lengthNote(const Type& type) {
    bool isBounded = type.minLength > 0 || type.maxLength >= 0;
    return isBounded ? " and has " + lengthText(type) : "";
}

bool hasLength(const std::string& text, const Type& type) {
    int64_t length = codePoints(text);
    return length >= type.minLength && (type.maxLength < 0 || length <= type.maxLength);
}

/// As names of Kubernetes are written: `My_api` → `my-api`.
std::string dashed(std::string text) {
    for (char& c : text)
        c = c == '_' || c == ' ' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

} // namespace

ExprId Checker::boolean(bool value, Span span) {
    Literal literal;
    literal.kind = Literal::Kind::Bool;
    literal.boolean = value;
    return make(span, program_.types.boolean(), literal);
}

ExprId Checker::integer(int64_t value, Span span) {
    Literal literal;
    literal.kind = Literal::Kind::Int;
    literal.integer = value;
    return make(span, intType(value, value), literal);
}

ExprId Checker::string(std::string text, TypeId type, Span span) {
    Literal literal;
    literal.kind = Literal::Kind::String;
    literal.text = std::move(text);
    return make(span, type, literal);
}

const std::string* Checker::literalText(ExprId id) const {
    const Literal* literal = nodeAs<Literal>(id);
    return literal != nullptr && literal->kind == Literal::Kind::String ? &literal->text : nullptr;
}

ExprId Checker::inferLiteral(const ast::Expr& expr) {
    Span span = expr.span;
    if (const auto* node = std::get_if<ast::BoolLit>(&expr.node))
        return boolean(node->value, span);
    if (const auto* node = std::get_if<ast::IntLit>(&expr.node))
        return checkInt(node->value, program_.types.integer(), span);
    if (const auto* node = std::get_if<ast::FloatLit>(&expr.node))
        return checkFloat(node->text, program_.types.floating(), span);
    if (const auto* node = std::get_if<ast::StringLit>(&expr.node)) {
        if (node->isPlainText())
            return checkText(node->plainText(), program_.types.string(), span);
        return interpolation(*node, span);
    }
    if (const auto* node = std::get_if<ast::UnitLit>(&expr.node)) {
        sink_.report(Code::E3005, span, node->text).suggest("write it as a string: \"" + node->text + "\"");
        return errorExpr(span);
    }
    sink_.report(Code::E3022, span);
    return errorExpr(span);
}

ExprId Checker::checkInt(int64_t value, TypeId expected, Span span) {
    const Type& to = type(expected);
    auto literal = [&](TypeId type) {
        Literal node;
        node.kind = Literal::Kind::Int;
        node.integer = value;
        return make(span, type, node);
    };
    if (to.kind == TypeKind::Int) {
        if (value >= to.minInt && value <= to.maxInt)
            return integer(value, span);
        sink_.report(Code::E3004, span, value, show(expected));
        return errorExpr(span);
    }
    if (to.kind == TypeKind::Float)
        return checkFloat(std::to_string(value), expected, span);
    if (to.kind == TypeKind::IntOrPercent)
        return literal(expected);
    if (to.kind == TypeKind::Data)
        return integer(value, span);
    if (to.kind == TypeKind::String && to.domain == Domain::Quantity)
        return checkText(std::to_string(value), expected, span);
    if (to.kind == TypeKind::Native) {
        kube::Type native = nativeOf(expected);
        bool outside = value < native.min.value_or(value) || value > native.max.value_or(value);
        if (native.shape == Shape::Int && outside) {
            std::string low = native.min ? std::to_string(*native.min) : "";
            std::string high = native.max ? std::to_string(*native.max) : "";
            sink_.report(Code::E3004, span, value, "Int(" + low + ".." + high + ")");
            return errorExpr(span);
        }
        if (native.shape == Shape::Int || native.shape == Shape::IntOrString || native.shape == Shape::Open)
            return integer(value, span);
        if (native.shape == Shape::Quantity)
            return literal(expected);
        if (native.shape == Shape::Float)
            return checkFloat(std::to_string(value), program_.types.floating(), span);
    }
    auto report = sink_.report(Code::E3001, span, "`" + show(expected) + "`", "an integer");
    std::string hint = unitHint(value, to.domain);
    report.suggest(hint.empty() ? textHint(std::to_string(value), expected) : hint);
    return errorExpr(span);
}

ExprId Checker::checkFloat(const std::string& text, TypeId expected, Span span) {
    const Type& to = type(expected);
    double value = std::strtod(text.c_str(), nullptr);
    Literal literal;
    literal.kind = Literal::Kind::Float;
    literal.number = value;
    literal.text = text;
    if (to.kind == TypeKind::Float) {
        if (value < to.minFloat || value > to.maxFloat || !std::isfinite(value)) {
            sink_.report(Code::E3004, span, text, show(expected));
            return errorExpr(span);
        }
        return make(span, expected, literal);
    }
    bool isOpen = to.kind == TypeKind::Native &&
                  (nativeOf(expected).shape == Shape::Float || nativeOf(expected).shape == Shape::Open);
    if (to.kind == TypeKind::Data || isOpen)
        return make(span, program_.types.floating(), literal);
    if (to.kind == TypeKind::Native && nativeOf(expected).shape == Shape::Quantity) {
        // As written: an exponent is a spelling of the quantity, which a number would lose.
        bool hasExponent = text.find_first_of("eE") != std::string::npos;
        return hasExponent ? checkText(text, expected, span) : make(span, expected, literal);
    }
    if (to.kind == TypeKind::String && to.domain == Domain::Quantity)
        return checkText(text, program_.types.domain(Domain::Quantity), span);
    auto report = sink_.report(Code::E3001, span, "`" + show(expected) + "`", "a number");
    report.suggest(textHint(text, expected));
    return errorExpr(span);
}

/// How a number is written where the type wants text; "" if it takes no such text.
std::string Checker::textHint(const std::string& number, TypeId expected) const {
    const Type& to = type(expected);
    std::string quoted = "write it as a string: \"" + number + "\"";
    if (to.kind == TypeKind::Variant) {
        int text = to.textCase();
        return text >= 0 ? textHint(number, to.cases[static_cast<size_t>(text)].payload) : "";
    }
    if (to.kind == TypeKind::Native) {
        kube::Type native = nativeOf(expected);
        auto accepts = [&](const std::string& text) {
            return native.pattern.empty() || text::matches(native.pattern, text);
        };
        if (native.shape != Shape::String || !native.enumValues.empty())
            return "";
        return accepts(number) ? quoted : patternHint(number, accepts);
    }
    if (to.kind == TypeKind::IntOrPercent)
        return unitHint(number, Domain::Percent);
    if (to.kind != TypeKind::String)
        return "";
    auto accepts = [&](const std::string& text) {
        return hasLength(text, to) && (to.pattern.empty() || text::matches(to.pattern, text));
    };
    if (accepts(number))
        return quoted;
    return to.domain == Domain::Plain ? patternHint(number, accepts) : unitHint(number, to.domain);
}

ExprId Checker::checkUnit(const std::string& text, TypeId expected, Span span) {
    const Type& to = type(expected);
    if (to.kind == TypeKind::String && to.domain != Domain::Plain)
        return checkText(text, expected, span);
    if (to.kind == TypeKind::IntOrPercent)
        return checkText(text, expected, span);
    if (to.kind == TypeKind::Native) {
        Shape shape = nativeOf(expected).shape;
        if (shape == Shape::String || shape == Shape::IntOrString || shape == Shape::Quantity || shape == Shape::Time)
            return checkText(text, expected, span);
    }
    if (to.kind == TypeKind::String || to.kind == TypeKind::Data || to.kind == TypeKind::Variant ||
        to.kind == TypeKind::Native)
        sink_.report(Code::E3005, span, text).suggest("write it as a string: \"" + text + "\"");
    else
        sink_.report(Code::E3001, span, "`" + show(expected) + "`", "`" + text + "`");
    return errorExpr(span);
}

bool Checker::validText(const std::string& text, TypeId expected, Span span) {
    const Type& to = type(expected);
    if (text.find("<no value>") != std::string::npos) {
        sink_.report(Code::E3006, span, "\"" + text + "\"", "text that YAML and Helm carry unharmed");
        return false;
    }
    std::string what = !to.name.empty()             ? to.name
                       : to.domain != Domain::Plain ? "`" + std::string(core::domainName(to.domain)) + "`"
                                                    : "text that matches `" + to.pattern + "`";
    if (!to.pattern.empty() && !text::matches(to.pattern, text)) {
        auto report = sink_.report(Code::E3006, span, "\"" + text + "\"", what);
        std::string label = dashed(text);
        bool fits = label != text && text::matches(to.pattern, label) && hasLength(label, to);
        report.suggest(fits                         ? diag::didYouMean(label)
                       : to.domain == Domain::Plain ? patternHint(text,
                                                                  [&](const std::string& meant) {
                                                                      return hasLength(meant, to) &&
                                                                             text::matches(to.pattern, meant);
                                                                  })
                                                    : domainHint(text, to.domain));
        if (!to.name.empty())
            report.note("`" + to.name + "` is text that matches `" + to.pattern + "`" + lengthNote(to));
        return false;
    }
    if (!hasLength(text, to)) {
        sink_.report(Code::E3006, span, "\"" + text + "\"", lengthText(to));
        return false;
    }
    return true;
}

ExprId Checker::checkText(const std::string& text, TypeId expected, Span span) {
    const Type& to = type(expected);
    switch (to.kind) {
    case TypeKind::String:
    case TypeKind::Sensitive:
        return validText(text, expected, span) ? string(text, expected, span) : errorExpr(span);
    case TypeKind::Data:
        return checkText(text, program_.types.string(), span);
    case TypeKind::IntOrPercent:
        if (!validText(text, program_.types.domain(Domain::Percent), span))
            return errorExpr(span);
        if (!text::matches(text::partPattern, text)) {
            sink_.report(Code::E3006, span, "\"" + text + "\"", "a percentage up to `100%`");
            return errorExpr(span);
        }
        return string(text, expected, span);
    case TypeKind::Enum: {
        int index = to.caseIndex(text);
        if (index >= 0)
            return make(span, expected, core::EnumExpr{static_cast<uint32_t>(index)});
        return unknownCase({text, span}, expected);
    }
    case TypeKind::Native:
        return checkNativeText(text, expected, span);
    case TypeKind::Variant:
        if (int chosen = to.textCase(); chosen >= 0) {
            ExprId payload = checkText(text, to.cases[static_cast<size_t>(chosen)].payload, span);
            return isError(payload) ? payload
                                    : make(span, expected, core::VariantExpr{static_cast<uint32_t>(chosen), payload});
        }
        [[fallthrough]];
    default:
        return coerce(checkText(text, program_.types.string(), span), expected, span);
    }
}

ExprId Checker::checkNativeText(const std::string& text, TypeId expected, Span span) {
    kube::Type native = nativeOf(expected);
    TypeId plain = program_.types.string();
    switch (native.shape) {
    case Shape::String:
    case Shape::Time: {
        if (!native.enumValues.empty()) {
            std::vector<std::string> known(native.enumValues.begin(), native.enumValues.end());
            if (std::find(known.begin(), known.end(), text) == known.end()) {
                sink_.report(Code::E5003, span, text, show(expected)).suggest(didYouMean(text, known));
                return errorExpr(span);
            }
        }
        if (!native.pattern.empty() && !text::matches(native.pattern, text)) {
            sink_
                .report(Code::E3006, span, "\"" + text + "\"",
                        "text that matches `" + std::string(native.pattern) + "`")
                .suggest(
                    patternHint(text, [&](const std::string& meant) { return text::matches(native.pattern, meant); }));
            return errorExpr(span);
        }
        return checkText(text, plain, span);
    }
    case Shape::Quantity:
        return checkText(text, program_.types.domain(Domain::Quantity), span);
    case Shape::IntOrString:
    case Shape::Open:
        return checkText(text, plain, span);
    default:
        sink_.report(Code::E3001, span, "`" + show(expected) + "`", "a string");
        return errorExpr(span);
    }
}

ExprId Checker::toText(ExprId value, Span span) {
    const Type& t = type(typeOf(value));
    switch (t.kind) {
    case TypeKind::Error:
        return value;
    case TypeKind::String:
        return coerce(value, program_.types.string(), span);
    case TypeKind::Sensitive:
        return value;
    case TypeKind::Bool:
    case TypeKind::Int:
    case TypeKind::Float:
    case TypeKind::IntOrPercent:
    case TypeKind::Enum:
        return prim(core::Op::ToText, {value}, program_.types.string(), span);
    case TypeKind::Optional:
        sink_.report(Code::E3018, span, show(typeOf(value)), "String")
            .suggest("open it with `if let x = …` or give a value with `??`");
        return errorExpr(span);
    default:
        mismatch(program_.types.string(), typeOf(value), span);
        return errorExpr(span);
    }
}

ExprId Checker::interpolation(const ast::StringLit& literal, Span span) {
    std::vector<ExprId> parts;
    bool failed = false;
    for (const ast::StringPart& part : literal.parts) {
        if (!part.value.valid()) {
            parts.push_back(string(part.text, program_.types.string(), part.span));
            continue;
        }
        ExprId value = toText(infer(part.value), part.span);
        failed = failed || isError(value);
        parts.push_back(value);
    }
    if (failed)
        return errorExpr(span);
    TypeId text = textOf(parts);
    return prim(core::Op::Concat, std::move(parts), text, span);
}

std::optional<std::string> Checker::staticText(ast::ExprId id) {
    ExprId value = check(id, program_.types.string());
    if (const std::string* text = literalText(value))
        return *text;
    if (!isError(value))
        sink_.report(Code::E3027, spanOf(value), "this");
    return std::nullopt;
}

} // namespace stackc::sema
