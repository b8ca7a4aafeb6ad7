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

/// Takes over the bounds of a refinement, which lie within those of the type. `read` gives nothing for what it has
/// reported; `has` is what the type says of its bounds.
template <typename Number, typename Read>
void narrow(Checking& in, const ast::Refinement& refinement, TypeId base, Number& least, Number& most, Read read,
            const std::string& has) {
    const Number low = least, high = most;
    for (const auto* bound : {&refinement.low, &refinement.high}) {
        if (!*bound)
            continue;
        std::optional<Number> value = read(**bound);
        if (!value)
            return;
        if (*value < low || *value > high) {
            in.sink.report(Code::E3021, (*bound)->span, fmt::format("`{}` {}", in.show(base), has));
            return;
        }
        (bound == &refinement.low ? least : most) = *value;
    }
    if (least > most)
        in.sink.report(Code::E3021, refinement.span, "the range is empty");
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
    auto read = [&in](const ast::Bound& bound) {
        std::optional<int64_t> value = intBound(bound);
        if (value && *value >= -core::maxInt && *value <= core::maxInt)
            return value;
        in.sink.report(Code::E3021, bound.span, "`" + bound.text + "` is no Int");
        return std::optional<int64_t>();
    };
    narrow(in, refinement, base, type.minInt, type.maxInt, read,
           bounds(type.minInt, type.maxInt, -core::maxInt, core::maxInt));
}

void refineFloat(Checking& in, Type& type, TypeId base, const ast::Refinement& refinement) {
    if (refinement.pattern) {
        in.sink.report(Code::E3021, refinement.span, "a Float has no pattern");
        return;
    }
    constexpr double infinity = std::numeric_limits<double>::infinity();
    auto read = [](const ast::Bound& bound) { return std::optional(std::strtod(bound.text.c_str(), nullptr)); };
    narrow(in, refinement, base, type.minFloat, type.maxFloat, read,
           bounds(type.minFloat, type.maxFloat, -infinity, infinity));
}

void refineString(Checking& in, Type& type, TypeId base, const ast::Refinement& refinement) {
    if (refinement.pattern && type.kind == TypeKind::Sensitive) {
        in.sink.report(Code::E3021, refinement.span, "a Sensitive has no pattern");
        return;
    }
    if (refinement.pattern) {
        if (std::string error = text::patternError(*refinement.pattern); !error.empty())
            in.sink.report(Code::E3021, refinement.span, error);
        else if (text::Inclusion included = text::inclusion(type.pattern, *refinement.pattern);
                 included != text::Inclusion::Yes)
            notIncluded(in, refinement.span, base, included);
        type.pattern = *refinement.pattern;
        return;
    }
    auto read = [&in](const ast::Bound& bound) {
        std::optional<int64_t> value = intBound(bound);
        if (value && *value >= 0)
            return value;
        in.sink.report(Code::E3021, bound.span, "`" + bound.text + "` is no length");
        return std::optional<int64_t>();
    };
    constexpr int64_t unbounded = std::numeric_limits<int64_t>::max();
    int64_t most = type.maxLength < 0 ? unbounded : type.maxLength;
    narrow(in, refinement, base, type.minLength, most, read, lengths(type.minLength, type.maxLength));
    type.maxLength = most == unbounded ? -1 : most;
}

} // namespace

} // namespace stackc::sema
