#pragma once
// What the tokens of a text say, whatever is wrong with its grammar.

#include "source/span.h"
#include "syntax/written.h"

#include <string>
#include <string_view>
#include <vector>

namespace stackc::ide {

using syntax::Brackets;
using syntax::bracketsOf;
using syntax::inQuotes;
using syntax::isName;
using syntax::tokensOf;

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
