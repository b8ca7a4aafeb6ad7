#include "syntax/brackets.h"

#include <algorithm>
#include <optional>

namespace stackc::syntax {

namespace {

struct Open {
    Token token;
    /// Column of the first token on the opener's line.
    std::uint32_t lineIndent = 0;
    std::uint32_t line = 0;
};

struct Missing {
    Token opener;
    /// Where a closer was put in.
    std::uint32_t at = 0;
};

class Balancer {
public:
    Balancer(const std::vector<Token>& tokens, std::string_view text, bool useIndentation)
        : tokens_(tokens), text_(text), useIndentation_(useIndentation) {}

    void run() {
        out.reserve(tokens_.size() + 8);
        for (std::size_t i = 0; i < tokens_.size() && !tooDeep; ++i) {
            const Token& token = tokens_[i];
            TokenKind next = i + 1 < tokens_.size() ? tokens_[i + 1].kind : TokenKind::END;
            place(token);
            beginsElse_ = token.kind == TokenKind::ELSE && (next == TokenKind::IF || next == TokenKind::LBRACE);
            if (token.kind == TokenKind::NL) {
                closeStrings();
                newLine_ = true;
                ++line_;
            } else if (!isComment(token.kind)) {
                step(token);
                newLine_ = false;
                continue;
            }
            out.push_back(token);
        }
    }

    std::vector<Token> out;
    std::vector<Missing> missing;
    std::vector<Token> stray;
    std::optional<Token> tooDeep;

private:
    void place(const Token& token) {
        if (newLine_ && token.kind != TokenKind::NL && !isComment(token.kind)) {
            std::size_t lineBegin = token.begin == 0 ? std::string_view::npos : text_.rfind('\n', token.begin - 1);
            column_ = token.begin - static_cast<std::uint32_t>(lineBegin == std::string_view::npos ? 0 : lineBegin + 1);
        }
    }

    void step(const Token& token) {
        if (useIndentation_ && newLine_)
            closeByIndentation(token);
        if (token.kind == TokenKind::END) {
            while (!stack_.empty())
                closeTop();
        } else if (isOpener(token.kind)) {
            stack_.push_back({token, column_, line_});
            if (stack_.size() > kMaxDepth && !tooDeep)
                tooDeep = token;
        } else if (isCloser(token.kind) && !close(token)) {
            stray.push_back(token);
            return;
        }
        out.push_back(token);
    }

    /// True if `token` closes something; what was opened inside that is closed before.
    bool close(const Token& token) {
        std::size_t i = stack_.size();
        while (i > 0) {
            const Open& open = stack_[i - 1];
            if (closerOf(open.token.kind) == token.kind)
                break;
            if (isStringOpen(open.token.kind))
                return false;
            --i;
        }
        if (i == 0)
            return false;
        while (stack_.size() > i)
            closeTop();
        stack_.pop_back();
        return true;
    }

    void closeByIndentation(const Token& token) {
        while (!stack_.empty()) {
            const Open& top = stack_.back();
            if (top.line == line_ || top.token.kind == TokenKind::TEXT_OPEN)
                return;
            // The `}` that is missing may have stood before an `else`, a blank or two to its left.
            std::uint32_t limit = beginsElse_            ? top.lineIndent + 2
                                  : isCloser(token.kind) ? top.lineIndent
                                                         : top.lineIndent + 1;
            bool outside = column_ < limit;
            if (!outside)
                return;
            closeTop();
        }
    }

    /// Strings on one line end with it, and so do their interpolations.
    void closeStrings() {
        auto isPlain = [](const Open& open) { return open.token.kind == TokenKind::STR_OPEN; };
        auto first = std::find_if(stack_.begin(), stack_.end(), isPlain);
        auto keep = static_cast<std::size_t>(first - stack_.begin());
        while (stack_.size() > keep)
            closeTop();
    }

