#include "syntax/separators.h"

namespace stackc::syntax {

namespace {

using enum TokenKind;

bool needsMore(TokenKind kind) {
    switch (kind) {
    case ASSIGN:
    case APPEND:
    case ARROW:
    case COLON:
    case COMMA:
    case LPAREN:
    case LBRACKET:
    case LBRACE:
    case INTERP:
    case DOT:
    case RANGE:
    case ELLIPSIS:
    case PLUS:
    case MINUS:
    case STAR:
    case SLASH:
    case COALESCE:
    case EQ:
    case NE:
    case LT:
    case LE:
    case GT:
    case GE:
    case AND:
    case OR:
    case NOT:
    case THEN:
    case ELSE:
    case BAR:
    case AMPERSAND:
    case AT:
        return true;
    default:
        return false;
    }
}

bool continues(TokenKind kind) {
    switch (kind) {
    case DOT:
    case PLUS:
    case STAR:
    case SLASH:
    case COALESCE:
    case EQ:
    case NE:
    case LE:
    case GE:
    case ARROW:
    case RPAREN:
    case BAR:
        return true;
    default:
        return false;
    }
}

/// `then = 1` is an entry, `then x` goes on with the line before.
bool continuesAsWord(TokenKind kind, TokenKind next) {
    bool key = next == ASSIGN || next == APPEND || next == COLON;
    switch (kind) {
    case AND:
    case OR:
    case IS:
    case THEN:
    case WHERE:
        return !key && next != LBRACE;
    case ELSE:
        return !key;
    default:
        return false;
    }
}

class Separator {
public:
    explicit Separator(const std::vector<Token>& tokens) {
        result_.tokens.reserve(tokens.size());
        code_.reserve(tokens.size());
        for (const Token& token : tokens)
            addCode(token);
    }

    ParserInput run() {
        for (i_ = 0; i_ < code_.size(); ++i_) {
            const Token& token = code_[i_];
            if (token.kind == NL || token.kind == COMMA) {
                i_ = separators(i_);
            } else {
                bracket(token);
            }
        }
        return std::move(result_);
    }

private:
    void addCode(const Token& token) {
        if (token.kind == COMMENT)
            return;
        if (token.kind != DOC) {
            if (token.kind == NL) {
                if (!code_.empty() && code_.back().kind == NL)
                    return;
                lineBegan_ = true;
            } else {
                lineBegan_ = false;
            }
            code_.push_back(token);
            docsBefore_.push_back(static_cast<std::uint32_t>(result_.docTokens.size()));
        } else if (lineBegan_) {
            // A `///` behind code on its line says nothing about what follows.
            result_.docTokens.push_back(token);
        }
    }

    void bracket(const Token& token) {
        if (isCloser(token.kind)) {
            open_.pop_back();
            emit(token, i_);
        } else {
            emit(token, i_);
            if (isOpener(token.kind))
                open_.push_back(token.kind);
        }
    }

    void emit(const Token& token, std::size_t codeIndex) {
        result_.tokens.push_back(token);
        result_.depths.push_back(static_cast<std::uint16_t>(open_.size()));
        result_.docEnds.push_back(docsBefore_[codeIndex]);
    }

    TokenKind kindAt(std::size_t i) const { return i < code_.size() ? code_[i].kind : END; }
    TokenKind kindAfter(std::size_t i) const { return kindAt(i + 1) == NL ? kindAt(i + 2) : kindAt(i + 1); }

    /// The kind of the last token, NAME if a word stands there as a key (`x.then`).
    TokenKind lastKind() const {
        const auto& out = result_.tokens;
        if (out.empty())
            return SEP;
        TokenKind kind = out.back().kind;
        bool key = isHardKeyword(kind) && out.size() > 1 && out[out.size() - 2].kind == DOT;
        return key ? NAME : kind;
    }

    /// Handles the run of newlines and commas from `i`; gives the index of its last token.
    std::size_t separators(std::size_t i) {
        bool inParens = !open_.empty() && (open_.back() == LPAREN || open_.back() == INTERP);
        std::size_t comma = SIZE_MAX;
        std::size_t last = i;
        for (std::size_t k = i; kindAt(k) == NL || kindAt(k) == COMMA; ++k) {
            if (kindAt(k) == COMMA) {
                if (comma != SIZE_MAX)
                    break;
                comma = k;
            }
            last = k;
        }
        TokenKind next = kindAt(last + 1);
        bool closes = isCloser(next) || next == END;
        if (comma == SIZE_MAX) {
            if (inParens || closes || stays(next, last + 1))
                return last;
        } else {
            bool first = lastKind() == SEP || needsMore(lastKind());
            if (inParens || isLoopComma(comma) || first) {
                if (!closes || first)
                    emit(code_[comma], comma);
                return last;
            }
            if (closes)
                return last;
        }
        Token separator = code_[comma == SIZE_MAX ? i : comma];
        separator.kind = SEP;
        emit(separator, i);
        return last;
    }

    /// A newline before `next` does not separate.
    bool stays(TokenKind next, std::size_t nextIndex) const {
        TokenKind before = lastKind();
        return before == SEP || needsMore(before) || continues(next) || continuesAsWord(next, kindAfter(nextIndex));
    }

    /// The comma of `for k, v in`.
    bool isLoopComma(std::size_t comma) const {
        const auto& out = result_.tokens;
        return out.size() > 1 && out[out.size() - 2].kind == FOR && kindAt(comma + 2) == IN;
    }

    ParserInput result_;
    /// Without comments, runs of newlines as one.
    std::vector<Token> code_;
    std::vector<std::uint32_t> docsBefore_;
    std::vector<TokenKind> open_;
    std::size_t i_ = 0;
    bool lineBegan_ = true;
};

} // namespace

ParserInput separate(const std::vector<Token>& tokens) { return Separator(tokens).run(); }

} // namespace stackc::syntax
