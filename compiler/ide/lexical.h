#pragma once
// What the tokens of a text say, whatever is wrong with its grammar.

#include "source/span.h"
#include "syntax/token.h"

#include <string>
#include <string_view>
#include <vector>

namespace stackc::ide {

/// The tokens with comments and line ends; none of a text that is no UTF-8 or too large.
std::vector<syntax::Token> tokensOf(std::string_view text);

/// Is the whole of it one name? `wordsToo`: so is a word of the language that is a name as a key alone.
bool isName(std::string_view text, bool wordsToo = false);

/// A text of the language that is these characters.
std::string inQuotes(std::string_view characters);

/// A bracket or the begin of a string, and what closes it.
struct Brackets {
    syntax::Token open;
    syntax::Token close; ///< `end` is 0 where it is left open
};

/// All pairs, in the order of their begins. What closes nothing is passed over, and so is what is left open inside of a
/// pair.
std::vector<Brackets> bracketsOf(std::string_view text);

/// A part of a file that an editor may hide.
struct Fold {
    enum class Kind : std::uint8_t { Block, Comment, Imports };
    Kind kind = Kind::Block;
    std::uint32_t begin = 0; ///< in the line that stays
    std::uint32_t end = 0;
};

/// Brackets and texts over several lines, runs of comments and of imports.
std::vector<Fold> foldsOf(std::string_view text);

} // namespace stackc::ide
