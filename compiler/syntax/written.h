#pragma once
// Pieces of a source as they are written: its tokens, names, texts and brackets.

#include "syntax/token.h"

#include <string>
#include <string_view>
#include <vector>

namespace stackc::syntax {

/// The tokens with comments and line ends; none of a text that is no UTF-8 or too large.
std::vector<Token> tokensOf(std::string_view text);

/// Is the whole of it one name? `wordsToo`: so is a word of the language that is a name as a key alone.
bool isName(std::string_view text, bool wordsToo = false);

/// A text of the language that is these characters.
std::string inQuotes(std::string_view characters);

/// A bracket or the begin of a string, and what closes it.
struct Brackets {
    Token open;
    Token close; ///< `end` is 0 where it is left open
};

/// All pairs, in the order of their begins. What closes nothing is passed over, and so is what is left open inside of a
/// pair.
std::vector<Brackets> bracketsOf(std::string_view text);

} // namespace stackc::syntax