    void closeTop() {
        Token opener = stack_.back().token;
        stack_.pop_back();
        std::size_t before = out.size();
        while (before > 0 && (out[before - 1].kind == TokenKind::NL || isComment(out[before - 1].kind)))
            --before;
        std::uint32_t at = before == 0 ? 0 : out[before - 1].end;
        out.insert(out.begin() + static_cast<std::ptrdiff_t>(before), Token{closerOf(opener.kind), true, at, at});
        missing.push_back({opener, at});
    }

    const std::vector<Token>& tokens_;
    std::string_view text_;
    bool useIndentation_;
    std::vector<Open> stack_;
    bool newLine_ = true;
    bool beginsElse_ = false;
    std::uint32_t line_ = 0;
    std::uint32_t column_ = 0;
};

source::Span spanOf(source::FileId file, const Token& token) { return {file, token.begin, token.end}; }

std::string_view spelling(std::string_view text, const Token& token) {
    return text.substr(token.begin, token.end - token.begin);
}

/// Is another string closed where the one at `index` is? What is closed at one place stands in a row.
bool isInsideString(const std::vector<Missing>& missing, std::size_t index) {
    for (std::size_t i = index + 1; i < missing.size() && missing[i].at == missing[index].at; ++i)
        if (isStringOpen(missing[i].opener.kind))
            return true;
    return false;
}

/// Reports strings that are not closed; true if there was one.
bool reportStrings(const Balancer& balanced, source::FileId file, diag::Sink& sink) {
    bool any = false;
    for (std::size_t i = 0; i < balanced.missing.size(); ++i) {
        const Missing& gap = balanced.missing[i];
        if (!isStringOpen(gap.opener.kind))
            continue;
        any = true;
        // The quotes that should have ended the outer string open one inside an interpolation.
        if (isInsideString(balanced.missing, i))
            continue;
        bool plain = gap.opener.kind == TokenKind::STR_OPEN;
        bool interpolation = i > 0 && balanced.missing[i - 1].opener.kind == TokenKind::INTERP;
        if (plain && interpolation)
            sink.report(diag::Code::E1009, spanOf(file, balanced.missing[i - 1].opener));
        else if (plain)
            sink.report(diag::Code::E1005, spanOf(file, gap.opener));
        else
            sink.report(diag::Code::E1006, spanOf(file, gap.opener));
    }
    return any;
}

void reportBrackets(const Balancer& balanced, std::string_view text, source::FileId file, diag::Sink& sink) {
    for (const Missing& gap : balanced.missing) {
        if (gap.opener.kind == TokenKind::INTERP) {
            sink.report(diag::Code::E1009, spanOf(file, gap.opener));
            continue;
        }
        std::string_view closer = spelled(closerOf(gap.opener.kind));
        auto report = sink.report(diag::Code::E1002, spanOf(file, gap.opener), closer, spelling(text, gap.opener));
        report.note(source::Span{file, gap.at, gap.at},
                    fmt::format("by the indentation, `{}` is missing here", closer));
    }
}

} // namespace

BracketResult balanceBrackets(std::vector<Token> tokens, std::string_view text, source::FileId file, diag::Sink& sink) {
    BracketResult result;
    Balancer plain(tokens, text, false);
    plain.run();
    if (plain.tooDeep) {
        sink.report(diag::Code::E1011, spanOf(file, *plain.tooDeep), kMaxDepth);
        result.tooDeep = true;
        return result;
    }
    if (plain.missing.empty() && plain.stray.empty()) {
        result.tokens = std::move(plain.out);
        return result;
    }
    Balancer indented(tokens, text, true);
    indented.run();
    auto faults = [](const Balancer& b) { return b.missing.size() + b.stray.size(); };
    Balancer& best = !indented.tooDeep && faults(indented) <= faults(plain) ? indented : plain;
    if (reportStrings(best, file, sink)) {
        best.stray.clear();
    } else {
        reportBrackets(best, text, file, sink);
        for (const Missing& gap : best.missing)
            result.firstUnclosed = std::min(result.firstUnclosed, gap.opener.begin);
    }
    result.tokens = std::move(best.out);
    result.stray = std::move(best.stray);
    return result;
}

} // namespace stackc::syntax
