#include "ide/lexical.h"

#include <algorithm>

namespace stackc::ide {

using syntax::Token;
using syntax::TokenKind;

namespace {

bool hasLineEnd(std::string_view text, std::uint32_t begin, std::uint32_t end) {
    return text.substr(begin, end - begin).find('\n') != std::string_view::npos;
}

/// Follows lines of one kind that stand directly below each other.
class Runs {
public:
    Runs(std::string_view text, Fold::Kind kind, std::vector<Fold>& folds) : text_(text), kind_(kind), folds_(folds) {}

    /// Something of the kind; `isNext` if nothing but line ends stands between it and the one before.
    void add(std::uint32_t begin, std::uint32_t end, bool isNext) {
        if (!isNext)
            close();
        if (end_ == 0)
            begin_ = begin;
        end_ = end;
    }
    void close() {
        if (end_ != 0 && hasLineEnd(text_, begin_, end_))
            folds_.push_back({kind_, begin_, end_});
        end_ = 0;
    }

private:
    std::string_view text_;
    Fold::Kind kind_;
    std::vector<Fold>& folds_;
    std::uint32_t begin_ = 0;
    std::uint32_t end_ = 0;
};

/// The last token of the import that begins at `i`: of its line, or of the braces that it opens.
std::size_t endOfImport(const std::vector<Token>& tokens, std::size_t i) {
    std::size_t depth = 0;
    std::size_t last = i;
    for (; i < tokens.size(); ++i) {
        if (tokens[i].kind == TokenKind::NL && depth == 0)
            break;
        if (tokens[i].kind == TokenKind::NL)
            continue;
        depth += syntax::isOpener(tokens[i].kind) ? 1 : 0;
        depth -= syntax::isCloser(tokens[i].kind) && depth > 0 ? 1 : 0;
        last = i;
    }
    return last;
}

} // namespace

std::vector<Fold> foldsOf(std::string_view text) {
    std::vector<Fold> folds;
    for (const Brackets& pair : bracketsOf(text))
        if (pair.close.end != 0 && hasLineEnd(text, pair.open.end, pair.close.begin))
            folds.push_back({Fold::Kind::Block, pair.open.begin, pair.close.begin});
    Runs comments(text, Fold::Kind::Comment, folds);
    Runs imports(text, Fold::Kind::Imports, folds);
    const std::vector<Token> tokens = tokensOf(text);
    std::size_t lineEnds = 0; // since the last token
    bool isComment = false;   // the last token
    bool isImport = false;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        bool beginsLine = i == 0 || lineEnds > 0;
        if (token.kind == TokenKind::NL) {
            ++lineEnds;
            continue;
        }
        bool wasComment = isComment;
        bool wasImport = isImport;
        isComment = syntax::isComment(token.kind) && beginsLine;
        isImport = token.kind == TokenKind::IMPORT && beginsLine;
        if (isComment) {
            comments.add(token.begin, token.end, wasComment && lineEnds == 1);
        } else if (isImport) {
            i = endOfImport(tokens, i);
            imports.add(token.begin, tokens[i].end, wasImport);
        }
        lineEnds = 0;
    }
    comments.close();
    imports.close();
    return folds;
}

} // namespace stackc::ide
