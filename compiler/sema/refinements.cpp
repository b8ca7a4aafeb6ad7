// Refinements: `Int(0..)`, `String(1..63)`, `String("regex")`.
#include "sema/checker.h"
#include "text/regex.h"

#include <charconv>
#include <cstdlib>

namespace stackc::sema {

namespace {

std::optional<int64_t> intBound(const ast::Bound& bound) {
    int64_t value = 0;
    auto [end, error] = std::from_chars(bound.text.data(), bound.text.data() + bound.text.size(), value);
    if (error != std::errc() || end != bound.text.data() + bound.text.size())
        return std::nullopt;
    return value;
}

} // namespace

TypeId Checker::refine(TypeId base, const std::vector<ast::Refinement>& refinements) {
    Type refined = type(base);
    refined.name.clear();
    size_t errors = sink_.errorCount();
    for (const ast::Refinement& refinement : refinements) {
        switch (refined.kind) {
        case TypeKind::Error:
            return base;
        case TypeKind::Int:
            refineInt(refined, refinement);
            break;
        case TypeKind::Float:
            refineFloat(refined, refinement);
            break;
        case TypeKind::String:
        case TypeKind::Sensitive:
            refineString(refined, refinement);
            break;
        default:
            sink_.report(Code::E3021, refinement.span, show(base) + " can't be refined");
            return base;
        }
    }
    // Of a type that no value has, no value is asked.
    return sink_.errorCount() == errors ? program_.types.add(std::move(refined)) : program_.types.error();
}

void Checker::refineInt(Type& type, const ast::Refinement& refinement) {
    if (refinement.pattern) {
        sink_.report(Code::E3021, refinement.span, "an Int has no pattern");
        return;
    }
    for (const auto* bound : {&refinement.low, &refinement.high}) {
        if (!*bound)
            continue;
        std::optional<int64_t> value = intBound(**bound);
        if (!value || *value < -core::maxInt || *value > core::maxInt) {
            sink_.report(Code::E3021, (*bound)->span, "`" + (*bound)->text + "` is no Int");
            return;
        }
        (bound == &refinement.low ? type.minInt : type.maxInt) = *value;
    }
    if (type.minInt > type.maxInt)
        sink_.report(Code::E3021, refinement.span, "the range is empty");
}

void Checker::refineFloat(Type& type, const ast::Refinement& refinement) {
    if (refinement.pattern) {
        sink_.report(Code::E3021, refinement.span, "a Float has no pattern");
        return;
    }
    if (refinement.low)
        type.minFloat = std::strtod(refinement.low->text.c_str(), nullptr);
    if (refinement.high)
        type.maxFloat = std::strtod(refinement.high->text.c_str(), nullptr);
    if (type.minFloat > type.maxFloat)
        sink_.report(Code::E3021, refinement.span, "the range is empty");
}

void Checker::refineString(Type& type, const ast::Refinement& refinement) {
    if (refinement.pattern && type.kind == TypeKind::Sensitive) {
        sink_.report(Code::E3021, refinement.span, "a Sensitive has no pattern");
        return;
    }
    if (refinement.pattern) {
        if (std::string error = text::patternError(*refinement.pattern); !error.empty())
            sink_.report(Code::E3021, refinement.span, "the pattern is not valid: " + error);
        type.pattern = *refinement.pattern;
        return;
    }
    if (refinement.low)
        type.minLength = intBound(*refinement.low).value_or(0);
    if (refinement.high)
        type.maxLength = intBound(*refinement.high).value_or(-1);
    if (type.maxLength >= 0 && type.minLength > type.maxLength)
        sink_.report(Code::E3021, refinement.span, "the range is empty");
}

} // namespace stackc::sema
