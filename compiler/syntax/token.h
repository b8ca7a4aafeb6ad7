#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace stackc::syntax {

/// The lexer's tokens, SEP (what separates, see separators.h), and END at the end of the file.
enum class TokenKind : std::uint8_t {
#define TOKEN(name, spelling) name,
#include "syntax/tokens.def"
#undef TOKEN
    END,
};

struct Token {
    TokenKind kind = TokenKind::END;
    /// No token of the source: put in to close what was left open.
    bool inserted = false;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

/// How messages name a kind: "`{`", "a name".
std::string_view describe(TokenKind kind);
/// A word of the language, or a sign, as it is written.
std::string_view spelled(TokenKind kind);

constexpr bool isComment(TokenKind kind) { return kind == TokenKind::DOC || kind == TokenKind::COMMENT; }
/// A word of the language that is a name wherever a name is expected.
constexpr bool isSoftKeyword(TokenKind kind) { return kind >= TokenKind::CHART && kind <= TokenKind::EXPECT; }
/// A word of the language that is a name only as a key.
constexpr bool isHardKeyword(TokenKind kind) { return kind >= TokenKind::FOR && kind <= TokenKind::FALSE; }
constexpr bool isName(TokenKind kind) { return kind == TokenKind::NAME || isSoftKeyword(kind); }
constexpr bool isStringOpen(TokenKind kind) { return kind == TokenKind::STR_OPEN || kind == TokenKind::TEXT_OPEN; }
constexpr bool isOpener(TokenKind kind) {
    return kind == TokenKind::LBRACE || kind == TokenKind::LBRACKET || kind == TokenKind::LPAREN ||
           kind == TokenKind::INTERP || isStringOpen(kind);
}
constexpr bool isCloser(TokenKind kind) {
    return kind == TokenKind::RBRACE || kind == TokenKind::RBRACKET || kind == TokenKind::RPAREN ||
           kind == TokenKind::STR_CLOSE || kind == TokenKind::TEXT_CLOSE;
}
/// The kind that closes an opener.
TokenKind closerOf(TokenKind opener);

} // namespace stackc::syntax
