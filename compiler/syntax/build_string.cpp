#include <algorithm>

#include "syntax/builder.h"
#include "syntax/foreign.h"
#include "syntax/text_block.h"
#include "text/characters.h"
#include "text/utf8.h"

namespace stackc::syntax {

void Builder::checkControls(Span span) {
    std::string_view source = textOf(span);
    for (std::size_t i = 0; i < source.size();) {
        std::size_t begin = i;
        char32_t rune = text::nextRune(source, i);
        bool isLineEnd = rune == '\r' && i < source.size() && source[i] == '\n';
        Span where{span.file, static_cast<std::uint32_t>(span.begin + begin),
                   static_cast<std::uint32_t>(span.begin + i)};
        if (!isLineEnd && !text::isCarried(rune))
            sink_.report(diag::Code::E1008, where, text::nameOf(rune));
        else if (text::isReordering(rune))
            sink_.report(diag::Code::E1021, where, text::nameOf(rune))
                .suggest(fmt::format("write it as `\\u{{{:X}}}`", static_cast<std::uint32_t>(rune)));
    }
}

std::size_t Builder::decodeEscape(Span span, std::size_t at, std::string& out) {
    std::string_view source = textOf(span);
    char kind = at + 1 < source.size() ? source[at + 1] : '\0';
    std::size_t end = at + 1;
    if (end < source.size())
        text::nextRune(source, end);
    std::size_t length = end - at;
    switch (kind) {
    case 'n':
        out += '\n';
        return length;
    case 't':
        out += '\t';
        return length;
    case '"':
        out += '"';
        return length;
    case '\\':
        out += '\\';
        return length;
    default:
        break;
    }
    std::size_t close = source.find('}', at);
    bool point = source.substr(at).starts_with("\\u{") && close != std::string_view::npos;
    std::string_view digits = point ? source.substr(at + 3, close - at - 3) : std::string_view{};
    bool hex = !digits.empty() && digits.size() <= 6 &&
               std::all_of(digits.begin(), digits.end(), [](unsigned char c) { return std::isxdigit(c) != 0; });
    char32_t value = hex ? static_cast<char32_t>(std::stoul(std::string(digits), nullptr, 16)) : 0;
    bool scalar = value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
    if (hex)
        length = close - at + 1;
    auto begin = static_cast<std::uint32_t>(span.begin + at);
    Span where{span.file, begin, static_cast<std::uint32_t>(begin + length)};
    if (!hex || !scalar) {
        sink_.report(diag::Code::E1007, where, textOf(where))
            .note("escapes are `\\n`, `\\t`, `\\\"`, `\\\\`, `\\u{1F600}` and `\\(value)`");
    } else if (!text::isCarried(value)) {
        sink_.report(diag::Code::E1008, where, text::nameOf(value));
    } else {
        text::appendRune(out, value);
    }
    return length;
}

void Builder::checkPlaceholders(Span span) {
    const std::string_view source = textOf(span);
    for (Placeholder found = placeholderIn(source, 0); found.begin < found.end;
         found = placeholderIn(source, found.end)) {
        Span where{span.file, static_cast<std::uint32_t>(span.begin + found.begin),
                   static_cast<std::uint32_t>(span.begin + found.end)};
        sink_.report(diag::Code::W3086, where, textOf(where))
            .suggest(fmt::format("write `\\({})`; a raw text, `r\"…\"`, has it as it stands", found.path));
    }
}

std::string Builder::decode(Span span, bool escapes) {
    checkControls(span);
    if (escapes && !isInTest_)
        checkPlaceholders(span);
    std::string_view source = textOf(span);
    std::string out;
    out.reserve(source.size());
    for (std::size_t i = 0; i < source.size();) {
        if (escapes && source[i] == '\\') {
            i += decodeEscape(span, i, out);
        } else {
            if (source[i] != '\r')
                out += source[i];
            ++i;
        }
    }
    return out;
}

std::string Builder::plainString(const Token& token) {
    Span span = spanOf(token);
    bool raw = token.kind == T::RAW_STRING;
    span.begin += textOf(span).starts_with('r') ? 2 : 1;
    span.end -= 1;
    return decode(span, !raw);
}

ExprId Builder::stringToken(const Token& token) {
    StringLit result;
    result.form = token.kind == T::RAW_STRING ? StringLit::Form::raw : StringLit::Form::plain;
    std::string decoded = plainString(token);
    Span span = spanOf(token);
    if (!decoded.empty())
        result.parts.push_back({std::move(decoded), ExprId{}, span});
    return add(span, std::move(result));
}

ExprId Builder::stringContext(TreeNode context) {
    bool isBlock = context.has(T::TEXT_OPEN);
    std::vector<StringPart> raw;
    for (TreeNode part : context.children(R::stringPart)) {
        Span span = spanOf(part);
        if (part.child(R::value)) {
            raw.push_back({{}, value(part.child(R::value)), span});
        } else if (!raw.empty() && !raw.back().value.valid()) {
            raw.back().span = raw.back().span.to(span);
        } else {
            raw.push_back({{}, ExprId{}, span});
        }
    }
    StringLit result;
    result.form = isBlock ? StringLit::Form::block : StringLit::Form::plain;
    TextBlock lines(raw, text_, sink_);
    for (std::size_t i = 0; i < raw.size(); ++i) {
        StringPart& part = raw[i];
        if (!part.value.valid()) {
            if (isBlock) {
                for (Span piece : lines.pieces(i))
                    part.text += decode(piece, true);
            } else {
                part.text = decode(part.span, true);
            }
            if (part.text.empty())
                continue;
        }
        result.parts.push_back(std::move(part));
    }
    return add(spanOf(context), std::move(result));
}

ExprId Builder::text(TreeNode context) {
    return context.child(R::string) ? stringContext(context.child(R::string)) : stringToken(context.firstToken());
}

} // namespace stackc::syntax
