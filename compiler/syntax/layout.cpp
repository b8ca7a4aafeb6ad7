#include "syntax/layout.h"

#include <algorithm>

#include "syntax/separators.h"

namespace stackc::syntax {

namespace {

using enum TokenKind;

/// Begins of the tokens that do not begin an entry, an argument or the like.
std::vector<std::uint32_t> findContinuing(const std::vector<Token>& tokens) {
    std::vector<std::uint32_t> result;
    ParserInput input = separate(tokens);
    for (std::size_t i = 1; i < input.tokens.size(); ++i) {
        TokenKind before = input.tokens[i - 1].kind;
        TokenKind here = input.tokens[i].kind;
        bool starts = before == SEP || before == COMMA || isOpener(before) || isCloser(here) || here == END;
        bool elseOfBlock = here == ELSE && before == RBRACE;
        if (!starts && !elseOfBlock)
            result.push_back(input.tokens[i].begin);
    }
    return result;
}

std::vector<Piece> findPieces(const std::vector<Token>& tokens, std::string_view text) {
    std::vector<Piece> pieces;
    int breaks = 0;
    std::size_t strings = 0;
    std::uint32_t stringBegin = 0;
    for (const Token& token : tokens) {
        if (isStringOpen(token.kind) && strings++ == 0)
            stringBegin = token.begin;
        bool closesString = token.kind == STR_CLOSE || token.kind == TEXT_CLOSE;
        if (closesString && --strings == 0) {
            pieces.push_back({STRING, text.substr(stringBegin, token.end - stringBegin), breaks});
            breaks = 0;
        } else if (strings == 0 && !closesString && token.kind == NL) {
            breaks = std::min(breaks + 1, 2);
        } else if (strings == 0 && !closesString && token.kind != END) {
            std::string_view spelled = text.substr(token.begin, token.end - token.begin);
            if (isComment(token.kind))
                spelled = spelled.substr(0, spelled.find_last_not_of(" \t\r") + 1);
            pieces.push_back({token.kind, spelled, breaks});
            breaks = 0;
        }
    }
    if (!pieces.empty())
        pieces[0].breaks = 0;
    return pieces;
}

/// Comments go on where the token after them does.
void markContinuing(std::vector<Piece>& pieces, std::string_view text, const std::vector<std::uint32_t>& continuing) {
    bool next = false;
    for (std::size_t i = pieces.size(); i-- > 0;) {
        if (!isComment(pieces[i].kind)) {
            auto begin = static_cast<std::uint32_t>(pieces[i].text.data() - text.data());
            next = std::binary_search(continuing.begin(), continuing.end(), begin);
        }
        pieces[i].continues = next;
    }
}

/// A list or block over several lines has its brackets at line ends and line starts; no empty line beside a bracket.
void breakBrackets(std::vector<Piece>& pieces) {
    struct Open {
        std::size_t index;
        bool broken;
    };
    std::vector<Open> open;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (!open.empty() && pieces[i].breaks > 0)
            open.back().broken = true;
        if (isCloser(pieces[i].kind)) {
            Open opened = open.back();
            open.pop_back();
            if (opened.broken && pieces[i].kind != RPAREN) {
                Piece& first = pieces[opened.index + 1];
                bool trailingComment = isComment(first.kind) && first.breaks == 0;
                if (!trailingComment)
                    first.breaks = 1;
                pieces[i].breaks = 1;
            }
            pieces[i].breaks = std::min(pieces[i].breaks, 1);
        }
        if (isOpener(pieces[i].kind))
            open.push_back({i, false});
        if (i > 0 && isOpener(pieces[i - 1].kind))
            pieces[i].breaks = std::min(pieces[i].breaks, 1);
    }
}

bool endsOperand(TokenKind kind) {
    return isName(kind) || kind == STRING || kind == RAW_STRING || kind == INT || kind == FLOAT || kind == UNIT ||
           kind == RPAREN || kind == RBRACE || kind == RBRACKET || kind == TRUE || kind == FALSE || kind == NONE;
}

bool isKeyWord(const std::vector<Piece>& pieces, std::size_t i) {
    return isHardKeyword(pieces[i].kind) && i > 0 && pieces[i - 1].kind == DOT;
}

void markSigns(std::vector<Piece>& pieces) {
    std::size_t last = SIZE_MAX;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (isComment(pieces[i].kind))
            continue;
        if (pieces[i].kind == MINUS) {
            bool begins = pieces[i].breaks > 0 && !pieces[i].continues;
            bool operand = last != SIZE_MAX && (endsOperand(pieces[last].kind) || isKeyWord(pieces, last));
            pieces[i].unary = begins || !operand;
        }
        last = i;
    }
}

