#pragma once

#include <vector>

#include "syntax/token.h"

namespace stackc::syntax {

/// What the parser reads: no comments, no line ends, and where entries are separated one SEP.
struct ParserInput {
    std::vector<Token> tokens;
    /// How many brackets are open before a token.
    std::vector<std::uint16_t> depths;
    /// The `///` comments before a token: indexes into `docTokens`, from the end of the token before to here.
    std::vector<std::uint32_t> docEnds;
    std::vector<Token> docTokens;
};

/// `tokens` must be balanced. A newline separates, except
/// - inside `( )` and interpolations,
/// - after a token that needs more: `= += => : , ( [ { . .. ... + - * / ?? == != < <= > >= and or not then else | & @`,
/// - before one that continues: `. + * / ?? == != <= >= and or is then else where => ) |`,
/// - beside another separator or a bracket's inner side, and at the ends of the file.
/// Words count as operators only where they are not keys.
ParserInput separate(const std::vector<Token>& tokens);

} // namespace stackc::syntax
