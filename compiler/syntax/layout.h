#pragma once

#include <string_view>
#include <vector>

#include "syntax/token.h"

namespace stackc::syntax {

/// What the formatter moves around: a token, a comment, or a whole string with its interpolations.
struct Piece {
    TokenKind kind = TokenKind::END;
    std::string_view text;
    /// Line ends before it: 0, 1, or 2 for an empty line.
    int breaks = 0;
    /// Goes on with what the line before began.
    bool continues = false;
    /// `:` in the head of a resource.
    bool spacedColon = false;
    /// `-` before its operand.
    bool unary = false;
};

/// `tokens` as lexed, without syntax errors; views are of `text`.
std::vector<Piece> layOut(const std::vector<Token>& tokens, std::string_view text);

/// Whether a blank stands between two pieces on a line; `beforeLeft` is the piece before `left`, or null.
bool spaceBetween(const Piece* beforeLeft, const Piece& left, const Piece& right);

} // namespace stackc::syntax
