#include "sema/expr/literals.h"

#include "diag/suggest.h"
#include "sema/expr/cases.h"
#include "sema/expr/texts.h"
#include "sema/hints.h"
#include "sema/make.h"
#include "sema/notes.h"
#include "sema/suggest.h"
#include "sema/types/coerce.h"
#include "sema/types/form_hints.h"
#include "sema/types/intervals.h"
#include "text/patterns.h"
#include "text/regex.h"
#include "text/utf8.h"

#include <cctype>
#include <cmath>
#include <cstdlib>

namespace stackc::sema {

using core::Domain;
using core::Literal;
using kube::Shape;

namespace {

std::string textHint(const Checking& in, const std::string& number, TypeId expected);

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
    const auto length = static_cast<int64_t>(text::countRunes(text));
    return length >= type.minLength && (type.maxLength < 0 || length <= type.maxLength);
}

/// As names of Kubernetes are written: `My_api` → `my-api`.
std::string dashed(std::string text) {
    for (char& c : text)
        c = c == '_' || c == ' ' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

} // namespace

ExprId makeInt(Checking& in, int64_t value, Span span) {
    Literal literal;
    literal.kind = Literal::Kind::Int;
    literal.integer = value;
    return in.make(span, intType(in, value, value), literal);
}

ExprId inferLiteral(Checking& in, const ast::Expr& expr) {
    Span span = expr.span;
    if (const auto* node = std::get_if<ast::BoolLit>(&expr.node))
        return makeBool(in, node->value, span);
    if (const auto* node = std::get_if<ast::IntLit>(&expr.node))
        return checkInt(in, node->value, in.program.types.integer(), span);
    if (const auto* node = std::get_if<ast::FloatLit>(&expr.node))
        return checkFloat(in, node->text, in.program.types.floating(), span);
    if (const auto* node = std::get_if<ast::StringLit>(&expr.node)) {
        if (node->isPlainText())
            return checkText(in, node->plainText(), in.program.types.string(), span);
        return interpolation(in, *node, span);
    }
    if (const auto* node = std::get_if<ast::UnitLit>(&expr.node)) {
        in.sink.report(Code::E3005, span, node->text).suggest("write it as a string: \"" + node->text + "\"");
        return in.errorExpr(span);
    }
    in.sink.report(Code::E3022, span).suggest("give the declaration a type, such as `let x: [String: Int] = …`");
    return in.errorExpr(span);
}

ExprId checkInt(Checking& in, int64_t value, TypeId expected, Span span) {
    const Type& to = in.type(expected);
    auto literal = [&](TypeId type) {
        Literal node;
        node.kind = Literal::Kind::Int;
        node.integer = value;
        return in.make(span, type, node);
    };
    if (to.kind == TypeKind::Int) {
        if (value >= to.minInt && value <= to.maxInt)
            return makeInt(in, value, span);
        in.sink.report(Code::E3004, span, value, in.show(expected));
        return in.errorExpr(span);
    }
    if (to.kind == TypeKind::Float)
        return checkFloat(in, std::to_string(value), expected, span);
    if (to.kind == TypeKind::IntOrPercent) {
        if (value >= 0 && value <= text::greatestPart)
            return literal(expected);
        in.sink.report(Code::E3004, span, value, in.show(expected));
        return in.errorExpr(span);
    }
    if (to.kind == TypeKind::Data)
        return makeInt(in, value, span);
    if (to.kind == TypeKind::String && to.domain == Domain::Quantity)
        return checkText(in, std::to_string(value), expected, span);
    if (to.kind == TypeKind::Native) {
        kube::Type native = in.nativeOf(expected);
        bool outside = value < native.min.value_or(value) || value > native.max.value_or(value);
        if (native.shape == Shape::Int && outside) {
            std::string low = native.min ? std::to_string(*native.min) : "";
            std::string high = native.max ? std::to_string(*native.max) : "";
            in.sink.report(Code::E3004, span, value, "Int(" + low + ".." + high + ")");
            return in.errorExpr(span);
        }
        if (native.shape == Shape::Int || native.shape == Shape::IntOrString || native.shape == Shape::Open)
            return makeInt(in, value, span);
        if (native.shape == Shape::Quantity)
            return literal(expected);
        if (native.shape == Shape::Float)
            return checkFloat(in, std::to_string(value), in.program.types.floating(), span);
    }
    auto report = in.sink.report(Code::E3001, span, "`" + in.show(expected) + "`", "an integer");
    std::string hint = unitHint(value, to.domain);
    if (hint.empty())
        hint = textHint(in, std::to_string(value), expected);
    report.suggest(hint.empty() ? fieldsHint(in, expected, in.program.types.integer()) : hint);
    return in.errorExpr(span);
}

ExprId checkFloat(Checking& in, const std::string& text, TypeId expected, Span span) {
    const Type& to = in.type(expected);
    double value = std::strtod(text.c_str(), nullptr);
    Literal literal;
    literal.kind = Literal::Kind::Float;
    literal.number = value;
    literal.text = text;
    if (to.kind == TypeKind::Float) {
        if (value < to.minFloat || value > to.maxFloat || !std::isfinite(value)) {
            in.sink.report(Code::E3004, span, text, in.show(expected));
            return in.errorExpr(span);
        }
        return in.make(span, expected, literal);
    }
    bool isOpen = to.kind == TypeKind::Native &&
                  (in.nativeOf(expected).shape == Shape::Float || in.nativeOf(expected).shape == Shape::Open);
    if (to.kind == TypeKind::Data || isOpen)
        return in.make(span, in.program.types.floating(), literal);
    if (to.kind == TypeKind::Native && in.nativeOf(expected).shape == Shape::Quantity) {
        // As written: an exponent is a spelling of the quantity, which a number would lose.
        bool hasExponent = text.find_first_of("eE") != std::string::npos;
        return hasExponent ? checkText(in, text, expected, span) : in.make(span, expected, literal);
    }
    if (to.kind == TypeKind::String && to.domain == Domain::Quantity)
        return checkText(in, text, in.program.types.domain(Domain::Quantity), span);
    auto report = in.sink.report(Code::E3001, span, "`" + in.show(expected) + "`", "a number");
    report.suggest(textHint(in, text, expected));
    return in.errorExpr(span);
}

namespace {

/// Has the text the pattern of a type of Kubernetes? One that RE2 can't read is asked of nothing, in values neither.
bool hasPattern(const kube::Type& native, std::string_view text) {
    return native.pattern.empty() || text::admits(native.pattern, text);
}

/// How a number is written where the type wants text; "" if it takes no such text.
std::string textHint(const Checking& in, const std::string& number, TypeId expected) {
    const Type& to = in.type(expected);
    std::string quoted = "write it as a string: \"" + number + "\"";
    if (to.kind == TypeKind::Variant) {
        int text = to.textCase();
        return text >= 0 ? textHint(in, number, to.cases[static_cast<size_t>(text)].payload) : "";
    }
    if (to.kind == TypeKind::Native) {
        kube::Type native = in.nativeOf(expected);
        auto accepts = [&](const std::string& text) { return hasPattern(native, text); };
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

} // namespace

ExprId checkUnit(Checking& in, const std::string& text, TypeId expected, Span span) {
    const Type& to = in.type(expected);
    if (to.kind == TypeKind::String && to.domain != Domain::Plain)
        return checkText(in, text, expected, span);
    if (to.kind == TypeKind::IntOrPercent)
        return checkText(in, text, expected, span);
    if (to.kind == TypeKind::Native) {
        Shape shape = in.nativeOf(expected).shape;
        if (shape == Shape::String || shape == Shape::IntOrString || shape == Shape::Quantity || shape == Shape::Time)
            return checkText(in, text, expected, span);
    }
    if (to.kind == TypeKind::String || to.kind == TypeKind::Data || to.kind == TypeKind::Variant ||
        to.kind == TypeKind::Native)
        in.sink.report(Code::E3005, span, text).suggest("write it as a string: \"" + text + "\"");
    else
        in.sink.report(Code::E3001, span, "`" + in.show(expected) + "`", "`" + text + "`");
    return in.errorExpr(span);
}

bool validText(Checking& in, const std::string& text, TypeId expected, Span span) {
    const Type& to = in.type(expected);
    if (text.find("<no value>") != std::string::npos) {
        in.sink.report(Code::E3006, span, "\"" + text + "\"", "text that YAML and Helm carry unharmed");
        return false;
    }
    std::string what = !to.name.empty()             ? to.name
                       : to.domain != Domain::Plain ? "`" + std::string(core::domainName(to.domain)) + "`"
                                                    : "text that matches `" + to.pattern + "`";
    if (!to.pattern.empty() && !text::matches(to.pattern, text)) {
        auto report = in.sink.report(Code::E3006, span, "\"" + text + "\"", what);
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
        if (!to.doc.empty())
            report.note("`" + to.name + "`: " + to.doc);
        return false;
    }
    if (!hasLength(text, to)) {
        in.sink.report(Code::E3006, span, "\"" + text + "\"", lengthText(to));
        return false;
    }
    return true;
}

ExprId checkText(Checking& in, const std::string& text, TypeId expected, Span span) {
    const Type& to = in.type(expected);
    switch (to.kind) {
    case TypeKind::String:
    case TypeKind::Sensitive:
        return validText(in, text, expected, span) ? makeString(in, text, expected, span) : in.errorExpr(span);
    case TypeKind::Data:
        return checkText(in, text, in.program.types.string(), span);
    case TypeKind::IntOrPercent:
        if (!validText(in, text, in.program.types.domain(Domain::Percent), span))
            return in.errorExpr(span);
        if (!text::matches(text::partPattern, text)) {
            in.sink.report(Code::E3006, span, "\"" + text + "\"", "a percentage up to `100%`");
            return in.errorExpr(span);
        }
        return makeString(in, text, expected, span);
    case TypeKind::Enum: {
        int index = to.caseIndex(text);
        if (index < 0)
            return unknownCase(in, {text, span}, expected);
        noteCase(in, {text, span}, expected, static_cast<size_t>(index));
        return in.make(span, expected, core::EnumExpr{static_cast<uint32_t>(index)});
    }
    case TypeKind::Native:
        return checkNativeText(in, text, expected, span);
    case TypeKind::Variant:
        if (int chosen = to.textCase(); chosen >= 0) {
            ExprId payload = checkText(in, text, to.cases[static_cast<size_t>(chosen)].payload, span);
            return in.isError(payload)
                       ? payload
                       : in.make(span, expected, core::VariantExpr{static_cast<uint32_t>(chosen), payload});
        }
        [[fallthrough]];
    default:
        if (std::string hint = plainTextHint(in, text, expected); !hint.empty()) {
            TypeId found = in.program.types.string();
            in.sink.report(Code::E3001, span, "`" + in.show(expected) + "`", in.show(found)).suggest(hint);
            return in.errorExpr(span);
        }
        return coerce(in, checkText(in, text, in.program.types.string(), span), expected, span);
    }
}

ExprId checkNativeText(Checking& in, const std::string& text, TypeId expected, Span span) {
    kube::Type native = in.nativeOf(expected);
    TypeId plain = in.program.types.string();
    switch (native.shape) {
    case Shape::String:
    case Shape::Time: {
        if (!native.enumValues.empty()) {
            std::vector<std::string> known(native.enumValues.begin(), native.enumValues.end());
            if (std::find(known.begin(), known.end(), text) == known.end()) {
                in.sink.report(Code::E5003, span, text, in.show(expected)).suggest(didYouMean(text, known));
                return in.errorExpr(span);
            }
        }
        if (!hasPattern(native, text)) {
            in.sink
                .report(Code::E3006, span, "\"" + text + "\"",
                        "text that matches `" + std::string(native.pattern) + "`")
                .suggest(
                    patternHint(text, [&](const std::string& meant) { return text::matches(native.pattern, meant); }));
            return in.errorExpr(span);
        }
        return checkText(in, text, plain, span);
    }
    case Shape::Quantity:
        return checkText(in, text, in.program.types.domain(Domain::Quantity), span);
    case Shape::IntOrString:
    case Shape::Open:
        return checkText(in, text, plain, span);
    default:
        in.sink.report(Code::E3001, span, "`" + in.show(expected) + "`", "a string")
            .suggest(plainTextHint(in, text, expected));
        return in.errorExpr(span);
    }
}

} // namespace stackc::sema
