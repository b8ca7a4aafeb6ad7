#include "syntax/token.h"

#include <array>
#include <cassert>

namespace stackc::syntax {

namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(TokenKind::END) + 1> kSpellings{
#define TOKEN(name, spelling) spelling,
#include "syntax/tokens.def"
#undef TOKEN
    "end of file",
};

} // namespace

std::string_view describe(TokenKind kind) { return kSpellings[static_cast<std::size_t>(kind)]; }

std::string_view spelled(TokenKind kind) {
    std::string_view quoted = describe(kind);
    return quoted.substr(1, quoted.size() - 2);
}

TokenKind closerOf(TokenKind opener) {
    switch (opener) {
    case TokenKind::LBRACE:
        return TokenKind::RBRACE;
    case TokenKind::LBRACKET:
        return TokenKind::RBRACKET;
    case TokenKind::LPAREN:
    case TokenKind::INTERP:
        return TokenKind::RPAREN;
    case TokenKind::STR_OPEN:
        return TokenKind::STR_CLOSE;
    case TokenKind::TEXT_OPEN:
        return TokenKind::TEXT_CLOSE;
    default:
        assert(false && "not an opener");
        return TokenKind::END;
    }
}

} // namespace stackc::syntax
