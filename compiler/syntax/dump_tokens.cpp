#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>

#include "syntax/brackets.h"
#include "syntax/dump.h"
#include "syntax/lexing.h"
#include "syntax/separators.h"
#include "text/dumped.h"

namespace stackc::syntax {

namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(TokenKind::END) + 1> kNames{
#define TOKEN(name, spelling) #name,
#include "syntax/tokens.def"
#undef TOKEN
    "END",
};

/// Where the parser gets a separator for a line end or a comma.
std::set<std::uint32_t> separatorsOf(const std::vector<Token>& tokens) {
    std::set<std::uint32_t> result;
    for (const Token& token : separate(tokens).tokens)
        if (token.kind == TokenKind::SEP)
            result.insert(token.begin);
    return result;
}

std::string placeOf(const source::SourceManager& sources, FileId file, const Token& token) {
    source::Position begin = sources.position(file, token.begin);
    source::Position end = sources.position(file, token.end);
    return fmt::format("{}:{}-{}:{}", begin.line, begin.column, end.line, end.column);
}

} // namespace

std::string dumpTokens(const source::SourceManager& sources, FileId file, diag::Sink& sink) {
    std::string_view text = sources.text(file);
    BracketResult balanced = balanceBrackets(lex(sources, file, sink), text, file, sink);
    if (balanced.tooDeep)
        return {};
    std::set<std::uint32_t> separators = separatorsOf(balanced.tokens);
    std::string out;
    for (const Token& token : balanced.tokens) {
        bool maySeparate = token.kind == TokenKind::NL || token.kind == TokenKind::COMMA;
        bool separates = maySeparate && separators.contains(token.begin);
        std::string_view name = kNames[static_cast<std::size_t>(separates ? TokenKind::SEP : token.kind)];
        std::string shown = token.kind == TokenKind::NL || token.kind == TokenKind::END || token.inserted
                                ? std::string()
                                : " " + text::dumped(text.substr(token.begin, token.end - token.begin));
        out +=
            fmt::format("{} {}{}{}\n", placeOf(sources, file, token), name, shown, token.inserted ? " inserted" : "");
    }
    return out;
}

} // namespace stackc::syntax
