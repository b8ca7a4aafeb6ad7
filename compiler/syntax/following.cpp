#include "syntax/following.h"

#include "source/source_manager.h"
#include "syntax/brackets.h"
#include "syntax/depth.h"
#include "syntax/descent.h"
#include "syntax/lexing.h"
#include "syntax/separators.h"

#include <optional>
#include <string>
#include <vector>

namespace stackc::syntax {

namespace {

using enum TokenKind;

/// Words that never begin something. `for`, `if` and `let` may do both.
constexpr bool goesOn(TokenKind kind) {
    switch (kind) {
    case BY:
    case EXTENDS:
    case WHEN:
    case AS:
    case WHERE:
    case WITHOUT:
    case IN:
    case THEN:
    case ELSE:
    case IS:
    case AND:
    case OR:
        return true;
    default:
        return false;
    }
}

/// Does each bracket that is closed close the one that was opened last?
bool isNested(const std::vector<Token>& tokens) {
    std::vector<TokenKind> open;
    for (const Token& token : tokens) {
        if (isOpener(token.kind)) {
            open.push_back(closerOf(token.kind));
        } else if (isCloser(token.kind)) {
            if (open.empty() || open.back() != token.kind)
                return false;
            open.pop_back();
        }
    }
    return open.size() <= kMaxDepth;
}

/// Does no word and no name begin it?
bool beginsWithASign(RuleKind rule) {
    using enum RuleKind;
    return rule == block || rule == body || rule == testBody || rule == recordType || rule == text || rule == string ||
           rule == list;
}

Following::Begin beginOf(Asked asked) {
    std::erase_if(asked.rules, beginsWithASign);
    if (asked.rules.contains(RuleKind::decl) || asked.tokens.contains(EXPORT))
        return Following::Begin::Declaration;
    bool isBehindAnnotation = asked.rules.empty() && asked.tokens.contains(AT);
    if (asked.rules.contains(RuleKind::stmt) || asked.rules.contains(RuleKind::testStmt) || isBehindAnnotation)
        return Following::Begin::Statement;
    return asked.rules.empty() ? Following::Begin::None : Following::Begin::Any;
}

/// Are they the two names of a loop, `for k, v`, which only `in` tells from entries?
bool endsInLoopNames(const std::vector<Token>& tokens) {
    constexpr size_t count = 4;
    const Token* last = tokens.size() < count ? nullptr : &tokens[tokens.size() - count];
    return last != nullptr && last[0].kind == FOR && isName(last[1].kind) && last[2].kind == COMMA &&
           isName(last[3].kind);
}

/// What is asked for behind the tokens, at a name that is put there.
std::optional<Asked> askedBehind(std::vector<Token> tokens) {
    tokens.push_back({NAME, true, 0, 0});
    ParserInput input = separate(tokens);
    input.tokens.push_back({END, true, 0, 0});
    if (findTooDeep(input) != nullptr)
        return std::nullopt;
    SyntaxTree tree;
    Descent descent(input, tree);
    return descent.askedAt(input.tokens.size() - 2);
}

} // namespace

Following followingWords(std::string_view text) {
    source::SourceManager sources;
    diag::Sink told;
    std::vector<Token> tokens = lex(sources, sources.add("", std::string(text)), told);
    std::erase_if(tokens, [](const Token& token) { return token.kind == END || isComment(token.kind); });
    if (told.hasErrors() || !isNested(tokens))
        return {};
    if (endsInLoopNames(tokens))
        return {Following::Begin::None, {IN}, tokens.back().kind};
    auto here = askedBehind(tokens);
    bool beginsLine = !tokens.empty() && tokens.back().kind == NL;
    while (!tokens.empty() && tokens.back().kind == NL)
        tokens.pop_back();
    Following following;
    following.last = tokens.empty() ? END : tokens.back().kind;
    // At the beginning of a line some go on with the line before.
    auto before = beginsLine && !tokens.empty() ? askedBehind(tokens) : std::nullopt;
    for (TokenKind kind : {THEN, ELSE, IS, AND, OR, WHERE})
        if (before && before->tokens.contains(kind))
            following.words.insert(kind);
    if (!here) {
        following.begin = following.words.empty() ? Following::Begin::Any : Following::Begin::None;
        return following;
    }
    following.begin = beginOf(*here);
    bool isAlone = following.begin == Following::Begin::None;
    for (TokenKind kind : here->tokens)
        if (goesOn(kind) || (kind == LET && following.last == IF) ||
            (isAlone && (isSoftKeyword(kind) || isHardKeyword(kind))))
            following.words.insert(kind);
    if (here->rules.contains(RuleKind::item))
        following.words.insert(FOR);
    if (here->rules.contains(RuleKind::member))
        following.words.insert(CHECK);
    if (isAlone && following.last == EXPORT)
        following.words = {IMPORT, TYPE, VARIANT, ENUM, FN, LET, COMPONENT};
    return following;
}

} // namespace stackc::syntax
