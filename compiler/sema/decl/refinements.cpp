#include "sema/decl/refinements.h"

#include "sema/decl/rules.h"
#include "text/counted.h"
#include "text/inclusion.h"
#include "text/regex.h"

#include <charconv>
#include <cstdlib>
#include <fmt/format.h>
#include <limits>

namespace stackc::sema {

namespace {

void refineInt(Checking& in, Type& type, TypeId base, const ast::Refinement& refinement);
void refineFloat(Checking& in, Type& type, TypeId base, const ast::Refinement& refinement);
void refineString(Checking& in, Type& type, TypeId base, const ast::Refinement& refinement);

std::optional<int64_t> intBound(const ast::Bound& bound) {
    int64_t value = 0;
    auto [end, error] = std::from_chars(bound.text.data(), bound.text.data() + bound.text.size(), value);
    if (error != std::errc() || end != bound.text.data() + bound.text.size())
        return std::nullopt;
    return value;
}

/// A refinement narrows; `has` is what the type says of itself.
void outside(Checking& in, const ast::Bound& bound, TypeId base, const std::string& has) {
    in.sink.report(Code::E3021, bound.span, fmt::format("`{}` {}", in.show(base), has));
}

/// Lengths that a text may have; `most` is below 0 where there is no bound.
std::string lengths(int64_t least, int64_t most) {
    return most < 0
               ? fmt::format("has at least {}", text::counted(static_cast<size_t>(least), "character", "characters"))
               : fmt::format("has {} to {} characters", least, most);
}

void notIncluded(Checking& in, Span span, TypeId base, text::Inclusion included) {
    constexpr size_t longest = 100;
    const std::string name = in.show(base), &pattern = in.type(base).pattern;
    const char* told = included == text::Inclusion::No ? "not" : "it can't be told whether";
    in.sink.report(Code::E3021, span, fmt::format("{} all texts that it matches are a `{}`", told, name))
        .suggest("say all of it in one pattern" +
                 (pattern.size() > longest ? "" : fmt::format(", that of `{}` is `{}`", name, pattern)));
}

/// `goes from 1 to 5`, or `is at least 1` where there is no other bound.
template <typename Number> std::string bounds(Number least, Number most, Number lowest, Number highest) {
    if (most == highest)
        return fmt::format("is at least {}", least);
    return least == lowest ? fmt::format("is at most {}", most) : fmt::format("goes from {} to {}", least, most);
}

} // namespace

TypeId refine(Checking& in, TypeId base, const std::vector<ast::Refinement>& refinements) {
    Type refined = in.type(base);
    refined.name.clear();
    refined.wheres.clear();
    size_t errors = in.sink.errorCount();
    for (const ast::Refinement& refinement : refinements) {
        switch (refined.kind) {
        case TypeKind::Error:
            return base;
        case TypeKind::Int:
            refineInt(in, refined, base, refinement);
            break;
        case TypeKind::Float:
            refineFloat(in, refined, base, refinement);
            break;
        case TypeKind::String:
        case TypeKind::Sensitive:
            refineString(in, refined, base, refinement);
            break;
        default:
            in.sink.report(Code::E3021, refinement.span, in.show(base) + " can't be refined");
            return base;
        }
    }
    // Of a type that no value has, no value is asked.
    if (in.sink.errorCount() != errors)
        return in.program.types.error();
    TypeId id = in.program.types.add(std::move(refined));
    inheritRules(in, base, id);
    return id;
}

namespace {

void refineInt(Checking& in, Type& type, TypeId base, const ast::Refinement& refinement) {
    if (refinement.pattern) {
        in.sink.report(Code::E3021, refinement.span, "an Int has no pattern");
        return;
    }
    const int64_t least = type.minInt, most = type.maxInt;
    for (const auto* bound : {&refinement.low, &refinement.high}) {
        if (!*bound)
            continue;
        std::optional<int64_t> value = intBound(**bound);
        if (!value || *value < -core::maxInt || *value > core::maxInt) {
            in.sink.report(Code::E3021, (*bound)->span, "`" + (*bound)->text + "` is no Int");
            return;
        }
        if (*value < least || *value > most)
            return outside(in, **bound, base, bounds(least, most, -core::maxInt, core::maxInt));
        (bound == &refinement.low ? type.minInt : type.maxInt) = *value;
    }
    if (type.minInt > type.maxInt)
        in.sink.report(Code::E3021, refinement.span, "the range is empty");
}

void refineFloat(Checking& in, Type& type, TypeId base, const ast::Refinement& refinement) {
    if (refinement.pattern) {
        in.sink.report(Code::E3021, refinement.span, "a Float has no pattern");
        return;
    }
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const double least = type.minFloat, most = type.maxFloat;
    for (const auto* bound : {&refinement.low, &refinement.high}) {
        if (!*bound)
            continue;
        double value = std::strtod((*bound)->text.c_str(), nullptr);
        if (value < least || value > most)
            return outside(in, **bound, base, bounds(least, most, -infinity, infinity));
        (bound == &refinement.low ? type.minFloat : type.maxFloat) = value;
    }
    if (type.minFloat > type.maxFloat)
        in.sink.report(Code::E3021, refinement.span, "the range is empty");
}

void refineString(Checking& in, Type& type, TypeId base, const ast::Refinement& refinement) {
    if (refinement.pattern && type.kind == TypeKind::Sensitive) {
        in.sink.report(Code::E3021, refinement.span, "a Sensitive has no pattern");
        return;
    }
    if (refinement.pattern) {
        if (std::string error = text::patternError(*refinement.pattern); !error.empty())
            in.sink.report(Code::E3021, refinement.span, "the pattern is not valid: " + error);
        else if (text::Inclusion included = text::inclusion(type.pattern, *refinement.pattern);
                 included != text::Inclusion::Yes)
            notIncluded(in, refinement.span, base, included);
        type.pattern = *refinement.pattern;
        return;
    }
    const int64_t least = type.minLength, most = type.maxLength;
    for (const auto* bound : {&refinement.low, &refinement.high}) {
        if (!*bound)
            continue;
        std::optional<int64_t> value = intBound(**bound);
        if (!value || *value < 0) {
            in.sink.report(Code::E3021, (*bound)->span, "`" + (*bound)->text + "` is no length");
            return;
        }
        if (*value < least || (most >= 0 && *value > most))
            return outside(in, **bound, base, lengths(least, most));
        (bound == &refinement.low ? type.minLength : type.maxLength) = *value;
    }
    if (type.maxLength >= 0 && type.minLength > type.maxLength)
        in.sink.report(Code::E3021, refinement.span, "the range is empty");
}

} // namespace

} // namespace stackc::sema
