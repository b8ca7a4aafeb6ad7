#include "sema/decl/refinements.h"

#include "text/regex.h"

#include <charconv>
#include <cstdlib>

namespace stackc::sema {

namespace {

void refineInt(Checking& in, Type& type, const ast::Refinement& refinement);
void refineFloat(Checking& in, Type& type, const ast::Refinement& refinement);
void refineString(Checking& in, Type& type, const ast::Refinement& refinement);

std::optional<int64_t> intBound(const ast::Bound& bound) {
    int64_t value = 0;
    auto [end, error] = std::from_chars(bound.text.data(), bound.text.data() + bound.text.size(), value);
    if (error != std::errc() || end != bound.text.data() + bound.text.size())
        return std::nullopt;
    return value;
}

} // namespace

TypeId refine(Checking& in, TypeId base, const std::vector<ast::Refinement>& refinements) {
    Type refined = in.type(base);
    refined.name.clear();
    size_t errors = in.sink.errorCount();
    for (const ast::Refinement& refinement : refinements) {
        switch (refined.kind) {
        case TypeKind::Error:
            return base;
        case TypeKind::Int:
            refineInt(in, refined, refinement);
            break;
        case TypeKind::Float:
            refineFloat(in, refined, refinement);
            break;
        case TypeKind::String:
        case TypeKind::Sensitive:
            refineString(in, refined, refinement);
            break;
        default:
            in.sink.report(Code::E3021, refinement.span, in.show(base) + " can't be refined");
            return base;
        }
    }
    // Of a type that no value has, no value is asked.
    return in.sink.errorCount() == errors ? in.program.types.add(std::move(refined)) : in.program.types.error();
}

namespace {

void refineInt(Checking& in, Type& type, const ast::Refinement& refinement) {
    if (refinement.pattern) {
        in.sink.report(Code::E3021, refinement.span, "an Int has no pattern");
        return;
    }
    for (const auto* bound : {&refinement.low, &refinement.high}) {
        if (!*bound)
            continue;
        std::optional<int64_t> value = intBound(**bound);
        if (!value || *value < -core::maxInt || *value > core::maxInt) {
            in.sink.report(Code::E3021, (*bound)->span, "`" + (*bound)->text + "` is no Int");
            return;
        }
        (bound == &refinement.low ? type.minInt : type.maxInt) = *value;
    }
    if (type.minInt > type.maxInt)
        in.sink.report(Code::E3021, refinement.span, "the range is empty");
}

void refineFloat(Checking& in, Type& type, const ast::Refinement& refinement) {
    if (refinement.pattern) {
        in.sink.report(Code::E3021, refinement.span, "a Float has no pattern");
        return;
    }
    if (refinement.low)
        type.minFloat = std::strtod(refinement.low->text.c_str(), nullptr);
    if (refinement.high)
        type.maxFloat = std::strtod(refinement.high->text.c_str(), nullptr);
    if (type.minFloat > type.maxFloat)
        in.sink.report(Code::E3021, refinement.span, "the range is empty");
}

void refineString(Checking& in, Type& type, const ast::Refinement& refinement) {
    if (refinement.pattern && type.kind == TypeKind::Sensitive) {
        in.sink.report(Code::E3021, refinement.span, "a Sensitive has no pattern");
        return;
    }
    if (refinement.pattern) {
        if (std::string error = text::patternError(*refinement.pattern); !error.empty())
            in.sink.report(Code::E3021, refinement.span, "the pattern is not valid: " + error);
        type.pattern = *refinement.pattern;
        return;
    }
    if (refinement.low)
        type.minLength = intBound(*refinement.low).value_or(0);
    if (refinement.high)
        type.maxLength = intBound(*refinement.high).value_or(-1);
    if (type.maxLength >= 0 && type.minLength > type.maxLength)
        in.sink.report(Code::E3021, refinement.span, "the range is empty");
}

} // namespace

} // namespace stackc::sema
