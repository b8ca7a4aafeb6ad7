#pragma once

#include <string_view>
#include <vector>

#include "diag/sink.h"
#include "syntax/token.h"

namespace stackc::syntax {

/// How deep a file may nest.
inline constexpr std::size_t kMaxDepth = 200;

struct BracketResult {
    /// As given, with closers put in where one is missing and without those that close nothing.
    std::vector<Token> tokens;
    /// Closers that close nothing. To be reported only if nothing else explains them.
    std::vector<Token> stray;
    /// Where the first bracket that is never closed opens; UINT32_MAX if all are closed.
    std::uint32_t firstUnclosed = UINT32_MAX;
    /// Nested too deep to be parsed; reported.
    bool tooDeep = false;
};

/// Makes brackets and strings balanced. One that is missing is reported once; where it should have stood is guessed
/// from the indentation.
BracketResult balanceBrackets(std::vector<Token> tokens, std::string_view text, source::FileId file, diag::Sink& sink);

} // namespace stackc::syntax
