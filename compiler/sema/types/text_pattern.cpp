#include "sema/types/text_pattern.h"

#include "sema/make.h"

#include <cctype>

namespace stackc::sema {

using core::Op;

namespace {

constexpr size_t longest = 2000;
constexpr int deepest = 32;

std::string literally(std::string_view text) {
    std::string out;
    for (char c : text)
        out += std::ispunct(static_cast<unsigned char>(c)) != 0 ? std::string("\\") + c : std::string(1, c);
    return out;
}

std::string either(const std::string& one, const std::string& other) {
    return one.empty() || other.empty() ? "" : "(?:" + one + "|" + other + ")";
}

/// What stands between the `^` and the `$` of a pattern; empty where it has no such ends, or alternatives outside of
/// parentheses, which the ends may not belong to.
std::string_view between(std::string_view pattern) {
    bool hasEnds =
        pattern.size() >= 2 && pattern.front() == '^' && pattern.back() == '$' && pattern[pattern.size() - 2] != '\\';
    if (!hasEnds)
        return {};
    pattern = pattern.substr(1, pattern.size() - 2);
    int depth = 0;
    bool isClass = false;
    for (size_t i = 0; i < pattern.size(); ++i) {
        char c = pattern[i];
        if (c == '\\')
            ++i;
        else if (isClass)
            isClass = c != ']';
        else if (c == '[')
            isClass = true;
        else if (c == '(' || c == ')')
            depth += c == '(' ? 1 : -1;
        else if (depth == 0 && (c == '|' || c == '^' || c == '$'))
            return {};
    }
    return pattern;
}

std::string ofInt(const Type& type) {
    if (type.minInt == type.maxInt)
        return literally(std::to_string(type.minInt));
    if (type.minInt > 0 || type.maxInt < 0)
        return type.minInt > 0 ? "[1-9][0-9]*" : "-[1-9][0-9]*";
    return type.minInt < 0 ? "(?:-?[1-9][0-9]*|0)" : "(?:0|[1-9][0-9]*)";
}

std::string ofType(const Type& type) {
    switch (type.kind) {
    case TypeKind::Bool:
        return "(?:true|false)";
    case TypeKind::Int:
        return ofInt(type);
    case TypeKind::Enum: {
        std::string keys;
        for (const core::Case& one : type.cases)
            keys += (keys.empty() ? "" : "|") + literally(one.key);
        return keys.empty() ? "" : "(?:" + keys + ")";
    }
    case TypeKind::String: {
        std::string_view inner = between(type.pattern);
        return inner.empty() ? "" : "(?:" + std::string(inner) + ")";
    }
    default:
        return "";
    }
}

/// Without the ends; empty: not known. Nothing is empty by itself but a literal, which is `(?:)`.
std::string inner(const Checking& in, ExprId id, int depth) {
    if (depth > deepest)
        return "";
    if (const std::string* text = literalText(in, id))
        return "(?:" + literally(*text) + ")";
    if (const auto* node = in.nodeAs<core::PrimExpr>(id)) {
        if (node->op == Op::ToText)
            return inner(in, node->args[0], depth + 1);
        if (node->op == Op::Concat) {
            std::string all;
            for (ExprId arg : node->args) {
                std::string part = inner(in, arg, depth + 1);
                if (part.empty() || all.size() + part.size() > longest)
                    return "";
                all += part;
            }
            return all;
        }
    }
    if (const auto* node = in.nodeAs<core::IfExpr>(id))
        return either(inner(in, node->then, depth + 1), inner(in, node->otherwise, depth + 1));
    if (const auto* node = in.nodeAs<core::IfLetExpr>(id))
        return either(inner(in, node->then, depth + 1), inner(in, node->otherwise, depth + 1));
    if (const auto* node = in.nodeAs<core::LetExpr>(id))
        return inner(in, node->body, depth + 1);
    if (const auto* node = in.nodeAs<core::LetRef>(id); node != nullptr && in.program[node->let].value.valid())
        if (std::string known = inner(in, in.program[node->let].value, depth + 1); !known.empty())
            return known;
    return ofType(in.type(in.typeOf(id)));
}

} // namespace

std::string patternOf(const Checking& in, ExprId text) {
    std::string known = inner(in, text, 0);
    return known.empty() || known.size() > longest ? "" : "^" + known + "$";
}

} // namespace stackc::sema
