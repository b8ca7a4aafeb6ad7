#include "syntax/depth.h"

#include "syntax/brackets.h"

namespace stackc::syntax {

namespace {

/// What stands between two brackets, or in none, and the chains that nest there without any.
struct Level {
    TokenKind open;
    std::size_t chains = 0;
    bool isTarget = true; ///< what is read since the last separator may be the keys of an entry
    bool wantsKey = true; ///< … and a key comes next
};

/// Is the token a `.` between the keys of an entry? Each of them is a block of the one before.
bool nestsKey(Level& level, TokenKind kind) {
    if (!level.isTarget || (level.wantsKey && kind == TokenKind::REMOVE))
        return false;
    bool isDot = kind == TokenKind::DOT;
    level.isTarget = isDot != level.wantsKey;
    level.wantsKey = isDot;
    return level.isTarget && isDot;
}

} // namespace

const Token* findTooDeep(const ParserInput& input) {
    std::vector<Level> levels{{TokenKind::LBRACE}};
    std::size_t depth = 0;
    for (const Token& token : input.tokens) {
        Level& level = levels.back();
        bool ends = token.kind == TokenKind::SEP || (token.kind == TokenKind::COMMA && level.open == TokenKind::LPAREN);
        if (isOpener(token.kind)) {
            level.isTarget = level.isTarget && token.kind == TokenKind::LBRACKET; // which selects an element
            levels.push_back({token.kind});
            ++depth;
        } else if (ends) {
            depth -= level.chains;
            level = {level.open};
        } else if (isCloser(token.kind)) {
            depth -= level.chains + 1;
            levels.pop_back();
        } else if (nestsKey(level, token.kind) || token.kind == TokenKind::IF || token.kind == TokenKind::LET ||
                   token.kind == TokenKind::FOR) {
            ++level.chains;
            ++depth;
        }
        if (depth > kMaxDepth)
            return &token;
    }
    return nullptr;
}

} // namespace stackc::syntax