/// `resource name clauses : Kind`: the first colon outside brackets after a `resource` that begins a line or an entry.
/// It stands by itself behind clauses (`resource x for e in list : Kind`); behind the name alone it is written as any
/// other.
void markResourceColons(std::vector<Piece>& pieces) {
    int depth = 0;
    int headDepth = -1;
    std::size_t name = 0;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        bool named = i + 1 < pieces.size() && isName(pieces[i + 1].kind);
        TokenKind before = i == 0 ? SEP : pieces[i - 1].kind;
        bool starts = pieces[i].breaks > 0 || i == 0 || before == LBRACE || before == COMMA || before == EXPORT;
        if (pieces[i].kind == RESOURCE && named && (starts || before == RPAREN)) {
            headDepth = depth;
            name = i + 1;
        }
        if (isOpener(pieces[i].kind))
            ++depth;
        if (isCloser(pieces[i].kind))
            --depth;
        if (pieces[i].kind == COLON && depth == headDepth) {
            pieces[i].spacedColon = i > name + 1;
            headDepth = -1;
        }
    }
}

/// Words that are followed by an expression, so that a bracket after them is not a call or a selector.
bool takesExpression(TokenKind kind) {
    switch (kind) {
    case FOR:
    case IN:
    case IF:
    case THEN:
    case ELSE:
    case LET:
    case MATCH:
    case IS:
    case NOT:
    case AND:
    case OR:
    case WHEN:
    case WHERE:
    case CHECK:
    case REMOVE:
    case EXPECT:
        return true;
    default:
        return false;
    }
}

bool callable(const Piece* before, const Piece& left) {
    bool key = before != nullptr && before->kind == DOT;
    if (takesExpression(left.kind) && !key)
        return false;
    return isName(left.kind) || isHardKeyword(left.kind) || left.kind == RPAREN || left.kind == RBRACKET ||
           left.kind == STRING;
}

} // namespace

std::vector<Piece> layOut(const std::vector<Token>& tokens, std::string_view text) {
    std::vector<Piece> pieces = findPieces(tokens, text);
    markContinuing(pieces, text, findContinuing(tokens));
    breakBrackets(pieces);
    markSigns(pieces);
    markResourceColons(pieces);
    return pieces;
}

bool spaceBetween(const Piece* beforeLeft, const Piece& left, const Piece& right) {
    if (left.kind == LBRACE)
        return right.kind != RBRACE;
    if (left.kind == LPAREN || left.kind == LBRACKET || left.kind == DOT || left.kind == RANGE ||
        left.kind == ELLIPSIS || left.kind == AT || left.unary) {
        return false;
    }
    switch (right.kind) {
    case RBRACE:
        return true;
    case RPAREN:
    case RBRACKET:
    case COMMA:
    case DOT:
    case RANGE:
    case QUESTION:
        return false;
    case COLON:
        return right.spacedColon;
    case LPAREN:
        return !callable(beforeLeft, left) || left.kind == STRING;
    case LBRACKET:
        return !callable(beforeLeft, left);
    default:
        return true;
    }
}

} // namespace stackc::syntax
