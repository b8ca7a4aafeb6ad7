#pragma once

#include <string_view>
#include <vector>

#include "syntax/token.h"

namespace stackc::syntax {

/// The tokens of grammar/StackLexer.g4 but blanks, without END. `text` must be UTF-8. The lexer that ANTLR makes of
/// that grammar takes more than twenty times the instructions, and unpacks tables before; tests hold the two against
/// each other (antlr.h).
///
/// Where a line ends in a string, it is left; also those around it that can't go on after a line end.
std::vector<Token> scan(std::string_view text);

} // namespace stackc::syntax
