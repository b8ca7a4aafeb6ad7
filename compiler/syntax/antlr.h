#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "syntax/expected.h"
#include "syntax/syntax_tree.h"
#include "syntax/token.h"

namespace stackc::syntax {

class SyntaxErrors;

// The only door to ANTLR: its runtime and what it generates are seen by antlr.cpp alone.

/// All tokens but blanks, without END. Begins and ends count code points; `text` must be UTF-8. For tests, which hold
/// `scan` (scanner.h) against it.
std::vector<Token> runLexer(std::string_view text);

/// Parses the whole input. Without `errors` it gives up at the first error and returns false. With `errors` it reports
/// and goes on as `errors` says, and always returns true.
bool runParser(const ParserInput& input, SyntaxTree& tree, SyntaxErrors* errors);

} // namespace stackc::syntax
