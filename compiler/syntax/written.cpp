#include "syntax/written.h"

#include "diag/sink.h"
#include "source/source_manager.h"
#include "syntax/lexing.h"

#include <algorithm>

namespace stackc::syntax {

std::vector<Token> tokensOf(std::string_view text) {
    source::SourceManager sources;
    diag::Sink told;
    std::vector<Token> tokens = lex(sources, sources.add("", std::string(text)), told);
    tokens.pop_back();
    return tokens;
}

bool isName(std::string_view text, bool wordsToo) {
    const std::vector<Token> tokens = tokensOf(text);
    if (tokens.size() != 1 || tokens[0].begin != 0 || tokens[0].end != text.size())
        return false;
    return isName(tokens[0].kind) || (wordsToo && isHardKeyword(tokens[0].kind));
}

std::string inQuotes(std::string_view characters) {
    std::string text = "\"";
    for (char c : characters) {
        if (c == '"' || c == '\\')
            text += '\\';
        text += c;
    }
    return text + "\"";
}

std::vector<Brackets> bracketsOf(std::string_view text) {
    std::vector<Brackets> pairs;
    std::vector<std::size_t> open;
    for (const Token& token : tokensOf(text)) {
        if (isOpener(token.kind)) {
            open.push_back(pairs.size());
            pairs.push_back({token, {}});
        } else if (isCloser(token.kind)) {
            auto matching = std::find_if(open.rbegin(), open.rend(), [&](std::size_t pair) {
                return closerOf(pairs[pair].open.kind) == token.kind;
            });
            if (matching == open.rend())
                continue;
            pairs[*matching].close = token;
            open.erase(matching.base() - 1, open.end());
        }
    }
    return pairs;
}

} // namespace stackc::syntax
